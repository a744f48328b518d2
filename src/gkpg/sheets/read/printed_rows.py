"""Reading the table as a notice prints it, filled in by hand: a row an indicator, known by its number or its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name
from gkpg.base.points import NO_POINTS, format_points, parse_stored, parse_typed
from gkpg.base.text import Text
from gkpg.sheets.model import AS_POINTS
from gkpg.sheets.read.identity import nearest_hint
from gkpg.sheets.read.merged_cells import check_merged_headings, with_shared_cells
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
    from collections.abc import Iterator
    from decimal import Decimal

    from gkpg.findings.finding import Finding
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.read.score_cells import FilledRow
    from gkpg.sheets.read.score_table import ScoreTable
    from gkpg.sheets.read.sheet_rules import SheetRules
    from gkpg.workbooks.cells import Row

#: The columns by whose cells a row is known.
_KNOWN_BY = {"number", "indicator", "max", "name"}
_NAME = Text("指标或子项", "indicator or item")
_PLUS = re.compile("[+＋]")
_SCOPE = re.compile(r"[（(].*", re.DOTALL)


def read_printed_table(
    table: ScoreTable, held: SheetRules, file: str, split: bool
) -> tuple[ScoreCollector, tuple[Finding, ...]]:
    """The scores of whole indicators; item by item from text such as `8+6+5+1` only where `split` asks for it."""
    reader = _PrintedRowReader(table, held, SheetPlace(file, table.grid), split)
    for row in table.rows():
        reader.row(row)
    twice = [reader.spot.finding("S208", cell, heading=cell.content) for cell in table.twice]
    twice += check_merged_headings(table, reader.spot, "max")
    missing = reader.collected.missing(reader.spot)
    known_by_columns = [column for key, column in table.columns.items() if key in _KNOWN_BY]
    covered = check_covered(reader.spot, known_by_columns, table.row)
    keys = [key for key in ("number", "indicator", "name") if key in table.columns]
    known_by = [table.at(row.number, key) for row in table.rows() for key in keys]
    twice += check_unseen((*table.grid.rows[table.row].cells.values(), *known_by), file, table.grid.name)
    note = reader.spot.finding("S210", table.at(table.row, "score"))
    return reader.collected, (
        note,
        *twice,
        *reader.wrong,
        *covered,
        *missing,
        *gather_blanks(reader.faults, held, reader.spot.place),
    )


class _PrintedRowReader:
    """The rows of one table. Those that a page break left without number and name are passed over.

    An indicator that is merged over several rows is that of each: its score stands in one of them, or its items have
    rows of their own, by name.
    """

    def __init__(self, table: ScoreTable, held: SheetRules, spot: SheetPlace, split: bool) -> None:
        self.spot, self.collected = spot, ScoreCollector(held)
        self.wrong: list[Finding] = []
        self.faults: list[Finding] = []
        self._table, self._held, self._split = table, held, split
        self._first: dict[str, Cell] = {}
        self._names = {fold_name(item.name): item for item in held.rubric.indicators}

    def row(self, row: Row) -> None:
        """One row below the headings."""
        number, at = row.number, self._table.at
        ordinal, name, score = self._shown(number, "number"), self._shown(number, "indicator"), at(number, "score")
        is_beneath = name.row < number and name.content
        if is_beneath and (score.kind is CellKind.BLANK or score.formula is not None):
            return
        if not ordinal.content and not name.content:
            if score.kind is not CellKind.BLANK and score.formula is None and not adds_up(row, self._table.grid):
                self.wrong.append(self.spot.finding("S207", score, text=score.text))
            return
        item = self._indicator(ordinal, name)
        below = None if item is None else self._below(number, item)
        if item is not None and below is not None:
            self._row_of(row, at(number, "name"), below)
        elif item is None:
            self.wrong += self._unknown(name if name.content else ordinal, score)
        elif not is_beneath and score.kind is CellKind.BLANK and self._is_scored_below(name):
            self.wrong += self._changed(number, name, item)
        else:
            self._row_of(row, name, item, score if is_beneath else None)

    def _row_of(self, row: Row, name: Cell, item: Item, score: Cell | None = None) -> None:
        """The row of an item, once; `score` is that of a row beneath one whose cells it shares."""
        if item.id in self._first:
            first = self._first[item.id].address
            self.wrong.append(self.spot.finding("S204", score or name, item=item.label, first=first))
            return
        self._first[item.id] = score or name
        if score is None:
            self.wrong += self._changed(row.number, name, item)
        self._score(row, item)

    def _shown(self, number: int, key: str) -> Cell:
        """The cell that shows in a column: one that is merged over several rows in each of them."""
        merges = merges_of(self._table.grid.marks.merged)
        if key not in self._table.columns or not merges.ranges:
            return self._table.at(number, key)
        return self._table.grid.at(*merges.shown_place(number, self._table.columns[key]))

    def _below(self, number: int, item: Item) -> Item | None:
        """The item below an indicator that a row names in the column of items; None where it names none."""
        name = self._table.at(number, "name")
        same = [each for each in item.walk() if each is not item and fold_name(each.name) == fold_name(name.text)]
        return same[0] if len(same) == 1 and same[0].items is None else None

    def _is_scored_below(self, name: Cell) -> bool:
        """Whether the score of an indicator that is merged over several rows stands in a row after the first."""
        found = merges_of(self._table.grid.marks.merged).at(name.row, name.column)
        rows = range(name.row + 1, (found.last_row if found else name.row) + 1)
        return any(self._table.at(row, "score").kind is not CellKind.BLANK for row in rows)

    def _indicator(self, ordinal: Cell, name: Cell) -> Item | None:
        """The indicator of a row: by its name, with or without its scope; else by its number."""
        by_name = self._names.get(fold_name(name.content)) or self._names.get(fold_name(_SCOPE.sub("", name.content)))
        if by_name is not None:
            return by_name
        number = parse_stored(ordinal.content)
        indicators = self._held.rubric.indicators
        is_one = number is not None and number == int(number) and 1 <= number <= len(indicators)
        return indicators[int(number) - 1] if is_one and number is not None else None

    def _unknown(self, cell: Cell, score: Cell) -> Iterator[Finding]:
        """A row of no indicator. Totals are no indicators, even if they were typed."""
        is_summary = is_sum_word(cell.text) or is_note_word(cell.text)
        if not is_summary and score.kind is not CellKind.BLANK and score.formula is None:
            names = tuple(item.name for item in self._held.rubric.indicators)
            yield self.spot.finding("S202", cell, id=cell.content, nearest=nearest_hint(cell.content, names))

    def _changed(self, number: int, name: Cell, item: Item) -> Iterator[Finding]:
        """The cap and the name are those of the rubric."""
        cap = self._table.at(number, "max")
        is_of_indicator = _is_cap_of(self._table, cap, self._held.rubric, item)
        yield from () if is_of_indicator else check_cap(self.spot, cap, item)
        yield from check_names(self.spot, (name,), _NAME)
        yield from check_name(self.spot, name, item, _SCOPE.sub("", name.content))

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
