"""Leaf weights: percentages that stand at the lowest level alone, as shares of the whole table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.authoring.importing.missing_weights import WHOLE, restore_weight

if TYPE_CHECKING:
    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes
    from gkpg.findings.finding import Finding


def with_leaf_weights(items: ItemNodes) -> tuple[ItemNodes, list[Finding]]:
    """The items, those above weighted ones with the weights of these together; as they are where others have any.

    A weight that is missing is restored first.
    """
    leaves = tuple(each for item in items for each in item.walk() if not each.children)
    if not _divide_the_whole(items, leaves):
        return items, []
    told = []
    if any(leaf.weight is None for leaf in leaves):
        mended, finding = restore_weight(leaves, WHOLE, None)
        told.append(finding)
        by_id = {id(before): after for before, after in zip(leaves, mended, strict=True)}
        items = tuple(_replaced(item, by_id) for item in items)
    return tuple(map(_with_sums, items)), told


def _divide_the_whole(items: ItemNodes, leaves: ItemNodes) -> bool:
    """Whether the leaves alone have percentages, one of them lacking at most, and these are of the whole table.

    They are not where those of an item are 100 by themselves.
    """
    above = [each for item in items for each in item.walk() if each.children]
    if not above or any(each.max is not None for each in (*above, *leaves)) or any(each.weight for each in above):
        return False
    known = [leaf.weight for leaf in leaves if leaf.weight is not None]
    whole, missing = sum(known, Decimal(0)), len(leaves) - len(known)
    if missing:
        return missing == 1 and not any(leaf.lack for leaf in leaves) and bool(known) and whole < WHOLE
    return whole == WHOLE or not any(_sum(each) == WHOLE for each in above)


def _sum(item: ItemNode) -> Decimal:
    return sum((child.weight or Decimal(0) for child in item.children), Decimal(0))


def _replaced(item: ItemNode, by_id: dict[int, ItemNode]) -> ItemNode:
    if not item.children:
        return by_id[id(item)]
    return replace(item, children=tuple(_replaced(child, by_id) for child in item.children))


def _with_sums(item: ItemNode) -> ItemNode:
    """An item with the percentages of what is below it together."""
    if not item.children:
        return item
    below = tuple(map(_with_sums, item.children))
    places = {**item.places, "max": below[0].at("max")}
    return replace(item, children=below, weight=_sum(replace(item, children=below)), places=places)
