"""The table of a blank sheet: its headings and rows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font

from gkpg.sheets.cellrules import CellRules
from gkpg.sheets.layout import COLUMNS, SELF_CHECK
from gkpg.sheets.look import HEAD_FILL, HEAD_FONT, HEAD_ROW, LETTER, SUM_FILL, THIN, height, style
from gkpg.words import Text, listed
from gkpg.xlsxfile import put_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.rubric import Item, Rubric

TOTAL = Text("总分", "Total")
_REPAIRED = Text("（原文如此；{items} 的勘误见指标表）", "(as printed; the repairs of {items} stand in the rubric)")
_SUBTOTAL = Text("小计", "Subtotal")


def table(sheet: Worksheet, rubric: Rubric, ids: Collection[str], *, own: bool, ruled: bool) -> int:
    """The headings, a row an item of `ids`, a subtotal below each indicator and the total; returns the row before it.

    `own` says that a unit scores itself, which has headings of its own; `ruled` that marks of not applicable are.
    """
    for index, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(HEAD_ROW, index)
        heading = SELF_CHECK.get(column.key, column.heading) if own else column.heading
        put_text(cell, heading.say(rubric.language))
        cell.font = Font(name=HEAD_FONT, size=11, bold=True)
        cell.fill, cell.border = HEAD_FILL, THIN
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[HEAD_ROW].height = 24
    row = HEAD_ROW + 1
    rules = CellRules(sheet, rubric.language, ruled=ruled)
    for number, indicator in enumerate(rubric.indicators, 1):
        leaves = tuple(each for each in _with_parents(indicator) if each[0].id in ids)
        if leaves:
            row = _indicator(sheet, rubric, leaves, number, row, rules)
    total = sum((leaf.max for leaf in rubric.leaves if leaf.id in ids), Decimal(0))
    _sum_row(sheet, row, TOTAL.say(rubric.language), total, "=J3", HEAD_FILL)
    return row - 1


Leaves = tuple[tuple["Item", tuple["Item", ...]], ...]


def _indicator(sheet: Worksheet, rubric: Rubric, leaves: Leaves, number: int, row: int, rules: CellRules) -> int:
    """One indicator's block: its items, each with those around it; returns the row after it."""
    indicator = leaves[0][1][0]
    for offset, (item, _) in enumerate(leaves):
        _item(sheet, item, row + offset, rules)
    end = row + len(leaves)
    if indicator.items is not None:
        formula = f"=ROUND(SUM({LETTER['score']}{row}:{LETTER['score']}{end - 1}),4)"
        most = sum((item.max for item, _ in leaves), Decimal(0))
        _sum_row(sheet, end, _SUBTOTAL.say(rubric.language), most, formula, SUM_FILL)
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
    repaired = [each.id for each in parents[0].walk() if each.repair] if key == "standard" and words else []
    if repaired:
        return f"{words}\n{_REPAIRED.say(rubric.language).format(items=listed(repaired).say(rubric.language))}"
    if key == "method" and item.method is None and rubric.sources_of(item.id) != (parents[0].assessed_by or ()):
        return "、".join(rubric.sources_of(item.id))
    return words


def _words(key: str, item: Item) -> str:
    if key == "standard":
        return "；".join(text for text in (item.standard, item.judgement) if text)
    return (item.evidence if key == "evidence" else item.method) or ""


def _merged(sheet: Worksheet, key: str, texts: list[str], row: int) -> None:
    """One cell for all neighbouring rows with the same text, which together become as high as it needs."""
    letter, column = LETTER[key], next(column for column in COLUMNS if column.key == key)
    first = 0
    for last, text in enumerate(texts):
        if texts[last + 1 : last + 2] == [text]:
            continue
        put_text(sheet[f"{letter}{row + first}"], text or None)
        if last > first:
            sheet.merge_cells(f"{letter}{row + first}:{letter}{row + last}")
        rows = [sheet.row_dimensions[each] for each in range(row + first, row + last + 1)]
        missing = height(text, column.width) - sum(each.height or 0 for each in rows)
        for each in rows if missing > 0 else ():
            each.height = (each.height or 0) + missing / len(rows)
        first = last + 1


def _item(sheet: Worksheet, item: Item, row: int, rules: CellRules) -> None:
    texts = {"id": item.id, "name": item.name, "description": item.description}
    high = 30.0
    for column in COLUMNS:
        cell = sheet[f"{LETTER[column.key]}{row}"]
        style(sheet, row, column)
        if column.key == "max":
            cell.value = item.max
        else:
            put_text(cell, texts.get(column.key))
            high = max(high, height(texts.get(column.key) or "", column.width))
    rules.score(row, item)
    rules.tick(row)
    sheet.row_dimensions[row].height = high


def _sum_row(sheet: Worksheet, row: int, name: str, most: Decimal, formula: str, fill: PatternFill) -> None:
    """A row that adds up: a subtotal, or the total below the table for the printed page."""
    for column in COLUMNS:
        style(sheet, row, column, fill=fill)
    put_text(sheet[f"{LETTER['name']}{row}"], name)
    sheet[f"{LETTER['max']}{row}"].value = most
    sheet[f"{LETTER['score']}{row}"].value = formula
    sheet.row_dimensions[row].height = 20
