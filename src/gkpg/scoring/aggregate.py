"""Aggregating: from the scored items of a unit to its indicators, level by level, then to the part."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NOT_APPLICABLE
from gkpg.scoring.adjustments import Adjustments
from gkpg.scoring.inapplicable import Inapplicable
from gkpg.scoring.plan import rounding_rule
from gkpg.scoring.steps import PLAIN, Rule, Step, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from gkpg.round.model import RoundingStep
    from gkpg.rubric.model import VetoRule
    from gkpg.scoring.amounts import Amount, Amounts, Scale
    from gkpg.scoring.items import ItemAmounts
    from gkpg.scoring.plan import PartPlan
    from gkpg.scoring.steps import What
    from gkpg.scoring.trace import Trace


class PartScore(NamedTuple):
    """What a unit got in a part: a line of the exact points of all items, and the part's points.

    `total` is None where any of it is missing. `vetoes` are those that hold.
    """

    line: str
    total: Fraction | None
    vetoes: tuple[VetoRule, ...] = ()


def aggregate(
    plan: PartPlan,
    unit: str,
    got: ItemAmounts,
    average: Callable[[str], Fraction | None],
    trace: Trace | None = None,
) -> PartScore:
    """What the scored items of a unit come to. `average` gives what the other units got for an item, on average."""
    apart = Inapplicable(plan, unit, got, trace) if got.inapplicable else None
    if apart is not None:
        apart.apply(average)
    total = _Adder(plan, got, apart, trace).total()
    amounts, scale = got.amounts, got.scale
    vetoes = tuple(veto for veto in plan.rubric.vetoes if amounts[plan.places[veto.id]])
    points = None if total is None else scale.points(total)
    return PartScore(_line(plan, amounts, scale, apart.left_out if apart else ()), points, vetoes)


def _line(plan: PartPlan, amounts: Amounts, scale: Scale, left_out: Collection[str]) -> str:
    """The exact points of all items, in the order of `Rubric.ids`."""
    if not left_out:
        return scale.line(amounts)
    out = {plan.places[item] for item in left_out}
    return " ".join(
        NOT_APPLICABLE if amount is None and place in out else scale.word(amount)
        for place, amount in enumerate(amounts)
    )


class _Adder:
    """Adds up the amounts of one unit, in place. `apart` is what does not apply; None where everything does."""

    def __init__(self, plan: PartPlan, got: ItemAmounts, apart: Inapplicable | None, trace: Trace | None) -> None:
        self._plan, self._got, self._apart, self._trace = plan, got, apart, trace
        self._amounts, self._scale = got.amounts, got.scale
        self._out: Collection[int] = apart.places if apart else ()
        self._most = apart.most if apart else got.scale.most
        self._scored = {item.id for item in got.scored} if apart or plan.minus else set[str]()
        self._adjust = Adjustments(plan, got, self._most, trace)
        self._is_special = trace is not None or self._adjust.takes_points or bool(plan.floors)

    def total(self) -> Amount | None:
        """The part's amount, and those of all items on the way; None where any is missing."""
        for item in self._got.scored if self._adjust.takes_points else ():
            self._adjust.take(item, self._plan.places[item.id])
        amounts, out = self._amounts, self._out
        for _, place, below in self._plan.sums:
            if amounts[place] is None and place not in out:
                there = [each for each in below if each not in out] if out else below
                value = _sum(amounts, there)
                if value is not None:
                    amounts[place] = value
                    if self._is_special:
                        self._summed(place, there, value)
        if self._is_special or self._apart is not None or "indicator" in self._plan.roundings:
            for place in self._plan.indicators:
                self._indicator(place)
        return self._part()

    def _summed(self, place: int, there: Sequence[int], value: Amount) -> None:
        """An item that others added up to: not below its floor, and without what vetoes take."""
        item = self._plan.items[place]
        self._tell("sum", self._of_items(there), value, PLAIN, item.id)
        if value < 0 and place in self._plan.floors:
            self._tell("bound", (*self._of_items([place], value), Term("limit", "floor", Fraction(0))), 0,
                       self._plan.rule("floor"), item.id)  # fmt: skip
            self._amounts[place] = 0
        if self._adjust.takes_points and place not in self._plan.indicators:
            self._adjust.take(item, place)

    def _indicator(self, place: int) -> None:
        """An indicator: rescaled where some of it does not apply, without what vetoes take, rounded where ruled."""
        if self._amounts[place] is None:
            return
        item = self._plan.items[place]
        if self._apart is not None and not self._rescale_indicator(place, item.id):
            return
        if self._adjust.takes_points and item.id not in self._scored:
            self._adjust.take(item, place)
        self._amounts[place] = self._rounded("indicator", self._amounts[place], item.id)

    def _rescale_indicator(self, place: int, item: str) -> bool:
        """Scale an indicator up to its max where some of it is left out; False where nothing of it is there."""
        assert self._apart is not None  # noqa: S101 - asked for only then
        own = {each.id for each in self._plan.rubric.by_id[item].walk()}
        rescaled = [each for each in self._apart.treated("rescale-indicator") if each in own]
        value = self._amounts[place]
        if not rescaled or value is None:
            return True
        places = self._plan.places
        there = sum(self._most[places[each]] for each in self._scored & own if self._amounts[places[each]] is not None)
        if not there:
            self._amounts[place] = None
            return False
        factor = Fraction(there + sum(self._most[places[each]] for each in rescaled)) / there
        rule = self._apart.left_out[rescaled[0]]
        terms = (Term("item", item, self._scale.points(value)), Term("factor", item, factor))
        self._amounts[place] = _whole(value * factor)
        self._tell("rescale", terms, value * factor, Rule(rule.treatment, rule.basis), item)
        return True

    def _part(self) -> Amount | None:
        """The part: the sum of its indicators, rescaled where some does not apply, and what stands beside it."""
        there = (
            [place for place in self._plan.indicators if place not in self._out] if self._out else self._plan.indicators
        )
        if not there or (self._apart is not None and (self._apart.is_stuck or self._is_lost())):
            return None
        value = _sum(self._amounts, there)
        if value is None:
            return None
        if self._trace is not None:
            self._tell("sum", self._of_items(there), value, PLAIN)
        value = self._rescale_part(value)
        adjusted = self._adjust.beside(value)
        return None if adjusted is None else self._rounded("part", adjusted, None)

    def _rescale_part(self, value: Amount) -> Amount:
        """Scale the part up to its total where some of it is left out by a rule that says so."""
        out = self._apart.treated("rescale-total") if self._apart else ()
        if self._apart is None or not out:
            return value
        total = self._scale.amount(self._plan.rubric.total)
        factor = Fraction(total) / (total - sum(self._most[self._plan.places[item]] for item in out))
        rule = self._apart.left_out[out[0]]
        terms = (Term("part", self._plan.part.name, self._scale.points(value)), Term("factor", "", factor))
        self._tell("rescale", terms, value * factor, Rule(rule.treatment, rule.basis))
        return _whole(value * factor)

    def _is_lost(self) -> bool:
        """Whether an indicator of which nothing applies was to be rescaled to itself, so that its points are lost."""
        assert self._apart is not None  # noqa: S101 - asked for only then
        rescaled = set(self._apart.treated("rescale-indicator"))
        return any(
            place in self._out and not rescaled.isdisjoint(each.id for each in self._plan.items[place].walk())
            for place in self._plan.indicators
        )

    def _rounded(self, step: RoundingStep, amount: Amount | None, item: str | None) -> Amount | None:
        """A figure, rounded where that is ruled."""
        rule = self._plan.roundings.get(step)
        if rule is None or amount is None:
            return amount
        value = self._scale.rounded(amount, rule.places, rule.mode)
        if self._trace is not None:
            points, name = self._scale.points(amount), self._plan.part.name
            term = Term("part", name, points) if item is None else Term("item", item, points)
            self._tell("round", (term,), value, rounding_rule(self._plan.round, rule), item)
        return value

    def _of_items(self, places: Iterable[int], value: Amount | None = None) -> tuple[Term, ...]:
        """Items with their points, as terms; made only where they are told."""
        if self._trace is None:
            return ()
        found = ((self._plan.items[place].id, self._amounts[place] if value is None else value) for place in places)
        return tuple(Term("item", item, self._scale.points(amount or 0)) for item, amount in found)

    def _tell(self, what: What, terms: tuple[Term, ...], value: Amount, rule: Rule, item: str | None = None) -> None:
        if self._trace is not None:
            self._trace.add(Step(what, terms, self._scale.points(value), rule, self._plan.part.name, item))


def _sum(amounts: Amounts, places: Sequence[int]) -> Amount | None:
    """The amounts in some places together; None where any is missing."""
    try:
        return sum(map(amounts.__getitem__, places))  # type: ignore[arg-type]  # None raises
    except TypeError:
        return None


def _whole(amount: Fraction) -> Amount:
    return amount.numerator if amount.denominator == 1 else amount
