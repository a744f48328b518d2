"""Merged ranges: which cell shows where several cells have become one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gkpg.workbooks.places import LAST_COLUMN, LAST_ROW, letters

_CORNER = r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})"
_AREA = re.compile(rf"{_CORNER}(?::{_CORNER})?")
#: A range of no more rows is listed under each of them; merged tables have some ten.
_TALL = 64
#: A table that people fill has fewer rows.
_MOST_ROWS = 5_000


class MergedRange(NamedTuple):
    """Cells that are one for whoever looks: only that of the first row and column shows. Rows and columns from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def text(self) -> str:
        """As spreadsheets write it: `G6:G9`."""
        first, last = letters(self.first_column), letters(self.last_column)
        return f"{first}{self.first_row}:{last}{self.last_row}"

    def holds(self, row: int, column: int) -> bool:
        """Whether a place lies in the range."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


class Merges:
    """The merged ranges of one sheet, found by a place in them."""

    def __init__(self, ranges: tuple[MergedRange, ...]) -> None:
        self.ranges = ranges
        self._tall: list[MergedRange] = []
        self._by_row: dict[int, list[MergedRange]] = {}
        for each in ranges:
            if each.last_row - each.first_row >= _TALL:
                self._tall.append(each)
            else:
                for row in range(each.first_row, each.last_row + 1):
                    self._by_row.setdefault(row, []).append(each)

    def at(self, row: int, column: int) -> MergedRange | None:
        """The range that a place lies in, its first cell included; None for a cell by itself."""
        near = self._by_row.get(row, ())
        return next((each for each in (*near, *self._tall) if each.holds(row, column)), None)

    def covering(self, row: int, column: int) -> MergedRange | None:
        """The range beneath whose first cell a cell lies, unseen; None for a cell that shows."""
        found = self.at(row, column)
        return None if found is None or (found.first_row, found.first_column) == (row, column) else found

    def shown_place(self, row: int, column: int) -> tuple[int, int]:
        """Row and column of the cell that shows at a place."""
        found = self.at(row, column)
        return (found.first_row, found.first_column) if found else (row, column)


@lru_cache(maxsize=64)
def merges_of(references: tuple[str, ...]) -> Merges:
    """The merged ranges that a sheet lists as `A3:A5`; what is no range of several cells is passed over."""
    areas = map(parse_area, references)
    return Merges(tuple(each for each in areas if each is not None and each[:2] != each[2:]))


@lru_cache(maxsize=256)
def ranges_below(
    references: tuple[str, ...], columns: frozenset[int], row: int
) -> tuple[tuple[MergedRange, tuple[int, ...]], ...]:
    """The merged ranges that reach below a row and into some columns, each with the columns that it reaches into."""
    found = (
        (each, tuple(column for column in sorted(columns) if each.first_column <= column <= each.last_column))
        for each in merges_of(references).ranges
        if each.last_row > row
    )
    return tuple((each, reached) for each, reached in found if reached)


@lru_cache(maxsize=256)
def covered_rows(references: tuple[str, ...], columns: frozenset[int]) -> frozenset[int]:
    """The rows in which a cell of these columns lies beneath a merged range."""
    return frozenset(
        row
        for each, reached in ranges_below(references, columns, 0)
        for row in range(each.first_row, min(each.last_row, each.first_row + _MOST_ROWS) + 1)
        if row > each.first_row or reached != (each.first_column,)
    )


def parse_area(reference: str) -> MergedRange | None:
    """The cells that `G6:G9`, or `G6` alone, names; None for what names none."""
    match = _AREA.fullmatch(reference.upper() if reference.isascii() else reference)
    if match is None:
        return None
    first = match[1], match[2]
    last = (match[3], match[4]) if match[3] else first
    columns, rows = sorted((_column(first[0]), _column(last[0]))), sorted((int(first[1]), int(last[1])))
    if columns[1] > LAST_COLUMN or rows[1] > LAST_ROW:
        return None
    return MergedRange(rows[0], columns[0], rows[1], columns[1])


def _column(written: str) -> int:
    column = 0
    for letter in written:
        column = column * 26 + ord(letter) - 64
    return column
