"""Weights: percentages in place of points, each a share of the item above or of the whole table."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.base.points import format_points
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes
    from gkpg.findings.place import Place

_ALL, _ONE = Decimal(100), Decimal(1)
_WEIGHT = re.compile(r"权|比重|weight", re.IGNORECASE)


class TableWeights:
    """The points that the percentages of one table come to.

    `heading` is where the table begins, `headed` what stands over its points.
    """

    def __init__(self, total: Decimal | None, heading: Place, headed: str) -> None:
        self.total, self._heading, self._headed = total, heading, headed
        self.findings: list[Finding] = []

    def settle(self, items: ItemNodes) -> ItemNodes:
        """The items with the points that their percentages come to; without a printed total the whole is 100."""
        if self._are_parts_of_one(items):
            items, self.total = tuple(map(_as_percentages, items)), None
        if _only_leaves_divide_the_whole(items):
            items = tuple(map(_with_sums, items))
        if self.total is None and items and all(item.weight is not None for item in items):
            self.total = _ALL
            self.findings.append(Finding("T311", self._heading, {}))
        return self._level(items, self.total, None, "")

    def _are_parts_of_one(self, items: ItemNodes) -> bool:
        """Whether a column of weights divides 1, as 0.6 and 0.4: then they are percentages without their sign."""
        figures = [item.max for item in items if item.max is not None]
        is_one = self.total in {None, _ONE} and len(figures) == len(items) > 1 and sum(figures) == _ONE
        return is_one and bool(_WEIGHT.search(self._headed))

    def _level(self, items: ItemNodes, most: Decimal | None, share: Decimal | None, above: str) -> ItemNodes:
        """One level below an item of so many points, which itself has a share."""
        weighted = [item.weight for item in items if item.weight is not None]
        whole = sum(weighted, Decimal(0))
        of_total = share is not None and whole == share != _ALL  # percentages of the table, not of the item above
        base = self.total if of_total else most
        if len(weighted) == len(items) > 0 and whole != _ALL and not of_total:
            facts = {"item": above or "?", "sum": format_points(whole)}
            self.findings.append(Finding("T312", items[0].at("max"), facts))
        found = []
        for item in items:
            if item.weight is not None and base is not None and item.max is None:
                item = replace(item, max=base * item.weight / _ALL)  # noqa: PLW2901
            below = self._level(item.children, item.max, item.weight, item.label)
            is_share = len(weighted) == len(items) and not of_total
            found.append(replace(item, children=below, weight=item.weight if is_share else None))
        return tuple(found)


def _only_leaves_divide_the_whole(items: ItemNodes) -> bool:
    """Whether percentages stand at the lowest level alone, and are those of the whole table."""
    every = [each for item in items for each in item.walk()]
    leaves = [each for each in every if not each.children]
    is_bare = all(each.max is None and each.weight is None for each in every if each.children)
    known = [each.weight for each in leaves if each.weight is not None]
    return is_bare and len(known) == len(leaves) and sum(known, Decimal(0)) == _ALL


def _with_sums(item: ItemNode) -> ItemNode:
    """An item with the percentages of what is below it together."""
    if not item.children:
        return item
    below = tuple(map(_with_sums, item.children))
    return replace(item, children=below, weight=sum((each.weight or Decimal(0) for each in below), Decimal(0)))


def _as_percentages(item: ItemNode) -> ItemNode:
    """An item whose figures, and those below it, are parts of 1."""
    weight = item.weight if item.max is None else item.max * _ALL
    return replace(item, max=None, weight=weight, children=tuple(map(_as_percentages, item.children)))
