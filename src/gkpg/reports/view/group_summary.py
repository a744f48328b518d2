"""The summary of a group: its grades, how its totals lie, what cost the most."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.reports.group_view import group_name
from gkpg.reports.view.bins import Bin, bins_of
from gkpg.reports.view.grade_count import GradeCount, count_grades
from gkpg.reports.view.item_summary import ItemSummary, summarize_items
from gkpg.reports.view.near_line import NearLine, near_lines
from gkpg.reports.view.spread import Spread, spread_of

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.scoring import GroupResult, Results, UnitResult


@dataclass(frozen=True)
class GroupSummary:
    """A group of a result. Each figure is computed when it is first asked for, from exact points."""

    results: Results
    group: GroupResult

    def name(self, lang: Lang) -> str:
        """What it is called."""
        return group_name(self.group, lang)

    @cached_property
    def scored(self) -> tuple[UnitResult, ...]:
        """The units with a total, in the order of the ranking."""
        return tuple(unit for unit in self.group.units if unit.total is not None)

    @cached_property
    def grades(self) -> tuple[GradeCount, ...]:
        """The units by grade; none where there are no grades."""
        return tuple(count_grades(self.group))

    @cached_property
    def totals(self) -> Spread | None:
        """How the totals lie, as they were rounded; None where there are none."""
        counts: dict[Fraction, int] = {}
        for unit in self.scored:
            total = Fraction(unit.total or 0)
            counts[total] = counts.get(total, 0) + 1
        return spread_of(counts)

    @cached_property
    def bins(self) -> tuple[Bin, ...]:
        """The totals by ranges of equal width."""
        most = self.group.rules.total if self.group.rules else None
        return bins_of([Fraction(unit.total or 0) for unit in self.scored], most)

    @cached_property
    def items(self) -> tuple[ItemSummary, ...]:
        """Every item of every part."""
        return tuple(each for part in range(len(self.group.parts)) for each in summarize_items(self.group, part))

    @cached_property
    def indicators(self) -> tuple[ItemSummary, ...]:
        """The indicators of every part, without what stands beside the total."""
        return tuple(each for each in self.items if each.item is each.top and not each.is_beside)

    @cached_property
    def scored_items(self) -> tuple[ItemSummary, ...]:
        """The items with points of their own and a max, without what stands beside the total.

        In place of items that are added up and then converted or compared stands what these come to.
        """
        return tuple(each for each in self.items if each.costs)

    def costliest(self, most: int) -> tuple[ItemSummary, ...]:
        """The items that cost the most points of the total on average, the costliest first; only those that cost any.

        Where what a point counts is not the same for all, points of the table stand for those of the total.
        """
        costs = [(each.lost if each.lost_in_total is None else each.lost_in_total, each) for each in self.scored_items]
        found = sorted((each for each in costs if each[0]), key=lambda each: -(each[0] or 0))
        return tuple(each for _, each in found[:most])

    def best(self, most: int) -> tuple[ItemSummary, ...]:
        """The items with the highest share of their max on average, the best first."""
        return tuple(sorted(self.scored_items, key=lambda each: -(each.share or 0))[:most])

    def worst(self, most: int) -> tuple[ItemSummary, ...]:
        """The items with the lowest share of their max on average, the worst first."""
        return tuple(sorted(self.scored_items, key=lambda each: each.share or 0)[:most])

    @cached_property
    def near_lines(self) -> tuple[NearLine, ...]:
        """The units that lack little to the next better grade."""
        return tuple(near_lines(self.results, self.group))
