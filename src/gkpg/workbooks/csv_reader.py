"""Reading csv files: the values of one sheet, in the encodings that Chinese and other spreadsheets save."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
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
#: Excel reads a first line `sep=;` as what divides the columns, and shows it nowhere.
_DECLARED = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
#: So many lines are looked at to find what divides the columns.
_MOST_LINES, _LONGEST_LINES = 50, 100_000


def read_csv(raw: bytes, limits: Limits) -> Workbook:
    """The one sheet of a csv file, its cells addressed as a spreadsheet that opens it would. Raises UnreadableError."""
    text = decode(raw)
    declared = _DECLARED.match(text)
    text = text[declared.end() :] if declared else text
    separator = declared[1] if declared else _separator(text)
    found: list[Cell] = []
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            if len(values) > LAST_COLUMN or row > LAST_ROW:
                raise too_large_error("行列数", "rows or columns", max(row, len(values)), LAST_COLUMN)
            found += _cells(row, values)
            if len(found) > limits.cells:
                raise too_large_error("单元格数", "cells", len(found), limits.cells)
    except csv.Error:
        raise damaged_error(Text("不是 csv 文件", "no csv file")) from None
    return Workbook((Grid("csv", hidden=False, rows=in_rows(found), formulas=False),), "csv")


def _separator(text: str) -> str:
    """What divides the columns: the sign by which most of the first lines have the same number of them.

    Titles above the table have mostly none. Where no sign does better than others it is the comma.
    """
    beginning = text[:_LONGEST_LINES]
    return max(_SEPARATORS, key=lambda separator: _count_alike(beginning, separator))


def _count_alike(text: str, separator: str) -> tuple[int, int]:
    """How many lines are divided into the same number of columns, and into how many."""
    lines = islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _MOST_LINES)
    try:
        lengths = Counter(len(values) for values in lines if len(values) > 1)
    except csv.Error:
        return 0, 0
    return max(((count, length) for length, count in lengths.items()), default=(0, 0))


def _cells(row: int, values: list[str]) -> Iterator[Cell]:
    """The cells of a row. A number that is written with zeros behind it shows so: `3.10`."""
    for column, value in enumerate(values, 1):
        if not is_blank(value):
            text = value.strip()
            is_number = parse_strict(text) is not None
            shown = text if is_number and text[-1] == "0" and "." in text else None
            kind = CellKind.NUMBER if is_number else CellKind.TEXT
            yield Cell(place_of(row, column), kind, value[:LONGEST_TEXT], shown=shown)
