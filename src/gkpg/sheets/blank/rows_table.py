"""The table of a blank sheet: a row an item below its headings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font

from gkpg.base.text import Text, list_words
from gkpg.rubric.item import most_of
from gkpg.rubric.kinds import BLOCKS, KINDS, call_base, formula_against
from gkpg.sheets.blank.cell_rules import CellRules
from gkpg.sheets.blank.fitting import wide_enough
from gkpg.sheets.blank.long_formulas import fit_formula
from gkpg.sheets.blank.look import HEAD_FILL, HEAD_FONT, HEAD_ROW, LETTER, SUM_FILL, THIN, Looks, height, style
from gkpg.sheets.blank.max_values import max_value
from gkpg.sheets.blank.subtotals import (
    formula_of_items,
    formula_of_sum,
    is_more_than_a_sum,
    is_untold,
    items_of_the_table,
    most_of_items,
    told_of_items,
)
from gkpg.sheets.layout import (
    ASKS,
    COLUMNS,
    SELF_CHECK,
    SUBTOTAL,
    TOTAL,
    TOTAL_SO_FAR,
    TOTAL_WITHOUT,
    WITH_ENTERED,
)
from gkpg.workbooks.cells import letters
from gkpg.workbooks.xlsx_writer import put_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from fractions import Fraction

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.rubric import Item, Rubric
    from gkpg.rubric.kinds import Kind
    from gkpg.sheets.layout import SheetColumn

_REPAIRED = Text("（原文如此；{items} 的勘误见指标表）", "(as printed; the repairs of {items} stand in the rubric)")
_BESIDE_A_LABEL = 4
#: So many digits of what a figure is compared with have room in any row.
BASE_ROOM = 12


@dataclass
class RowsTable:
    """The table of a blank sheet as it is laid out: `kinds` are those of its rows, `last` is the last row.

    `counting` are the rows whose scores add up to the total; `adds_plainly` says that these are all rows with an id.
    """

    columns: tuple[SheetColumn, ...]
    kinds: dict[int, Kind] = field(default_factory=dict)
    counting: list[int] = field(default_factory=list)
    adds_plainly: bool = True
    last: int = HEAD_ROW

    @property
    def has_entries(self) -> bool:
        """Whether there is a column for what is entered where that is not the points."""
        return len(self.columns) > len(COLUMNS)

    @property
    def total(self) -> str:
        """The formula of the total."""
        return formula_of_sum(self.counting)


def lay_out_table(
    sheet: Worksheet,
    rubric: Rubric,
    ids: Collection[str],
    *,
    own: bool,
    optional: Collection[str],
    bases: Mapping[str, str],
) -> RowsTable:
    """The headings, a row an item of `ids`, a subtotal below each indicator and the total; then what stands beside it.

    `own` says that a unit scores itself, which has headings of its own; `optional` are the items that may be marked as
    not applicable; `bases` what the unit's figures are compared with.
    """
    layer = _TableLayer(sheet, rubric, RowsTable(columns_of(rubric, ids)), optional, bases)
    layer.headings(own=own)
    for indicator in rubric.indicators:
        layer.block(indicator, indicator.printed, ids, counts=True)
    layer.rows.last += 1
    total = most_of(item for top in rubric.indicators for item in items_of_the_table(top, ids))
    layer.sum_row(layer.rows.last, total_label(rubric, ids, bases).say(rubric.language), total, "=J3", HEAD_FILL)
    for block in rubric.adjustment_items:
        layer.block(block, "", ids, counts=False)
    layer.rows.adds_plainly = rubric.is_plain
    return layer.rows


def columns_of(rubric: Rubric, ids: Collection[str]) -> tuple[SheetColumn, ...]:
    """The columns of the table, as wide as what stands in them needs."""
    beside = any(rubric.kinds[item].has_own_cell for item in ids)
    return tuple(_fit(column, rubric, ids) for column in (WITH_ENTERED if beside else COLUMNS))


def _fit(column: SheetColumn, rubric: Rubric, ids: Collection[str]) -> SheetColumn:
    """A column in which no word of an English sheet is broken; Chinese needs no room for words."""
    if rubric.language == "zh":
        return column
    if column.key == "reason":  # above it stands the label of the total, in one piece
        longest = max(len(total_label(rubric, ids, known).en) for known in ((), rubric.by_id))
        return replace(column, width=max(column.width, longest + _BESIDE_A_LABEL))
    leaves = (each for top in (*rubric.indicators, *rubric.adjustment_items) for each in _with_parents(top))
    shown = ((item, parents) for item, parents in leaves if item.id in ids)
    texts = [text for item, parents in shown for text in _texts_of(column.key, rubric, item, parents)]
    heading = wide_enough([column.heading.say(rubric.language)], column.width, bold=True)
    return replace(column, width=wide_enough(texts, heading))


def _texts_of(key: str, rubric: Rubric, item: Item, parents: tuple[Item, ...]) -> tuple[str | None, ...]:
    """What a column says of an item."""
    if key in {"indicator", "standard", "evidence", "method"}:
        return (_around(key, rubric, item, parents, ""),)
    return ({"id": rubric.shown.in_row(item), "name": item.name, "description": item.description}.get(key),)


def total_label(rubric: Rubric, ids: Collection[str], bases: Collection[str]) -> Text:
    """What the live total is called: it is without what stands beside it, or what the sheet has no `bases` for."""
    if any(is_untold(item, ids) for item in rubric.walk() if item.id not in bases):
        return TOTAL_SO_FAR
    return TOTAL_WITHOUT if rubric.beside else TOTAL


def _room(base: str | None) -> str | None:
    """What is measured in place of a base, so that rows are as high whatever figure stands there."""
    return base if base is None or len(base) > BASE_ROOM else "0" * BASE_ROOM


class _TableLayer:
    """Lays out the rows, one after another."""

    def __init__(
        self, sheet: Worksheet, rubric: Rubric, rows: RowsTable, optional: Collection[str], bases: Mapping[str, str]
    ) -> None:
        self.rows = rows
        self._sheet, self._rubric, self._optional, self._bases = sheet, rubric, optional, bases
        self._rules, self._looks = CellRules(sheet, rubric.language), Looks()

    def headings(self, *, own: bool) -> None:
        """The row of the headings."""
        for index, column in enumerate(self.rows.columns, 1):
            cell = self._sheet.cell(HEAD_ROW, index)
            heading = SELF_CHECK.get(column.key, column.heading) if own else column.heading
            put_text(cell, heading.say(self._rubric.language))
            cell.font = Font(name=HEAD_FONT, size=11, bold=True)
            cell.fill, cell.border = HEAD_FILL, THIN
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        least = 34.0 if self.rows.has_entries else 24.0
        told = ((column.heading.say(self._rubric.language), column.width) for column in self.rows.columns)
        self._sheet.row_dimensions[HEAD_ROW].height = max(least, *(height(text, wide) for text, wide in told))

    def block(self, top: Item, number: str, ids: Collection[str], *, counts: bool) -> None:
        """An indicator, or what stands beside them: its items with the sums of ticks and losses, then its subtotal."""
        leaves = tuple(each for each in _with_parents(top) if each[0].id in ids)
        if not leaves:
            return
        first = self.rows.last + 1
        placed: dict[str, int] = {}
        shown: list[tuple[Item, tuple[Item, ...]]] = []
        adding: list[int] = []
        counted = {each.id for each in items_of_the_table(top, ids)}
        for item in top.scored_items():
            own = [each for each in leaves if each[0].id in {leaf.id for leaf in item.leaves()}]
            for leaf, _ in own:
                self.rows.last += 1
                self._item(leaf, self.rows.last)
            shown += own
            if own and item.has_rows:
                self._of_rows(item, len(own))
                shown.append(own[-1])
            adding += [self.rows.last] if own and item.id in counted else []
            placed |= {item.id: self.rows.last} if own else {}
        if top.items is not None and not top.has_rows:
            self._subtotal(top, ids, placed, counts=counts)
            shown.append(shown[-1])
            adding = [self.rows.last] if is_more_than_a_sum(top, placed) else adding
        for key in ("number", "indicator", "standard", "evidence", "method"):
            place = next(place for place, column in enumerate(self.rows.columns, 1) if column.key == key)
            texts = [_around(key, self._rubric, *each, number) for each in shown]
            _merge_equal(self._sheet, place, self.rows.columns[place - 1].width, texts, first)
        self.rows.counting += adding if counts else []

    def _subtotal(self, top: Item, ids: Collection[str], placed: Mapping[str, int], *, counts: bool) -> None:
        """The row below a block: the sum of its items, within the bounds that it sets them.

        `placed` has the rows in which the scores of items stand.
        """
        most, whole = most_of_items(top, ids, placed), formula_of_items(top, placed)
        block = next((each for each in self._rubric.beside if each.id == top.id), None)
        cap = None if counts or block is None else top.max
        if block is not None and cap is not None and (most is None or cap < most):  # a cap over its rows
            most = cap
            whole = f"={BLOCKS[block.kind].formula_of_cap(whole.removeprefix('='), cap)}"
        self.rows.last += 1
        self.sum_row(self.rows.last, SUBTOTAL.say(self._rubric.language), most, whole, SUM_FILL)
        self._tell(told_of_items(top, placed))

    def _of_rows(self, item: Item, count: int) -> None:
        """The row in which ticks or losses come to the points of their item."""
        letter, end = LETTER["score"], self.rows.last
        cells = f"{letter}{end - count + 1}:{letter}{end}"
        points = KINDS[item.kind].formula_of_rows(item, cells)
        formula = f'=IF(COUNTIF({cells},"")=0,{points},"")'
        self.rows.last += 1
        self.sum_row(self.rows.last, SUBTOTAL.say(self._rubric.language), item.max, formula, SUM_FILL)
        self._tell(KINDS[item.kind].told_of_rows(item))

    def _tell(self, told: Text | None) -> None:
        """What the last row, a sum, says of its rule; the row is as high as that needs."""
        if told is None:
            return
        text, sizes = self._bracketed(told), self._sheet.row_dimensions[self.rows.last]
        put_text(self._sheet[f"{LETTER['description']}{self.rows.last}"], text)
        wide = next(column.width for column in self.rows.columns if column.key == "description")
        sizes.height = max(sizes.height, height(text, wide))

    def _item(self, item: Item, row: int) -> None:
        """A row to fill."""
        kind = self.rows.kinds[row] = self._rubric.kinds[item.id]
        asks = "" if kind.is_plain else self._bracketed(kind.asks)
        base = self._bases.get(item.id)
        told, room = ("" if each is None else self._bracketed(call_base(item, each)) for each in (base, _room(base)))
        words, widest = ("\n".join(filter(None, (item.description, asks, beside))) for beside in (told, room))
        texts = {"id": self._rubric.shown.in_row(item), "name": item.name, "description": words or None}
        may_lack = item.id in self._optional
        open_columns = {"score": not kind.has_own_cell, "entered": kind.has_own_cell, "not_applicable": may_lack}
        high = 30.0
        for index, column in enumerate(self.rows.columns, 1):
            cell = self._sheet.cell(row, index)
            shown = open_columns.get(column.key, True)
            self._style(cell, column, None if shown else SUM_FILL)
            if column.key == "max":
                cell.value = max_value(item.max, self._rubric.language) if kind.gives_points else None
            elif column.key == "score" and kind.has_own_cell:
                at = f"{LETTER['entered']}{row}"
                points = kind.formula(at) if base is None else formula_against(item, at, base)
                cell.value = fit_formula(f'=IF({at}="","",{points})')
            else:
                put_text(cell, texts.get(column.key))
                text = widest if column.key == "description" else texts.get(column.key) or ""
                high = max(high, height(text, column.width))
        self._rules.score(row, item, kind)
        if may_lack:
            self._rules.tick(row)
        self._sheet.row_dimensions[row].height = high

    def _bracketed(self, text: Text) -> str:
        """What a sheet adds to the words of the table."""
        return ASKS.say(self._rubric.language).format(text.say(self._rubric.language))

    def _style(self, cell: Cell | MergedCell, column: SheetColumn, fill: PatternFill | None) -> None:
        """Dress one cell as `style` does."""
        self._looks.put_on(cell, (column.key, id(fill)), lambda: style(cell, column, fill=fill))

    def sum_row(self, row: int, name: str, most: Fraction | None, formula: str, fill: PatternFill) -> None:
        """A row that adds up: a subtotal, or the total below the table for the printed page."""
        for index, column in enumerate(self.rows.columns, 1):
            self._style(self._sheet.cell(row, index), column, fill)
        put_text(self._sheet[f"{LETTER['name']}{row}"], name)
        self._sheet[f"{LETTER['max']}{row}"].value = max_value(most, self._rubric.language)
        self._sheet[f"{LETTER['score']}{row}"].value = fit_formula(formula)
        wide = next(column.width for column in self.rows.columns if column.key == "name")
        self._sheet.row_dimensions[row].height = max(20, height(name, wide))


def _with_parents(item: Item, above: tuple[Item, ...] = ()) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    """The rows of an indicator, each with the items around it, the indicator first."""
    if item.items is None:
        yield item, above or (item,)
    for below in item.items or ():
        yield from _with_parents(below, (*above, item))


def _around(key: str, rubric: Rubric, item: Item, parents: tuple[Item, ...], number: str) -> str:
    """What a column that rows share says of an item: its own words, else those of the nearest item around it."""
    if key == "number":
        return number
    if key == "indicator":
        return rubric.shown.around(item)
    words = next((text for each in (item, *reversed(parents)) if (text := _words(key, each))), "")
    repaired = [each.id for each in parents[0].walk() if each.repair] if key == "standard" and words else []
    if repaired:
        return f"{words}\n{_REPAIRED.say(rubric.language).format(items=list_words(repaired).say(rubric.language))}"
    if key == "method" and item.method is None and rubric.sources_of(item.id) != (parents[0].assessed_by or ()):
        return list_words(rubric.sources_of(item.id)).say(rubric.language)
    return words


def _words(key: str, item: Item) -> str:
    if key == "standard":
        return "；".join(text for text in (item.standard, item.judgement) if text)
    return (item.evidence if key == "evidence" else item.method) or ""


def _merge_equal(sheet: Worksheet, column: int, wide: float, texts: list[str], row: int) -> None:
    """One cell for all neighbouring rows with the same text, which together become as high as it needs."""
    letter = letters(column)
    first = 0
    for last, text in enumerate(texts):
        if texts[last + 1 : last + 2] == [text]:
            continue
        put_text(sheet[f"{letter}{row + first}"], text or None)
        if last > first:
            sheet.merge_cells(f"{letter}{row + first}:{letter}{row + last}")
        rows = [sheet.row_dimensions[each] for each in range(row + first, row + last + 1)]
        missing = height(text, wide) - sum(each.height or 0 for each in rows)
        for each in rows if missing > 0 else ():
            each.height = (each.height or 0) + missing / len(rows)
        first = last + 1
