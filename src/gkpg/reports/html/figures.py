"""Figures of the page: numbers as it shows them, and where they lie on a bar."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_exact, format_points, round_to_places

if TYPE_CHECKING:
    from gkpg.scoring import Results

_WHOLE = Fraction(100)


class Bar(NamedTuple):
    """A bar of a hundred units against a max: how much is filled, and where the median is; None where there is none."""

    points: str
    median: str | None


def shown(results: Results, value: Fraction | None) -> str:
    """A figure beside totals: rounded like them, with all of their decimals; empty where there is none."""
    figure = results.round_figure(value)
    return "" if figure is None else f"{figure:f}"


def exact(value: Fraction | None) -> str:
    """A figure as it is; empty where there is none."""
    return "" if value is None else format_exact(value)


def signed(results: Results, change: Fraction | None) -> str:
    """A change beside totals, with its sign; empty where there is none to tell."""
    figure = results.round_figure(change)
    return "" if figure is None else f"{figure:+f}" if figure else f"{abs(figure):f}"


def place(share: Fraction) -> str:
    """Where a share lies on a bar, in whole units: what is below or above it is at its end."""
    return format_points(round_to_places(min(max(share, Fraction(0)), Fraction(1)) * _WHOLE, 0, "half-up"))


@lru_cache(maxsize=8_192)
def bar_of(points: Fraction | None, median: Fraction | None, most: Fraction | None) -> Bar | None:
    """The bar of points against a max; None where there is nothing to draw. Units share few bars."""
    if points is None or not most:
        return None
    return Bar(place(points / most), None if median is None else place(median / most))
