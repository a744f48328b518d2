"""The view of a unit: each of its items beside the max, the group and its own score, with what was lost and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.explanation.headline import headline_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from gkpg.base.text import Text
    from gkpg.explanation.entered import EnteredScore
    from gkpg.explanation.explanation import Explanation
    from gkpg.explanation.losses import Loss
    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.reports.view.item_summary import ItemSummary
    from gkpg.scoring import UnitResult


class UnitItem(NamedTuple):
    """What a unit got for an item; `of` tells of the item in the whole group.

    `points` is exact; None where it has none. `own` is what it gave itself; None where it did not. `loss` is what it
    cost, with the nodes behind it; None where the total was not made of the item itself. `applies` is false where the
    item does not apply to the unit and has no points.
    """

    of: ItemSummary
    points: Fraction | None
    own: Fraction | None
    loss: Loss | None
    applies: bool

    @property
    def lost(self) -> Fraction | None:
        """The max less the points; None where there is no max, or no points."""
        most = self.of.item.max
        return None if self.points is None or most is None or self.of.is_beside else most - self.points

    @property
    def share(self) -> Fraction | None:
        """The points as a share of the max; None where there is none to be a share of."""
        most = self.of.item.max
        return self.points / most if self.points is not None and most and not self.of.is_beside else None


@dataclass(frozen=True)
class UnitView:
    """A unit beside its group."""

    summary: GroupSummary
    explanation: Explanation

    @property
    def unit(self) -> UnitResult:
        """The unit's result."""
        return self.explanation.unit

    @property
    def headline(self) -> Text:
        """What it came to and what it lacks, in one line. It may name findings, which are not for the public."""
        return headline_of(self.explanation)

    @cached_property
    def items(self) -> tuple[UnitItem, ...]:
        """All items of the unit's parts, in the order of the rubrics."""
        return tuple(self._items())

    def _items(self) -> Iterator[UnitItem]:
        results, group, unit = self.summary.results, self.summary.group, self.unit
        first, numbers = group.first_part(unit), group.numbers(unit)
        points = {number: results.points(group, unit, number) for number in numbers}
        out = {number: results.inapplicable(group, unit, number) for number in numbers}
        own = results.own_points(group, unit)
        for each in self.summary.items:
            if each.part in points:
                part, item = group.parts[each.part], each.item.id
                self_given = own.get(item) if part is first else None
                loss = self._losses.get((part.title, item))
                yield UnitItem(each, points[each.part].get(item), self_given, loss, item not in out[each.part])

    @cached_property
    def _losses(self) -> Mapping[tuple[str, str], Loss]:
        rows = (loss for loss in self.explanation.losses if loss.kind in {"item", "beside"})
        return {(loss.part, loss.item): loss for loss in rows}

    def entries_of(self, item: UnitItem) -> tuple[EnteredScore, ...]:
        """Who entered what for an item or its rows, in the order of the ledger. Not for the public."""
        part, own = self.summary.group.parts[item.of.part], {row.id for row in item.of.item.walk()}
        entries = (node.entry for node in self.explanation.tree.entries)
        return tuple(
            each for each in entries
            if each and each.item in own and (each.rubric, each.period) == (part.key, part.period)
        )  # fmt: skip
