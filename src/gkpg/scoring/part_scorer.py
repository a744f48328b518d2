"""Scoring the units of a group in one part, and the figures by which they are compared there."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.ledger import NOT_JOINED
from gkpg.scoring.aggregate import aggregate, figure_of_sum
from gkpg.scoring.items import ItemScorer
from gkpg.scoring.plan import PartPlan
from gkpg.scoring.trace import Trace
from gkpg.scoring.valuer import Valuer
from gkpg.scoring.vetoes import ItemVetoes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gkpg.ledger import Ledger
    from gkpg.ledger.disputes import Decision, DisputeKey
    from gkpg.round.group import RoundGroup, RoundPart
    from gkpg.rubric import Item
    from gkpg.scoring.aggregate import PartScore
    from gkpg.scoring.steps import Step
    from gkpg.scoring.unit_items import ItemAmounts
    from gkpg.scoring.valuer import PeersOf

#: The figures of units by name; None where one is to be and is not there.
Figures = dict[str, Fraction | None]


class PartScorer:
    """Scores units by one plan. What is asked of all units is worked out once, when it is first asked for."""

    def __init__(
        self,
        ledger: Ledger,
        group: RoundGroup,
        part: RoundPart,
        decided: Mapping[DisputeKey, Decision | None],
        peers_of: PeersOf,
    ) -> None:
        self._ledger, self._units = ledger, tuple(filter(part.is_for, group.units))
        self.plan = PartPlan(ledger.round, group, part, decided)
        self._items = ItemScorer(self.plan)
        self._valuer = Valuer(self.plan, ledger.round, peers_of)
        self._others: dict[str, Mapping[str, Fraction]] = {}
        self._given: Mapping[str, Figures] | None = None
        self._sums: dict[str, Figures] = {}

    def score(self, unit: str, steps: list[Step] | None = None) -> PartScore:
        """What one unit comes to; `steps` are added to the list that is given."""
        trace = None if steps is None else Trace(self.plan.rubric)
        got = self._valued(unit, trace)
        found = aggregate(self.plan, unit, got, self._other_units(unit), self._valuer)
        if steps is not None and trace is not None:
            steps += trace.steps()
        return found

    def _raw(self, unit: str, trace: Trace | None = None) -> ItemAmounts:
        """What a unit was given, figures as figures."""
        return self._items.score(unit, self.plan.sheets(self._ledger.by_unit.get(unit, ())), trace)

    def _valued(self, unit: str, trace: Trace | None = None) -> ItemAmounts:
        got = self._raw(unit, trace)
        self._valuer.value(unit, got)
        return got

    def _other_units(self, unit: str) -> Callable[[str], Mapping[str, Fraction]]:
        """What the other units of the group got for an item."""

        def others(item: str) -> Mapping[str, Fraction]:
            return {each: value for each, value in self._points_of_all(item).items() if each != unit}

        return others

    def _points_of_all(self, item: str) -> Mapping[str, Fraction]:
        """What every unit got for an item by its sheets, without what vetoes take; nothing where it does not apply."""
        found = self._others.get(item)
        if found is None:
            found = self._others[item] = dict(self._points_of(item))
        return found

    def _points_of(self, item: str) -> Iterator[tuple[str, Fraction]]:
        plan = self.plan
        for unit in self._units:
            got = self._valued(unit)
            ItemVetoes(plan, got).change(plan.rubric.by_id[item], plan.places[item])
            amount = got.amounts[plan.places[item]]
            if amount is not None:
                yield unit, got.scale.points(amount)

    @cached_property
    def _unjoined(self) -> frozenset[str]:
        """The units of which it is not known which sheets count, so that nothing is told of them."""
        blocking = self._ledger.blocking
        return frozenset(unit for unit, errors in blocking.items() if any(each.code in NOT_JOINED for each in errors))

    def is_failed(self, unit: str) -> bool:
        """Whether a veto leaves a unit no total."""
        failing = [self.plan.places[veto.id] for veto in self.plan.rubric.vetoes if veto.effect.fail]
        amounts = self._raw(unit).amounts if failing else []
        return any(amounts[place] for place in failing)

    def figures(self, item: Item) -> Figures:
        """The figures of an item of all units that are to have one."""
        if self._given is None:
            self._given = self._given_figures()
        given = self._given[item.id]
        if item.items is None:
            return given
        if item.id not in self._sums:
            self._sums[item.id] = dict(self._figures_of_sum(item))
        return {**self._sums[item.id], **{unit: figure for unit, figure in given.items() if figure is not None}}

    def _given_figures(self) -> Mapping[str, Figures]:
        """By item the figures that units were given, in one go through all units."""
        items = self.plan.compared
        found: dict[str, Figures] = {item.id: {} for _, item in items}
        for unit in self._units:
            got = self._raw(unit)
            for place, item in items:
                amount = None if unit in self._unjoined else got.amounts[place]
                if amount is not None:
                    found[item.id][unit] = got.scale.points(amount)
                elif self._is_to_have(unit, item, got):
                    found[item.id][unit] = None
        return found

    def _figures_of_sum(self, item: Item) -> Iterator[tuple[str, Fraction | None]]:
        """What the items below one come to, of all units."""
        for unit in self._units:
            got = self._valued(unit)
            figure = None
            if unit not in self._unjoined:
                figure = figure_of_sum(self.plan, unit, got, self._other_units(unit), self._valuer, item)
            if figure is not None or self._is_to_have(unit, item, got):
                yield unit, figure

    def _is_to_have(self, unit: str, item: Item, got: ItemAmounts) -> bool:
        """Whether somebody is to give a unit a figure, which is not there."""
        rows = {leaf.id for leaf in item.leaves()}
        if rows <= {each for each in got.inapplicable if each not in got.unsettled}:
            return False
        return any(giver.source.scores(unit) and not giver.items.isdisjoint(rows) for giver in self.plan.givers)
