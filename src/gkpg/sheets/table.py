"""Finding the score table of a workbook by its headings, wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.sheets.cells import Kind
from gkpg.sheets.layout import HEADINGS, HIDDEN_NAME, LABEL_KEYS, REQUIRED, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.sheets.cells import Cell, Grid, Workbook


_SAYS = {Kind.TEXT, Kind.NUMBER, Kind.DATE}


@dataclass(frozen=True, slots=True)
class Table:
    """A score table: the sheet it is on, the row of its headings (1-based), the column of each heading.

    `twice` are the cells of headings that stand over a second column.
    """

    grid: Grid
    row: int
    columns: Mapping[str, int]
    twice: tuple[Cell, ...]

    def rows(self) -> Iterator[int]:
        """The numbers of the rows below the headings that hold anything."""
        yield from sorted({row for row, _ in self.grid.cells if row > self.row})

    def at(self, row: int, key: str) -> Cell:
        """The cell of a row in the column of a heading; a blank one where the table has no such column."""
        return self.grid.at(row, self.columns.get(key, 0))


def find_tables(workbook: Workbook) -> Iterator[Table]:
    """The tables with the headings that a score table needs, at most one a sheet; sheets that people see come first."""
    for grid in sorted(workbook.grids, key=lambda grid: grid.hidden):
        for row in grid.rows() if grid.name != HIDDEN_NAME else ():
            named = [(HEADINGS[key], cell) for cell in row if (key := folded(cell.text)) in HEADINGS]
            columns = {key: cell.column for key, cell in reversed(named)}
            if all(key in columns for key in REQUIRED):
                twice = tuple(cell for key, cell in named if columns[key] != cell.column)
                yield Table(grid, row[0].row, columns, twice)
                break


def labelled_cells(table: Table) -> dict[str, Cell]:
    """The values of the labelled cells above a table: behind the colon, or in the next cell that is not blank."""
    found: dict[str, Cell] = {}
    for row in table.grid.rows():
        if row[0].row >= table.row:
            break
        for cell, after in zip(row, (*row[1:], None), strict=True):
            key, behind = _label(cell)
            if key is None or key in found:
                continue
            if behind:
                found[key] = cell
            elif after is not None and _is_value(after, cell):
                found[key] = after
    return found


def _is_value(cell: Cell, label: Cell) -> bool:
    """Whether a cell can be what a label names: it says something and is no label itself, and the label points at it.

    A label points with its colon, or by standing right beside.
    """
    colons = (":", "：")
    points = label.content.endswith(colons) or cell.column == label.column + 1
    return points and cell.kind in _SAYS and _label(cell)[0] is None and not cell.content.endswith(colons)


def _label(cell: Cell) -> tuple[str | None, str]:
    """What a cell labels, None if nothing, and what stands behind the colon in the cell itself."""
    label, _, behind = cell.text.replace("：", ":").partition(":")
    return LABEL_KEYS.get(folded(label)), behind.strip()


def label_value(cell: Cell) -> str:
    """What a labelled cell says, without the label if it stands in the same cell."""
    key, behind = _label(cell)
    return cell.content[-len(behind) :] if key and behind else cell.content


def hidden_data(workbook: Workbook) -> dict[str, str]:
    """What gkpg wrote into the hidden sheet: key to value; empty if there is none."""
    for grid in workbook.grids:
        if grid.name == HIDDEN_NAME:
            return {grid.at(row, 1).content: grid.at(row, 2).content for row, column in grid.cells if column == 1}
    return {}
