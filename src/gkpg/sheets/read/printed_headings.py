"""The headings of a table as printed: columns of names, one a level, of points and of scores, in many words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name
from gkpg.rubric.heading_words import WORDS
from gkpg.sheets.layout import HEADINGS, OWN_SCORE_WORDS, SCORE_WORDS, SELF_CHECK
from gkpg.sheets.read.score_table import ScoreTable, visible_sheets_first
from gkpg.workbooks.merges import merges_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.workbooks.cells import Cell, Grid, Row, Workbook

_READ = ("number", "name", "max", "description")
_KEYS = {fold_name(word): key for key in _READ for word in WORDS[key]}
_KEYS |= {text: key for text, key in HEADINGS.items() if key not in {"indicator", "standard", "evidence", "method"}}
_KEYS |= {fold_name(word): "score" for word in SCORE_WORDS}
_KEYS |= {fold_name(word): "own" for word in (*OWN_SCORE_WORDS, *SELF_CHECK["score"])}
#: What a heading has in brackets behind it, such as `分值（100分）`.
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]\s*$")
_ONCE = ("number", "score", "own", "reason", "link", "not_applicable", "entered")


def find_printed_tables(workbook: Workbook) -> Iterator[ScoreTable]:
    """The tables with names, points and scores, and without ids, at most one a sheet. Visible sheets come first."""
    for grid in visible_sheets_first(workbook):
        found = next((table for row in grid.rows.values() if (table := _table(grid, row)) is not None), None)
        if found is not None:
            yield found


def _table(grid: Grid, row: Row) -> ScoreTable | None:
    """The table whose lowest headings stand in a row; None where they do not."""
    cells = [cell for cell in row.cells.values() if _key(cell)]
    if not cells:
        return None
    headings = {cell.column: cell for cell in (*_merged_down(grid, row), *cells)}
    keys = {column: _key(headings[column]) for column in sorted(headings)}
    if "score" not in keys.values():  # what a unit gives itself is all that is scored
        keys = {column: "score" if key == "own" else key for column, key in keys.items()}
    score = next((column for column, key in keys.items() if key == "score"), None)
    maxes = [column for column, key in keys.items() if key == "max"]
    names = [column for column, key in keys.items() if key == "name"]
    if score is None or not maxes or not names or "id" in keys.values():
        return None
    first = {key: next((column for column, each in keys.items() if each == key), 0) for key in _ONCE}
    columns = {key: column for key, column in first.items() if column}
    twice = tuple(headings[column] for column, key in keys.items() if key in _ONCE and columns[key] != column)
    most = max((column for column in maxes if column < min(score, columns.get("own", score))), default=maxes[0])
    columns |= {"indicator": names[0], "max": most}
    return ScoreTable(grid, row.number, columns, twice, _levels(grid, headings, names, keys))


def _levels(grid: Grid, headings: Mapping[int, Cell], names: list[int], keys: Mapping[int, str]) -> tuple[int, ...]:
    """The columns of names, from the outermost; beside a single one a description may name sub-items."""
    merges = merges_of(grid.marks.merged)
    levels: list[int] = []
    for column in names:
        wide = merges.at(headings[column].row, column)
        levels += range(column, (wide.last_column if wide else column) + 1)
    described = [column for column, key in keys.items() if key == "description" and column > names[-1]]
    return tuple(levels) if len(levels) > 1 else (*levels, *described[:1])


def _merged_down(grid: Grid, row: Row) -> Iterator[Cell]:
    """The headings that stand above a row, merged down to it."""
    for each in merges_of(grid.marks.merged).ranges:
        cell = grid.at(each.first_row, each.first_column)
        if each.first_row < row.number <= each.last_row and _key(cell):
            yield cell


def _key(cell: Cell) -> str:
    """What a heading is; empty if it is none."""
    text = fold_name(cell.text)
    return _KEYS.get(text) or _KEYS.get(fold_name(_BRACKETS.sub("", cell.text)), "") if text else ""
