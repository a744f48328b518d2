"""Fitting: how wide a column must be so that no word is broken, how high a row so that no line is cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.base.text import display_width

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Words that cannot be broken; Chinese breaks between any two characters, a hyphen ends a line.
_WORD = re.compile(r"[\x21-\x2c\x2e-\x7e\u00c0-\u024f]+-?")
#: The widest that a word makes a column: an address is broken all the same.
_WIDEST_WORD = 24
_BESIDE_A_WORD = 2
#: How much wider bold letters are, on the average.
BOLD = 1.15


def wide_enough(texts: Iterable[str | None], least: float, *, bold: bool = False) -> float:
    """The width of a column in which no word of the texts is broken, at least so many characters."""
    words = (word for text in texts if text for word in _WORD.findall(text))
    widest = max((len(word) for word in words if len(word) <= _WIDEST_WORD), default=0)
    return max(least, round(widest * (BOLD if bold else 1) + _BESIDE_A_WORD, 1)) if widest else least


def count_lines(text: str, columns: float) -> int:
    """How many lines a text takes in a cell so many characters wide, with a little to spare."""
    room = max(1, int(columns - 1))
    return sum(_lines_of(line, room) for line in text.split("\n"))


def _lines_of(line: str, room: int) -> int:
    """The lines of one line as it is broken: between words where it has no Chinese."""
    if not line.isascii():
        return max(1, -(-display_width(line) // room))
    lines, used = 1, 0
    for word in line.split():
        needed = len(word) + (1 if used else 0)
        if used and used + needed > room:
            lines, used, needed = lines + 1, 0, len(word)
        extra = max(0, -(-needed // room) - 1)  # a word that is wider than the cell is broken
        lines, used = lines + extra, used + needed - extra * room
    return lines
