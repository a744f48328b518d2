"""The table of a matrix sheet: where its headings, its units and its scores stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name, normalize_name
from gkpg.sheets.read.matrix_headings import UNIT_WORDS, read_headings
from gkpg.sheets.read.row_numbers import read_number
from gkpg.sheets.read.score_table import visible_sheets_first
from gkpg.workbooks.cells import CellKind
from gkpg.workbooks.merges import merges_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.read.matrix_headings import MatrixHeadings
    from gkpg.workbooks.cells import Cell, Grid, Workbook
    from gkpg.workbooks.merges import Merges


@dataclass(frozen=True)
class MatrixTable:
    """A table of units by items: its headings, the column of the units, the item of each other column."""

    grid: Grid
    unit_column: int
    headings: MatrixHeadings

    @property
    def row(self) -> int:
        """The row of the first headings."""
        return self.headings.first

    @property
    def items(self) -> dict[int, Item]:
        """The item of each column of scores."""
        return self.headings.items

    @cached_property
    def merges(self) -> Merges:
        """The merged ranges."""
        return merges_of(self.grid.marks.merged)

    @property
    def units(self) -> tuple[str, ...]:
        """What stands in the column of units below the headings."""
        return tuple(normalize_name(self.unit_cell(number).content) for number in self.rows)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the rows below the headings that hold anything, but for headings that a page repeats."""
        last = self.headings.rows[-1]
        return tuple(number for number in self.grid.rows if number > last and not self._repeats(number))

    def unit_cell(self, number: int) -> Cell:
        """The cell that names the unit of a row; one that is merged over several rows is of each of them."""
        if not self.merges.ranges:
            return self.grid.at(number, self.unit_column)
        return self.grid.at(*self.merges.shown_place(number, self.unit_column))

    def scores(self, number: int) -> Iterator[Cell]:
        """The cells of a row in the columns of items that hold anything."""
        found = (self.grid.at(number, column) for column in self.items)
        return (cell for cell in found if cell.kind is not CellKind.BLANK)

    def _repeats(self, number: int) -> bool:
        """Whether a row repeats headings, as on a new page: none of its cells says anything else."""
        unit = self.grid.at(number, self.unit_column)
        if unit.content and fold_name(unit.text) not in UNIT_WORDS:
            return False
        heads = [self.grid.rows[row].cells for row in self.headings.rows if row in self.grid.rows]
        cells = tuple(self.scores(number))
        return bool(cells) and all(
            any(cell.column in head and fold_name(head[cell.column].text) == fold_name(cell.text) for head in heads)
            for cell in cells
        )


def find_matrices(workbook: Workbook, rubric: Rubric) -> Iterator[MatrixTable]:
    """The tables with a column of units and one of an item, or of numbers that several have; at most one a sheet."""
    for grid in visible_sheets_first(workbook):
        for row in grid.rows.values():
            unit = next((cell for cell in row.cells.values() if fold_name(cell.text) in UNIT_WORDS), None)
            headings = None if unit is None else read_headings(grid, unit, rubric)
            if unit is not None and headings is not None and _names_items(headings, rubric):
                yield MatrixTable(grid, unit.column, headings)
                break


def _names_items(headings: MatrixHeadings, rubric: Rubric) -> bool:
    """Whether headings name an item, or several of them a number that more than one item has."""
    return bool(headings.items) or sum(len(read_number(cell, rubric).items) > 1 for cell in headings.unknown) > 1
