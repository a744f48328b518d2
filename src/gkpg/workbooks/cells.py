"""Cells: what a spreadsheet file holds, told apart exactly. The one interface behind which files are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from gkpg.workbooks.cell_kinds import CellKind, Look
from gkpg.workbooks.places import COLUMN_BITS, LAST_COLUMN, LAST_ROW, letters, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from gkpg.workbooks.display.conditional import ConditionalRule, Restyle

__all__ = [
    "COLUMN_BITS",
    "LAST_COLUMN",
    "LAST_ROW",
    "Cell",
    "CellKind",
    "Grid",
    "Look",
    "Marks",
    "Row",
    "Workbook",
    "in_rows",
    "letters",
    "place_of",
]

_PLACE = itemgetter(0)


class Cell(NamedTuple):
    """One cell. `text` is exactly what the file holds, `1.1000000000000001` included.

    `place` is its row and column as one number (see `place_of`), by which cells sort as they are read. `formula` is
    None where the value was typed; its text does not begin with `=`. `shown` is what its format makes of a number or
    a text, such as 3.10 of 3.1; None where that is the number or the text itself, or where the file does not tell.
    `look` is None where it can be read.
    """

    place: int
    kind: CellKind
    text: str = ""
    formula: str | None = None
    shown: str | None = None
    look: Look | None = None

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

    `rows` (those that hold cells) and `columns` are hidden or have no height or width; `filtered` says that a filter
    hides rows, `locked` that the sheet is protected, None if the file's format does not tell. `merged` are the ranges
    of merged cells, as the file writes them: `A3:A5`. `hides_zeros` says that zeros show as blanks. `conditional` are
    all rules of conditional formats, `restyles` those that change what people read. `narrow` are columns in which few
    digits find room, each with its width in characters.
    """

    rows: frozenset[int] = frozenset()
    columns: tuple[range, ...] = ()
    filtered: bool = False
    locked: bool | None = None
    merged: tuple[str, ...] = ()
    hides_zeros: bool = False
    conditional: tuple[ConditionalRule, ...] = ()
    restyles: tuple[Restyle, ...] = ()
    narrow: tuple[tuple[range, Decimal], ...] = ()

    @property
    def obscure(self) -> bool:
        """Whether anything may keep people from seeing what cells hold, but merged ranges."""
        return bool(self.rows or self.columns or self.hides_zeros or self.restyles or self.narrow)

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

    `formulas` is False where the format does not tell a formula from a number that was typed; `is_manual` says that
    the workbook computes formulas only when somebody asks for it, so that their results may be old.
    """

    name: str
    hidden: bool
    rows: dict[int, Row]
    marks: Marks = Marks()
    formulas: bool = True
    is_manual: bool = False

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
    `from_1904` says that its dates are days since the first of 1904, not since the end of 1899.
    """

    grids: tuple[Grid, ...]
    format: str = "xlsx"
    tells: bool = True
    macros: bool = False
    from_1904: bool = False
    styled: bool = True


def in_rows(cells: Iterable[Cell]) -> dict[int, Row]:
    """Cells in any order as rows in order. Raises ValueError where two stand at one place."""
    rows: dict[int, Row] = {}
    for cell in sorted(cells, key=_PLACE):
        row = rows.setdefault(cell.row, Row(cell.row, {}))
        if cell.column in row.cells:
            raise ValueError(cell.address)
        row.cells[cell.column] = cell
    return rows
