"""Stored figures: what a cell holds of exact points, so that it shows what every other report shows."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import round_to_places

if TYPE_CHECKING:
    from gkpg.scoring import Results


def stored_figure(results: Results, exact: Fraction | None) -> Fraction | None:
    """Exact points; the rounded figure where a spreadsheet, by whose formats a half goes up, would show another one."""
    shown = results.round_figure(exact)
    if exact is None or shown is None:
        return None
    return exact if round_to_places(exact, results.places, "half-up") == shown else Fraction(shown)
