"""Weights: percentages in place of points, each a share of the item above or of the whole table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.base.points import format_points
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from gkpg.authoring.importing.item_nodes import ItemNodes
    from gkpg.findings.place import Place

_ALL = Decimal(100)


class TableWeights:
    """The points that the percentages of one table come to. `heading` is where the table begins."""

    def __init__(self, total: Decimal | None, heading: Place) -> None:
        self.total, self._heading = total, heading
        self.findings: list[Finding] = []

    def settle(self, items: ItemNodes) -> ItemNodes:
        """The items with the points that their percentages come to; without a printed total the whole is 100."""
        if self.total is None and items and all(item.weight is not None for item in items):
            self.total = _ALL
            self.findings.append(Finding("T311", self._heading, {}))
        return self._level(items, self.total, None, "")

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
