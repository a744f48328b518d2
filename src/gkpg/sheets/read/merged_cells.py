"""Merged cells in a score table: headings over several columns or rows, cells that hold for several rows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name
from gkpg.sheets.read.visibility import check_beneath
from gkpg.workbooks.cells import letters
from gkpg.workbooks.merges import merges_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.findings.finding import Finding
    from gkpg.sheets.read.score_cells import FilledRow
    from gkpg.sheets.read.score_table import ScoreTable
    from gkpg.sheets.read.sheet_place import SheetPlace

#: The columns of one cell of which a row's score is made.
_OF_SCORES = ("score", "entered", "not_applicable")
#: The columns whose cells, merged over several rows, hold for each of them.
_SHARED = ("reason", "link", "not_applicable")


def check_merged_headings(table: ScoreTable, spot: SheetPlace, known_by: str) -> Iterator[Finding]:
    """Every heading shows, and none of scores is merged over columns of which another than the first is filled."""
    merges = merges_of(table.grid.marks.merged)
    for column in table.columns.values() if merges.ranges else ():
        held, seen = table.grid.at(table.row, column), table.grid.at(*merges.shown_place(table.row, column))
        if held.content and fold_name(held.content) != fold_name(seen.content):
            yield from check_beneath(spot, held)
    for key in _OF_SCORES if merges.ranges else ():
        found = merges.at(table.row, table.columns[key]) if key in table.columns else None
        columns = range(found.first_column, found.last_column + 1) if found else range(0)
        rows = [row for row in table.rows() if table.at(row.number, known_by).content] if columns[1:] else []
        if any(row.at(column).content for row in rows for column in columns[1:]):
            cell = table.at(table.row, key)
            yield spot.finding("S213", cell, heading=cell.content, columns="、".join(map(letters, columns)))


def shared_rows(table: ScoreTable) -> frozenset[int]:
    """The rows whose reason, link or mark stands in the row above them, merged over both."""
    columns = tuple(table.columns[key] for key in _SHARED if key in table.columns)
    return _rows_beneath(table.grid.marks.merged, columns) if table.grid.marks.merged else frozenset()


@lru_cache(maxsize=64)
def _rows_beneath(merged: tuple[str, ...], columns: tuple[int, ...]) -> frozenset[int]:
    ranges = (each for each in merges_of(merged).ranges if each.first_column in columns)
    return frozenset(
        row for each in ranges for row in range(each.first_row + 1, min(each.last_row, each.first_row + 999) + 1)
    )


def with_shared_cells(table: ScoreTable, filled: FilledRow) -> FilledRow:
    """What a row was filled in with, its reason, link and mark as they show."""
    merges, row = merges_of(table.grid.marks.merged), filled.score.row
    shown = {
        key: table.grid.at(*merges.shown_place(row, table.columns[key])) for key in _SHARED if key in table.columns
    }
    return filled._replace(**shown)
