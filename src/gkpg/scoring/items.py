"""Points of items: what the sheets of one unit come to for every item that has a score of its own."""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NOT_APPLICABLE
from gkpg.scoring.arrangement import Arrangement
from gkpg.scoring.combine import combine, combine_one, divisor_of
from gkpg.scoring.plan import PartPlan, rounding_rule
from gkpg.scoring.settle import settle
from gkpg.scoring.steps import Rule, Step, Term

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkpg.round.model import RoundingStep, Source
    from gkpg.rubric import Item
    from gkpg.scoring.amounts import Amount, Amounts, Scale
    from gkpg.scoring.arrangement import Lane
    from gkpg.scoring.trace import Trace
    from gkpg.sheets.model import Sheet


class ItemAmounts(NamedTuple):
    """What a unit got for the items that have a score of their own.

    `amounts` stand in the places of all items of the rubric; None where there is none. `scored` are the items with a
    score of their own, `inapplicable` the ids of those that do not apply.
    """

    amounts: Amounts
    scale: Scale
    scored: tuple[Item, ...]
    inapplicable: tuple[str, ...]


class ItemScorer:
    """Scores the items of one part, unit by unit; how sheets of one make give their scores is worked out once."""

    def __init__(self, plan: PartPlan) -> None:
        self._plan = plan
        self._arrangements: dict[object, Arrangement] = {}

    def score(self, unit: str, sheets: Sequence[Sheet], trace: Trace | None = None) -> ItemAmounts:
        """What a unit got by its sheets, those of sources that do not count left out."""
        by_source: dict[str, list[Sheet]] = defaultdict(list)
        for sheet in sheets:
            by_source[sheet.identity.source].append(sheet)
        arrangement = self._arrangement(unit, sheets, by_source)
        return _UnitItems(self._plan, arrangement, unit, by_source, trace).amounts()

    def _arrangement(self, unit: str, sheets: Sequence[Sheet], by_source: Mapping[str, Sequence[Sheet]]) -> Arrangement:
        """How these sheets give the items their scores."""
        there = self._there(unit, by_source)
        makes = [(sheet.identity.source, sheet.layout.items) for sheet in sheets]
        key = tuple(there.items()), tuple(makes)
        found = self._arrangements.get(key)
        if found is None:
            found = self._arrangements[key] = Arrangement(self._plan, there, makes)
        return found

    def _there(self, unit: str, by_source: Mapping[str, Sequence[Sheet]]) -> dict[str, bool]:
        """The sources that are to score a unit, but for those left out, each with whether all its sheets are there."""
        round_ = self._plan.round
        found: dict[str, bool] = {}
        for giver in self._plan.givers:
            if not giver.source.scores(unit):
                continue
            own = by_source.get(giver.name, ())
            if round_.assessment is None:  # nobody is expected: who has handed in scores
                is_complete, is_asked = True, len(own) > 0
            else:
                is_complete = round_.is_complete(giver.source, unit, own)
                is_asked = is_complete or giver.source.missing == "block"
            if is_asked:
                found[giver.name] = is_complete and len(own) > 0
        return found


class _UnitItems:
    """The scores of one unit on their way from its sheets to one amount an item."""

    def __init__(
        self,
        plan: PartPlan,
        arrangement: Arrangement,
        unit: str,
        by_source: Mapping[str, Sequence[Sheet]],
        trace: Trace | None,
    ) -> None:
        self._plan, self._arrangement, self._unit = plan, arrangement, unit
        self._sheets, self._trace = by_source, trace
        self._weights = {lane.name: [sheet.sample or 1 for sheet in by_source[lane.name]] for lane in arrangement.lanes}
        self._divisors = {lane.name: divisor_of(lane.rule, self._weights[lane.name]) for lane in arrangement.lanes}
        self._divisor = math.lcm(*self._divisors.values())
        self._scale = plan.scales.divided(self._divisor)
        self._absent = self._inapplicable()

    def amounts(self) -> ItemAmounts:
        """Everything that the unit got."""
        plan, arrangement, scale = self._plan, self._arrangement, self._scale
        columns = [self._column(lane) for lane in arrangement.lanes]
        found = arrangement.in_place(columns)
        for shared in arrangement.shared:
            given = {name: None if at is None else columns[at[0]][at[1]] for name, at in shared.given}
            if shared.item.id not in self._absent:
                found[shared.place] = settle(plan, shared, given, scale, self._trace)
        for item in self._absent:
            found[plan.places[item]] = None
        if "item" in plan.roundings:
            self._round("item", found)
        return ItemAmounts(found, scale, arrangement.scored, tuple(self._absent))

    def _inapplicable(self) -> dict[str, None]:
        """The scored items that do not apply: those that are marked in a sheet, and those that the unit lacks."""
        plan, holders = self._plan, self._arrangement.holders
        rows = set(plan.round.lacking(self._unit, plan.rubric)) if plan.has_unmarked else set[str]()
        for sheet in (sheet for own in self._sheets.values() for sheet in own if NOT_APPLICABLE in sheet.points):
            words = zip(sheet.layout.items, sheet.points.split(), strict=True)
            rows |= {item for item, word in words if word == NOT_APPLICABLE}
        found = {holders[row] for row in rows if row in holders}
        return {item.id: None for item in self._arrangement.scored if item.id in found} if found else {}

    def _column(self, lane: Lane) -> Amounts:
        """What one source gives each of its items: its assessors' scores joined, or what was decided instead."""
        sheets, weights, divisor = self._sheets[lane.name], self._weights[lane.name], self._divisors[lane.name]
        scale = self._plan.scales.divided(self._divisor // divisor)
        columns = [
            picks.column(scale.read(sheet.points), scale) for picks, sheet in zip(lane.picks, sheets, strict=True)
        ]
        found = combine(lane.rule, columns, weights)
        for number in lane.vetoes:
            found[number] = combine_one("agreed", [column[number] for column in columns], weights, divisor)
        decided = self._decide(lane, columns, found)
        if self._trace is not None:
            self._tell(lane, columns, found, decided, scale)
        if "assessors" in self._plan.roundings:
            for number, item in enumerate(lane.items):
                if item.id not in decided:
                    found[number] = self._rounded("assessors", found[number], item.id, lane.name)
        return found

    def _decide(self, lane: Lane, columns: Sequence[Amounts], found: Amounts) -> set[str]:
        """What was decided stands in place of what assessors gave; the ids of the items in dispute."""
        decisions = self._plan.decisions.get(self._unit)
        if not decisions:
            return set()
        decided = set[str]()
        for number, item in enumerate(lane.items):
            if (lane.name, item.id) in decisions and all(column[number] is not None for column in columns):
                decision = decisions[lane.name, item.id]
                points = None if decision is None else decision.points
                found[number] = None if points is None else self._scale.amount(Fraction(points))
                decided.add(item.id)
        return decided

    def _tell(self, lane: Lane, columns: Sequence[Amounts], found: Amounts, decided: set[str], scale: Scale) -> None:
        """The steps that joined or decided what a source gives."""
        sheets = self._sheets[lane.name]
        for number, item in enumerate(lane.items):
            value = found[number]
            if self._trace is None or value is None or item.id in self._absent:
                continue
            terms = tuple(
                Term("cell", picks.place(number, sheet), scale.points(column[number] or 0))
                for picks, sheet, column in zip(lane.picks, sheets, columns, strict=True)
            )
            points, part = self._scale.points(value), self._plan.part.name
            if item.id not in decided:
                rule = _join_rule(lane.source, item)
                self._trace.add(Step("join", terms, points, rule, part, item.id, lane.name))
                continue
            decision = self._plan.decisions[self._unit][lane.name, item.id]
            assert decision is not None  # noqa: S101 - without one it has no points
            terms = (*terms, Term("cell", str(decision.place), points))
            rule = Rule(decision.by, decision.reason)
            self._trace.add(Step("decide", terms, points, rule, part, item.id, lane.name))

    def _round(self, step: RoundingStep, found: Amounts) -> None:
        """Round what items got."""
        for item in self._arrangement.scored:
            place = self._plan.places[item.id]
            found[place] = self._rounded(step, found[place], item.id)

    def _rounded(self, step: RoundingStep, amount: Amount | None, item: str, source: str = "") -> Amount | None:
        rule = self._plan.roundings.get(step)
        if amount is None or rule is None:
            return amount
        value = self._scale.rounded(amount, rule.places, rule.mode)
        if self._trace is not None and item not in self._absent:
            points = self._scale.points(amount)
            term = Term("source", source, points) if source else Term("item", item, points)
            part, told = self._plan.part.name, rounding_rule(self._plan.round, rule)
            self._trace.add(Step("round", (term,), self._scale.points(value), told, part, item, source))
        return value


def _join_rule(source: Source, item: Item) -> Rule:
    """The rule by which a source's scores of an item were joined."""
    if item.is_veto:
        return Rule("agreed", is_default=True)
    return Rule(source.join.rule, source.join.basis, is_default="join" not in source.model_fields_set)
