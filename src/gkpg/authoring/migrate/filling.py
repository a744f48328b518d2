"""Filling a sheet that was just made with what was entered in an earlier one."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl

from gkpg.authoring.migrate.leftover_page import put_leftover
from gkpg.base.points import parse_stored
from gkpg.sheets.blank.look import HEAD_ROW, LETTER
from gkpg.sheets.blank.matrix_sheet import HEAD as MATRIX_HEAD
from gkpg.sheets.dates import parse_date
from gkpg.sheets.read.matrix_headings import item_of
from gkpg.workbooks.cells import CellKind
from gkpg.workbooks.xlsx_writer import put_text, render_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from openpyxl.cell.cell import Cell as Written
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.authoring.migrate.entered_cells import EnteredCell
    from gkpg.authoring.migrate.leftover_page import LeftoverRow
    from gkpg.base.text import Lang
    from gkpg.rubric import Rubric

_TEXT = "@"


def fill_pages(
    blank: bytes, pages: Sequence[Callable[[Worksheet], None]], left: Sequence[LeftoverRow], lang: Lang
) -> bytes:
    """A workbook whose pages are filled, each by its own filler, and what is left on one behind them."""
    workbook = openpyxl.load_workbook(io.BytesIO(blank))
    for sheet, fill in zip(workbook.worksheets, pages, strict=False):
        fill(sheet)
    put_leftover(workbook, left, lang, len(pages))
    return render_workbook(workbook)


def fill_unit_page(sheet: Worksheet, rubric: Rubric, given: Mapping[str, EnteredCell], date: str) -> None:
    """Fill a unit sheet with what was given by id."""
    for row in range(HEAD_ROW + 1, sheet.max_row + 1):
        each = given.get(str(sheet[f"{LETTER['id']}{row}"].value or ""))
        if each is not None:
            _fill_row(sheet, row, rubric, each)
    _put_date(sheet["F4"], date)


def _fill_row(sheet: Worksheet, row: int, rubric: Rubric, given: EnteredCell) -> None:
    column = "entered" if rubric.kinds[given.item].has_own_cell else "score"
    put_text(sheet[f"{LETTER['not_applicable']}{row}"], given.mark or None)
    put_value(sheet[f"{LETTER[column]}{row}"], given)
    put_text(sheet[f"{LETTER['reason']}{row}"], given.reason or None)
    put_text(sheet[f"{LETTER['link']}{row}"], given.link or None)


def fill_matrix_page(
    sheet: Worksheet,
    rubric: Rubric,
    rows: Sequence[Mapping[str, EnteredCell]],
    samples: Sequence[int | None],
    date: str,
) -> None:
    """Fill a matrix with what was given in each of its rows, by id."""
    columns = _columns(sheet, rubric)
    last = max(cell.column or 0 for cell in sheet[MATRIX_HEAD] if cell.value)
    for row, (given, sample) in enumerate(zip(rows, samples, strict=True), MATRIX_HEAD + 2):
        for item, each in given.items():
            put_value(sheet.cell(row, columns[item]), each)
        if sample is not None:
            sheet.cell(row, last).value = sample
    _put_date(sheet["D4"], date)


def _columns(sheet: Worksheet, rubric: Rubric) -> dict[str, int]:
    """The column of each item, by what its heading says."""
    headings = ((item_of(str(cell.value), rubric), int(cell.column or 0)) for cell in sheet[MATRIX_HEAD] if cell.value)
    return {item.id: column for item, column in headings if item is not None}


def put_value(cell: Written | MergedCell, given: EnteredCell) -> None:
    """What a cell held: a number as a number, all else as text."""
    number = parse_stored(given.cell.content) if given.cell.kind is CellKind.NUMBER else None
    if number is None:
        put_text(cell, given.as_typed or None)
    else:
        cell.value = int(number) if number == int(number) else Decimal(number)


def _put_date(cell: Written | MergedCell, date: str) -> None:
    iso = parse_date(date)
    if iso:
        cell.value = datetime.date.fromisoformat(iso)
        cell.number_format = "yyyy-mm-dd"
    else:
        put_text(cell, date or None)
