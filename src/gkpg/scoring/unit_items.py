"""The items of one unit: what sources give, joined or decided, settled between sources, rounded."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE
from gkpg.scoring.combine import combine, combine_one, divisor_of
from gkpg.scoring.entered_values import EnteredValues
from gkpg.scoring.rounding import Rounder
from gkpg.scoring.settle import settle
from gkpg.scoring.steps import Given, Rule, Term
from gkpg.scoring.trace import Recorder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkpg.round.sources import Source
    from gkpg.rubric import Item
    from gkpg.scoring.amounts import Amounts, Scale
    from gkpg.scoring.arrangement import Arrangement, Lane
    from gkpg.scoring.plan import PartPlan
    from gkpg.scoring.trace import Trace
    from gkpg.sheets.model import Sheet


class ItemAmounts(NamedTuple):
    """What a unit got for the items that have a score of their own.

    `amounts` stand in the places of all items of the rubric; None where there is none. `scored` are the items with a
    score of their own, `inapplicable` the ids of those that do not apply, and `unsettled` of those among them that
    sheets do not agree about.
    """

    amounts: Amounts
    scale: Scale
    scored: tuple[Item, ...]
    inapplicable: tuple[str, ...]
    recorder: Recorder
    unsettled: frozenset[str] = frozenset()


class UnitItems:
    """The scores of one unit on their way from its sheets to one amount an item."""

    def __init__(
        self,
        plan: PartPlan,
        arrangement: Arrangement,
        unit: str,
        by_source: Mapping[str, Sequence[Sheet]],
        trace: Trace | None,
    ) -> None:
        self._plan, self._arrangement, self._unit, self._sheets = plan, arrangement, unit, by_source
        self._weights = {lane.name: [sheet.sample or 1 for sheet in by_source[lane.name]] for lane in arrangement.lanes}
        self._divisors = {lane.name: divisor_of(lane.rule, self._weights[lane.name]) for lane in arrangement.lanes}
        self._divisor = math.lcm(*self._divisors.values())
        self._scale = plan.scales.divided(self._divisor)
        self._recorder = Recorder(trace, plan.part.title, self._scale)
        self._rounder = Rounder(plan, self._scale, self._recorder)
        self._unsettled: frozenset[str] = frozenset()
        self._absent = self._inapplicable()

    def amounts(self) -> ItemAmounts:
        """Everything that the unit got."""
        plan, arrangement = self._plan, self._arrangement
        columns = [self._column(lane) for lane in arrangement.lanes]
        found = arrangement.in_place(columns)
        for shared in arrangement.shared:
            given = {name: None if at is None else columns[at[0]][at[1]] for name, at in shared.given}
            if shared.item.id not in self._absent:
                found[shared.place] = settle(shared, given, self._recorder)
        for item_id in self._absent:
            found[plan.places[item_id]] = None
        if "item" in plan.roundings:
            for item in arrangement.scored:
                place = plan.places[item.id]
                if item.id not in plan.figures:  # they are rounded as the points that they come to
                    found[place] = self._rounder.round("item", found[place], item.id)
        absent = tuple(self._absent)
        return ItemAmounts(found, self._scale, arrangement.scored, absent, self._recorder, self._unsettled)

    def _inapplicable(self) -> dict[str, None]:
        """The scored items that do not apply: those that are marked in a sheet, and those that the unit lacks."""
        plan, holders = self._plan, self._arrangement.holders
        rows = set(plan.round.applicability.lacking(self._unit, plan.rubric))
        sheets = [sheet for own in self._sheets.values() for sheet in own]
        for sheet in (each for each in sheets if NOT_APPLICABLE in each.points):
            words = zip(sheet.layout.items, sheet.points.split(), strict=True)
            rows |= {item for item, word in words if word == NOT_APPLICABLE}
        found = {holders[row] for row in rows if row in holders}
        self._unsettled = frozenset(found & _scored_rows(sheets, holders)) if found else frozenset()
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
        if self._recorder.is_on:
            self._record(lane, columns, found, scale, decided)
        if "assessors" in self._plan.roundings:
            for number, item in enumerate(lane.items):
                if item.id not in decided and item.id not in self._absent and item.id not in self._plan.figures:
                    found[number] = self._rounder.round("assessors", found[number], item.id, lane.name)
        return found

    def _decide(self, lane: Lane, columns: Sequence[Amounts], found: Amounts) -> frozenset[str]:
        """What was decided stands in place of what assessors gave; the ids of the items in dispute."""
        decisions = self._plan.decisions.get(self._unit)
        if not decisions:
            return frozenset()
        decided = [
            (number, item.id)
            for number, item in enumerate(lane.items)
            if (lane.name, item.id) in decisions and all(column[number] is not None for column in columns)
        ]
        for number, item_id in decided:
            decision = decisions[lane.name, item_id]
            points = None if decision is None else decision.points
            found[number] = None if points is None else self._scale.amount(Fraction(points))
        return frozenset(item_id for _, item_id in decided)

    def _record(
        self, lane: Lane, columns: Sequence[Amounts], found: Amounts, scale: Scale, decided: frozenset[str]
    ) -> None:
        """The steps that joined or decided what a source gives."""
        entered = EnteredValues(self._recorder, self._plan.rubric, self._plan.document)
        for number, item in enumerate(lane.items):
            value = found[number]
            if value is None or item.id in self._absent:
                continue
            terms = list[Term]()
            for picks, sheet, column in zip(lane.picks, self._sheets[lane.name], columns, strict=True):
                place, points = picks.place(number, sheet), scale.points(column[number] or 0)
                entered.record(item, sheet, lane.source, place, points)
                terms.append(Term("cell", place, points))
                if sheet.sample is not None:
                    terms.append(Term("count", place, Fraction(sheet.sample)))
            if item.id not in decided:
                self._recorder.add("join", terms, value, _join_rule(lane.source, item), item.id, Given(lane.name))
            elif (decision := self._plan.decisions[self._unit][lane.name, item.id]) is not None:
                terms.append(self._recorder.term("cell", str(decision.place), value))
                self._recorder.add("decide", terms, value, Rule(decision.by), item.id, Given(lane.name))


def _scored_rows(sheets: Sequence[Sheet], holders: Mapping[str, str]) -> set[str]:
    """The items that some sheet gives points for."""
    pairs = (pair for sheet in sheets for pair in zip(sheet.layout.items, sheet.points.split(), strict=True))
    return {holders[row] for row, word in pairs if word not in {NO_POINTS, NOT_APPLICABLE} and row in holders}


def _join_rule(source: Source, item: Item) -> Rule:
    """The rule by which a source's scores of an item were joined; on a veto all must agree."""
    if item.is_veto:
        return Rule("agreed", is_default=True)
    return Rule(source.join.rule, source.join.basis, is_default="join" not in source.model_fields_set)
