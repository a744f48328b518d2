"""Blank matrix sheets: a row a unit, a column an item, for a source that scores many units at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from gkpg.base.text import Text, display_width
from gkpg.rubric.kinds import either
from gkpg.sheets.blank.fitting import BOLD, wide_enough
from gkpg.sheets.blank.how_to_fill import how_to_fill_matrix, words_for, write_words
from gkpg.sheets.blank.look import (
    FILL_FILL,
    FONT,
    HEAD_FILL,
    HEAD_FONT,
    OPEN,
    SUM_FILL,
    THIN,
    WRONG_FILL,
    Looks,
    height,
    hide,
)
from gkpg.sheets.blank.max_values import max_value
from gkpg.sheets.layout import ASKS, BASE_HEADINGS, LABELS, SAMPLE_HEADINGS, SHEET_NAME
from gkpg.workbooks.cells import letters
from gkpg.workbooks.xlsx_writer import put_text, render_workbook, set_up_print

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.base.text import Lang
    from gkpg.rubric import Item, Rubric
    from gkpg.rubric.kinds import Kind
    from gkpg.sheets.blank.unit_sheet import Bases

MATRIX_FORMAT = "gkpg-matrix-1"
_NOT_APPLICABLE = Text("不适用", "n/a")
#: Marks that no word of a list may have.
_NO_LIST = (",", '"')
#: What says in a cell that an item does not apply.
_LACKS = ("不适用", "n/a", "/")
_CAPS = Text("分值", "Max")
_WORDS = Text("，或 {words}", "; or {words}")
_SAMPLE = Text("样本数是正整数", "The sample is a whole number above zero")
#: The row of the headings (1-based); below it stand the caps, then the units.
HEAD = 5
#: The least widths of the columns of units and of items, the most of the first.
_UNIT, _ITEM, _WIDEST_UNIT = 20.0, 14.0, 48
#: What stands above the table takes at least so many columns.
_LEAST_COLUMNS = 6
#: What stands for the column of an item in that of samples, where there is one.
_NO_COLUMN = (None,)
#: Excel takes a workbook with a longer formula in a cell rule for damaged.
_LONGEST_FORMULA = 255


class _Column(NamedTuple):
    """A column of an item: that of its scores, or that of what its figures are compared with."""

    item: Item
    is_base: bool


@dataclass(frozen=True)
class BlankMatrixSheet:
    """What a blank matrix is for: one source and hand, many units, the items that it scores.

    `scale` has the words that may stand for points, in a survey; `sampled` says that it has a column for the size of
    samples. `lacking` are the items that some units do not have, `optional` those that may be marked as not applicable
    to them. `tab` is what its worksheet is called where it is one
    of several pages. `bases` are what figures of a unit are compared with, by item, each as it is written.
    """

    rubric: Rubric
    title: str
    source: str
    assessor: str
    units: tuple[str, ...]
    ids: tuple[str, ...]
    scale: Mapping[str, Decimal]
    sampled: bool = False
    note: str | None = None
    lacking: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tab: str | None = None
    bases: Mapping[str, Bases] = field(default_factory=dict)
    period: str = ""
    optional: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[_Column, ...]:
        """The columns behind that of the units: each item, then what its figures are compared with, if anything."""
        compared = {item for bases in self.bases.values() for item, _ in bases}
        return tuple(
            _Column(item, is_base)
            for item in self.items
            for is_base in ((False, True) if item.id in compared else (False,))
        )

    @property
    def items(self) -> tuple[Item, ...]:
        """The items, in the order of the rubric."""
        return tuple(self.rubric.by_id[item] for item in self.ids)


def render_matrix_sheet(*pages: BlankMatrixSheet) -> bytes:
    """The bytes of a blank matrix sheet, or of several that one hand is given as the pages of one workbook."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for blank in pages:
        _page(workbook.create_sheet(blank.tab or SHEET_NAME.say(blank.rubric.language)), blank)
    hide(workbook, [_made_for(blank) for blank in pages], pages[0].period)
    workbook.properties.creator, workbook.properties.title = "gkpg", pages[0].title
    return render_workbook(workbook)


def _made_for(blank: BlankMatrixSheet) -> tuple[str, ...]:
    """What a page was made from and for."""
    what = (MATRIX_FORMAT, blank.rubric.rubric, blank.rubric.version, blank.rubric.fingerprint)
    return (*what, "", blank.source, blank.assessor)


def _page(sheet: Worksheet, blank: BlankMatrixSheet) -> None:
    """One page."""
    lang = blank.rubric.language
    last = letters(_column_count(blank))
    _top(sheet, blank, lang)
    _headings(sheet, blank, lang)
    _rows(sheet, blank, lang)
    sheet.freeze_panes = f"B{HEAD + 2}"
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.protection.insertRows = not blank.sampled
    end = HEAD + 1 + len(blank.units)
    set_up_print(sheet, HEAD, f"A1:{last}{end}", f"{blank.source} · {blank.assessor}".replace("&", "&&")[:150])


def _top(sheet: Worksheet, blank: BlankMatrixSheet, lang: Lang) -> None:
    """Title, how to fill, the labelled cells."""
    wide = letters(_column_count(blank))
    put_text(sheet["A1"], f"{blank.title} · {blank.period}" if blank.period else blank.title)
    sheet["A1"].font = Font(name=HEAD_FONT, size=15, bold=True)
    kinds = [blank.rubric.kinds[item] for item in blank.ids]
    how = how_to_fill_matrix(kinds, blank.scale, lang, may_lack=any(blank.optional.values()), sampled=blank.sampled)
    how_shown = how if blank.note is None else f"【{blank.note}】{how}"
    put_text(sheet["A2"], how_shown)
    sheet["A2"].font = Font(name=FONT, size=10, color="C00000" if blank.note else "595959")
    total = _unit_width(blank) + sum(
        _heading_width(name, lang) for name in (_names(blank, lang) + [""] * _LEAST_COLUMNS)[1 : _column_count(blank)]
    )
    for row, high in ((1, 30.0), (2, max(34.0, height(how_shown, total) - 2))):
        sheet.merge_cells(f"A{row}:{wide}{row}")
        sheet[f"A{row}"].alignment = Alignment(vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = high
    colon = {"zh": "：", "en": ":"}[lang]
    labels = (("A3", "B3", "source"), ("A4", "B4", "assessor"), ("C4", "D4", "date"), ("C3", "D3", "period"))
    for label, at, key in labels if blank.period else labels[:3]:
        put_text(sheet[label], LABELS[key].say(lang) + colon)
        sheet[label].alignment = Alignment(horizontal="right")
        sheet[label].font, sheet[at].font = Font(name=FONT, size=11), Font(name=FONT, size=11, bold=True)
    put_text(sheet["B3"], blank.source)
    put_text(sheet["B4"], blank.assessor)
    if blank.period:
        put_text(sheet["D3"], blank.period)
    sheet["D4"].protection, sheet["D4"].fill, sheet["D4"].number_format = OPEN, FILL_FILL, "yyyy-mm-dd"


def _names(blank: BlankMatrixSheet, lang: Lang) -> list[str]:
    """The headings of all columns."""
    names = [LABELS["unit"].say(lang), *(_heading(blank, column, lang) for column in blank.columns)]
    return [*names, Text(SAMPLE_HEADINGS[0], SAMPLE_HEADINGS[-1]).say(lang)] if blank.sampled else names


def _heading(blank: BlankMatrixSheet, column: _Column, lang: Lang) -> str:
    """The heading of a column."""
    item, shown = column.item, blank.rubric.shown
    if column.is_base:
        return BASE_HEADINGS[item.looks_at].say(lang)
    name = item.name if len(blank.rubric.leaf_ids) == 1 else f"{shown.in_heading(item)} {item.name}"
    hint = blank.rubric.kinds[item.id].hint.say(lang)
    between = {"zh": "", "en": " "}[lang]
    return f"{name}{between}{ASKS.say(lang).format(hint)}" if hint else name


def _column_count(blank: BlankMatrixSheet) -> int:
    """How many columns the sheet takes; what stands above the table needs some."""
    return max(_LEAST_COLUMNS, 1 + len(blank.columns) + blank.sampled)


def _headings(sheet: Worksheet, blank: BlankMatrixSheet, lang: Lang) -> None:
    """The headings, and the caps below them."""
    names = _names(blank, lang)
    caps: list[str | Decimal] = [
        _CAPS.say(lang),
        *(_cap(blank, column, lang) for column in blank.columns),
    ]
    if blank.sampled:
        caps.append("")
    high = 24.0
    for column, (name, cap) in enumerate(zip(names, caps, strict=True), 1):
        wide = _unit_width(blank) if column == 1 else _heading_width(name, lang)
        sheet.column_dimensions[letters(column)].width = wide
        high = max(high, height(name, wide if lang == "zh" else wide / BOLD))
        both: tuple[tuple[int, str | Decimal], ...] = ((HEAD, name), (HEAD + 1, cap))
        for row, value in both:
            cell = sheet.cell(row, column)
            if isinstance(value, Decimal):
                cell.value = value
            else:
                put_text(cell, value or None)
            cell.font, cell.fill, cell.border = Font(name=HEAD_FONT, size=11, bold=True), HEAD_FILL, THIN
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[HEAD].height = high
    for column in range(len(names) + 1, _LEAST_COLUMNS + 1):
        sheet.column_dimensions[letters(column)].width = _ITEM


def _unit_width(blank: BlankMatrixSheet) -> float:
    """The width of the column of units: their names are not broken, unless they are very long."""
    longest = max((display_width(unit) for unit in blank.units), default=0)
    return float(min(max(_UNIT, longest + 2), _WIDEST_UNIT))


def _heading_width(name: str, lang: Lang) -> float:
    """The width of the column of an item: no word of its heading is broken."""
    return _ITEM if lang == "zh" else wide_enough([name], _ITEM, bold=True)


def _cap(blank: BlankMatrixSheet, column: _Column, lang: Lang) -> str | Decimal:
    """What stands below the heading of an item: its max, or what to choose where there are no points."""
    item, kind = column.item, blank.rubric.kinds[column.item.id]
    if column.is_base:
        return item.unit or ""
    return max_value(item.max, lang) if kind.gives_points else "/".join(kind.rule.words)


def _rows(sheet: Worksheet, blank: BlankMatrixSheet, lang: Lang) -> None:
    """A row a unit, with the rules of its cells."""
    first, last = HEAD + 2, HEAD + 1 + len(blank.units)
    looks = Looks()
    for row, unit in enumerate(blank.units, first):
        cell = sheet.cell(row, 1)
        put_text(cell, unit)
        looks.put_on(cell, "unit", partial(_dress_unit, cell, blank))
        lacking, bases = blank.lacking.get(unit, ()), dict(blank.bases.get(unit, ()))
        for number, column in enumerate((*blank.columns, *_NO_COLUMN[: blank.sampled]), 2):
            cell = sheet.cell(row, number)
            if column is not None and column.is_base:
                base = bases.get(column.item.id, "")
                cell.value = base if "/" in base or not base else Decimal(base)
                looks.put_on(cell, "base", partial(_dress_base, cell))
                continue
            lacks = column is not None and column.item.id in lacking
            looks.put_on(cell, lacks, partial(_dress_lacking if lacks else _dress_open, cell))
    for number, column in enumerate(blank.columns, 2):
        if not column.is_base:
            _score_rules(sheet, number, column.item, blank)
    if blank.sampled:
        letter = letters(2 + len(blank.columns))
        rule = DataValidation(type="whole", operator="greaterThan", formula1="0", allow_blank=True)
        rule.showErrorMessage, rule.error = True, _SAMPLE.say(lang)
        sheet.add_data_validation(rule)
        rule.add(f"{letter}{first}:{letter}{last}")


def _dress_unit(cell: Cell | MergedCell, blank: BlankMatrixSheet) -> None:
    """The look of a unit's name."""
    cell.font, cell.border = Font(name=FONT, size=11), THIN
    if blank.sampled:  # a survey may have several answers about a unit, each in a row of its own
        cell.protection = OPEN


def _dress_lacking(cell: Cell | MergedCell) -> None:
    """The look of a cell for an item that a unit does not have."""
    cell.border, cell.fill = THIN, SUM_FILL


def _dress_base(cell: Cell | MergedCell) -> None:
    """The look of what a figure is compared with."""
    cell.border, cell.font = THIN, Font(name=FONT, size=11)
    cell.alignment = Alignment(horizontal="center")


def _dress_open(cell: Cell | MergedCell) -> None:
    """The look of a cell to fill."""
    cell.border, cell.fill, cell.protection = THIN, FILL_FILL, OPEN
    cell.font, cell.alignment = Font(name=FONT, size=12, bold=True), Alignment(horizontal="center")


def _score_rules(sheet: Worksheet, number: int, item: Item, blank: BlankMatrixSheet) -> None:
    """What the cells of one item may hold; those of units to which it need not apply may say so."""
    runs: dict[bool, list[str]] = {}
    units = enumerate(blank.units, HEAD + 2)
    for may_lack, rows in groupby(units, lambda row: item.id in blank.optional.get(row[1], ())):
        those = [row for row, _ in rows]
        runs.setdefault(may_lack, []).append(f"{letters(number)}{those[0]}:{letters(number)}{those[-1]}")
    for may_lack, cells in runs.items():
        _score_rule(sheet, cells, blank.rubric.kinds[item.id], blank, may_lack=may_lack)


def _score_rule(sheet: Worksheet, cells: list[str], kind: Kind, blank: BlankMatrixSheet, *, may_lack: bool) -> None:
    """What some cells of one kind may hold; what they must not turns red, since pasting goes past rules."""
    lang, words, first = blank.rubric.language, words_for(kind, blank.scale), cells[0].split(":")[0]
    fits = _fits(first, kind, words, may_lack=may_lack)
    listed = (*kind.rule.words, *words, *((_NOT_APPLICABLE.say(lang),) if may_lack else ()))
    is_list = kind.rule.type == "list" and not any(mark in word for word in words for mark in _NO_LIST)
    formula = ",".join(listed) if is_list else fits
    if len(formula) > _LONGEST_FORMULA:
        return
    told = (kind.allowed if kind.is_plain else kind.asks).say(lang)
    told += _WORDS.say(lang).format(words=write_words(words, blank.scale, lang)) if words else ""
    rule = DataValidation(type="custom", formula1=formula, allow_blank=True)
    if is_list:
        rule = DataValidation(type="list", formula1=f'"{formula}"', allow_blank=True)
    rule.showErrorMessage, rule.error = True, told[:_LONGEST_FORMULA]
    rule.showInputMessage, rule.prompt = True, told[:_LONGEST_FORMULA]
    sheet.add_data_validation(rule)
    for each in cells:
        rule.add(each)
    if len(fits) <= _LONGEST_FORMULA:
        wrong = FormulaRule(formula=[f'AND({first}<>"",NOT({fits}))'], fill=WRONG_FILL)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(" ".join(cells), wrong)


def _fits(cell: str, kind: Kind, words: Iterable[str], *, may_lack: bool) -> str:
    """The formula that a cell holds what its kind allows, a word of the scale, or a mark of not applicable."""
    also = (*(_LACKS if may_lack else ()), *(word.replace('"', '""') for word in words))
    return either((*kind.rule.conditions(cell), *(f'{cell}="{word}"' for word in also)))
