"""Writing blank unit sheets, made to be filled by people."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from gkpg.outputs import write_new
from gkpg.points import plain
from gkpg.sheets.cells import letters
from gkpg.sheets.layout import (
    COLUMNS,
    HIDDEN_FORMAT,
    HIDDEN_KEYS,
    HIDDEN_NAME,
    LABELS,
    SHEET_NAME,
    TICK,
    Column,
    file_name,
)
from gkpg.words import Text, width
from gkpg.xlsxfile import put_text, set_up_print, workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.rubric import Item, Rubric
    from gkpg.words import Lang

_TITLE = Text("评分表", "Score sheet")
_HOW = Text(
    "只填黄色格：得分填 0 至分值之间的数，零分填 0，不留空白；按判断评分的项须写评分依据。其余各格已锁定（无密码）。",
    "Fill the yellow cells only: a score is a number from 0 to the max; zero is written 0, never left blank; "
    "a judgement needs its reason. All other cells are locked (without a password).",
)
_SUBTOTAL = Text("小计", "Subtotal")
_TOTAL = Text("总分", "Total")
_PAGES = Text("第 &P 页，共 &N 页", "Page &P of &N")
_LEFT = Text("未填项数", "Still blank")
_ALLOWED = Text("得分应为 0 至 {max} 的数", "A number from 0 to {max}")
_JUDGED = Text("{how}。请写评分依据", "{how}. Please give the reason")
_TICK_HELP = Text(
    "该项不适用于本单位时选 ✓，并写明依据", "Choose ✓ if the item does not apply to this unit, and say why"
)

_HEAD_ROW = 5
_LETTER = {column.key: letters(index) for index, column in enumerate(COLUMNS, 1)}
_LAST = letters(len(COLUMNS))

_FONT = "宋体"
_LINE = Side(style="thin", color="A6A6A6")
_THIN = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="D9E2F3")
_SUM_FILL = PatternFill("solid", fgColor="F2F2F2")
_FILL_FILL = PatternFill("solid", fgColor="FFF9DB")
_WRONG_FILL = PatternFill("solid", bgColor="F8B4B4")
_OPEN = Protection(locked=False)


@dataclass(frozen=True, slots=True)
class Blank:
    """What one blank sheet is for."""

    rubric: Rubric
    unit: str
    source: str
    assessor: str
    note: str | None = None


def blank_sheet(blank: Blank) -> bytes:
    """The bytes of a blank sheet. Its note, such as that the data is invented, is shown on top."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    lang = blank.rubric.language
    sheet.title = SHEET_NAME.say(lang)
    _set_up(sheet)
    last = _table(sheet, blank.rubric)
    _top(sheet, blank, last)
    _bottom(sheet, blank.rubric, last)
    _wrong_in_red(sheet, last)
    set_up_print(sheet, _HEAD_ROW, f"A1:{_LAST}{last + 1}", _PAGES.say(lang))
    _hidden(workbook, blank)
    workbook.properties.creator = "gkpg"
    workbook.properties.title = blank.rubric.title
    return workbook_bytes(workbook)


@dataclass(frozen=True, slots=True)
class Written:
    """The names of the files that are new, of those that existed and were left alone, and of those that collide."""

    new: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


def write_blanks(blanks: list[Blank], folder: Path) -> Written:
    """Write blank sheets into a folder. What exists is not touched; if two would share a name, nothing is written."""
    names = [file_name(blank.unit, blank.source, blank.assessor) for blank in blanks]
    count = Counter(map(str.casefold, names))
    same = tuple(dict.fromkeys(name for name in names if count[name.casefold()] > 1))
    if same:
        return Written(same=same)
    new: list[str] = []
    kept: list[str] = []
    for name, blank in zip(names, blanks, strict=True):
        path = folder / name
        is_new = not os.path.lexists(path) and write_new(path, blank_sheet(blank))
        (new if is_new else kept).append(name)
    return Written(tuple(new), tuple(kept))


def _set_up(sheet: Worksheet) -> None:
    for column in COLUMNS:
        sheet.column_dimensions[_LETTER[column.key]].width = column.width
    sheet.freeze_panes = f"{_LETTER['description']}{_HEAD_ROW + 1}"
    sheet.sheet_view.zoomScale = 90
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _top(sheet: Worksheet, blank: Blank, last: int) -> None:
    """Title, how to fill, the labelled cells, and live figures that stay in sight."""
    lang = blank.rubric.language
    sheet.merge_cells(f"A1:{_LAST}1")
    put_text(sheet["A1"], f"{blank.rubric.title} {_TITLE.say(lang)}")
    sheet["A1"].font = Font(name="黑体", size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 30
    sheet.merge_cells(f"A2:{_LAST}2")
    put_text(sheet["A2"], _HOW.say(lang) if blank.note is None else f"【{blank.note}】{_HOW.say(lang)}")
    sheet["A2"].font = Font(name=_FONT, size=10, color="C00000" if blank.note else "595959")
    sheet["A2"].alignment = Alignment(wrap_text=True, vertical="center")
    sheet.row_dimensions[2].height = 18
    _labelled(sheet, 3, "A", "C", LABELS["unit"].say(lang), blank.unit)
    _labelled(sheet, 3, "E", "F", LABELS["source"].say(lang), blank.source)
    _labelled(sheet, 4, "A", "C", LABELS["assessor"].say(lang), blank.assessor)
    _labelled(sheet, 4, "E", "F", LABELS["date"].say(lang), None)
    id_column, score = _span("id", last), _span("score", last)
    left = f'=COUNTIFS({id_column},"?*",{score},"",{_span("not_applicable", last)},"")'
    _labelled(sheet, 3, "I", "J", _TOTAL.say(lang), f'=ROUND(SUMIF({id_column},"?*",{score}),4)')
    _labelled(sheet, 4, "I", "J", _LEFT.say(lang), left)
    for row in (3, 4):
        sheet.row_dimensions[row].height = 22


def _labelled(sheet: Worksheet, row: int, label_at: str, value_at: str, label: str, value: str | None) -> None:
    """A label with its value behind it. What is not given is left open to fill; a value with `=` first is live."""
    end = {"C": "D", "F": "H", "J": "J"}[value_at]
    if label_at == "A":
        sheet.merge_cells(f"A{row}:B{row}")
    if end != value_at:
        sheet.merge_cells(f"{value_at}{row}:{end}{row}")
    put_text(sheet[f"{label_at}{row}"], f"{label}：")
    sheet[f"{label_at}{row}"].alignment = Alignment(horizontal="right", vertical="center")
    sheet[f"{label_at}{row}"].font = Font(name=_FONT, size=11)
    cell = sheet[f"{value_at}{row}"]
    cell.font = Font(name=_FONT, size=11, bold=True)
    cell.alignment = Alignment(horizontal="left", vertical="center")
    if value is None:
        cell.protection, cell.fill, cell.number_format = _OPEN, _FILL_FILL, "yyyy-mm-dd"
    elif value.startswith("=") and label_at == "I":
        cell.value = value
    else:
        put_text(cell, value)


def _table(sheet: Worksheet, rubric: Rubric) -> int:
    """The heading and a row an item, with a subtotal below each indicator; returns the last row."""
    for index, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(_HEAD_ROW, index)
        put_text(cell, column.heading.say(rubric.language))
        cell.font = Font(name="黑体", size=11, bold=True)
        cell.fill, cell.border = _HEAD_FILL, _THIN
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[_HEAD_ROW].height = 24
    row = _HEAD_ROW + 1
    rules = _Rules(sheet, rubric.language)
    for number, indicator in enumerate(rubric.indicators, 1):
        row = _indicator(sheet, rubric, indicator, number, row, rules)
    return row - 1


def _indicator(sheet: Worksheet, rubric: Rubric, indicator: Item, number: int, row: int, rules: _Rules) -> int:
    """One indicator's block; returns the row after it."""
    leaves = tuple(_with_parents(indicator))
    for offset, (item, _) in enumerate(leaves):
        _item(sheet, item, row + offset, rules)
    end = row + len(leaves)
    if indicator.items is not None:
        _subtotal(sheet, rubric, indicator, row, end - 1)
        end += 1
    for key in ("number", "indicator", "standard", "evidence", "method"):
        texts = [_around(key, rubric, item, parents, number) for item, parents in leaves]
        _merged(sheet, key, [*texts, *texts[-1:]][: end - row], row)
    return end


def _with_parents(item: Item, above: tuple[Item, ...] = ()) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    """The scored items of an indicator, each with the items around it, the indicator first."""
    if item.items is None:
        yield item, above or (item,)
    for below in item.items or ():
        yield from _with_parents(below, (*above, item))


def _around(key: str, rubric: Rubric, item: Item, parents: tuple[Item, ...], number: int) -> str:
    """What a column that rows share says of an item: its own words, else those of the nearest item around it."""
    if key == "number":
        return str(number)
    if key == "indicator":
        return "\n".join(f"{each.name}（{each.scope}）" if each.scope else each.name for each in parents)
    words = next((text for each in (item, *reversed(parents)) if (text := _words(key, each))), "")
    if key == "method" and item.method is None and rubric.sources_of(item.id) != (parents[0].assessed_by or ()):
        return "、".join(rubric.sources_of(item.id))
    return words


def _words(key: str, item: Item) -> str:
    if key == "standard":
        return "；".join(text for text in (item.standard, item.judgement) if text)
    return (item.evidence if key == "evidence" else item.method) or ""


def _merged(sheet: Worksheet, key: str, texts: list[str], row: int) -> None:
    """One cell for all neighbouring rows with the same text, which together become as high as it needs."""
    letter, column = _LETTER[key], next(column for column in COLUMNS if column.key == key)
    first = 0
    for last, text in enumerate(texts):
        if texts[last + 1 : last + 2] == [text]:
            continue
        put_text(sheet[f"{letter}{row + first}"], text or None)
        if last > first:
            sheet.merge_cells(f"{letter}{row + first}:{letter}{row + last}")
        heights = [sheet.row_dimensions[each] for each in range(row + first, row + last + 1)]
        missing = _height(text, column.width) - sum(height.height or 0 for height in heights)
        for height in heights if missing > 0 else ():
            height.height = (height.height or 0) + missing / len(heights)
        first = last + 1


def _item(sheet: Worksheet, item: Item, row: int, rules: _Rules) -> None:
    texts = {"id": item.id, "name": item.name, "description": item.description}
    height = 30.0
    for column in COLUMNS:
        cell = sheet[f"{_LETTER[column.key]}{row}"]
        _style(sheet, row, column)
        if column.key == "max":
            cell.value = item.max
        else:
            put_text(cell, texts.get(column.key))
            height = max(height, _height(texts.get(column.key) or "", column.width))
    rules.score(row, item)
    rules.tick(row)
    sheet.row_dimensions[row].height = height


def _height(text: str, columns: float) -> float:
    """How high a text is, in points, in a cell so many characters wide."""
    lines = sum(max(1, -(-width(line) // int(columns - 1))) for line in text.split("\n"))
    return 14.5 * lines + 4


def _style(sheet: Worksheet, row: int, column: Column) -> None:
    cell = sheet[f"{_LETTER[column.key]}{row}"]
    cell.border = _THIN
    cell.font = Font(name=_FONT, size=12 if column.key == "score" else 10, bold=column.key == "score")
    centred = column.key in {"number", "id", "max", "score", "not_applicable"}
    cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)
    if column.fill:
        cell.fill, cell.protection = _FILL_FILL, _OPEN
    if column.key in {"id", "reason", "link"}:
        cell.number_format = "@"


def _subtotal(sheet: Worksheet, rubric: Rubric, indicator: Item, first: int, last: int) -> None:
    row = last + 1
    for column in COLUMNS:
        _style(sheet, row, Column(column.key, column.heading, column.width))
        sheet[f"{_LETTER[column.key]}{row}"].fill = _SUM_FILL
    put_text(sheet[f"{_LETTER['name']}{row}"], _SUBTOTAL.say(rubric.language))
    sheet[f"{_LETTER['max']}{row}"].value = indicator.max
    score = _LETTER["score"]
    sheet[f"{score}{row}"].value = f"=ROUND(SUM({score}{first}:{score}{last}),4)"
    sheet.row_dimensions[row].height = 18


def _bottom(sheet: Worksheet, rubric: Rubric, last: int) -> None:
    """The total, once more below the table, for the printed page."""
    row = last + 1
    for column in COLUMNS:
        _style(sheet, row, Column(column.key, column.heading, column.width))
        sheet[f"{_LETTER[column.key]}{row}"].fill = _HEAD_FILL
    put_text(sheet[f"{_LETTER['name']}{row}"], _TOTAL.say(rubric.language))
    sheet[f"{_LETTER['max']}{row}"].value = rubric.total
    sheet[f"{_LETTER['score']}{row}"].value = "=J3"
    sheet.row_dimensions[row].height = 22


class _Rules:
    """The cell rules of a sheet: one for each different max, and one for all ticks."""

    def __init__(self, sheet: Worksheet, lang: Lang) -> None:
        self.sheet, self.lang = sheet, lang
        self.scores: dict[tuple[Decimal, str | None], DataValidation] = {}
        self.ticks = DataValidation(type="list", formula1=f'"{TICK}"', allow_blank=True)
        self.ticks.promptTitle, self.ticks.prompt = "", _TICK_HELP.say(lang)
        self.ticks.error, self.ticks.showErrorMessage = _TICK_HELP.say(lang), True
        sheet.add_data_validation(self.ticks)

    def score(self, row: int, item: Item) -> None:
        """A score is a number from 0 to the item's max."""
        rule = self.scores.get((item.max, item.judgement))
        if rule is None:
            allowed = _ALLOWED.say(self.lang).format(max=plain(item.max))
            rule = DataValidation(
                type="decimal", operator="between", formula1="0", formula2=plain(item.max), allow_blank=True
            )
            rule.showErrorMessage, rule.error, rule.errorTitle = True, allowed, SHEET_NAME.say(self.lang)
            judged = _JUDGED.say(self.lang).format(how=item.judgement) if item.judgement else None
            rule.showInputMessage, rule.prompt = True, f"{allowed}\n{judged}" if judged else allowed
            self.scores[item.max, item.judgement] = rule
            self.sheet.add_data_validation(rule)
        rule.add(f"{_LETTER['score']}{row}")

    def tick(self, row: int) -> None:
        """Not applicable is ticked or left blank."""
        self.ticks.add(f"{_LETTER['not_applicable']}{row}")


def _wrong_in_red(sheet: Worksheet, last: int) -> None:
    """Pasting goes past cell rules, so what is over the max, negative or no number turns red."""
    first = _HEAD_ROW + 1
    score, cap = f"{_LETTER['score']}{first}", f"${_LETTER['max']}{first}"
    wrong = f'AND({score}<>"",OR(NOT(ISNUMBER({score})),N({score})<0,N({score})>{cap}))'
    sheet.conditional_formatting.add(_span("score", last), FormulaRule(formula=[wrong], fill=_WRONG_FILL))  # type: ignore[no-untyped-call]


def _span(key: str, last: int) -> str:
    """A column of the table, without its heading."""
    return f"${_LETTER[key]}${_HEAD_ROW + 1}:${_LETTER[key]}${last}"


def _hidden(workbook: Workbook, blank: Blank) -> None:
    """What the sheet was made from and for, where only gkpg looks."""
    sheet = workbook.create_sheet(HIDDEN_NAME)
    sheet.sheet_state = "veryHidden"
    rubric = blank.rubric
    made = (
        HIDDEN_FORMAT,
        rubric.rubric,
        rubric.version,
        rubric.fingerprint,
        blank.unit,
        blank.source,
        blank.assessor,
    )
    for row, (key, value) in enumerate(zip(HIDDEN_KEYS, made, strict=True), 1):
        put_text(sheet.cell(row, 1), key)
        put_text(sheet.cell(row, 2), value)
