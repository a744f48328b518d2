"""Places on a sheet: rows and columns as numbers and as letters."""

from __future__ import annotations

#: A row of a spreadsheet has 16,384 columns, so row and column make one number.
COLUMN_BITS = 14
LAST_ROW, LAST_COLUMN = 1_048_576, 1 << COLUMN_BITS


def place_of(row: int, column: int) -> int:
    """Row and column, from 1, as the one number by which cells are known."""
    return (row << COLUMN_BITS) + column - 1


def letters(column: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
