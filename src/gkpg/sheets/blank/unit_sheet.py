"""Blank unit sheets, made to be filled by people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from gkpg.base.text import Text, display_width
from gkpg.sheets.blank.cell_rules import mark_wrong_red
from gkpg.sheets.blank.fitting import BOLD
from gkpg.sheets.blank.how_to_fill import how_to_fill_own, how_to_fill_unit
from gkpg.sheets.blank.look import FILL_FILL, FONT, HEAD_FONT, HEAD_ROW, LAST, LETTER, OPEN, height, hide, span
from gkpg.sheets.blank.rows_table import lay_out_table, total_label
from gkpg.sheets.layout import COLUMNS, HIDDEN_FORMAT, LABELS, SHEET_NAME
from gkpg.workbooks.cells import letters
from gkpg.workbooks.xlsx_writer import put_text, render_workbook, set_up_print

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.base.text import Lang
    from gkpg.rubric import Rubric
    from gkpg.sheets.blank.rows_table import RowsTable
    from gkpg.sheets.layout import SheetColumn

_TITLE = Text("评分表", "Score sheet")
_OWN_TITLE = Text("自查报告表", "Self-check")
#: What the figures of a unit are compared with, by item, each as it is written.
Bases = tuple[tuple[str, str], ...]
#: How many more small letters a line has than the usual ones by which columns are measured.
_SMALL = 1.1
_PAGES = Text("第 &P 页，共 &N 页", "Page &P of &N")
_LEFT = Text("未填项数", "Still blank")


@dataclass(frozen=True, slots=True)
class BlankUnitSheet:
    """What one blank sheet is for.

    `ids` are the items that the source scores, None for all. `own` says that the unit scores itself. `optional`
    are the items that may be marked as not applicable, because a rule of the assessment says what that comes to.
    `tab` is what its worksheet is called where it is one of several pages. `bases` are what figures of the unit are
    compared with, by item: its targets and earlier figures, each as it is written.
    """

    rubric: Rubric
    unit: str
    source: str
    assessor: str
    note: str | None = None
    ids: tuple[str, ...] | None = None
    own: bool = False
    optional: frozenset[str] = frozenset()
    tab: str | None = None
    bases: Bases = ()
    period: str = ""

    @property
    def asked(self) -> frozenset[str]:
        """The items that it has rows of."""
        return frozenset(self.rubric.leaf_ids if self.ids is None else self.ids)


@dataclass(frozen=True, slots=True)
class NameRoom:
    """How wide a name can be in its cell above the table, in characters, before it is shown small."""

    unit: float
    source: float
    assessor: float

    @classmethod
    def of(cls, columns: Sequence[SheetColumn]) -> NameRoom:
        """The room that the columns of a sheet leave."""
        widths = {column.key: column.width for column in columns}
        left = widths["id"] + widths["name"]
        return cls(left, widths["max"] + widths["score"] + widths["not_applicable"], left)

    def lacks(self, blank: BlankUnitSheet) -> tuple[bool, bool, bool]:
        """Whether the names of unit, source and assessor are wider."""
        pairs = ((blank.unit, self.unit), (blank.source, self.source), (blank.assessor, self.assessor))
        unit, source, assessor = (display_width(name) * BOLD > room for name, room in pairs)
        return unit, source, assessor


def render_unit_sheet(*pages: BlankUnitSheet) -> bytes:
    """The bytes of a blank sheet, or of several that one hand is given as the pages of one workbook."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for blank in pages:
        _page(workbook.create_sheet(blank.tab or SHEET_NAME.say(blank.rubric.language)), blank)
    hide(workbook, [_made_for(blank) for blank in pages], pages[0].period)
    workbook.properties.creator = "gkpg"
    workbook.properties.title = pages[0].rubric.title
    return render_workbook(workbook)


def _page(sheet: Worksheet, blank: BlankUnitSheet) -> None:
    """One page. Its note, such as that the data is invented, is shown on top."""
    _set_up(sheet)
    rows = lay_out_table(
        sheet, blank.rubric, blank.asked, own=blank.own, optional=blank.optional, bases=dict(blank.bases)
    )
    for index, column in enumerate(rows.columns, 1):
        sheet.column_dimensions[letters(index)].width = column.width
    _top(sheet, blank, rows)
    mark_wrong_red(sheet, rows.kinds)
    set_up_print(sheet, HEAD_ROW, f"A1:{letters(len(rows.columns))}{rows.last}", footer_of(blank))


def footer_of(blank: BlankUnitSheet) -> str:
    """Page numbers, and on every page whose sheet it is; an ampersand of a name is doubled, for it is a command."""
    whose = f"{blank.unit} · {blank.source} · {blank.assessor}{_of_period(blank)}".replace("&", "&&")[:150]
    return f"{whose}    {_PAGES.say(blank.rubric.language)}"


def _of_period(blank: BlankUnitSheet) -> str:
    """The period, behind what stands before it."""
    return f" · {blank.period}" if blank.period else ""


def _set_up(sheet: Worksheet) -> None:
    sheet.freeze_panes = f"{LETTER['description']}{HEAD_ROW + 1}"
    sheet.sheet_view.zoomScale = 90
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _top(sheet: Worksheet, blank: BlankUnitSheet, rows: RowsTable) -> None:
    """Title, how to fill, the labelled cells, and live figures that stay in sight."""
    lang = blank.rubric.language
    sheet.merge_cells(f"A1:{LAST}1")
    put_text(sheet["A1"], f"{blank.rubric.title} {(_OWN_TITLE if blank.own else _TITLE).say(lang)}{_of_period(blank)}")
    sheet["A1"].font = Font(name=HEAD_FONT, size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 30
    sheet.merge_cells(f"A2:{LAST}2")
    how = (how_to_fill_own if blank.own else how_to_fill_unit)(rows.kinds.values(), lang)
    put_text(sheet["A2"], how if blank.note is None else f"【{blank.note}】{how}")
    sheet["A2"].font = Font(name=FONT, size=10, color="C00000" if blank.note else "595959")
    sheet["A2"].alignment = Alignment(wrap_text=True, vertical="center")
    wide = sum(column.width for column in rows.columns[: len(COLUMNS)])
    sheet.row_dimensions[2].height = max(18, height(sheet["A2"].value, wide * _SMALL) - 1.0)
    _put_labelled(sheet, 3, "A", "C", _label(LABELS["unit"], lang), blank.unit)
    _put_labelled(sheet, 3, "E", "F", _label(LABELS["source"], lang), blank.source)
    _put_labelled(sheet, 4, "A", "C", _label(LABELS["assessor"], lang), blank.assessor)
    _put_labelled(sheet, 4, "E", "F", _label(LABELS["date"], lang), None)
    if blank.period:
        _put_labelled(sheet, 3, "K", "L", _label(LABELS["period"], lang), blank.period)
    last = rows.last
    id_column, score = span("id", last), span("score", last)
    plainly = f'=ROUND(SUMIF({id_column},"?*",{score}),4)'
    left = f'=COUNTIFS({id_column},"?*",{score},"",{span("not_applicable", last)},"")'
    _put_labelled(
        sheet,
        3,
        "I",
        "J",
        _label(total_label(blank.rubric, blank.asked, dict(blank.bases)), lang),
        plainly if rows.adds_plainly else rows.total,
    )
    _put_labelled(sheet, 4, "I", "J", _label(_LEFT, lang), left)
    for row in (3, 4):
        sheet.row_dimensions[row].height = 22
    for at, is_wide in zip(("C3", "F3", "C4"), NameRoom.of(rows.columns).lacks(blank), strict=True):
        if is_wide:  # small rather than cut off
            sheet[at].alignment = Alignment(horizontal="left", vertical="center", shrink_to_fit=True)


def _label(text: Text, lang: Lang) -> str:
    return text.say(lang) + {"zh": "：", "en": ":"}[lang]


def _put_labelled(sheet: Worksheet, row: int, label_at: str, value_at: str, label: str, value: str | None) -> None:
    """A label with its value behind it. What is not given is left open to fill; a value with `=` first is live."""
    end = {"C": "D", "F": "H", "J": "J", "L": "M"}[value_at]
    if label_at == "A":
        sheet.merge_cells(f"A{row}:B{row}")
    if end != value_at:
        sheet.merge_cells(f"{value_at}{row}:{end}{row}")
    put_text(sheet[f"{label_at}{row}"], label)
    sheet[f"{label_at}{row}"].alignment = Alignment(horizontal="right", vertical="center")
    sheet[f"{label_at}{row}"].font = Font(name=FONT, size=11)
    cell = sheet[f"{value_at}{row}"]
    cell.font = Font(name=FONT, size=11, bold=True)
    cell.alignment = Alignment(horizontal="left", vertical="center")
    if value is None:
        cell.protection, cell.fill, cell.number_format = OPEN, FILL_FILL, "yyyy-mm-dd"
    elif value.startswith("=") and label_at == "I":
        cell.value = value
    else:
        put_text(cell, value)


def _made_for(blank: BlankUnitSheet) -> tuple[str, ...]:
    """What a page was made from and for."""
    rubric = blank.rubric
    what = (HIDDEN_FORMAT, rubric.rubric, rubric.version, rubric.fingerprint)
    return (*what, blank.unit, blank.source, blank.assessor)
