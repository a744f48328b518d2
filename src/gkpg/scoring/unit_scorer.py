"""Scoring the units of a group by the rules of its round, from the cells to the total."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gkpg.scoring.aggregate import NO_SCORE
from gkpg.scoring.comparisons import Comparisons
from gkpg.scoring.part_scorer import PartScorer
from gkpg.scoring.reach import Reach, absent_parts, handed_on
from gkpg.scoring.steps import PLAIN
from gkpg.scoring.totals import Totals
from gkpg.scoring.vetoes import fix_total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from gkpg.ledger import Ledger
    from gkpg.round.group import RoundGroup
    from gkpg.scoring.aggregate import PartScore
    from gkpg.scoring.steps import Step


class UnitSteps(NamedTuple):
    """What a unit came to in its parts, and in all; `total` is None where something is missing."""

    parts: tuple[PartScore, ...]
    total: Fraction | None

    @property
    def has_failed(self) -> bool:
        """Whether a veto leaves it no total."""
        return any(veto.effect.fail for part in self.parts for veto in part.vetoes)


class RoundScorer:
    """The scorers of all groups of a ledger, each made when it is asked for, with what knows who is compared."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.comparisons = Comparisons(ledger.round, lambda group: self.of(group).parts)
        self._made: dict[object, UnitScorer] = {}

    def of(self, group: RoundGroup) -> UnitScorer:
        """What scores the units of a group."""
        key = (group.name, *(part.key for part in group.parts))
        if key not in self._made:
            self._made[key] = UnitScorer(self, group)
        return self._made[key]


class UnitScorer:
    """Scores the units of a group one by one, and tells the steps of one by the same computation."""

    def __init__(self, whole: RoundScorer, group: RoundGroup) -> None:
        self._whole, self._ledger, self._group = whole, whole.ledger, group
        ledger = whole.ledger
        decided = {key: ledger.decisions.get(key) for key in ledger.disputes}
        self.parts = tuple(
            PartScorer(ledger, group, part, decided, partial(whole.comparisons.peers, group, number))
            for number, part in enumerate(group.parts)
        )
        self._totals, self._reach = Totals(ledger.round, group), Reach(ledger.round, group)
        composed = ledger.round.assessment.composed if ledger.round.assessment else ()
        self._composed = {rule.unit: rule for rule in composed}

    def unit(self, name: str, steps: list[Step] | None = None) -> UnitSteps:
        """What one unit comes to; `steps` are added to the list that is given."""
        numbers = self._group.numbers(name)
        scored = [self.parts[number].score(name, steps) for number in numbers]
        parts = self._in_place(numbers, scored)
        lines = [part.line for part in parts]
        absent = absent_parts(self._group, lines)
        handed = handed_on(self._ledger.round, self._group, name, lines)
        total = self._totals.add(name, [part.total for part in scored], absent, steps, handed)
        vetoes = [veto for part in parts for veto in part.vetoes]
        if vetoes and total is not None:
            rule = next((part.plan.document for part in self.parts if part.plan.rubric.vetoes), PLAIN)
            total = fix_total(total, vetoes, rule, steps)
        if name in self._composed:
            composed = self._compose(name, steps)
            total = total if composed is None else composed
        return UnitSteps(parts, total)

    def _in_place(self, numbers: Sequence[int], scored: Sequence[PartScore]) -> tuple[PartScore, ...]:
        """The parts of a unit in the places of those of its group; nothing where a part is not for it."""
        if len(numbers) == len(self.parts):
            return tuple(scored)
        found = dict(zip(numbers, scored, strict=True))
        return tuple(found.get(number, NO_SCORE) for number in range(len(self.parts)))

    def close(self, name: str, reached: UnitSteps, total: Fraction) -> tuple[Decimal, Decimal | None]:
        """The rounded total of a unit, and the converted one."""
        return self._totals.close(total, self._most(name, reached))

    def _most(self, name: str, reached: UnitSteps) -> Fraction:
        """The most that a unit can have; zero where there is no limit, of which no share is asked for."""
        if not self._reach.may_differ:
            return self._group.total or Fraction(0)
        return self._reach.of(name, (part.line for part in reached.parts)) or Fraction(0)

    def steps(self, name: str, *, is_scored: bool) -> Iterator[Step]:
        """The way of one unit, in order; to the end only where it is scored."""
        steps: list[Step] = []
        reached = self.unit(name, steps)
        if reached.total is not None and is_scored:
            self._totals.close(reached.total, self._most(name, reached), steps)
        return iter(steps)

    def _compose(self, name: str, steps: list[Step] | None) -> Fraction | None:
        """The total of a composed unit; None where what it is made of has no total."""
        rule = self._composed[name]
        totals: dict[str, Fraction] = {}
        for unit in {unit for ingredient in rule.of for unit in ingredient.units}:
            reached = self._whole.of(self._ledger.round.group_of[unit]).unit(unit)
            if reached.total is not None and not reached.has_failed and unit not in self._ledger.blocking:
                totals[unit] = reached.total
        return self._totals.compose(rule, totals, steps)
