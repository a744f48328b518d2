"""Finding the score table of a workbook by its headings, wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gkpg.base.memo import memoize
from gkpg.base.normalize import fold_name
from gkpg.base.unseen import is_blank, without_unseen
from gkpg.sheets.layout import HEADINGS, HIDDEN_NAME, LABEL_KEYS, PAGE_KEY, SUMS
from gkpg.workbooks.cells import Cell, CellKind
from gkpg.workbooks.merges import merges_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from gkpg.workbooks.cells import Grid, Row, Workbook


#: What cells above the table say is mostly shorter.
_LONGEST_LABEL = 500
_SAYS = {CellKind.TEXT, CellKind.NUMBER, CellKind.DATE}


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A score table: the sheet it is on, the row of its headings (1-based), the column of each heading.

    `twice` are the cells of headings that stand over a second column; `levels` are the columns of names of a table as
    printed, from the outermost.
    """

    grid: Grid
    row: int
    columns: Mapping[str, int]
    twice: tuple[Cell, ...]
    levels: tuple[int, ...] = ()

    def rows(self) -> Iterator[Row]:
        """The rows below the headings that hold anything."""
        last = self._last_heading() if self.grid.marks.merged else self.row
        return (row for number, row in self.grid.rows.items() if number > last)

    def _last_heading(self) -> int:
        """The last row of headings: of those that are merged over several rows, or of what stands below a wide one."""
        last, is_wide = _heading_block(self.grid.marks.merged, self.row, tuple(self.columns.values()))
        if not is_wide:
            return last
        below = [self.at(self.row + 1, key) for key in ("id", "indicator", "max") if key in self.columns]
        is_heading = self.row + 1 in self.grid.rows and not any(cell.content for cell in below)
        return max(last, self.row + 1) if is_heading else last

    def at(self, row: int, key: str) -> Cell:
        """The cell of a row in the column of a heading; a blank one where the table has no such column."""
        return self.grid.at(row, self.columns[key]) if key in self.columns else Cell(0, CellKind.BLANK)


@lru_cache(maxsize=256)
def _heading_block(merged: tuple[str, ...], row: int, columns: tuple[int, ...]) -> tuple[int, bool]:
    """The last row of headings that are merged over several rows, and whether one is merged over several columns."""
    merges = merges_of(merged)
    found = [each for column in columns if (each := merges.at(row, column)) is not None]
    last = max((each.last_row for each in found if each.first_row == row), default=row)
    return last, any(each.first_column < each.last_column for each in found)


def find_tables(workbook: Workbook, required: Collection[str]) -> Iterator[ScoreTable]:
    """The tables whose headings include those that are required, at most one a sheet.

    Sheets that people see come first.
    """
    for grid in visible_sheets_first(workbook):
        for row in grid.rows.values():
            columns, twice = _headings(row)
            if columns and grid.marks.merged and not all(key in columns for key in required):
                columns = _merged_headings(grid, row) | columns
            if columns and all(key in columns for key in required):
                yield ScoreTable(grid, row.number, columns, twice)
                break


def _headings(row: Row) -> tuple[dict[str, int], tuple[Cell, ...]]:
    """The column of each heading in a row, and the cells of headings that stand over a second column."""
    found: tuple[dict[str, int], tuple[Cell, ...]] | None = row.known.get(_headings)
    if found is None:
        named = [(HEADINGS[key], cell) for cell in row.cells.values() if (key := fold_name(cell.text)) in HEADINGS]
        columns = {key: cell.column for key, cell in reversed(named)}
        found = columns, tuple(cell for key, cell in named if columns[key] != cell.column)
        row.known[_headings] = found
    return found


def _merged_headings(grid: Grid, row: Row) -> dict[str, int]:
    """The column of each heading that stands above a row, merged down to it."""
    ranges = (each for each in merges_of(grid.marks.merged).ranges if each.first_row < row.number <= each.last_row)
    cells = (grid.at(each.first_row, each.first_column) for each in ranges)
    return {HEADINGS[key]: cell.column for cell in cells if (key := fold_name(cell.text)) in HEADINGS}


def adds_up(row: Row, grid: Grid) -> bool:
    """Whether a row is one of sums that the file's format shows as numbers, as if they had been typed."""
    return not grid.formulas and any(fold_name(cell.text) in SUMS for cell in row.cells.values())


def visible_sheets_first(workbook: Workbook) -> list[Grid]:
    """The sheets of a workbook but gkpg's own hidden one; those that people see come first."""
    return sorted((grid for grid in workbook.grids if grid.name != HIDDEN_NAME), key=lambda grid: grid.hidden)


def labelled_cells(grid: Grid, above: int) -> dict[str, Cell]:
    """The values of the labelled cells above a row: behind the colon, or in the next cell that is not blank.

    What lies beneath a merged range says nothing, for nobody sees it.
    """
    found: dict[str, Cell] = {}
    merges = merges_of(grid.marks.merged)
    for row in grid.rows.values():
        if row.number >= above:
            break
        for key, cell in _labels_in_row(row):
            if not merges.ranges or merges.covering(cell.row, cell.column) is None:
                found.setdefault(key, cell)
    return found


def _labels_in_row(row: Row) -> list[tuple[str, Cell]]:
    """The labels in a row, each with the cell of its value."""
    found: list[tuple[str, Cell]] | None = row.known.get(_labels_in_row)
    if found is None:
        found = row.known[_labels_in_row] = []
        cells = tuple(row.cells.values())
        for cell, after in zip(cells, (*cells[1:], None), strict=True):
            key, behind = _label(cell.text)
            if key is not None and behind:
                found.append((key, cell))
            elif key is not None and after is not None and _is_value(after, cell):
                found.append((key, after))
    return found


def _is_value(cell: Cell, label: Cell) -> bool:
    """Whether a cell can be what a label names: it says something and is no label itself, and the label points at it.

    A label points with its colon, or by standing right beside.
    """
    colons = (":", "：")
    points = without_unseen(label.text).strip().endswith(colons) or cell.column == label.column + 1
    return points and cell.kind in _SAYS and _label(cell.text)[0] is None and not cell.content.endswith(colons)


@memoize(2_000_000, _LONGEST_LABEL)
def _label(text: str) -> tuple[str | None, str]:
    """What a cell with this text labels, None if nothing, and what stands behind the colon in the cell itself."""
    label, _, behind = text.replace("：", ":").partition(":")
    return LABEL_KEYS.get(fold_name(label)), "" if is_blank(behind) else behind.strip()


def label_value(cell: Cell) -> str:
    """What a labelled cell says, without the label if it stands in the same cell."""
    key, behind = _label(cell.text)
    return cell.content[-len(behind) :] if key and behind else cell.content


def _pair(row: Row) -> tuple[str, str]:
    """What stands in the first two columns of a row."""
    found: tuple[str, str] | None = row.known.get(_pair)
    if found is None:
        found = row.known[_pair] = row.at(1).content, row.at(2).content
    return found


def hidden_data(workbook: Workbook) -> dict[str, str]:
    """What gkpg wrote into the hidden sheet, of several pages of the first: key to value; empty if there is none."""
    found = _hidden_sheet(workbook)
    return dict(map(_pair, found.rows.values())) if found is not None else {}


def hidden_pages(workbook: Workbook) -> tuple[dict[str, str], ...]:
    """The same of each page of a workbook that was made with several, which also say what they are called."""
    found = _hidden_sheet(workbook)
    named = None if found is None else next((row for row in found.rows.values() if _pair(row)[0] == PAGE_KEY), None)
    if found is None or named is None:
        return ()
    columns = [column for column in named.cells if column > 1 and named.at(column).content]
    return tuple({_pair(row)[0]: row.at(column).content for row in found.rows.values()} for column in columns)


def _hidden_sheet(workbook: Workbook) -> Grid | None:
    return next((grid for grid in workbook.grids if grid.name == HIDDEN_NAME), None)
