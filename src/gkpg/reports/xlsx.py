"""The Excel report: a sheet a table, ready to read, to filter or to print."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from gkpg.base.text import Text, display_width
from gkpg.reports.tables import all_tables
from gkpg.workbooks.cells import letters
from gkpg.workbooks.xlsx_writer import NO_SEAL, put_text, render_workbook, seal_of, set_up_print

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.base.text import Lang
    from gkpg.reports.formats import TableName
    from gkpg.reports.table import Column, Table, Value
    from gkpg.scoring import Results

#: By which gkpg knows its own reports again.
CATEGORY = "gkpg report"

_HEAD = 2
#: No row of a workbook may be higher.
_HIGHEST = 409
_LONGEST_TAB = 31
_KEPT_TABS = {"history", "历史记录"}
_FONT = "宋体"
_HEAD_FILL = PatternFill("solid", fgColor="D9E2F3")
_LINE = Side(style="thin", color="BFBFBF")
_THIN = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GRADE_COLOURS = ("C6E7CE", "DCEBF7", "FFF2CC", "F8CBAD")
_NO_RANK = PatternFill("solid", fgColor="EDEDED")


def render(results: Results, lang: Lang, _: TableName = "ranking") -> bytes:
    """The bytes of a workbook with all tables of a report."""
    return workbook_of(all_tables(results, lang), results, lang)


def workbook_of(tables: Iterable[Table], results: Results, lang: Lang) -> bytes:
    """The bytes of a workbook with a sheet for each table."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    colours = _colours(results, lang)
    names: set[str] = set()
    for table in tables:
        _sheet(workbook.create_sheet(_tab(table.name, names)), table, colours)
    properties = workbook.properties
    properties.creator, properties.category, properties.identifier = "gkpg", CATEGORY, NO_SEAL
    return render_workbook(workbook)


def is_own_report(path: Path) -> bool:
    """Whether a file is an Excel report that gkpg wrote."""
    try:
        with zipfile.ZipFile(path) as file:
            return f"<cp:category>{CATEGORY}</cp:category>".encode() in file.read("docProps/core.xml")[:10_000]
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, ValueError):
        return False


def is_as_written(path: Path) -> bool:
    """Whether a report is just as gkpg wrote it: no program has saved it since, for that would change its parts."""
    try:
        with zipfile.ZipFile(path) as file:
            return f">{seal_of(file)}</dc:identifier>".encode() in file.read("docProps/core.xml")[:10_000]
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, ValueError):
        return False


def _colours(results: Results, lang: Lang) -> dict[str, PatternFill]:
    """The colour of every grade, from the best to the lowest of its group."""
    found: dict[str, PatternFill] = {}
    for group in results.round.groups:
        bands = group.grades.bands
        for band, colour in zip(bands, _spread(len(bands)), strict=True):
            found[Text(band.name, band.en or band.name).say(lang)] = PatternFill("solid", fgColor=colour)
    return found


def _spread(count: int) -> list[str]:
    """Colours from the best grade to the lowest, whatever their number."""
    last = len(_GRADE_COLOURS) - 1
    return [_GRADE_COLOURS[round(index * last / max(1, count - 1))] for index in range(count)]


def _tab(name: str, taken: set[str]) -> str:
    """A name that a sheet may have, and that no other has: Excel counts pairs of surrogates as two characters.

    None begins or ends with an apostrophe, nor is it History, which Excel keeps for itself.
    """
    seen = "".join(character for character in name if unicodedata.category(character) != "Cf")
    clean = re.sub(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]", "_", seen)
    number, tab = 1, _fit_tab(clean, "")
    while _compare_tab(tab) in taken:
        number += 1
        tab = _fit_tab(clean, f" {number}")
    taken.add(_compare_tab(tab))
    return tab


def _fit_tab(clean: str, ending: str) -> str:
    kept = clean.encode("utf-16-le")[: 2 * (_LONGEST_TAB - len(ending))].decode("utf-16-le", errors="ignore")
    tab = re.sub(r"^'|'$", "_", f"{kept}{ending}") or "_"
    return f"{tab}_" if tab.casefold() in _KEPT_TABS else tab


def _compare_tab(tab: str) -> str:
    return unicodedata.normalize("NFKC", tab).casefold()


def _sheet(sheet: Worksheet, table: Table, colours: dict[str, PatternFill]) -> None:
    last = letters(len(table.columns))
    put_text(sheet["A1"], table.title)
    sheet["A1"].font = Font(name="黑体", size=15, bold=True)
    sheet["A1"].alignment = Alignment(vertical="center")
    sheet.row_dimensions[1].height = 30
    for index, column in enumerate(table.columns, 1):
        _heading(sheet.cell(_HEAD, index), column)
        sheet.column_dimensions[letters(index)].width = column.width
    sheet.row_dimensions[_HEAD].height = 16 * max(_lines(column.heading, column.width) for column in table.columns) + 8
    for number, row in enumerate(table.rows, _HEAD + 1):
        _row(sheet, number, row, table, colours)
    end = _HEAD + len(table.rows)
    sheet.auto_filter.ref = f"A{_HEAD}:{last}{max(end, _HEAD)}"
    sheet.freeze_panes = f"{letters(table.strong + 1)}{_HEAD + 1}"
    _notes(sheet, table, end + 2)
    set_up_print(sheet, _HEAD, f"A1:{last}{_HEAD + len(table.rows) + 1 + len(table.notes)}", "&P / &N")


def _heading(cell: Cell | MergedCell, column: Column) -> None:
    put_text(cell, column.heading)
    cell.font = Font(name="黑体", size=11, bold=True)
    cell.fill, cell.border = _HEAD_FILL, _THIN
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _row(sheet: Worksheet, number: int, row: tuple[Value, ...], table: Table, colours: dict[str, PatternFill]) -> None:
    height = 1
    for index, (value, column) in enumerate(zip(row, table.columns, strict=True), 1):
        cell = sheet.cell(number, index)
        cell.border, cell.font = _THIN, Font(name=_FONT, size=11)
        left = column.kind in {"text", "wide"}
        cell.alignment = Alignment(
            horizontal="left" if left else "center", vertical="center", wrap_text=column.kind == "wide"
        )
        if isinstance(value, str):
            put_text(cell, value)
            height = max(height, _lines(value, column.width) if column.kind == "wide" else 1)
        else:
            cell.value = value
        if column.kind == "points":
            cell.number_format = f"0.{'0' * table.places}" if table.places else "0"
        if column.kind == "grade":
            cell.fill = colours.get(str(value), _NO_RANK)
    sheet.row_dimensions[number].height = min(15 * height + 3, _HIGHEST)


def _lines(text: str, columns: float) -> int:
    """How many lines a text takes in a column so many characters wide."""
    return sum(max(1, -(-display_width(line) // max(1, int(columns - 1)))) for line in text.split("\n"))


def _notes(sheet: Worksheet, table: Table, row: int) -> None:
    """Footnotes under the table, each over its whole width."""
    span = sum(column.width for column in table.columns)
    for number, note in enumerate(table.notes, row):
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(table.columns))
        cell = sheet.cell(number, 1)
        put_text(cell, note)
        cell.font = Font(name=_FONT, size=9, color="595959")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[number].height = 13 * _lines(note, span) + 3
