"""Adding up one unit's part: items that do not apply, sub-items, indicators, the part."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.scoring.further import Further
from gkpg.scoring.step import Step, rounding_step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gkpg.assessment.model import NotApplicable
    from gkpg.assessment.round import Round, RoundPart
    from gkpg.rubric import Item, Rubric
    from gkpg.rubric.model import Minus
    from gkpg.scoring.scores import Scores


class Adding:
    """The points of every item of a part and of the part itself, with all steps in order.

    `points` has the items whose points could be told; `total` is None where any indicator has none. `average`
    gives what the other units of the group got for an item, on average; None where none has a score.
    """

    def __init__(
        self, round_: Round, part: RoundPart, unit: str, scores: Scores, average: Callable[[str], Fraction | None]
    ) -> None:
        self._round, self._part, self._unit, self._scores = round_, part, unit, scores
        self._average = average
        self.points = dict(scores.points)
        self.steps: list[Step] = []
        self._most = {item.id: Fraction(item.max) for item in scores.scored}
        self._left_out: dict[str, str] = {}
        self._extra: dict[str, Fraction] = {}
        self._is_stuck = False
        if scores.inapplicable:
            self._apply()
        self._vetoed = _minus(part.rubric, self.points)
        for indicator in part.rubric.indicators:
            self._indicator(indicator)
        self.total = self._whole()

    @property
    def inapplicable(self) -> frozenset[str]:
        """The items that do not apply and have no points of their own."""
        return frozenset(self._left_out)

    def _rules(self) -> Mapping[str, NotApplicable]:
        """The rule of every item that is marked as not applicable."""
        found = {
            item: self._round.not_applicable(self._unit, self._part.rubric, item) for item in self._scores.inapplicable
        }
        return {item: rule for item, rule in found.items() if rule is not None}

    def _apply(self) -> None:
        """Treat the items that do not apply, each by its rule."""
        rules = self._rules()
        self._left_out = {item: rule.treatment for item, rule in rules.items() if rule.treatment not in _POINTS}
        for item, rule in rules.items():
            if rule.treatment == "full":
                self._give(item, self._most[item], ((item, self._most[item]),), "full")
            elif rule.treatment == "average" and (mean := self._average(item)) is not None:
                self._give(item, mean, (), "average")
        handed = {item: to for item, rule in rules.items() if (to := self._takers(item, rule)) is not None}
        for item in handed:
            self._extra[item] = self._extra.get(item, Fraction(0)) + self._most[item]
            self._most[item] = Fraction(0)
        for _ in handed:  # as often as a chain can be long
            for item, to in handed.items():
                self._hand_on(item, to)
        self._grow()

    def _grow(self) -> None:
        """The points of items that took over some of another's max grow in proportion."""
        for item, extra in self._extra.items():
            if item in self.points:
                value = self.points[item] * (self._most[item] + extra) / self._most[item]
                self._later(item, Step("apply", item, ((item, self.points[item]), ("+", extra)), value, "grow"))
                self.points[item] = value
            else:
                self._is_stuck = True
        for item, extra in self._extra.items():
            self._most[item] += extra

    def _give(self, item: str, value: Fraction, terms: tuple[tuple[str, Fraction], ...], rule: str) -> None:
        """An item that does not apply gets points all the same."""
        self.points[item] = value
        self._later(item, Step("apply", item, terms, value, rule))

    def _later(self, item: str, step: Step) -> None:
        """Steps of an item stand with its others."""
        self._scores.steps[item] = (*self._scores.steps.get(item, ()), step)

    def _takers(self, item: str, rule: NotApplicable) -> list[str] | None:
        """The items that take over the max of one that does not apply; None where its rule hands nothing on."""
        if rule.treatment == "move" and rule.to is not None:
            return [rule.to]
        return [each for each in self._siblings(item) if each in self.points] if rule.treatment == "spread" else None

    def _hand_on(self, item: str, to: list[str]) -> None:
        """What an item is to hand on goes to others in equal parts; where there are none it stays."""
        extra = self._extra.pop(item, Fraction(0)) if to else Fraction(0)
        for each in to if extra else ():
            self._extra[each] = self._extra.get(each, Fraction(0)) + extra / len(to)

    def _siblings(self, item: str) -> list[str]:
        """The other scored items of an item's indicator."""
        indicator = (item, *self._part.rubric.above(item))[-1]
        below = {each.id for each in self._part.rubric.by_id[indicator].walk()}
        return [each.id for each in self._scores.scored if each.id in below and each.id != item]

    def _indicator(self, indicator: Item) -> None:
        """An indicator: its sub-items level by level, rescaled where one does not apply, rounded where ruled."""
        value = self._sum(indicator)
        if value is None:
            return
        own = {each.id for each in indicator.walk()}
        rescaled = [item for item, rule in self._left_out.items() if rule == "rescale-indicator" and item in own]
        if rescaled:
            there = sum((self._most[item] for item in self._most if item in own & self.points.keys()), Fraction(0))
            if not there:
                self.points.pop(indicator.id, None)
                return
            whole = there + sum((self._most[item] for item in rescaled), Fraction(0))
            scaled = value * whole / there
            self.steps.append(Step("rescale", indicator.id, ((indicator.id, value), ("×", whole / there)), scaled))
            value = scaled
        if not self._is_scored(indicator):
            value = self._less(indicator, value)
        rounding = rounding_step(self._round, "indicator", value, indicator.id, indicator.id)
        if rounding:
            self.steps.append(rounding)
            value = rounding.value
        self.points[indicator.id] = value

    def _sum(self, item: Item) -> Fraction | None:
        """The points of an item: its score, or the sum of what is below it; None where any of that is missing."""
        if self._is_scored(item):
            self.steps += self._scores.steps.get(item.id, ())
            if item.id in self.points:
                self.points[item.id] = self._less(item, self.points[item.id])
            return self.points.get(item.id)
        below = [(each.id, self._sum(each)) for each in item.items or () if not self._is_left_out(each)]
        if any(value is None for _, value in below):
            return None
        terms = tuple((name, value) for name, value in below if value is not None)
        value = sum((value for _, value in terms), Fraction(0))
        self.steps.append(Step("sum", item.id, terms, value))
        if value < 0 and any(each.floor == "parent" for each in item.items or ()):
            value = Fraction(0)
            self.steps.append(Step("apply", item.id, terms, value, "floor"))
        self.points[item.id] = value if item in self._part.rubric.indicators else self._less(item, value)
        return self.points[item.id]

    def _less(self, item: Item, value: Fraction) -> Fraction:
        """What vetoes leave of an item: its max without their points, or what else it got without them."""
        vetoes = self._vetoed.get(item.id, ())
        if not vetoes:
            return value
        most = self._most.get(item.id, Fraction(item.max))
        whole = most if any(minus.alone for _, minus in vetoes) else value
        left = whole - sum(Fraction(minus.points) for _, minus in vetoes)
        bounded = left if item.least is None else max(left, Fraction(item.least))
        terms = (*((veto, Fraction(1)) for veto, _ in vetoes), (item.id, whole))
        self.steps.append(Step("apply", item.id, terms, bounded, "minus"))
        return bounded

    def _is_scored(self, item: Item) -> bool:
        """Whether an item has a score of its own."""
        return item.items is None or any(item.id == each.id for each in self._scores.scored)

    def _is_left_out(self, item: Item) -> bool:
        """Whether nothing of an item applies."""
        if item.id in self._left_out or item.items is None:
            return item.id in self._left_out
        return all(self._is_left_out(below) for below in item.items)

    def _whole(self) -> Fraction | None:
        """The part: the sum of its indicators, rescaled where an item does not apply, and what stands beside it."""
        indicators = [each for each in self._part.rubric.indicators if not self._is_left_out(each)]
        if self._is_stuck or not indicators or any(each.id not in self.points for each in indicators):
            return None
        if any(self._is_left_out(each) and self._is_lost(each) for each in self._part.rubric.indicators):
            return None
        terms = tuple((each.id, self.points[each.id]) for each in indicators)
        value = sum((value for _, value in terms), Fraction(0))
        self.steps.append(Step("sum", None, terms, value, part=self._part.name))
        total = Fraction(self._part.rubric.total)
        out = sum((self._most[item] for item, rule in self._left_out.items() if rule == "rescale-total"), Fraction(0))
        if out:
            value = value * total / (total - out)
            self.steps.append(Step("rescale", None, (("×", total / (total - out)),), value, part=self._part.name))
        beside = Further(self._part.rubric, self.points, self._scores.steps).added_to(value, self._part.name)
        if beside is None:
            return None
        self.steps += beside.steps
        value = beside.value
        rounding = rounding_step(self._round, "part", value, None, self._part.name)
        if rounding:
            self.steps.append(rounding)
            value = rounding.value
        return value

    def _is_lost(self, indicator: Item) -> bool:
        """Whether an indicator of which nothing applies was to be rescaled to itself, so that its points are lost."""
        return any(self._left_out.get(each.id) == "rescale-indicator" for each in indicator.walk())


def _minus(rubric: Rubric, points: Mapping[str, Fraction]) -> dict[str, list[tuple[str, Minus]]]:
    """The vetoes that hold and take points from an item, by that item."""
    found: dict[str, list[tuple[str, Minus]]] = defaultdict(list)
    for veto in rubric.vetoes:
        if veto.effect.minus is not None and points.get(veto.id):
            found[veto.effect.minus.item].append((veto.id, veto.effect.minus))
    return found


#: Treatments by which an item that does not apply has points of its own.
_POINTS = {"full", "average"}
