"""Scoring the units of a group by the rules of its round, from the cells to the total."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.scoring.aggregate import PartScore, aggregate
from gkpg.scoring.items import ItemScorer
from gkpg.scoring.plan import PartPlan
from gkpg.scoring.reach import Reach
from gkpg.scoring.steps import PLAIN
from gkpg.scoring.totals import Totals
from gkpg.scoring.trace import Trace
from gkpg.scoring.vetoes import ItemVetoes, fix_total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from gkpg.ledger import Ledger
    from gkpg.round.round import RoundGroup
    from gkpg.scoring.steps import Step
    from gkpg.sheets.model import Sheet


class UnitSteps(NamedTuple):
    """What a unit came to in its parts, and in all; `total` is None where something is missing."""

    parts: tuple[PartScore, ...]
    total: Fraction | None

    @property
    def has_failed(self) -> bool:
        """Whether a veto leaves it no total."""
        return any(veto.effect.fail for part in self.parts for veto in part.vetoes)


class UnitScorer:
    """Scores the units of a group one by one, and tells the steps of one by the same computation."""

    def __init__(self, ledger: Ledger, group: RoundGroup) -> None:
        self._ledger, self._group, self._round = ledger, group, ledger.round
        decided = {key: ledger.decisions.get(key) for key in ledger.disputes}
        self._plans = [PartPlan(ledger.round, group, part, decided) for part in group.parts]
        self._scorers = [ItemScorer(plan) for plan in self._plans]
        self._others: dict[tuple[int, str], Mapping[str, Fraction]] = {}
        self._totals, self._reach = Totals(ledger.round, group), Reach(ledger.round, group)
        composed = ledger.round.assessment.composed if ledger.round.assessment else ()
        self._composed = {rule.unit: rule for rule in composed}

    def unit(self, name: str, steps: list[Step] | None = None) -> UnitSteps:
        """What one unit comes to; `steps` are added to the list that is given."""
        own = self._ledger.by_unit.get(name, ())
        parts = tuple([self._part(name, own, number, steps) for number in range(len(self._plans))])
        total = self._totals.add([part.total for part in parts], steps)
        vetoes = [veto for part in parts for veto in part.vetoes]
        if vetoes and total is not None:
            rule = next((plan.document for plan in self._plans if plan.rubric.vetoes), PLAIN)
            total = fix_total(total, vetoes, rule, steps)
        if name in self._composed:
            composed = self._compose(name, steps)
            total = total if composed is None else composed
        return UnitSteps(parts, total)

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

    def _part(self, name: str, own: Sequence[Sheet], number: int, steps: list[Step] | None) -> PartScore:
        plan = self._plans[number]
        trace = None if steps is None else Trace(plan.rubric)
        got = self._scorers[number].score(name, plan.sheets(own), trace)
        score = aggregate(plan, name, got, self._average(name, number))
        if steps is not None and trace is not None:
            steps += trace.steps()
        return score

    def _compose(self, name: str, steps: list[Step] | None) -> Fraction | None:
        """The total of a composed unit; None where what it is made of has no total."""
        rule = self._composed[name]
        totals: dict[str, Fraction] = {}
        for unit in {unit for ingredient in rule.of for unit in ingredient.units}:
            group = self._round.group_of[unit]
            reached = UnitScorer(self._ledger, group).unit(unit)
            if reached.total is not None and not reached.has_failed and unit not in self._ledger.blocking:
                totals[unit] = reached.total
        return self._totals.compose(rule, totals, steps)

    def _average(self, name: str, number: int) -> Callable[[str], Fraction | None]:
        """What the other units of the group got for an item, on average."""

        def mean(item: str) -> Fraction | None:
            others = [value for unit, value in self._points_of_all(number, item).items() if unit != name]
            return sum(others, Fraction(0)) / len(others) if others else None

        return mean

    def _points_of_all(self, number: int, item: str) -> Mapping[str, Fraction]:
        """What every unit got for an item by its sheets, without what vetoes take; nothing where it does not apply."""
        found = self._others.get((number, item))
        if found is None:
            found = self._others[number, item] = dict(self._points_of(number, item))
        return found

    def _points_of(self, number: int, item: str) -> Iterator[tuple[str, Fraction]]:
        plan, scorer = self._plans[number], self._scorers[number]
        for unit in self._group.units:
            got = scorer.score(unit, plan.sheets(self._ledger.by_unit.get(unit, ())))
            ItemVetoes(plan, got, got.scale.most).take(plan.rubric.by_id[item], plan.places[item])
            amount = got.amounts[plan.places[item]]
            if amount is not None:
                yield unit, got.scale.points(amount)
