"""Filling a sheet that was just made with what was entered in an earlier one."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl

from gkpg.migrate.leftover import put_leftover
from gkpg.points import parse_stored
from gkpg.sheets.blankmatrix import HEAD as MATRIX_HEAD
from gkpg.sheets.dates import read_date
from gkpg.sheets.look import HEAD_ROW, LETTER
from gkpg.workbooks.cells import Kind
from gkpg.xlsxfile import put_text, workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell.cell import Cell as Written
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.migrate.given import Given
    from gkpg.migrate.leftover import Left
    from gkpg.rubric import Rubric

_TEXT = "@"


def filled_unit_sheet(
    blank: bytes, rubric: Rubric, given: Mapping[str, Given], date: str, left: Sequence[Left]
) -> bytes:
    """A unit sheet with what was given by id, and what could not be carried over on a page of its own."""
    workbook = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = workbook.worksheets[0]
    for row in range(HEAD_ROW + 1, sheet.max_row + 1):
        each = given.get(str(sheet[f"{LETTER['id']}{row}"].value or ""))
        if each is not None:
            _fill_row(sheet, row, rubric, each)
    _put_date(sheet["F4"], date)
    put_leftover(workbook, left, rubric.language)
    return workbook_bytes(workbook)


def _fill_row(sheet: Worksheet, row: int, rubric: Rubric, given: Given) -> None:
    column = "entered" if rubric.kinds[given.item].beside else "score"
    put_text(sheet[f"{LETTER['not_applicable']}{row}"], given.mark or None)
    put_value(sheet[f"{LETTER[column]}{row}"], given)
    put_text(sheet[f"{LETTER['reason']}{row}"], given.reason or None)
    put_text(sheet[f"{LETTER['link']}{row}"], given.link or None)


def filled_matrix(
    blank: bytes, rubric: Rubric, rows: Sequence[Mapping[str, Given]], samples: Sequence[int | None], date: str,
    left: Sequence[Left],
) -> bytes:  # fmt: skip
    """A matrix with what was given in each of its rows, by id."""
    workbook = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = workbook.worksheets[0]
    columns = _columns(sheet, rubric)
    for row, (given, sample) in enumerate(zip(rows, samples, strict=True), MATRIX_HEAD + 2):
        for item, each in given.items():
            put_value(sheet.cell(row, columns[item]), each)
        if sample is not None:
            sheet.cell(row, 2 + len(columns)).value = sample
    _put_date(sheet["D4"], date)
    put_leftover(workbook, left, rubric.language)
    return workbook_bytes(workbook)


def _columns(sheet: Worksheet, rubric: Rubric) -> dict[str, int]:
    """The column of each item, by what its heading says."""
    headings = {str(cell.value): int(cell.column or 0) for cell in sheet[MATRIX_HEAD]}
    return {leaf.id: headings[name] for leaf in rubric.leaves for name in (leaf.label, leaf.name) if name in headings}


def put_value(cell: Written | MergedCell, given: Given) -> None:
    """What a cell held: a number as a number, all else as text."""
    number = parse_stored(given.cell.content) if given.cell.kind is Kind.NUMBER else None
    if number is None:
        put_text(cell, given.as_typed or None)
    else:
        cell.value = int(number) if number == int(number) else Decimal(number)


def _put_date(cell: Written | MergedCell, date: str) -> None:
    iso = read_date(date)
    if iso:
        cell.value = datetime.date.fromisoformat(iso)
        cell.number_format = "yyyy-mm-dd"
    else:
        put_text(cell, date or None)
