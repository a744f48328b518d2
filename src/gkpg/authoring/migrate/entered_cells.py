"""What was entered in a sheet, cell by cell, exactly as the file holds it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_points, parse_stored
from gkpg.sheets.layout import UNIT_SHEET
from gkpg.sheets.read.score_table import find_tables
from gkpg.workbooks.cells import Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.rubric.kinds import Kind as FillKind
    from gkpg.sheets.model import Sheet
    from gkpg.workbooks.cells import Workbook

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
#: Cells whose value can be entered anew as it is; a truth value only where a mark is asked for.
_VALUES = {CellKind.NUMBER, CellKind.TEXT}
_TRUTH = {"1": "TRUE", "0": "FALSE"}


class EnteredCell(NamedTuple):
    """What was entered for one item: the cell, what was written beside it, what its cell of 不适用 holds."""

    item: str
    cell: Cell
    reason: str
    link: str
    mark: str

    @property
    def is_something(self) -> bool:
        """Whether anything was entered."""
        return bool(self.cell.content or self.reason or self.link or self.mark)

    @property
    def as_typed(self) -> str:
        """What stands in the cell, as it is seen; a formula without a result as it was typed."""
        if self.cell.kind is CellKind.UNCALCULATED:
            return f"={self.cell.formula or self.cell.text}"
        if self.cell.kind is CellKind.BOOLEAN:
            return _TRUTH.get(self.cell.text, self.cell.text)
        number = parse_stored(self.cell.content) if self.cell.kind is CellKind.PERCENT else None
        return self.cell.text if number is None else f"{format_points(number * 100)}%"

    def has_value(self, kind: FillKind) -> bool:
        """Whether the cell holds a value that can be entered anew, so that it is read as it was."""
        return self.cell.kind in _VALUES or (self.cell.kind is CellKind.BOOLEAN and kind.is_mark)


def read_entered(sheet: Sheet, workbook: Workbook) -> Iterator[EnteredCell]:
    """Everything that was entered in a sheet of a workbook, in the order of its rubric."""
    grid = next(each for each in workbook.grids if each.name == sheet.name)
    tables = (each for each in find_tables(workbook, UNIT_SHEET) if each.grid.name == sheet.name)
    table = next(tables, None) if sheet.row is None else None
    column = table.columns.get("not_applicable") if table is not None else None
    for entry in sheet.entries:
        row, place = _place(entry.cell)
        mark = grid.at(row, column).content if column is not None else ""
        yield EnteredCell(entry.item, grid.at(row, place), entry.reason, entry.link, mark)


def _place(address: str) -> tuple[int, int]:
    """Row and column, from 1, of an address such as `G12`."""
    match = _ADDRESS.fullmatch(address)
    assert match is not None  # noqa: S101 - the reader made it
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - 64
    return int(match[2]), column
