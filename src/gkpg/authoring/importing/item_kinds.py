"""The kinds of items whose standards say plainly how points are given: deductions, counts, levels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gkpg.authoring.importing.scoring_words import levels_in, points_for, points_off

if TYPE_CHECKING:
    from decimal import Decimal

    from gkpg.authoring.importing.item_nodes import ItemNode


def with_kinds(item: ItemNode) -> ItemNode:
    """An item, and all below it, with the kinds that their standards say."""
    if item.children:
        return replace(item, children=tuple(map(with_kinds, item.children)))
    standard = item.texts.get("standard", "")
    return replace(item, kind=kind_of(standard, item.max)) if standard and item.max is not None else item


def kind_of(standard: str, most: Decimal) -> dict[str, Any]:
    """The keys of the kind of an item of so many points; none where its standard says no kind, or other points."""
    levels = levels_in(standard)
    if levels and max(levels.values()) == most:
        return {"kind": "levels", "levels": levels}
    off = points_off(standard)
    if off is not None and (off.most is None or off.most <= most) and off.each <= most:
        floor = {"floor": most - off.most} if off.most is not None and off.most < most else {}
        return {"kind": "deduction", "each": off.each, **floor}
    each = points_for(standard)
    is_more = each is not None and each.most is None and "加" in standard  # it may come to what is printed
    if each is not None and each.most in {None, most} and each.each <= most and not is_more:
        return {"kind": "count", "each": each.each}
    return {}
