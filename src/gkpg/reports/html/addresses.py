"""Addresses: where in the page each group and each unit stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkpg.reports.report import Report
    from gkpg.scoring import UnitResult

#: Of more units than this a page has views of those alone that were asked for.
MOST_VIEWS = 5_000


class Addresses:
    """The places of a group, of its items, and of those of its units that have a view of their own."""

    def __init__(self, number: int, units: Sequence[UnitResult], report: Report) -> None:
        self.group = f"g{number}"
        count = sum(len(group.units) for group in report.results.groups)
        has_views = report.disclosure.shows("scores") and (bool(report.units) or count <= MOST_VIEWS)
        shown = [unit.name for unit in units if has_views and report.has(unit.name)]
        self._units: Mapping[str, int] = {name: place for place, name in enumerate(shown, 1)}
        self.names = tuple(shown)

    def item(self, number: int) -> str:
        """The place of an item, by its number among those of the group."""
        return f"{self.group}i{number}"

    def unit(self, name: str) -> str:
        """The place of a unit; empty where it has none."""
        return f"{self.group}u{self._units[name]}" if name in self._units else ""
