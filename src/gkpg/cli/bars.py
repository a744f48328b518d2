"""Bars: shares drawn with block characters, to an eighth of a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

_FULL, _EIGHTHS = "█", " ▏▎▍▌▋▊▉"
#: Narrower bars tell nothing.
_NARROWEST = 8


def draw_bars(shares: Sequence[Fraction | None], columns: int) -> list[str]:
    """A bar for each share, of so many columns for 1; empty where there is no share, or no room for bars."""
    return [_bar(share, columns) if columns >= _NARROWEST else "" for share in shares]


def _bar(share: Fraction | None, columns: int) -> str:
    eighths = round(min(max(share or 0, 0), 1) * columns * 8)
    return (_FULL * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()
