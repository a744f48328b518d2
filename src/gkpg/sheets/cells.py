"""Cells: what a spreadsheet file holds, told apart exactly. The one interface behind which files are read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.findings import Fact


class Kind(StrEnum):
    """What a cell holds. A blank, an error value and a formula without a stored result are three things."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    PERCENT = "percent"
    ERROR = "error"
    UNCALCULATED = "uncalculated"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `row` and `column` count from 1; `text` is exactly what the file holds, `1.1000000000000001` included.

    `formula` is None where the value was typed; its text does not begin with `=`.
    """

    row: int
    column: int
    kind: Kind
    text: str = ""
    formula: str | None = None

    @property
    def address(self) -> str:
        """Letters and row, as spreadsheets write them: `G12`."""
        return f"{letters(self.column)}{self.row}"

    @property
    def content(self) -> str:
        """Its text without surrounding space; empty for a blank."""
        return self.text.strip()


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a workbook: its cells that are not blank, by row and column."""

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], Cell]

    def at(self, row: int, column: int) -> Cell:
        """The cell at a place; a blank one where the file holds none."""
        return self.cells.get((row, column)) or Cell(row, column, Kind.BLANK)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The cells that are not blank, row by row."""
        row: list[Cell] = []
        for key in sorted(self.cells):
            if row and row[-1].row != key[0]:
                yield tuple(row)
                row = []
            row.append(self.cells[key])
        if row:
            yield tuple(row)


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file, in their order, and the SHA-256 of the very bytes that they were read from."""

    sha256: str
    grids: tuple[Grid, ...]


class UnreadableError(Exception):
    """A file that is no workbook that can be read. Becomes the one finding of that file."""

    def __init__(self, code: str, sha256: str = "", **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, Fact] = dict(facts)
        self.sha256 = sha256


def letters(column: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
