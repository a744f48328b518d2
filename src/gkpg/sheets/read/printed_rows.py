"""Reading the table as a notice prints it, filled in by hand: its rows are known by their names, one below another."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NO_POINTS, format_exact, format_points, parse_stored, parse_typed
from gkpg.base.text import Text, list_words
from gkpg.sheets.model import AS_POINTS
from gkpg.sheets.read.identity import nearest_hint
from gkpg.sheets.read.matrix_sums import worth_of
from gkpg.sheets.read.merged_cells import check_merged_headings, with_shared_cells
from gkpg.sheets.read.printed_names import PrintedNames
from gkpg.sheets.read.row_numbers import read_number
from gkpg.sheets.read.score_cells import (
    CellScore,
    check_cap,
    check_name,
    check_not_theirs,
    check_points,
    find_filled_row,
    read_score,
)
from gkpg.sheets.read.score_collector import ScoreCollector, gather_blanks
from gkpg.sheets.read.score_table import adds_up
from gkpg.sheets.read.sheet_place import SheetPlace
from gkpg.sheets.read.summary_words import is_note_word, is_sum_word
from gkpg.sheets.read.unseen_names import check_unseen
from gkpg.sheets.read.visibility import check_covered, check_names, covering_range
from gkpg.workbooks.cells import Cell, CellKind
from gkpg.workbooks.merges import merges_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from gkpg.findings.finding import Finding
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.read.score_cells import FilledRow
    from gkpg.sheets.read.score_table import ScoreTable
    from gkpg.sheets.read.sheet_rules import SheetRules
    from gkpg.workbooks.cells import Row

_NAME = Text("指标或子项", "indicator or item")
_PLUS = re.compile("[+＋]")
#: A sum that is written differs from what its rows come to only by what was rounded.
_ROUNDED = Fraction(1, 100)


def read_printed_table(
    table: ScoreTable, held: SheetRules, file: str, split: bool
) -> tuple[ScoreCollector, tuple[Finding, ...]]:
    """The scores of a printed table; item by item also from text such as `8+6+5+1`, if `split` says so."""
    if "own" in table.columns and not held.rules.counts:
        table = replace(table, columns={**table.columns, "score": table.columns["own"]})
    reader = _PrintedRowReader(table, held, SheetPlace(file, table.grid), split)
    for row in table.rows():
        reader.add(row)
    reader.read()
    twice = [reader.spot.finding("S208", cell, heading=cell.content) for cell in table.twice]
    twice += check_merged_headings(table, reader.spot, "max")
    missing = reader.collected.missing(reader.spot)
    names = (*table.levels, *(table.columns[key] for key in ("number",) if key in table.columns))
    covered = check_covered(reader.spot, (*names, table.columns["max"]), table.row)
    known_by = [row.at(column) for row in table.rows() for column in names]
    twice += check_unseen((*table.grid.rows[table.row].cells.values(), *known_by), file, table.grid.name)
    note = [reader.spot.finding("S210", table.at(table.row, "score"))] if reader.is_whole else []
    return reader.collected, (
        *note,
        *twice,
        *reader.wrong,
        *covered,
        *missing,
        *gather_blanks(reader.faults, held, reader.spot.place),
    )


class _UnnamedRow(NamedTuple):
    """A row that stands beside an item but whose own name none of its items has; `is_apart`: not in merged cells."""

    name: Cell
    around: Item
    score: Cell
    is_apart: bool


class _PrintedRow(NamedTuple):
    """A row that is known: the cell of its name, the item that this is of, that which is scored, its score.

    `is_beneath` says that its name is that of a row above it.
    """

    row: Row
    name: Cell
    named: Item
    item: Item
    score: Cell
    is_beneath: bool

    @property
    def is_scored(self) -> bool:
        """Whether a score was entered; a formula beneath an indicator's name is nobody's."""
        return self.score.kind is not CellKind.BLANK and (not self.is_beneath or self.score.formula is None)


class _PrintedRowReader:
    """The rows of one table. Those that a page break left without number and name are passed over.

    A name that is merged over several rows, or stands above blank cells, is around those that stand beside it. What
    rows below it score is the score of the items that they name; else it is the score of the whole indicator, wherever
    that stands in its rows.
    """

    def __init__(self, table: ScoreTable, held: SheetRules, spot: SheetPlace, split: bool) -> None:
        self.spot, self.collected = spot, ScoreCollector(held)
        self.wrong: list[Finding] = []
        self.faults: list[Finding] = []
        self.is_whole = False
        self._table, self._held, self._split = table, held, split
        self._names = PrintedNames(held.rubric)
        self._merges = merges_of(table.grid.marks.merged)
        self._rows: list[_PrintedRow] = []
        self._path: dict[int, Cell] = {}
        self._first: dict[str, Cell] = {}
        self._unnamed: list[_UnnamedRow] = []
        #: Whether names of all levels stand in one column.
        self._is_narrow = len(table.levels) == 1

    def add(self, row: Row) -> None:
        """One row below the headings."""
        at = self._table.at
        shown = {column: self._shown(row.number, column) for column in self._table.levels}
        own = {column: cell for column, cell in shown.items() if cell.content}
        ordinal, score = self._ordinal(row.number), at(row.number, "score")
        if not own and not ordinal.content:
            if score.kind is not CellKind.BLANK and score.formula is None and not adds_up(row, self._table.grid):
                self.wrong.append(self.spot.finding("S207", score, text=score.text))
            return
        self._path = {column: cell for column, cell in self._path.items() if own and column < min(own)} | own
        self._place(row, ordinal, score, own)

    def _place(self, row: Row, ordinal: Cell, score: Cell, own: dict[int, Cell]) -> None:
        """What a row is of, by the names around it."""
        path = list(self._path.values()) if own else []
        near = self._rows[-1].item if self._rows and self._is_narrow else None
        found, around = self._names.below([cell.content for cell in path], near) if path else ((), None)
        name = path[-1] if path else ordinal
        if len(found) == 1:
            self._keep(row, name, found[0], score)
        elif found:
            items = list_words([each.label for each in found])
            self.wrong.append(self.spot.finding("S216", name, name=name.content, items=items))
        elif around is not None:
            self._beside(row, path, around, score)
        elif (item := self._numbered(ordinal, path)) is not None:
            self._keep(row, name, item, score)
        else:
            self.wrong += self._unknown(name, score)

    def _keep(self, row: Row, name: Cell, item: Item, score: Cell) -> None:
        self._rows.append(_PrintedRow(row, name, item, item, score, name.row < row.number))

    def _beside(self, row: Row, path: list[Cell], around: Item, score: Cell) -> None:
        """A row beside an item's name whose own name none of its items has: it may be a row of the whole."""
        outer = next(cell for cell in reversed(path) if around in self._names.of(cell.content))
        is_apart = outer.row < row.number and self._merges.covering(row.number, outer.column) is None
        if is_sum_word(path[-1].text) or is_note_word(path[-1].text):
            return
        if score.kind is not CellKind.BLANK and score.formula is None:
            self._unnamed.append(_UnnamedRow(path[-1], around, score, is_apart))
        if not is_apart:
            self._keep(row, outer, around, score)

    def read(self) -> None:
        """The rows, when all are known: those that are scored, and what only adds them up."""
        rows, above = list(self._merged_scores()), self._held.rubric.above
        scored = {each.item.id for each in rows if each.is_scored}
        around = {outer for item in scored for outer in above(item)}
        named = {outer for each in rows for outer in above(each.item.id)}
        for each in rows:
            is_open = not scored.intersection((each.item.id, *above(each.item.id))) and each.item.id not in named
            if each.item.id not in around and (each.is_scored or is_open):
                self._row_of(each)
        for each in rows:
            if each.item.id in around and each.score.kind is not CellKind.BLANK:
                self.wrong += self._check_sum(each)
        for unnamed in self._unnamed:
            self.wrong += self._lost(unnamed, is_by_item=unnamed.around.id in around)

    def _lost(self, row: _UnnamedRow, *, is_by_item: bool) -> Iterator[Finding]:
        """A score beside a name that is of no item, where the items around it have rows, or that is nobody's."""
        if is_by_item:
            names = tuple(each.name for each in row.around.walk() if each is not row.around)
            hint = nearest_hint(row.name.content, names)
            yield self.spot.finding("S202", row.name, id=row.name.content, nearest=hint)
        elif row.is_apart:
            yield self.spot.finding("S207", row.score, text=row.score.text)

    def _merged_scores(self) -> Iterator[_PrintedRow]:
        """The rows; a score that is merged over several is that of the item around all of theirs."""
        for each in self._rows:
            wide = self._merges.at(each.score.row, each.score.column) if each.score.place else None
            wide = wide or self._merges.at(each.row.number, self._table.columns["score"])
            if wide is None or wide.first_row == wide.last_row:
                yield each
            elif each.row.number == wide.first_row:
                same = [row for row in self._rows if wide.first_row <= row.row.number <= wide.last_row]
                yield each._replace(item=self._around([row.item for row in same]))

    def _around(self, items: Sequence[Item]) -> Item:
        """The nearest item that is, or is around, each of several; the first where none is."""
        lines = [(each.id, *self._held.rubric.above(each.id)) for each in items]
        common = next((one for one in lines[0] if all(one in line for line in lines)), lines[0][0])
        return self._held.rubric.by_id[common]

    def _row_of(self, each: _PrintedRow) -> None:
        """The row of an item, once."""
        item, at = each.item, each.score if each.is_beneath and each.score.place else each.name
        if item.id in self._first:
            first = self._first[item.id].address
            self.wrong.append(self.spot.finding("S204", at, item=item.label, first=first))
            return
        self._first[item.id] = at
        if not each.is_beneath:
            self.wrong += self._changed(each.row.number, each.name, each.named)
        self.is_whole |= item.items is not None
        self._score(each.row, item)

    def _check_sum(self, each: _PrintedRow) -> Iterator[Finding]:
        """What stands beside the name of an indicator whose items have rows of their own is what these come to."""
        said, worth = parse_stored(each.score.content), worth_of(each.item, self.collected)
        if said is not None and worth is not None and abs(Fraction(said) - worth) > _ROUNDED:
            facts = {"heading": each.item.name, "found": format_points(said), "sum": format_exact(worth)}
            yield self.spot.finding("S215", each.score, **facts)

    def _shown(self, number: int, column: int) -> Cell:
        """The cell that shows in a column: one that is merged over several rows in each of them."""
        if not self._merges.ranges:
            return self._table.grid.at(number, column)
        return self._table.grid.at(*self._merges.shown_place(number, column))

    def _ordinal(self, number: int) -> Cell:
        column = self._table.columns.get("number")
        return self._table.at(number, "number") if column is None else self._shown(number, column)

    def _numbered(self, ordinal: Cell, path: Sequence[Cell]) -> Item | None:
        """The indicator of a row that has one name at most, by its number as printed, else by its place."""
        number, indicators = parse_stored(ordinal.content), self._held.rubric.indicators
        printed = [item for item in read_number(ordinal, self._held.rubric).items if item in indicators]
        if len(printed) == 1 and len(path) < 2:
            return printed[0]
        is_one = number is not None and number == int(number) and 1 <= number <= len(indicators) and len(path) < 2
        return indicators[int(number) - 1] if is_one and number is not None else None

    def _unknown(self, cell: Cell, score: Cell) -> Iterator[Finding]:
        """A row of no item. Totals are no items, even if they were typed."""
        is_summary = any(is_sum_word(each.text) or is_note_word(each.text) for each in (cell, *self._path.values()))
        if not is_summary and score.kind is not CellKind.BLANK and score.formula is None:
            hint = nearest_hint(cell.content, self._held.rubric.names)
            yield self.spot.finding("S202", cell, id=cell.content, nearest=hint)

    def _changed(self, number: int, name: Cell, item: Item) -> Iterator[Finding]:
        """The cap and the name are those of the rubric."""
        cap = self._table.at(number, "max")
        is_of_indicator = _is_cap_of(self._table, cap, self._held.rubric, item)
        yield from () if is_of_indicator else check_cap(self.spot, cap, item)
        yield from check_names(self.spot, (name,), _NAME)
        if item not in self._names.of(name.content):
            yield from check_name(self.spot, name, item)

    def _score(self, row: Row, item: Item) -> None:
        filled = find_filled_row(self._table, row, beside=self._held.kind(item).form == "figure")
        if self._table.grid.marks.merged:
            filled = with_shared_cells(self._table, filled)
        is_sum = filled.score.kind is CellKind.TEXT and item.items is not None and _PLUS.search(filled.score.text)
        if is_sum and covering_range(self._table.grid, filled.score) is None:
            self._parts(item, filled)
            return
        if item.id not in self._held.is_scored:
            self.wrong += check_not_theirs(self.spot, item, filled, self._held)
            return
        score, faults = read_score(self.spot, item, filled, self._held)
        self.faults += faults
        self.collected.add(item.id, filled, score)

    def _parts(self, item: Item, filled: FilledRow) -> None:
        """The scores of an indicator's items, written one after another."""
        text, leaves = filled.score.text, tuple(item.leaves())
        parts = [parse_typed(part) for part in _PLUS.split(text)]
        facts = {"text": text, "item": item.label, "count": str(len(leaves))}
        if any(self._held.kind(leaf).form == "figure" for leaf in leaves):
            self.faults.append(self.spot.finding("S135", filled.score, **facts))
            parts = []
        elif not self._split:
            self.faults.append(self.spot.finding("S118", filled.score, **facts))
        elif len(parts) != len(leaves) or None in parts:
            self.faults.append(self.spot.finding("S119", filled.score, found=str(len(parts)), **facts))
        for leaf, points in zip(leaves, parts, strict=False):
            is_read = self._split and len(parts) == len(leaves) and None not in parts
            self._part(leaf, filled, points if is_read else None)

    def _part(self, leaf: Item, filled: FilledRow, points: Decimal | None) -> None:
        """One of them; None where they could not be told apart, which has then been said."""
        if points is not None:
            self.faults += check_points(self.spot, leaf, filled.score, points, self._held)
        fits = points is not None and points >= 0 and (leaf.max is None or points <= leaf.max)
        is_over = points is not None and not fits
        word = format_points(points) if points is not None and fits else NO_POINTS
        self.collected.add(
            leaf.id, filled, CellScore(word, format_points(points) if points is not None and is_over else AS_POINTS)
        )


def _is_cap_of(table: ScoreTable, cap: Cell, rubric: Rubric, item: Item) -> bool:
    """Whether a cap that is merged over several rows is that of the item around this one."""
    merges = merges_of(table.grid.marks.merged)
    around = rubric.above(item.id)
    if not around or merges.at(cap.row, cap.column) is None:
        return False
    shown = parse_stored(table.grid.at(*merges.shown_place(cap.row, cap.column)).content)
    return shown is not None and any(shown == rubric.by_id[each].max for each in around)
