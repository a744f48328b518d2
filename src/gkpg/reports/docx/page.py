"""The page of official documents, GB/T 9704-2012: its measures, in twentieths of a point as WordprocessingML counts."""

from __future__ import annotations

from typing import Final

from gkpg.base.text import display_width

_TWIPS_OF_A_MILLIMETRE = 1440 / 25.4


def millimetres(length: float) -> int:
    """A length in millimetres, in twips."""
    return round(length * _TWIPS_OF_A_MILLIMETRE)


WIDTH, HEIGHT = millimetres(210), millimetres(297)
TOP, BOTTOM, LEFT, RIGHT = map(millimetres, (37, 35, 28, 26))
TEXT_WIDTH: Final = WIDTH - LEFT - RIGHT
#: From the foot of the sheet to that of the page number, whose dashes so lie 7 mm below the text.
FOOTER = millimetres(24.5)
LINES, CHARACTERS = 22, 28
#: A line: 22 of 29 pt would be a little too many.
LINE = 579
#: A character of 16 pt is set a quarter of a point closer, so that 28 of them make a line.
CLOSER, CHARACTER = -5, 315
#: The least height of a row of a table.
ROW = 440


def in_characters(text: str) -> float:
    """How wide a text is, in Chinese characters."""
    return display_width(text) / 2


def indent_of(characters: float) -> int:
    """The room of some characters of the text."""
    return round(characters * CHARACTER)
