"""The look of a unit sheet: its fonts, its colours, its borders, the place of its columns."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from gkpg.sheets.blank.fitting import count_lines
from gkpg.sheets.layout import COLUMNS, HIDDEN_KEYS, HIDDEN_NAME, PAGE_KEY, PERIOD_KEY, WITH_ENTERED
from gkpg.workbooks.cells import letters
from gkpg.workbooks.xlsx_writer import put_text

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles.cell_style import StyleArray

    from gkpg.sheets.layout import SheetColumn

#: The row of the headings (1-based), the letter of each column, the letter of the last one.
HEAD_ROW = 5
LETTER = {column.key: letters(index) for index, column in enumerate(WITH_ENTERED[:11], 1)}
LAST = letters(len(COLUMNS))

# Fonts that Chinese Windows has.
FONT, HEAD_FONT = "宋体", "黑体"
HEAD_FILL = PatternFill("solid", fgColor="D9E2F3")
SUM_FILL = PatternFill("solid", fgColor="F2F2F2")
FILL_FILL = PatternFill("solid", fgColor="FFF9DB")
WRONG_FILL = PatternFill("solid", bgColor="F8B4B4")
OPEN = Protection(locked=False)
_LINE = Side(style="thin", color="A6A6A6")
THIN = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

_CENTRED = {"number", "id", "max", "score", "not_applicable", "entered"}
_TEXT = {"id", "reason", "link"}


class Looks:
    """The looks of a sheet's cells: to dress a cell takes long, so those that look the same are dressed once."""

    def __init__(self) -> None:
        self._first: dict[Hashable, StyleArray] = {}

    def put_on(self, cell: Cell | MergedCell, look: Hashable, dress: Callable[[], None]) -> None:
        """Give a cell its look; `dress` is what gives it to the first one."""
        if look in self._first:
            cell._style = copy(self._first[look])  # type: ignore[union-attr]  # noqa: SLF001 - as openpyxl copies cells
        else:
            dress()
            self._first[look] = copy(cell._style)  # type: ignore[union-attr]  # noqa: SLF001 - the same


def span(key: str, last: int) -> str:
    """A column of the table down to a row, without its heading."""
    return f"${LETTER[key]}${HEAD_ROW + 1}:${LETTER[key]}${last}"


def hide(workbook: Workbook, pages: Sequence[tuple[str, ...]], period: str = "") -> None:
    """Put what each page was made from and for where only gkpg looks: a column a page.

    Of several pages it says what their worksheets are called, too, and of which period all are, where there is one.
    """
    tabs = (workbook.sheetnames,) if len(pages) > 1 else ()
    periods = ((period,) * len(pages),) if period else ()
    sheet = workbook.create_sheet(HIDDEN_NAME)
    sheet.sheet_state = "veryHidden"
    keys = (*HIDDEN_KEYS, *[PERIOD_KEY][: len(periods)], *[PAGE_KEY][: len(tabs)])
    rows = (*zip(*pages, strict=True), *periods, *tabs)
    for row, (key, values) in enumerate(zip(keys, rows, strict=True), 1):
        for column, value in enumerate((key, *values), 1):
            put_text(sheet.cell(row, column), value)


def style(cell: Cell | MergedCell, column: SheetColumn, *, fill: PatternFill | None = None) -> None:
    """Dress one cell of the table; without a fill of its own, a cell that the assessor fills is yellow and unlocked."""
    cell.border = THIN
    cell.font = Font(name=FONT, size=12 if column.key == "score" else 10, bold=column.key == "score")
    centred = column.key in _CENTRED
    cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)
    if fill is not None:
        cell.fill = fill
    elif column.fill:
        cell.fill, cell.protection = FILL_FILL, OPEN
    if column.key in _TEXT:
        cell.number_format = "@"


def height(text: str, columns: float) -> float:
    """How high a text is, in points, in a cell so many characters wide."""
    return 14.5 * count_lines(text, columns) + 4
