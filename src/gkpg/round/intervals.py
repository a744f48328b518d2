"""Intervals of a round: the least and the most that the total of a unit can be."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.interval import Interval, apply_rule, sum_up
from gkpg.rubric.intervals import interval_of_all, intervals_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.round.group import RoundGroup
    from gkpg.round.total_terms import TotalTerm


def interval_of_unit(group: RoundGroup, unit: str, caps: Mapping[str, Fraction] | None = None) -> Interval:
    """The least and the most of the totals of all units with the parts of this one.

    They are with all bonuses and penalties, and before any veto or rounding. `caps` is the most that some items are to
    be, where that is asked for.
    """
    found = [_of_one(group, each, caps) for each in group.alike(unit)]
    least, most = ([bound for each in found if (bound := each[place]) is not None] for place in (0, 1))
    return Interval(min(least) if len(least) == len(found) else None, max(most) if len(most) == len(found) else None)


def _of_one(group: RoundGroup, unit: str, caps: Mapping[str, Fraction] | None) -> Interval:
    terms = zip(group.terms(unit), group.own_factors(unit), strict=True)
    return sum_up(_times(interval_of_term(group, term, caps), factor) for term, factor in terms)


def interval_of_term(group: RoundGroup, term: TotalTerm, caps: Mapping[str, Fraction] | None = None) -> Interval:
    """A part, or what is chosen among several."""
    rubrics = [group.parts[number].rubric for number in term.parts]
    intervals = [interval_of_all(each, intervals_of(each, caps) if caps else None) for each in rubrics]
    return apply_rule(lambda values: term.value(dict(zip(term.parts, values, strict=True))) or Fraction(0), intervals)


def _times(interval: Interval, factor: Fraction) -> Interval:
    return Interval(*(None if bound is None else bound * factor for bound in interval))
