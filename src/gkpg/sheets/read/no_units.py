"""Rows of a matrix that are of no unit: figures over the rows above, notes, who signed."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from gkpg.base.normalize import normalize_name
from gkpg.sheets.read.summary_words import ends_like_sum, is_note_word, is_sum_word
from gkpg.workbooks.cells import CellKind, letters

if TYPE_CHECKING:
    from collections.abc import Collection

    from gkpg.sheets.read.matrix_table import MatrixTable
    from gkpg.workbooks.cells import Cell

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?![0-9(])")


class RowKind(Enum):
    """What a row is of: a unit; plainly no unit; a unit or none, which is then told."""

    UNIT, NO_UNIT, DOUBTFUL = range(3)


def row_kind(matrix: MatrixTable, unit: Cell, cells: tuple[Cell, ...], known: Collection[str]) -> RowKind:
    """What a row is of, by the name of its unit and the cells of its scores. What is in `known` is a unit."""
    if normalize_name(unit.content) in known:
        return RowKind.UNIT
    if is_sum_word(unit.text):
        return RowKind.NO_UNIT
    has_scores = any(cell.kind is CellKind.NUMBER for cell in cells)
    if is_note_word(unit.text):
        return RowKind.DOUBTFUL if has_scores and len(cells) == len(matrix.items) else RowKind.NO_UNIT
    found = matrix.merges.at(unit.row, unit.column)
    if found is not None and found.last_column > found.first_column and not cells:
        return RowKind.NO_UNIT  # a line across the table
    over = bool(cells) and all(_is_over_column(cell) for cell in cells)
    if ends_like_sum(unit.text):
        return RowKind.NO_UNIT if over else RowKind.DOUBTFUL
    return RowKind.DOUBTFUL if over else RowKind.UNIT


def _is_over_column(cell: Cell) -> bool:
    """Whether a cell is a formula over other rows of its own column."""
    if not cell.formula:
        return False
    own = letters(cell.column)
    for first, start, last, end in _RANGE.findall(cell.formula):
        if first == last == own and int(start) != int(end):
            return True
    return len({row for column, row in _CELL.findall(cell.formula) if column == own and int(row) != cell.row}) > 1
