"""Pairs: two values in brackets, such as a value with its points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from gkpg.yamlfiles.shapes import should_be

if TYPE_CHECKING:
    from gkpg.base.text import Text


def pair_shape(first: dict[str, Any], second: dict[str, Any], wanted: Text) -> dict[str, Any]:
    """The schema of a pair; `wanted` is what people are told that it should be."""
    return {"type": "array", "items": [first, second], "minItems": 2, "maxItems": 2, "errorMessage": should_be(wanted)}


def two_of(value: Any, wanted: Text) -> tuple[Any, Any]:
    """The two values of a pair; raises what Pydantic tells where it is none."""
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        raise PydanticCustomError("not_knot", "no pair", {"wanted": wanted})
    return value[0], value[1]
