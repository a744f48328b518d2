"""Vetoes that hold: what they take from items, what they make of a total."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.scoring.steps import Step, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.rubric import Item
    from gkpg.rubric.vetoes import Minus, VetoRule
    from gkpg.scoring.amounts import Amount
    from gkpg.scoring.inapplicable import Inapplicable
    from gkpg.scoring.plan import PartPlan
    from gkpg.scoring.steps import Rule
    from gkpg.scoring.unit_items import ItemAmounts


class ItemVetoes:
    """What vetoes take from the items of one unit, in place.

    `apart` tells what an item can be for the unit; None where that is its max.

    `change_points` says that any veto that holds changes the points of an item, or that of one it cannot be told.
    """

    def __init__(self, plan: PartPlan, got: ItemAmounts, apart: Inapplicable | None = None) -> None:
        self._plan, self._amounts, self._scale, self._recorder = plan, got.amounts, got.scale, got.recorder
        self._apart = apart
        self._taking: dict[str, list[tuple[VetoRule, Minus]]] = {}
        self._untold: set[str] = set()
        self._setting: dict[str, list[tuple[Fraction, str]]] = {}
        for place, veto, minus in plan.minus:
            if self._holds(place, minus.item):
                self._taking.setdefault(minus.item, []).append((veto, minus))
        for place, veto in plan.setting:
            effect = veto.effect
            if effect.item is not None and effect.points is not None and self._holds(place, effect.item):
                self._setting.setdefault(effect.item, []).append((Fraction(effect.points), veto.id))
        self.change_points = bool(self._taking or self._setting or self._untold)

    def _holds(self, place: int, item: str) -> bool:
        """Whether a veto holds; where that is not known, what its item gets cannot be told."""
        if self._amounts[place] is None and self._plan.round.groups:  # a self-check need not say
            self._untold.add(item)
        return bool(self._amounts[place])

    def change(self, item: Item, place: int) -> None:
        """What vetoes make of an item: first those that take points, then those that set them."""
        self.take(item, place)
        self.set(item, place)

    def set(self, item: Item, place: int) -> None:
        """The points that vetoes set for an item, whatever else it would get; the lowest of several."""
        limits, amount = self._setting.get(item.id), self._amounts[place]
        if not limits or amount is None:
            return
        points, name = min(limits)
        value = self._scale.amount(points)
        if self._recorder.is_on:
            terms = (self._recorder.term("item", item.id, amount), Term("veto", name, points))
            self._recorder.add("veto", terms, value, self._plan.rule("points"), item.id)
        self._amounts[place] = value

    def take(self, item: Item, place: int) -> None:
        """What vetoes leave of an item: what it can be without their points, or what it got without them.

        Nothing that could be told where it is not known whether a veto holds.
        """
        vetoes, amount = self._taking.get(item.id), self._amounts[place]
        if item.id in self._untold:
            self._amounts[place] = None
            return
        if not vetoes or amount is None:
            return
        from_max = item.max is not None and any(minus.alone for _, minus in vetoes)
        whole = self._most(item, place) if from_max else amount
        left = whole - sum(self._scale.amount(minus.points) for _, minus in vetoes)
        if self._recorder.is_on:
            taken = (Term("veto", veto.id, Fraction(minus.points)) for veto, minus in vetoes)
            limit = (self._recorder.term("limit", "max", whole),) if from_max else ()
            terms = (self._recorder.term("item", item.id, amount), *limit, *taken)
            self._recorder.add("minus", terms, left, self._plan.rule("minus"), item.id)
        self._amounts[place] = self._not_below_least(item, left)

    def _most(self, item: Item, place: int) -> Amount:
        """What an item can be for the unit."""
        return self._scale.most[place] if self._apart is None else self._apart.most_of(item)

    def _not_below_least(self, item: Item, left: Amount) -> Amount:
        """What is left of an item, or the least that it can come to."""
        least = None if item.bottom is None else self._scale.amount(item.bottom)
        if least is None or left >= least:
            return left
        if self._recorder.is_on:
            terms = self._recorder.term("item", item.id, left), self._recorder.term("limit", "floor", least)
            self._recorder.add("bound", terms, least, self._plan.rule("floor"), item.id)
        return least


def fix_total(total: Fraction, vetoes: Sequence[VetoRule], rule: Rule, steps: list[Step] | None = None) -> Fraction:
    """A total as vetoes leave it: fixed by the lowest that they fix, and no higher than the lowest ceiling.

    `rule` has the document that they stand on; each step names the veto that decided.
    """
    fixed = [(Fraction(veto.effect.total), veto.id) for veto in vetoes if veto.effect.total is not None]
    ceilings = [(Fraction(veto.effect.ceiling), veto.id) for veto in vetoes if veto.effect.ceiling is not None]
    for key, limits in (("total", fixed), ("ceiling", ceilings)):
        if not limits or (key == "ceiling" and total <= min(limits)[0]):
            continue
        value, name = min(limits)
        if steps is not None:
            terms = (Term("total", "total", total), Term("veto", name, value))
            steps.append(Step("veto", terms, value, rule._replace(key=key)))
        total = value
    return total
