"""Needed ranges: what the items and parts that a grade looks at can come to, set beside its edge."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.interval import Interval
from gkpg.round.intervals import interval_of_term
from gkpg.round.model import HANDS_ON
from gkpg.round.needed_items import items_needed
from gkpg.round.rounding_room import room_of_item, room_of_part
from gkpg.rubric.intervals import interval_of_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.round.grades import Edge, Need
    from gkpg.round.group import RoundGroup, RoundPart
    from gkpg.round.model import NotApplicable, RoundingRule
    from gkpg.round.rules.context import RuleContext

#: Edges that a figure meets from below or from above; the latter with whether the edge itself is met.
LOWER, UPPER = {"from": True, "above": False}, {"to": True, "below": False}
#: Treatments by which an item has points although it does not apply.
_WITH_POINTS = {"full", "average"}


class Range(NamedTuple):
    """The least and the most that a figure is, rounding included, None where that is not known; shares are of `whole`.

    `told` is the most without rounding, as the table has it.
    """

    values: Interval
    whole: Fraction | None
    told: Fraction | None

    def can_meet(self, key: str, edge: Edge) -> bool:
        """Whether a value within the range may meet an edge."""
        at, (least, most) = self._at(edge), self.values
        if key in LOWER:
            return at is None or most is None or most > at or (LOWER[key] and most == at)
        return at is None or least is None or least < at or (UPPER[key] and least == at)

    def always_meets(self, key: str, edge: Edge) -> bool:
        """Whether all values within the range meet an edge."""
        at, (least, most) = self._at(edge), self.values
        if key in LOWER:
            return at is not None and least is not None and (least > at or (LOWER[key] and least == at))
        return at is not None and most is not None and (most < at or (UPPER[key] and most == at))

    def _at(self, edge: Edge) -> Fraction | None:
        if not edge.is_share:
            return edge.value
        return None if self.whole is None else edge.points(self.whole)


class NeededRange(NamedTuple):
    """An item or part by its name, with its range in each table that has it; whether it may not apply to a unit."""

    name: str
    ranges: tuple[Range, ...]
    may_lack: bool

    def can_meet(self, key: str, edge: Edge) -> bool:
        """Whether any unit may meet an edge."""
        return any(each.can_meet(key, edge) for each in self.ranges)

    def always_meets(self, key: str, edge: Edge) -> bool:
        """Whether every unit to which it applies meets an edge."""
        return all(each.always_meets(key, edge) for each in self.ranges)


def ranges_needed(need: Need, group: RoundGroup, checked: RuleContext) -> list[NeededRange]:
    """What a need looks at in a group; nothing for what the group does not have."""
    finder = _Finder(group, checked, is_share=need.edge[1].is_share)
    found = [finder.part(need.part)] if need.part is not None else map(finder.item, items_needed(need, group))
    return [each for each in found if each.ranges]


class _Finder:
    """Ranges in one group, for an edge in points or as a share."""

    def __init__(self, group: RoundGroup, checked: RuleContext, *, is_share: bool) -> None:
        self._group, self._rounding = group, checked.assessment.rounding
        self._rules = [
            rule for rule in checked.assessment.not_applicable if rule.groups is None or group.name in rule.groups
        ]
        takes_over = any(rule.treatment in HANDS_ON for rule in self._rules)
        self._may_grow = takes_over and not is_share

    def item(self, item: str) -> NeededRange:
        """An item, in every table that has it."""
        parts = [part for part in self._group.parts if item in part.rubric.intervals]
        lacks = any(_touches(rule, part, item) for rule in self._rules for part in parts)
        first = {part.key: part for part in reversed(parts)}
        return NeededRange(item, tuple(self._of_item(part, item) for part in first.values()), lacks)

    def _of_item(self, part: RoundPart, item: str) -> Range:
        share, entry = self._group.share_of(part.name), part.rubric.by_id[item]
        least, most = part.rubric.intervals[item]
        room = room_of_item(part.rubric, entry, self._rounding)
        is_set = any(veto.effect.items for veto in part.rubric.vetoes)
        if entry.items is not None and self._rules:
            least = min(least, Fraction(0)) if least is not None and least >= 0 else None
        return self._range(Interval(None if is_set else least, most), room, share, entry.max)

    def part(self, name: str) -> NeededRange:
        """A part, or a choice among parts, of every unit."""
        lacks = any(rule.treatment not in _WITH_POINTS for rule in self._rules)
        return NeededRange(name, tuple(dict.fromkeys(self._of_part(name))), lacks)

    def _of_part(self, name: str) -> Iterator[Range]:
        room = sum((room_of_part(part.rubric, self._rounding) for part in self._group.parts), Fraction(0))
        share = self._group.share_of(name)
        for part in self._group.parts:
            if part.name == name:
                yield self._range(self._unset(interval_of_all(part.rubric)), room, share, part.rubric.total)
        for unit in self._group.representatives if any(each.name == name for each in self._group.choices) else ():
            for term in (each for each in self._group.terms(unit) if each.name == name):
                yield self._range(self._unset(interval_of_term(self._group, term)), room, share, term.most)

    def _unset(self, values: Interval) -> Interval:
        """Values whose least is not known where vetoes set items, or some of them need not apply."""
        vetoes = any(veto.effect.items for part in self._group.parts for veto in part.rubric.vetoes)
        least = values.least
        if self._rules and least is not None:
            least = min(least, Fraction(0)) if least >= 0 else None
        return values._replace(least=None if vetoes else least)

    def _range(self, values: Interval, room: Fraction, share: Fraction, whole: Fraction | None) -> Range:
        least, most = values
        return Range(
            Interval(
                None if least is None else _rounded_down(least, self._rounding) * share,
                None if most is None or self._may_grow else (most + room) * share,
            ),
            None if whole is None else whole * share,
            None if most is None else most * share,
        )


def _touches(rule: NotApplicable, part: RoundPart, item: str) -> bool:
    """Whether a rule may leave an item, or all that is in it, without points."""
    if rule.treatment in _WITH_POINTS:
        return False
    own = {each.id for each in part.rubric.by_id[item].walk()}
    return not (own | set(part.rubric.above(item))).isdisjoint(rule.items)


def _rounded_down(least: Fraction, rules: Sequence[RoundingRule]) -> Fraction:
    """The least that rounding can make of a figure: the next step below of the coarsest places."""
    places = [rule.places for rule in rules if rule.step not in {"total", "converted"}]
    if not places:
        return least
    step = Fraction(1, 10 ** min(places))
    return math.floor(least / step) * step
