"""Rescaling: an indicator or a part of which some does not apply, scaled up to what it is worth."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.round.model import BY_LEVEL
from gkpg.scoring.amounts import simplify
from gkpg.scoring.reach import given_up
from gkpg.scoring.steps import Rule, Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkpg.rubric import Item
    from gkpg.scoring.amounts import Amount
    from gkpg.scoring.inapplicable import Inapplicable
    from gkpg.scoring.plan import PartPlan
    from gkpg.scoring.unit_items import ItemAmounts


class Rescaler:
    """Scales the amounts of one unit up, in place, by the rules of the items that do not apply."""

    def __init__(self, plan: PartPlan, got: ItemAmounts, apart: Inapplicable) -> None:
        self._plan, self._got, self._apart = plan, got, apart
        self._worth: dict[int, Amount] = {}

    @property
    def is_by_level(self) -> bool:
        """Whether any item that does not apply is taken over level by level."""
        return bool(self._lost)

    def level(self, place: int, item: Item) -> None:
        """An item that others added up to, scaled up to what they are worth with those that do not apply."""
        if item.is_apart_from_below or item.chooses:
            self._worth[place] = self._apart.most_of(item)
            return
        below = [self._plan.places[each.id] for each in item.items or ()]
        there = sum(self._worth_of(each) for each in below if each not in self._apart.places)
        lost = sum(self._lost.get(each, 0) for each in below)
        self._worth[place] = there + lost
        value = self._got.amounts[place]
        if lost and not there:  # what is there handed its max on, so that nothing can be scaled
            self._got.amounts[place] = None
        elif lost and value is not None:
            scaled = self._scaled(Term("item", item.id), value, (there + lost, there), self._by_level[0], item.id)
            self._got.amounts[place] = scaled

    def _worth_of(self, place: int) -> Amount:
        """What an item that applies can be, with what its own level takes over."""
        return self._worth.get(place, self._apart.most[place])

    @cached_property
    def _by_level(self) -> list[str]:
        return self._apart.treated(BY_LEVEL)

    @cached_property
    def _lost(self) -> dict[int, Amount]:
        """What each item is worth that does not apply, and is taken over level by level; sums over those below them."""
        places, scale = self._plan.places, self._got.scale
        lost = {places[item]: scale.most[places[item]] for item in self._by_level}
        for each in self._plan.sums:
            if each.place in self._apart.places and each.place not in lost:
                lost[each.place] = sum(lost.get(below, 0) for below in each.below)
        return lost

    def indicator(self, place: int, item: Item) -> None:
        """An indicator, scaled up to its max; no amount where nothing of it is there."""
        own = {each.id for each in item.walk()}
        rescaled = [each for each in self._apart.treated("rescale-indicator") if each in own]
        amounts, places = self._got.amounts, self._plan.places
        value = amounts[place]
        if not rescaled or value is None:
            return
        scored = (each.id for each in self._got.scored if each.id in own)
        there = self._most(each for each in scored if amounts[places[each]] is not None)
        there = self._worth.get(place, there) if there else there
        if not there:
            amounts[place] = None
            return
        whole = there + self._most(rescaled)
        amounts[place] = self._scaled(Term("item", item.id), value, (whole, there), rescaled[0], item.id)

    def part(self, value: Amount) -> Amount:
        """The part, scaled up to its total where some of it is left out by a rule that says so."""
        out = self._apart.treated("rescale-total")
        if self._lost:
            tops = self._plan.indicators
            lost = sum(self._lost.get(each, 0) for each in tops)
            there = sum(self._worth_of(each) for each in tops if each not in self._apart.places)
            if lost and there:
                most = (there + lost, there)
                value = self._scaled(Term("part", self._plan.part.title), value, most, self._by_level[0])
        if not out:
            return value
        whole = self._got.scale.amount(self._plan.rubric.total or Fraction(0)) - self._given_up()
        there = whole - sum(self._got.scale.most[self._plan.places[each]] for each in out)
        return self._scaled(Term("part", self._plan.part.title), value, (whole, there), out[0])

    def _given_up(self) -> Amount:
        """What the unit cannot have, for items that are left out without anything in their place."""
        return self._got.scale.amount(given_up(self._plan.rubric.indicators, set(self._apart.treated("omit"))))

    @property
    def is_stuck(self) -> bool:
        """Whether the points of some item are lost, so that there is no total.

        It was to be handed on and nobody takes it, or to be rescaled within an indicator of which nothing applies.
        """
        rescaled = set(self._apart.treated("rescale-indicator"))
        return self._apart.is_stuck or any(
            place in self._apart.places and not rescaled.isdisjoint(each.id for each in self._plan.items[place].walk())
            for place in self._plan.indicators
        )

    def _most(self, items: Iterable[str]) -> Amount:
        """What items can get together."""
        return sum(self._apart.most[self._plan.places[each]] for each in items)

    def _scaled(self, of: Term, value: Amount, most: tuple[Amount, Amount], by: str, item: str | None = None) -> Amount:
        """A value scaled up, by the rule of an item that does not apply: `most` is what it is worth, and was."""
        whole, there = most
        factor, recorder = Fraction(whole) / there, self._got.recorder
        scaled = simplify(value * factor)
        if recorder.is_on:
            rule = self._apart.left_out[by]
            head = (recorder.term(of.kind, of.name, value), Term("factor", rule.treatment, factor))
            terms = (*head, recorder.term("limit", "max", whole), recorder.term("limit", "there", there))
            recorder.add("rescale", terms, scaled, Rule(rule.treatment, rule.basis), item)
        return scaled
