"""Years: a result beside an earlier one, unit by unit and item by item, as far as they can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.differences.unit_relations import UnitSide, relate_units
from gkpg.reports.view.group_summary import GroupSummary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.reports.view.item_summary import ItemSummary
    from gkpg.scoring import Results, UnitResult


class UnitYears(NamedTuple):
    """A unit in both results; `before` is None where the earlier one has no unit that is this one alone.

    `change` is what its total is more than before; None where either has none, or not the same can be had in both.
    """

    now: UnitResult
    before: UnitSide | None
    change: Fraction | None


class ItemYears(NamedTuple):
    """An item that both results have under the same number, name and max."""

    now: ItemSummary
    before: ItemSummary


@dataclass(frozen=True)
class Years:
    """Two results: `before`, and the one that is shown."""

    before: Results
    now: Results

    @property
    def title(self) -> str:
        """What the earlier assessment is called, with the day of its result; empty where it has no name."""
        written = self.before.round.assessment
        return " ".join(map(str, filter(None, (written.title, written.result)))) if written else ""

    def unit(self, summary: GroupSummary, unit: UnitResult) -> UnitYears:
        """A unit of a group in both results."""
        before = self._sides.get((summary.group.name, unit.name))
        change = None
        if before is not None and before.unit.total is not None and unit.total is not None:
            mosts = self.before.most(before.group, before.unit), self.now.most(summary.group, unit)
            if mosts[0] == mosts[1] is not None:
                change = Fraction(unit.total) - Fraction(before.unit.total)
        return UnitYears(unit, before, change)

    def items(self, summary: GroupSummary) -> tuple[ItemYears, ...]:
        """The items of a group that the group of the same name had before."""
        found = self._groups.get(summary.group.name)
        olds = {_sign(found, each): each for each in found.items} if found else {}
        pairs = ((each, olds.get(_sign(summary, each))) for each in summary.items)
        return tuple(ItemYears(now, old) for now, old in pairs if old is not None)

    @cached_property
    def _groups(self) -> Mapping[str, GroupSummary]:
        return {group.name: GroupSummary(self.before, group) for group in self.before.groups if group.rules}

    @cached_property
    def _sides(self) -> Mapping[tuple[str, str], UnitSide]:
        """The one unit that a unit was before, by its group and name."""
        return dict(self._pairs())

    def _pairs(self) -> Iterator[tuple[tuple[str, str], UnitSide]]:
        for each in relate_units(self.before, self.now):
            if each.is_one_unit and each.before[0].is_assessed:
                yield (each.after[0].group.name, each.after[0].name), each.before[0]


def _sign(summary: GroupSummary, of: ItemSummary) -> tuple[object, ...]:
    """By what an item is known again in another result."""
    part = summary.group.parts[of.part]
    return part.name, part.period, of.item.called, of.item.name, of.item.max
