"""The fingerprint of a rubric: by which a sheet is known to be made from the table as it stands."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from gkpg.base.points import format_exact, format_points
from gkpg.yamlfiles.types import write_max

if TYPE_CHECKING:
    from fractions import Fraction

    from gkpg.rubric.blocks import Block
    from gkpg.rubric.item import Item
    from gkpg.rubric.model import Rubric


def fingerprint_of(rubric: Rubric) -> str:
    """A SHA-256 over what an assessor sees and is held to; comments, layout and repairs don't change it."""
    meaning = {"rubric": rubric.rubric, "version": rubric.version, "total": write_max(rubric.total)}
    items = [_meaning(indicator) for indicator in rubric.indicators]
    beside = {
        "beside": [_meaning_of_block(each) for each in rubric.beside],
        "beside_max": None if rubric.beside_max is None else format_exact(rubric.beside_max),
        **{key: format_exact(bound) for key, bound in _bounds(rubric) if bound is not None},
        "vetoes": [each.model_dump(by_alias=True, exclude_defaults=True) for each in rubric.vetoes],
    }
    further = {key: value for key, value in beside.items() if value}
    text = json.dumps(
        {**meaning, "indicators": items, **further}, ensure_ascii=False, sort_keys=True, default=format_points
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _bounds(rubric: Rubric) -> tuple[tuple[str, Fraction | None], ...]:
    return ("floor", rubric.floor), ("ceiling", rubric.ceiling)


def _meaning_of_block(block: Block) -> dict[str, Any]:
    fields = block.model_dump(by_alias=True, exclude={"items"}, exclude_defaults=True)
    return {**fields, "items": [_meaning(each) for each in block.items]}


def _meaning(item: Item) -> dict[str, Any]:
    fields = item.model_dump(exclude={"repair", "items", "max"}, exclude_defaults=True)
    below = [_meaning(each) for each in item.items or ()]
    return {**fields, "max": write_max(item.max), "items": below}
