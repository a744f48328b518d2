"""Valuing: the figures of one unit in one part become points, item by item, before anything is added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from gkpg.scoring.against import worth_against, worth_beside
from gkpg.scoring.relative import Worth
from gkpg.scoring.rounding import Rounder
from gkpg.scoring.steps import Term

if TYPE_CHECKING:
    from fractions import Fraction

    from gkpg.round.round import Round
    from gkpg.rubric import Item
    from gkpg.scoring.amounts import Amount
    from gkpg.scoring.peers import Peers
    from gkpg.scoring.plan import PartPlan
    from gkpg.scoring.unit_items import ItemAmounts


class PeersOf(Protocol):
    """What knows with whom a unit is compared in an item of a part."""

    def __call__(self, unit: str, item: Item) -> Peers:
        """The figures that are compared, whether or not the unit's is among them."""


class Valuer:
    """Values figures by what their items look at."""

    def __init__(self, plan: PartPlan, round_: Round, peers_of: PeersOf) -> None:
        self._plan, self._round, self._peers_of = plan, round_, peers_of
        self._fixed = round_.trial.worth if round_.trial is not None else {}
        self._dense = round_.ranking.ties == "dense"

    def value(self, unit: str, got: ItemAmounts) -> None:
        """Points stand in place of the figures that a unit was given."""
        plan = self._plan
        if not plan.looking:
            return
        rounder, scored = Rounder(plan, got.scale, got.recorder), {item.id for item in got.scored}
        for place, item in plan.looking:
            amount = got.amounts[place]
            if amount is not None and item.id in scored:
                points = self.points(unit, item, amount, got)
                got.amounts[place] = rounder.round("item", points, item.id)

    def points(self, unit: str, item: Item, amount: Amount, got: ItemAmounts) -> Amount | None:
        """What a figure is worth; None where that cannot be told, or not yet."""
        figure = got.scale.points(amount)
        points, terms, key = _lost(item, self._worth(unit, item, figure)) or (None, (), "")
        if points is None:
            return None
        value = got.scale.amount(points)
        if got.recorder.is_on:
            got.recorder.add("value", (Term("figure", item.id, figure), *terms), value, self._plan.rule(key), item.id)
        return value

    def _worth(self, unit: str, item: Item, figure: Fraction) -> Worth | None:
        """What a figure is worth by what its item looks at; None where that is not there."""
        if item.id in self._fixed:
            return Worth(self._fixed[item.id], (), "")
        if item.looks_at == "units":
            peers = self._peers_of(unit, item)
            return None if peers.missing or not peers.figures else worth_beside(item, figure, peers, dense=self._dense)
        base = self._round.figure(item.looks_at, unit, item.id)
        return None if base is None else worth_against(item, figure, base)


def _lost(item: Item, worth: Worth | None) -> Worth | None:
    """What a figure is worth where its points are lost: as much below zero, with the points that it follows from."""
    if worth is None or worth.points is None or not item.is_taken:
        return worth
    return Worth(-worth.points, tuple(map(_taken, worth.terms)), worth.key)


def _taken(term: Term) -> Term:
    """A term of points that are lost."""
    return term._replace(value=None if term.value is None else -term.value) if term.kind in _OF_POINTS else term


#: The terms that are points; others are figures and counts.
_OF_POINTS = {"knot", "factor", "limit"}
