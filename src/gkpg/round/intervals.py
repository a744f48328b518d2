"""Intervals of a round: the least and the most that the total of a unit can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.interval import Interval
from gkpg.rubric.intervals import interval_of_all, sum_up

if TYPE_CHECKING:
    from fractions import Fraction

    from gkpg.round.round import RoundGroup


def interval_of_unit(group: RoundGroup, unit: str) -> Interval:
    """The least and the most of a total, with all bonuses and penalties and before any veto or rounding."""
    parts = zip(group.parts_for(unit), group.factors(unit), strict=True)
    return sum_up(_times(interval_of_all(part.rubric), factor) for part, factor in parts)


def _times(interval: Interval, factor: Fraction) -> Interval:
    return Interval(*(None if bound is None else bound * factor for bound in interval))
