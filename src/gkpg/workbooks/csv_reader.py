"""Reading csv files: the values of one sheet, in the encodings that Chinese and other spreadsheets save."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from gkpg.base.points import parse_strict
from gkpg.base.text import Text
from gkpg.base.unseen import is_blank
from gkpg.workbooks.cells import LAST_COLUMN, LAST_ROW, Cell, CellKind, Grid, Workbook, in_rows, place_of
from gkpg.workbooks.encodings import decode
from gkpg.workbooks.package import damaged_error, too_large_error
from gkpg.workbooks.strict import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.workbooks.limits import Limits

_SEPARATORS = ",\t;"


def read_csv(raw: bytes, limits: Limits) -> Workbook:
    """The one sheet of a csv file, its cells addressed as a spreadsheet that opens it would. Raises UnreadableError."""
    text = decode(raw)
    found: list[Cell] = []
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)), 1):
            if len(values) > LAST_COLUMN or row > LAST_ROW:
                raise too_large_error("行列数", "rows or columns", max(row, len(values)), LAST_COLUMN)
            found += _cells(row, values)
            if len(found) > limits.cells:
                raise too_large_error("单元格数", "cells", len(found), limits.cells)
    except csv.Error:
        raise damaged_error(Text("不是 csv 文件", "no csv file")) from None
    return Workbook((Grid("csv", hidden=False, rows=in_rows(found), formulas=False),), "csv")


def _separator(text: str) -> str:
    """What divides the columns: the sign that is most frequent in the first line; a comma where there is none."""
    first = text.partition("\n")[0]
    return max(_SEPARATORS, key=first.count)


def _cells(row: int, values: list[str]) -> Iterator[Cell]:
    for column, value in enumerate(values, 1):
        if not is_blank(value):
            is_number = parse_strict(value.strip()) is not None
            yield Cell(place_of(row, column), CellKind.NUMBER if is_number else CellKind.TEXT, value[:LONGEST_TEXT])
