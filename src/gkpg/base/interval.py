"""Intervals: the least and the most that figures can come to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

#: Stands for a bound that there is not where a rule is asked what it makes of the others: beyond all that is written.
_BEYOND = 10**40
#: What comes out of that is as good as without a bound.
_FAR = 10**30


class Interval(NamedTuple):
    """The least and the most, in points; None where there is no such bound."""

    least: Fraction | None
    most: Fraction | None


def apply_rule(rule: Callable[[list[Fraction]], Fraction], intervals: Sequence[Interval]) -> Interval:
    """What a rule makes of figures within intervals; more of any of them never makes it less."""
    least = rule([_figure(each.least, -_BEYOND) for each in intervals])
    most = rule([_figure(each.most, _BEYOND) for each in intervals])
    return Interval(None if least < -_FAR else least, None if most > _FAR else most)


def sum_up(intervals: Iterable[Interval]) -> Interval:
    """The least and the most of figures together."""
    return apply_rule(lambda values: sum(values, Fraction(0)), tuple(intervals))


def _figure(bound: Fraction | None, beyond: int) -> Fraction:
    return Fraction(beyond) if bound is None else bound
