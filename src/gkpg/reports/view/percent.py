"""Percent: shares as they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import round_to_places

if TYPE_CHECKING:
    from fractions import Fraction


def in_percent(share: Fraction | None) -> str | None:
    """A share in percent with one decimal; None where there is none."""
    return None if share is None else f"{round_to_places(share * 100, 1, 'half-up'):f}%"
