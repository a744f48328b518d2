"""Ceilings: how high a measured value may lift an item above its max, where the rule says that it may."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from gkpg.base.points import format_exact, parse_exact
from gkpg.base.text import Text
from gkpg.yamlfiles.schema.about import About
from gkpg.yamlfiles.shapes import NUMBER, should_be
from gkpg.yamlfiles.types import NO_LIMIT, as_points

_WANTED = Text("分数、占分值的百分比（120%）或 none", "points, a percentage of the max (120%) or none")
_SHAPE: dict[str, Any] = {
    "type": ["number", "string"],
    "exclusiveMinimum": 0,
    "pattern": rf"^(none|{NUMBER}%?)$",
    "errorMessage": should_be(_WANTED),
    "examples": [12, "120%", "none"],
}


def _ceiling(value: Any) -> str:
    """`none`, or points, to which a percentage of the max has come before."""
    if value == NO_LIMIT:
        return NO_LIMIT
    number = as_points(parse_exact(value) if isinstance(value, str) else value)
    if number is None or number <= 0:
        raise PydanticCustomError("not_ceiling", "no ceiling", {"wanted": _WANTED})
    return format_exact(number)


Ceiling = Annotated[str, PlainValidator(_ceiling), WithJsonSchema(_SHAPE)]


def ceiling_of(written: str | None, most: Fraction | None) -> Fraction | None:
    """The ceiling of an item with this max, in points: the max itself where none is written; None without bound."""
    if written is None:
        return most
    return None if written == NO_LIMIT else Fraction(written)


#: The words of `ceiling`.
CEILING = About(
    Text("封顶", "Ceiling"),
    Text(
        "结果最高可得几分，只在办法允许超过分值时写：分数、占分值的百分比，或 none 不封顶。"
        "默认就是分值；合计仍按分值核对。只用于 measure。",
        "How many points a result may bring where the rule lets it exceed the max: points, a percentage of the max, "
        "or none. By default the max, which is what sums are checked by all the same. For measure.",
    ),
    "120%",
)
