"""Kinds of cells: what one holds, and what keeps people from reading it."""

from __future__ import annotations

from enum import StrEnum


class CellKind(StrEnum):
    """What a cell holds. A blank, an error value and a formula without a stored result are three things."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    PERCENT = "percent"
    ERROR = "error"
    UNCALCULATED = "uncalculated"


class Look(StrEnum):
    """What keeps a person from reading a cell as it is, whatever it shows.

    `struck`: struck out, wholly or in part, or a part of it raised or lowered. `unseen`: in the colour of its ground,
    or too small to read. `repeated`: shown again and again across the cell. `signs`: in a font that draws letters and
    digits as signs.
    """

    STRUCK = "struck"
    UNSEEN = "unseen"
    REPEATED = "repeated"
    SIGNS = "signs"
