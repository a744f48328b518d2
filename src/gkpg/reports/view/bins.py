"""Bins: totals counted by ranges of equal width."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

#: No more bins than a chart can show side by side.
_MOST_BINS = 12
_STEPS = (1, 2, 5)
_LEAST_WIDTH = Fraction(1, 1_000)


class Bin(NamedTuple):
    """`size` totals lie from `low` on and below `high`; the last bin has those on its upper end, too."""

    low: Fraction
    high: Fraction
    size: int


def bins_of(values: Sequence[Fraction], most: Fraction | None) -> tuple[Bin, ...]:
    """Values in bins that begin at multiples of 1, 2 or 5 by a power of ten; none where there are no values.

    The last bin ends at `most`, the most that can be had, where no value lies above that and it would end behind it.
    """
    if not values:
        return ()
    least, last = min(values), max(values)
    width = _width(last - least)
    first, end = floor(least / width), floor(last / width)
    if end * width == last and end > first:
        end -= 1  # the highest value stands on the upper end of the last bin
    counts = Counter(min(floor(value / width), end) for value in values)
    made = [Bin(place * width, (place + 1) * width, counts[place]) for place in range(first, end + 1)]
    if most is not None and last <= most < made[-1].high:
        made[-1] = made[-1]._replace(high=most)
    return tuple(made)


def _width(range_: Fraction) -> Fraction:
    """The least of the widths that make no more bins than can be shown; 1 where there is no range."""
    if not range_:
        return Fraction(1)
    power = _LEAST_WIDTH
    while True:
        for step in _STEPS:
            if range_ / (step * power) <= _MOST_BINS - 1:
                return step * power
        power *= 10
