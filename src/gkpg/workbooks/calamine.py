"""Reading xls, xlsb and et files through calamine, of which only values can be had.

calamine can end the process that calls it (a small file may ask for all the memory there is), so `gkpg.io.workers`
gives it one with limits. What it cannot tell apart is said of every file that it reads.
"""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text
from gkpg.base.unseen import is_blank
from gkpg.workbooks.cells import (
    LAST_COLUMN,
    LAST_ROW,
    Cell,
    CellKind,
    Grid,
    Workbook,
    in_rows,
    place_of,
)
from gkpg.workbooks.package import damaged_error, too_large_error
from gkpg.workbooks.strict import LONGEST_TEXT
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.workbooks.limits import Limits

#: A sheet may be this many times larger, blank cells included, than the cells that it may hold.
_MOST_BLANK = 20


def read_by_calamine(raw: bytes, file_format: str, limits: Limits) -> Workbook:
    """The values of all sheets. Raises UnreadableError."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - for few files only

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            grids = [_grid(book.get_sheet_by_name(each.name), each, limits) for each in _list_sheets(book, limits)]
    except UnreadableError:
        raise
    except PasswordError:
        raise UnreadableError("S402") from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise damaged_error() from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what calamine raises where it fails an assertion of its own
            raise
        raise damaged_error() from None
    if not grids:
        raise damaged_error(Text("没有工作表", "it has no sheet"))
    return Workbook(tuple(grids), file_format, tells=False)


def _list_sheets(book: Any, limits: Limits) -> list[Any]:
    """The sheets with cells that a workbook lists."""
    from python_calamine import SheetTypeEnum  # noqa: PLC0415 - for few files only

    listed = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    if len(listed) > limits.sheets:
        raise too_large_error("工作表数", "sheets", len(listed), limits.sheets)
    return listed


def _grid(sheet: Any, listed: Any, limits: Limits) -> Grid:
    """One sheet, whose used part may begin anywhere; `start` is its first row and column, from 0."""
    from python_calamine import SheetVisibleEnum  # noqa: PLC0415 - for few files only

    first_row, first_column = sheet.start or (0, 0)
    size = sheet.height * sheet.width
    if size > limits.cells * _MOST_BLANK:
        raise too_large_error("单元格数", "cells", size, limits.cells * _MOST_BLANK)
    found: list[Cell] = []
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), first_row + 1):
        found += _cells(row, values, first_column)
        if len(found) > limits.cells:
            raise too_large_error("单元格数", "cells", len(found), limits.cells)
    return Grid(listed.name, listed.visible != SheetVisibleEnum.Visible, in_rows(found), formulas=False)


def _cells(row: int, values: list[Any], first_column: int) -> Iterator[Cell]:
    for column, value in enumerate(values, first_column + 1):
        if value == "" or value is None or row > LAST_ROW or column > LAST_COLUMN:
            continue
        kind, text = _convert_cell(value)
        if not is_blank(text):
            yield Cell(place_of(row, column), kind, text[:LONGEST_TEXT])


def _convert_cell(value: Any) -> tuple[CellKind, str]:
    """What calamine makes of a cell. A whole number comes without the `.0` of a binary fraction."""
    if isinstance(value, bool):
        return CellKind.BOOLEAN, str(int(value))
    if isinstance(value, float):
        return CellKind.NUMBER, repr(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)
    if isinstance(value, int):
        return CellKind.NUMBER, str(value)
    if isinstance(value, (datetime.date, datetime.time)):
        return CellKind.DATE, value.isoformat()
    return (CellKind.DATE, str(value)) if isinstance(value, datetime.timedelta) else (CellKind.TEXT, str(value))
