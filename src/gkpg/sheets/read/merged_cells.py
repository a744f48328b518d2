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
    merged = table.grid.marks.merged
    beneath, wide = _merged_headings(merged, table.row, tuple(table.columns.items())) if merged else ((), ())
    for column, place in beneath:
        held, seen = table.grid.at(table.row, column), table.grid.at(*place)
        if held.content and fold_name(held.content) != fold_name(seen.content):
            yield from check_beneath(spot, held)
    for key, columns in wide:
        rows = [row for row in table.rows() if table.at(row.number, known_by).content]
        if any(row.at(column).content for row in rows for column in columns[1:]):
            cell = table.at(table.row, key)
            yield spot.finding("S213", cell, heading=cell.content, columns="、".join(map(letters, columns)))


@lru_cache(maxsize=256)
def _merged_headings(
    merged: tuple[str, ...], row: int, columns: tuple[tuple[str, int], ...]
) -> tuple[tuple[tuple[int, tuple[int, int]], ...], tuple[tuple[str, range], ...]]:
    """What of the headings is merged; sheets of one make have the same.

    The columns whose heading lies beneath a range, each with the place that shows; the headings of scores that are
    merged over several columns, each with these.
    """
    merges = merges_of(merged)
    shown = ((column, merges.shown_place(row, column)) for _, column in columns)
    beneath = tuple((column, place) for column, place in shown if place != (row, column))
    found = ((key, merges.at(row, dict(columns)[key])) for key in _OF_SCORES if key in dict(columns))
    spans = ((key, range(each.first_column, each.last_column + 1)) for key, each in found if each is not None)
    return beneath, tuple((key, span) for key, span in spans if len(span) > 1)


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
    return filled._replace(**shown)  # type: ignore[arg-type]  # all of them are cells
