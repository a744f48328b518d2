"""Cells: what a spreadsheet file holds, told apart exactly. The one interface behind which files are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.findings.finding import Fact

#: A row of a spreadsheet has 16,384 columns, so row and column make one number.
COLUMN_BITS = 14
LAST_ROW, LAST_COLUMN = 1_048_576, 1 << COLUMN_BITS
_PLACE = itemgetter(0)


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


class Cell(NamedTuple):
    """One cell. `text` is exactly what the file holds, `1.1000000000000001` included.

    `place` is its row and column as one number (see `place_of`), by which cells sort as they are read. `formula` is
    None where the value was typed; its text does not begin with `=`. `shown` is how many decimals the cell's
    format shows of a number, -1 if it shows not even digits; None where it shows all, or where the file does not tell.
    """

    place: int
    kind: CellKind
    text: str = ""
    formula: str | None = None
    shown: int | None = None

    @property
    def row(self) -> int:
        """Its row, from 1."""
        return self.place >> COLUMN_BITS

    @property
    def column(self) -> int:
        """Its column, from 1."""
        return (self.place & (LAST_COLUMN - 1)) + 1

    @property
    def address(self) -> str:
        """Letters and row, as spreadsheets write them: `G12`."""
        return f"{letters(self.column)}{self.row}"

    @property
    def content(self) -> str:
        """Its text without surrounding space; empty for a blank."""
        return self.text.strip()


@dataclass(frozen=True, slots=True)
class Marks:
    """What else a sheet says that bears on its scores.

    `rows` (those that hold cells) and `columns` are hidden; `filtered` says that a filter hides rows, `locked` that the
    sheet is protected, None if the file's format does not tell. `merged` are the ranges of merged cells, as the file
    writes them: `A3:A5`.
    """

    rows: frozenset[int] = frozenset()
    columns: tuple[range, ...] = ()
    filtered: bool = False
    locked: bool | None = None
    merged: tuple[str, ...] = ()

    def hide(self, cell: Cell) -> bool:
        """Whether a cell cannot be seen."""
        return cell.row in self.rows or any(cell.column in columns for columns in self.columns)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number from 1, and its cells that are not blank by their column, in order.

    Rows that are the same in many files are one object. `known` is where a reader keeps what it found out about the
    row, under a key of its own, so that it need not find it out again; it must follow from row and key alone.
    """

    number: int
    cells: dict[int, Cell]
    known: dict[object, Any] = field(default_factory=dict, compare=False)

    def at(self, column: int) -> Cell:
        """The cell in a column; a blank one where the file holds none."""
        return self.cells.get(column) or Cell(place_of(self.number, column), CellKind.BLANK)


@dataclass(frozen=True)
class Grid:
    """One sheet of a workbook: its rows that hold anything, by number, in order.

    `formulas` is False where the format does not tell a formula from a number that was typed.
    """

    name: str
    hidden: bool
    rows: dict[int, Row]
    marks: Marks = Marks()
    formulas: bool = True

    def at(self, row: int, column: int) -> Cell:
        """The cell at a place; a blank one where the file holds none."""
        found = self.rows.get(row)
        return found.at(column) if found else Cell(place_of(row, column), CellKind.BLANK)

    def cells(self) -> Iterator[Cell]:
        """Every cell that is not blank, in order."""
        return (cell for row in self.rows.values() for cell in row.cells.values())


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file, in their order. `format` is what the file is, whatever its name says: `xlsx`, `xls`, ….

    `tells` is False for a format of which only values can be read: no formulas, no error values, nothing hidden.
    `styled` is False where the part with all number formats is missing.
    """

    grids: tuple[Grid, ...]
    format: str = "xlsx"
    tells: bool = True
    macros: bool = False
    styled: bool = True


class UnreadableError(Exception):
    """A file that is no workbook that can be read. Becomes the one finding of that file."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, Fact] = dict(facts)


def place_of(row: int, column: int) -> int:
    """Row and column, from 1, as the one number by which cells are known."""
    return (row << COLUMN_BITS) + column - 1


def in_rows(cells: Iterable[Cell]) -> dict[int, Row]:
    """Cells in any order as rows in order. Raises ValueError where two stand at one place."""
    rows: dict[int, Row] = {}
    for cell in sorted(cells, key=_PLACE):
        row = rows.setdefault(cell.row, Row(cell.row, {}))
        if cell.column in row.cells:
            raise ValueError(cell.address)
        row.cells[cell.column] = cell
    return rows


def letters(column: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
