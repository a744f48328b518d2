"""Peers: the figures that one is compared with, in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Peers:
    """The figures of some units, by name. `missing` are those that are to have one and have none yet.

    Whatever is asked is None, or nothing, where nobody has a figure.
    """

    def __init__(self, figures: Mapping[str, Fraction], missing: Sequence[str] = ()) -> None:
        self.figures, self.missing = figures, tuple(missing)

    @cached_property
    def lowest(self) -> tuple[str, Fraction] | None:
        """The unit with the lowest figure, the first of several."""
        return min(self.figures.items(), key=itemgetter(1)) if self.figures else None

    @cached_property
    def highest(self) -> tuple[str, Fraction] | None:
        """The unit with the highest figure, the first of several."""
        return max(self.figures.items(), key=itemgetter(1)) if self.figures else None

    @cached_property
    def mean(self) -> Fraction:
        """The mean of the figures, of which there is one at least."""
        return sum(self._all, Fraction(0)) / len(self._all)

    @cached_property
    def median(self) -> Fraction:
        """The figure in the middle, or the mean of the two there; there is one at least."""
        count = len(self._all)
        return (self._all[(count - 1) // 2] + self._all[count // 2]) / 2

    @cached_property
    def _all(self) -> list[Fraction]:
        return sorted(self.figures.values())

    @cached_property
    def _distinct(self) -> list[Fraction]:
        return sorted(set(self.figures.values()))

    def count_better(self, figure: Fraction, *, higher: bool, dense: bool) -> int:
        """How many figures are better; equal ones are counted once where ranks are `dense`."""
        figures = self._distinct if dense else self._all
        return len(figures) - bisect_right(figures, figure) if higher else bisect_left(figures, figure)

    def next_better(self, figure: Fraction, *, higher: bool) -> tuple[str, Fraction] | None:
        """A unit with the nearest better figure."""
        place = bisect_right(self._distinct, figure) if higher else bisect_left(self._distinct, figure) - 1
        if not 0 <= place < len(self._distinct):
            return None
        nearest = self._distinct[place]
        return next(each for each in self.figures.items() if each[1] == nearest)
