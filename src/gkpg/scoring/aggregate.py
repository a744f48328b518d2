"""Aggregating: from the scored items of a unit to its indicators, level by level, then to the part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NOT_APPLICABLE
from gkpg.scoring.adjustments import Adjustments
from gkpg.scoring.converted_sums import convert_sum
from gkpg.scoring.inapplicable import Inapplicable
from gkpg.scoring.rescale import Rescaler
from gkpg.scoring.rounding import Rounder
from gkpg.scoring.steps import PLAIN, Term
from gkpg.scoring.sums import sum_up
from gkpg.scoring.vetoes import ItemVetoes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from gkpg.rubric import Item
    from gkpg.rubric.vetoes import VetoRule
    from gkpg.scoring.amounts import Amount
    from gkpg.scoring.plan import PartPlan
    from gkpg.scoring.unit_items import ItemAmounts
    from gkpg.scoring.valuer import Valuer

#: What the other units got for an item, by name.
Others = Callable[[str], Mapping[str, Fraction]]


class PartScore(NamedTuple):
    """What a unit got in a part: a line of the exact points of all items, and the part's points.

    `total` is None where any of it is missing. `vetoes` are those that hold.
    """

    line: str
    total: Fraction | None
    vetoes: tuple[VetoRule, ...] = ()


#: What a unit got in a part that is not for it.
NO_SCORE = PartScore("", None)


def aggregate(plan: PartPlan, unit: str, got: ItemAmounts, others: Others, valuer: Valuer) -> PartScore:
    """What the scored items of a unit come to. `valuer` gives points for what items come to that are compared."""
    apart = _apart(plan, unit, got, others)
    total = _Adder(plan, unit, got, apart, valuer).total()
    amounts, scale = got.amounts, got.scale
    vetoes = tuple([veto for veto in plan.rubric.vetoes if amounts[plan.places[veto.id]]])
    return PartScore(_line(plan, got, apart), None if total is None else scale.points(total), vetoes)


def figure_of_sum(
    plan: PartPlan, unit: str, got: ItemAmounts, others: Others, valuer: Valuer, item: Item
) -> Fraction | None:
    """What the items below one come to, before it is compared; None where any is missing."""
    apart = _apart(plan, unit, got, others)
    amount = _Adder(plan, unit, got, apart, valuer).figure(plan.places[item.id])
    return None if amount is None else got.scale.points(amount)


def _apart(plan: PartPlan, unit: str, got: ItemAmounts, others: Others) -> Inapplicable | None:
    """What does not apply to a unit, treated by its rules; None where everything does."""
    if not got.inapplicable:
        return None
    apart = Inapplicable(plan, unit, got)
    apart.apply(others)
    return apart


def _line(plan: PartPlan, got: ItemAmounts, apart: Inapplicable | None) -> str:
    """The exact points of all items, in the order of `Rubric.ids`."""
    if apart is None:
        return got.scale.line(got.amounts)
    out = {plan.places[item] for item in apart.left_out}
    return " ".join(
        NOT_APPLICABLE if amount is None and place in out else got.scale.word(amount)
        for place, amount in enumerate(got.amounts)
    )


class _Adder:
    """Adds up the amounts of one unit, in place. `apart` is what does not apply; None where everything does."""

    def __init__(self, plan: PartPlan, unit: str, got: ItemAmounts, apart: Inapplicable | None, valuer: Valuer) -> None:
        self._plan, self._unit, self._got, self._apart, self._valuer = plan, unit, got, apart, valuer
        self._amounts, self._recorder = got.amounts, got.recorder
        self._out: Collection[int] = apart.places if apart else ()
        self._vetoes = ItemVetoes(plan, got, apart)
        self._rescale = Rescaler(plan, got, apart) if apart else None
        self._rounder = Rounder(plan, got.scale, got.recorder)
        self._by_level = self._rescale if self._rescale is not None and self._rescale.is_by_level else None
        is_special = got.recorder.is_on or self._vetoes.change_points or plan.has_special_sums
        self._is_special = is_special or self._by_level is not None

    def total(self) -> Amount | None:
        """The part's amount, and those of all items on the way; None where any is missing."""
        self._add_up()
        if self._is_special or self._rescale is not None or "indicator" in self._plan.roundings:
            for place in self._plan.indicators:
                self._indicator(place)
        return self._part()

    def figure(self, place: int) -> Amount | None:
        """What others add up to in a place, before it is compared."""
        return self._add_up(place)

    def _add_up(self, until: int | None = None) -> Amount | None:
        """The items that others add up to, each after those below it; in the place where it ends its sum."""
        if self._vetoes.change_points:
            self._change_scored_items()
        amounts, out = self._amounts, self._out
        for _, place, below, join in self._plan.sums:
            if amounts[place] is None and place not in out:
                there = [each for each in below if each not in out] if out else below
                amounts[place] = value = join(amounts, there)
                if place == until:
                    return max(value, 0) if value is not None and place in self._plan.floors else value
                if value is not None and self._is_special:
                    self._summed(place, there, value)
        return None

    def _change_scored_items(self) -> None:
        """What vetoes make of the items with a score of their own; those that set an indicator come after all else."""
        for item in self._got.scored:
            place = self._plan.places[item.id]
            self._vetoes.take(item, place)
            if place not in self._plan.indicators:
                self._vetoes.set(item, place)

    def _summed(self, place: int, there: Sequence[int], value: Amount) -> None:
        """An item that others added up to: not below its floor, converted or compared, without what vetoes take."""
        item, recorder, terms = self._plan.items[place], self._recorder, self._terms(there)
        if item.more is not None:
            chosen, value = value, self._raised(item, there)
            terms += [recorder.term("extra", "more", value - chosen)] if value != chosen else []
            self._amounts[place] = value
        if recorder.is_on:
            what, rule = ("choose", self._plan.rule(item.chooses)) if item.chooses else ("sum", PLAIN)
            recorder.add(what, terms, value, rule, item.id)  # type: ignore[arg-type]  # two of them
        if value < 0 and place in self._plan.floors:
            limit = Term("limit", "floor", Fraction(0))
            recorder.add("bound", (recorder.term("item", item.id, value), limit), 0, self._plan.rule("floor"), item.id)
            self._amounts[place] = value = 0
        if item.is_apart_from_below:
            self._amounts[place] = self._rounder.round("item", self._by_own_rule(item, value), item.id)
        if self._by_level is not None:
            self._by_level.level(place, item)
        if self._vetoes.change_points and place not in self._plan.indicators:
            self._vetoes.change(item, place)

    def _raised(self, item: Item, there: Sequence[int]) -> Amount:
        """The lowest of some, with what there is more where another is higher."""
        scale = self._got.scale
        return scale.amount(item.of_rows([scale.points(self._amounts[each] or 0) for each in there]))

    def _by_own_rule(self, item: Item, value: Amount) -> Amount | None:
        """The points that the rule of an item makes of what others add up to."""
        if item.looks_at:
            return self._valuer.points(self._unit, item, value, self._got)
        return convert_sum(self._plan, item, value, self._got)

    def _indicator(self, place: int) -> None:
        """An indicator: rescaled where some of it does not apply, without what vetoes take, rounded where ruled."""
        item = self._plan.items[place]
        if self._rescale is not None:
            self._rescale.indicator(place, item)
        if self._vetoes.change_points and all(item.id != each.id for each in self._got.scored):
            self._vetoes.take(item, place)
        self._amounts[place] = self._rounder.round("indicator", self._amounts[place], item.id)
        if self._vetoes.change_points:
            self._vetoes.set(item, place)

    def _part(self) -> Amount | None:
        """The part: the sum of its indicators, rescaled where some does not apply, and what stands beside it."""
        there: Sequence[int] = self._plan.indicators
        if self._out:
            there = [place for place in there if place not in self._out]
        if not there or (self._rescale is not None and self._rescale.is_stuck):
            return None
        value = sum_up(self._amounts, there)
        if value is None:
            return None
        if self._recorder.is_on:
            self._recorder.add("sum", self._terms(there), value)
        if self._rescale is not None:
            value = self._rescale.part(value)
        adjusted = Adjustments(self._plan, self._got, self._out).add(value)
        return None if adjusted is None else self._rounder.round("part", adjusted)

    def _terms(self, places: Iterable[int]) -> list[Term]:
        """Items with their points."""
        return [self._recorder.term("item", self._plan.items[place].id, self._amounts[place] or 0) for place in places]
