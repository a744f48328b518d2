"""Blank arbitration sheets: a row an item in dispute, with all scores or reasons, to be decided."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from gkpg.base.text import Text
from gkpg.sheets.blank.cell_rules import LONGEST, rule_of_kind
from gkpg.sheets.blank.fitting import BOLD, wide_enough
from gkpg.sheets.blank.look import FILL_FILL, FONT, HEAD_FILL, HEAD_FONT, OPEN, THIN, Looks, height
from gkpg.sheets.layout import ARBITRATION, COLUMNS
from gkpg.workbooks.cells import letters
from gkpg.workbooks.xlsx_writer import put_text, render_workbook, set_up_print

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.base.text import Lang
    from gkpg.sheets.disputed_item import DisputedItem

_NAME = Text("裁定表", "Arbitration")
_HOW = Text(
    "只填黄色格：每行是一项分歧超过界限的评分，填裁定得分、裁定人和理由，三者缺一不可。填好后与评分表放在一起。不裁定的行留空。",
    "Fill the yellow cells only: each row is an item whose scores lie too far apart. Give the decided score, who "
    "decided, and the reason, all three. Then put the file with the sheets. Leave a row blank that is not decided yet.",
)
_REASONS = Text("各评分人理由", "Their reasons")
_BASE = Text("本单位目标或上一次", "Target or earlier figure")
_LABELS = {column.key: column.heading for column in COLUMNS}
_HEAD = 3
_FILLED = {"decision", "decider", "why"}
_Column = tuple[str, Text, float]
#: The columns: key, heading, width in characters. Some are there only where a row has such a thing.
_COLUMNS: tuple[_Column, ...] = (
    ("unit", ARBITRATION["unit"], 16),
    ("source", ARBITRATION["source"], 16),
    ("period", ARBITRATION["period"], 12),
    ("part", ARBITRATION["part"], 16),
    ("id", _LABELS["id"], 7),
    ("name", _LABELS["name"], 24),
    ("max", _LABELS["max"], 7),
    ("base", _BASE, 18),
    ("given", ARBITRATION["given"], 24),
    ("reasons", _REASONS, 36),
    ("decision", ARBITRATION["decision"], 10),
    ("decider", ARBITRATION["decider"], 16),
    ("why", ARBITRATION["why"], 36),
)


def render_arbitration_sheet(disputes: Sequence[DisputedItem], title: str, lang: Lang) -> bytes:
    """The bytes of an arbitration sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = _NAME.say(lang)
    columns = _columns(disputes, lang)
    last = letters(len(columns))
    for row, text, size in ((1, f"{title} {_NAME.say(lang)}", 15), (2, _HOW.say(lang), 10)):
        sheet.merge_cells(f"A{row}:{last}{row}")
        put_text(sheet[f"A{row}"], text)
        sheet[f"A{row}"].font = Font(name=HEAD_FONT if row == 1 else FONT, size=size, bold=row == 1)
        sheet[f"A{row}"].alignment = Alignment(vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = 30
    for index, (_, heading, wide) in enumerate(columns, 1):
        cell = sheet.cell(_HEAD, index)
        put_text(cell, heading.say(lang))
        cell.font, cell.fill, cell.border = Font(name=HEAD_FONT, size=11, bold=True), HEAD_FILL, THIN
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[letters(index)].width = wide
    high = max(height(heading.say(lang), wide / BOLD) for _, heading, wide in columns)
    if lang == "en":
        sheet.row_dimensions[_HEAD].height = high
    looks = Looks()
    for row, dispute in enumerate(disputes, _HEAD + 1):
        _row(sheet, row, dispute, columns, lang, looks)
    sheet.freeze_panes = f"A{_HEAD + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    set_up_print(sheet, _HEAD, f"A1:{last}{_HEAD + len(disputes)}", "&P / &N")
    workbook.properties.creator, workbook.properties.title = "gkpg", title
    return render_workbook(workbook)


def _columns(disputes: Sequence[DisputedItem], lang: Lang) -> list[_Column]:
    """The columns that a sheet has, as wide as they are."""
    lacking = {each for each in ("part", "period", "base") if not any(getattr(dispute, each) for dispute in disputes)}
    kept = [each for each in _COLUMNS if each[0] not in lacking]
    return [(key, heading, _width(key, heading, wide, disputes, lang)) for key, heading, wide in kept]


def _width(key: str, heading: Text, least: float, disputes: Sequence[DisputedItem], lang: Lang) -> float:
    """The width of a column in which no word of an English sheet is broken."""
    if lang == "zh":
        return least
    headed = wide_enough([heading.say(lang)], least, bold=True)
    return wide_enough([_texts(dispute, lang).get(key) for dispute in disputes], headed)


def _texts(dispute: DisputedItem, lang: Lang) -> dict[str, str]:
    """What the columns say of an item."""
    texts = {
        "unit": dispute.unit,
        "source": dispute.source,
        "period": dispute.period,
        "part": dispute.part,
        "id": dispute.item,
        "name": dispute.name,
        "base": dispute.base.say(lang) if dispute.base else "",
    }
    return texts | {"given": dispute.scores, "reasons": dispute.reasons}


def _row(
    sheet: Worksheet, row: int, dispute: DisputedItem, columns: Sequence[_Column], lang: Lang, looks: Looks
) -> None:
    texts = _texts(dispute, lang)
    high = 24.0
    for index, (key, _, wide) in enumerate(columns, 1):
        cell = sheet.cell(row, index)
        looks.put_on(cell, key, partial(_dress, cell, key))
        if key == "max":
            cell.value = "—" if dispute.max is None else dispute.max
        elif key not in _FILLED:
            put_text(cell, texts[key])
            high = max(high, height(texts[key], wide))
    sheet.row_dimensions[row].height = high
    rule = rule_of_kind(dispute.kind, lang)
    rule.showInputMessage = True
    rule.prompt = dispute.kind.asks.say(lang)[:LONGEST] if dispute.kind.form == "level" else rule.error
    sheet.add_data_validation(rule)
    rule.add(sheet.cell(row, [key for key, _, _ in columns].index("decision") + 1).coordinate)


def _dress(cell: Cell | MergedCell, key: str) -> None:
    """The look of a cell of a column."""
    cell.font, cell.border = Font(name=FONT, size=11, bold=key == "decision"), THIN
    centred = "center" if key in {"max", "decision"} else None
    cell.alignment = Alignment(horizontal=centred, vertical="center", wrap_text=True)
    if key in _FILLED:
        cell.fill, cell.protection = FILL_FILL, OPEN
