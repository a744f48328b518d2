"""A spread: how exact figures lie, from the least to the most."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Spread(NamedTuple):
    """How `size` figures lie. The median of an even number of them is midway between two."""

    size: int
    least: Fraction
    median: Fraction
    mean: Fraction
    most: Fraction


def spread_of(counts: Mapping[Fraction, int]) -> Spread | None:
    """The spread of figures, each with how often it is there; None where there are none."""
    values = sorted(value for value, times in counts.items() if times)
    if not values:
        return None
    ends = list(accumulate(counts[value] for value in values))
    size = ends[-1]
    low, high = (next(v for v, end in zip(values, ends, strict=True) if end > place) for place in _middle(size))
    whole = sum((value * counts[value] for value in values), Fraction(0))
    return Spread(size, values[0], (low + high) / 2, whole / size, values[-1])


def _middle(size: int) -> tuple[int, int]:
    """The places of the two figures in the middle, from 0; the same one twice where their number is odd."""
    return (size - 1) // 2, size // 2
