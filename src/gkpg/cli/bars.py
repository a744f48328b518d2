"""Bars: shares drawn with block characters, to an eighth of a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

_FULL, _EIGHTHS = "█", " ▏▎▍▌▋▊▉"
#: Narrower bars tell nothing, wider ones no more.
_NARROWEST, _WIDEST = 8, 40


def draw_bars(shares: Sequence[Fraction | None], room: int) -> list[str]:
    """A bar for each share from 0 to 1; empty where there is none, and where there is no room for bars."""
    columns = min(room, _WIDEST)
    if columns < _NARROWEST:
        return [""] * len(shares)
    return [_bar(share, columns) for share in shares]


def _bar(share: Fraction | None, columns: int) -> str:
    eighths = round(min(max(share or 0, 0), 1) * columns * 8)
    return (_FULL * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()
