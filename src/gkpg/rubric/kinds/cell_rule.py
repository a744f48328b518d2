"""Cell rules: what a spreadsheet lets a cell hold, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gkpg.base.points import format_points, parse_strict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CellRule:
    """One of some words, chosen from a list; a whole number; or a decimal number.

    `least` and `most` bound numbers; None where there is no such bound. Words of a list that are numbers stand in the
    cell as numbers. `also` are other words that are taken, though no list offers them.
    """

    type: Literal["list", "whole", "decimal"]
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None

    def conditions(self, cell: str) -> tuple[str, ...]:
        """The formulas of which one holds where a cell fits."""
        if self.type == "list":
            numbers = [f"{cell}={word}" for word in self.words if parse_strict(word) is not None]
            texts = [f'{cell}="{word}"' for word in self.words if parse_strict(word) is None]
            if self.also:
                texts = [found_among(cell, (*self.words, *self.also))]
            return (*([either(numbers)] if numbers else ()), *texts)
        parts = [f"ISNUMBER({cell})"]
        parts += [f"N({cell})>={format_points(self.least)}"] if self.least is not None else []
        parts += [f"N({cell})<={format_points(self.most)}"] if self.most is not None else []
        parts += [f"{cell}=INT({cell})"] if self.type == "whole" else []
        return (f"AND({','.join(parts)})",)


def either(formulas: Iterable[str]) -> str:
    """The formula that one of some holds."""
    return f"OR({','.join(formulas)})"


def one_of(cell: str, words: Iterable[str]) -> str:
    """The formula that a cell holds one of some words; without regard to case, a truth value or a number as text."""
    listed = ",".join(f'"{word}"' for word in words)
    return f"OR(TRIM({cell})={{{listed}}})"


def found_among(cell: str, words: Iterable[str]) -> str:
    """The same without an array, which spreadsheets do not take where they colour cells."""
    listed = "|".join(words).upper()
    return f'ISNUMBER(FIND("|"&UPPER(TRIM({cell}))&"|","|{listed}|"))'
