"""What does not apply: what a unit gets for items that it need not have, and where their points go."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.round.model import HANDS_ON
from gkpg.scoring.amounts import simplify
from gkpg.scoring.handing_on import HandingOn
from gkpg.scoring.reach import most_of_item
from gkpg.scoring.steps import Rule, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gkpg.round.model import NotApplicable
    from gkpg.rubric import Item
    from gkpg.scoring.amounts import Amount
    from gkpg.scoring.handing_on import TakenOver
    from gkpg.scoring.plan import PartPlan
    from gkpg.scoring.unit_items import ItemAmounts

#: Treatments by which an item that does not apply has points of its own.
_WITH_POINTS = {"full", "average"}


class Inapplicable:
    """The items of one unit that do not apply, each treated by its rule.

    Its amounts and the most that each item can get are changed in place. `left_out` are the items that have no points,
    with the rule of each; `is_stuck` says that an item was to take over points and has none itself.
    """

    def __init__(self, plan: PartPlan, unit: str, got: ItemAmounts) -> None:
        self._plan, self._got, self._recorder = plan, got, got.recorder
        self.most = list(got.scale.most)
        self.is_stuck = False
        self._more: Mapping[str, Fraction] = {}
        found = {item: plan.round.applicability.rule(unit, plan.rubric, item) for item in got.inapplicable}
        self._rules: Mapping[str, NotApplicable] = {item: rule for item, rule in found.items() if rule is not None}
        self.left_out = {
            item: rule
            for item, rule in self._rules.items()
            if rule.treatment not in _WITH_POINTS and item not in got.unsettled
        }
        self.places = {plan.places[item] for item in self.left_out}
        for each in plan.sums:  # the deepest first: nothing of an item applies where nothing below it does
            if self.places.issuperset(each.below):
                self.places.add(each.place)
        self._handing_on = HandingOn(plan.rubric, got.scored, self.left_out)

    def treated(self, treatment: str) -> list[str]:
        """The items that are left out by a rule of this treatment."""
        return [item for item, rule in self.left_out.items() if rule.treatment == treatment]

    def most_of(self, item: Item) -> Amount:
        """The most that an item can be for the unit, with what it and those below it take over and hand on."""
        return self._got.scale.amount(most_of_item(self._plan.rubric, item.id, self.left_out, self._more))

    def apply(self, others: Callable[[str], Mapping[str, Fraction]]) -> None:
        """Give items points all the same, and hand the max of others on; `others` is what other units got for one."""
        amounts, places, scale = self._got.amounts, self._plan.places, self._got.scale
        for item, rule in self._rules.items():
            most = self.most[places[item]]
            asked = others(item) if rule.treatment == "average" else {}
            if rule.treatment == "full":
                amounts[places[item]] = most
                self._record(item, rule, (self._recorder.term("limit", "max", most),), most)
            elif asked:
                mean = sum(asked.values(), Fraction(0)) / len(asked)
                amounts[places[item]] = value = scale.amount(mean)
                self._record(item, rule, tuple(Term("unit", unit, points) for unit, points in asked.items()), value)
        unsettled = self._got.unsettled & self._rules.keys()
        untold = {to for item in unsettled for to in self._handing_on.takers(item, self._rules[item]) or ()}
        extra = self._taken_over()
        self._more = {item: self._got.scale.points(more) for item, (more, _) in extra.items()}
        self._grow(extra)
        for item in (*unsettled, *(untold & places.keys())):  # it may apply after all, or not
            amounts[places[item]] = None

    def _taken_over(self) -> dict[str, TakenOver]:
        """How much of the max of others each item takes over; those that hand theirs on keep none."""
        places = {item: self._plan.places[item] for item in self._rules}
        extra = self._handing_on.taken_over(self._rules, {item: self.most[place] for item, place in places.items()})
        for item, rule in self._rules.items():
            if rule.treatment in HANDS_ON:
                self.most[places[item]] = 0
        return extra

    def _grow(self, extra: Mapping[str, TakenOver]) -> None:
        """The points of items that took over some of another's max grow in proportion."""
        term, scored = self._recorder.term, {item.id for item in self._got.scored}
        for item, (more, rule) in extra.items():
            place = self._plan.places.get(item)
            amount = None if place is None or item not in scored else self._got.amounts[place]
            if place is None or amount is None or not self.most[place]:
                self.is_stuck = True
                continue
            most = self.most[place]
            value = simplify(Fraction(amount * (most + more)) / most)
            self._got.amounts[place] = value
            self.most[place] += more
            terms = (term("item", item, amount), term("limit", "max", most), term("extra", item, more))
            self._record(item, rule, terms, value)

    def _record(self, item: str, rule: NotApplicable, terms: tuple[Term, ...], value: Amount) -> None:
        """The step by which an item got points that nobody gave it."""
        self._recorder.add("apply", terms, value, Rule(rule.treatment, rule.basis), item)
