"""The page of a sheet for what could not be carried over, so that nothing that was entered is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl.styles import Alignment, Font

from gkpg.base.text import Text
from gkpg.sheets.blank.look import FONT, HEAD_FILL, HEAD_FONT, THIN, height
from gkpg.sheets.layout import HIDDEN_NAME
from gkpg.workbooks.xlsx_writer import put_text, set_up_print

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from openpyxl import Workbook

    from gkpg.base.text import Lang
    from gkpg.workbooks.cells import Workbook as Workbook_

#: The name of the page. The reader takes no table from it, for it has no headings of a score table.
PAGE = Text("旧版评分", "Old scores")
#: The row of its headings, from 1.
_HEAD = 3
_HOW = Text(
    "这些项在新版里没有对应，或分值、填法变了，须重新评分；旧版填的照录如下，只供参考，不计分。",
    "The new version does not have these, or they have other points or are filled in otherwise: they are to be scored "
    "anew. What was entered is kept here to look at; it does not count.",
)
_HEADINGS = (
    (Text("被评对象", "Assessed"), 16.0),
    (Text("旧编号", "Former item"), 9.0),
    (Text("名称", "Called"), 26.0),
    (Text("旧填", "Entered"), 14.0),
    (Text("依据", "Because"), 36.0),
    (Text("链接", "Linked"), 30.0),
    (Text("没有带过来的原因", "Why it was not carried over"), 28.0),
)


_WORKSHEET = Text("工作表", "worksheet")
_UNREAD = Text(
    "不是这份指标表的评分页，没有带过来，内容仍在旧文件里",
    "not a page of scores under this rubric, and not carried over; it is still in the former file",
)


class LeftoverRow(NamedTuple):
    """What was entered in a row that it could not be carried over from."""

    unit: str
    item: str
    name: str
    entered: str
    reason: str
    link: str
    why: Text


def read_leftover(workbook: Workbook_) -> Iterator[LeftoverRow]:
    """What an earlier migration kept in a workbook, so that the next one keeps it too."""
    for grid in workbook.grids:
        if grid.name in PAGE:
            for number, row in grid.rows.items():
                texts = [row.at(column).text for column in range(1, len(_HEADINGS) + 1)]
                if number > _HEAD and any(texts):
                    yield LeftoverRow._make((*texts[:-1], Text(texts[-1], texts[-1])))


def unread_pages(workbook: Workbook_, read: Collection[str], lang: Lang) -> Iterator[LeftoverRow]:
    """The worksheets that hold anything and of which nothing was read: the new file does not have them."""
    for grid in workbook.grids:
        is_own = grid.name == HIDDEN_NAME or grid.name in PAGE or grid.name in read
        if not is_own and any(cell.text for row in grid.rows.values() for cell in row.cells.values()):
            yield LeftoverRow("", "", f"{_WORKSHEET.say(lang)} {grid.name}", "", "", "", _UNREAD)


def put_leftover(workbook: Workbook, left: Sequence[LeftoverRow], lang: Lang, place: int) -> None:
    """Add the page behind so many others, where there is anything to be kept."""
    if not left:
        return
    sheet = workbook.create_sheet(PAGE.say(lang), place)
    put_text(sheet["A1"], _HOW.say(lang))
    sheet.merge_cells("A1:G1")
    sheet["A1"].font, sheet["A1"].alignment = Font(name=FONT, size=10), Alignment(wrap_text=True, vertical="center")
    sheet.row_dimensions[1].height = 34
    for column, (heading, width) in enumerate(_HEADINGS, 1):
        cell = sheet.cell(_HEAD, column)
        put_text(cell, heading.say(lang))
        cell.font, cell.fill, cell.border = Font(name=HEAD_FONT, size=11, bold=True), HEAD_FILL, THIN
        sheet.column_dimensions[cell.column_letter].width = width
    set_up_print(sheet, _HEAD, f"A1:G{_HEAD + len(left)}", PAGE.say(lang))
    for row, each in enumerate(left, _HEAD + 1):
        texts = (*each[:-1], each.why.say(lang))
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(row, column)
            put_text(cell, text or None)
            cell.font, cell.border = Font(name=FONT, size=10), THIN
            cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[row].height = max(
            height(text, width) for text, (_, width) in zip(texts, _HEADINGS, strict=True)
        )
