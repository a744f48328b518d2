"""The frame of the Excel report: the workbook without the rows of its tables, as XlsxWriter writes it."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from gkpg.base.text import display_width
from gkpg.workbooks.streamed_workbook import streamed_workbook
from gkpg.workbooks.xml_text import allowed_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from gkpg.reports.table import ColumnKind, Table

#: By which gkpg knows its own annexes again.
CATEGORY = "gkpg annex"
#: The row of the headings (1-based); the rows of the table stand below it.
HEAD = 2
_A4 = 9
_INCH = 0.4, 0.4, 0.5, 0.5
_FONT, _HEAD_FONT = "宋体", "黑体"
_NO_RANK = "EDEDED"
_ANY_DATE = datetime(2000, 1, 1)

_THIN = {"border": 1, "border_color": "#BFBFBF"}
_HEADING = {
    "font_name": _HEAD_FONT, "font_size": 11, "bold": True, "bg_color": "#D9E2F3", "align": "center",
    "valign": "vcenter", "text_wrap": True, **_THIN,
}  # fmt: skip
_TITLE = {"font_name": _HEAD_FONT, "font_size": 15, "bold": True, "valign": "vcenter"}
_NOTE = {"font_name": _FONT, "font_size": 9, "font_color": "#595959", "text_wrap": True, "valign": "top"}
_CELL = {"font_name": _FONT, "font_size": 11, "valign": "vcenter", **_THIN}


class FramedSheet(NamedTuple):
    """A worksheet of a report: its tab, the table that it shows, and how many rows of that it has."""

    tab: str
    table: Table
    rows: int


def render_frame(sheets: Sequence[FramedSheet], colours: Mapping[str, str]) -> zipfile.ZipFile:
    """The package of a workbook in which each worksheet has one row of its table, with nothing in it.

    It has that even where the table has none, for the numbers of formats follow from what uses them. All else is as it
    should be with all rows; `colours` are those of grades, as RRGGBB.
    """
    written = io.BytesIO()
    with streamed_workbook(written) as workbook:
        workbook.set_properties({"author": "gkpg", "category": CATEGORY, "created": _ANY_DATE})
        frame = _Frame(workbook, colours)
        for sheet in sheets:
            frame.add(sheet)
    return zipfile.ZipFile(written)


class _Frame:
    """The workbook while it is made: a format is made once, whatever the number of cells that have it."""

    def __init__(self, workbook: Any, colours: Mapping[str, str]) -> None:
        self._workbook, self._colours = workbook, colours
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def add(self, sheet: FramedSheet) -> None:
        """Add a worksheet."""
        table, page = sheet.table, self._workbook.add_worksheet(sheet.tab)
        self._head(page, table)
        for index, column in enumerate(table.columns):
            page.write_blank(HEAD, index, None, self._of_column(column.kind, table.places))
        end = HEAD + sheet.rows
        self._notes(page, table, end + 1)
        last = len(table.columns) - 1
        page.autofilter(HEAD - 1, 0, max(end, HEAD) - 1, last)
        page.freeze_panes(HEAD, table.strong)
        self._colour_grades(page, table, end)
        _set_up_print(page, end + len(table.notes), last)

    def _head(self, page: Worksheet, table: Table) -> None:
        """The title, and the headings below it."""
        for index, column in enumerate(table.columns):
            page.set_column(index, index, column.width)
        page.set_row(0, 30)
        page.write_string(0, 0, allowed_text(table.title), self._format(_TITLE))
        lines = max(count_lines(column.heading, column.width) for column in table.columns)
        page.set_row(HEAD - 1, 16 * lines + 8)
        for index, column in enumerate(table.columns):
            page.write_string(HEAD - 1, index, allowed_text(column.heading), self._format(_HEADING))

    def _notes(self, page: Worksheet, table: Table, row: int) -> None:
        """Footnotes under the table, each over its whole width."""
        span = sum(column.width for column in table.columns)
        for number, note in enumerate(table.notes, row):
            page.set_row(number, 13 * count_lines(note, span) + 3)
            last = len(table.columns) - 1
            if last:
                page.merge_range(number, 0, number, last, allowed_text(note), self._format(_NOTE))
            else:
                page.write_string(number, 0, allowed_text(note), self._format(_NOTE))

    def _colour_grades(self, page: Worksheet, table: Table, end: int) -> None:
        """Each grade has its colour, whatever a reader sorts by; what has none is grey."""
        for index, column in enumerate(table.columns):
            if column.kind != "grade" or end == HEAD:
                continue
            where = (HEAD, index, end - 1, index)
            for grade, colour in self._colours.items():
                quoted = grade.replace('"', '""')
                is_it = {"type": "cell", "criteria": "==", "value": f'"{quoted}"', "format": self._fill(colour)}
                page.conditional_format(*where, is_it)
            page.conditional_format(*where, {"type": "blanks", "format": self._fill(_NO_RANK)})

    def _of_column(self, kind: ColumnKind, places: int) -> Format:
        """The format of a column's cells."""
        left = kind in {"text", "wide"}
        more: dict[str, object] = {"align": "left" if left else "center", "text_wrap": kind == "wide"}
        if kind == "points":
            more["num_format"] = f"0.{'0' * places}" if places else "0"
        return self._format({**_CELL, **more})

    def _fill(self, colour: str) -> Format:
        return self._format({"bg_color": f"#{colour}"})

    def _format(self, look: Mapping[str, object]) -> Format:
        key = tuple(look.items())
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(dict(look))
        return self._formats[key]


def _set_up_print(page: Worksheet, end: int, last: int) -> None:
    """A4 landscape, one page wide, the headings repeated on every page, page numbers at the foot."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD - 1)
    page.print_area(0, 0, end, last)
    page.center_horizontally()
    page.set_margins(*_INCH)
    page.set_footer("&C&P / &N")


def count_lines(text: str, columns: float) -> int:
    """How many lines a text takes in a column so many characters wide."""
    room = max(1, int(columns - 1))
    return sum(max(1, -(-display_width(line) // room)) for line in text.split("\n"))
