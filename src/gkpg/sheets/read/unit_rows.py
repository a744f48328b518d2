"""Reading a unit sheet: a row an item, known by its id."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE
from gkpg.base.text import Text
from gkpg.base.unseen import find_unseen
from gkpg.sheets.model import AS_POINTS
from gkpg.sheets.read.evidence import check_evidence
from gkpg.sheets.read.identity import nearest_hint
from gkpg.sheets.read.merged_cells import check_merged_headings, shared_rows, with_shared_cells
from gkpg.sheets.read.row_numbers import (
    RowNumber,
    narrow_down,
    read_number,
    tell_date,
    unclear_number,
    with_items_around,
    with_name,
)
from gkpg.sheets.read.score_cells import (
    check_cap,
    check_name,
    check_not_theirs,
    find_filled_row,
    read_score,
)
from gkpg.sheets.read.score_collector import ScoreCollector, gather_blanks
from gkpg.sheets.read.score_table import adds_up
from gkpg.sheets.read.sheet_place import SheetPlace
from gkpg.sheets.read.summary_words import is_note_word, is_sum_word
from gkpg.sheets.read.unseen_names import check_unseen, check_unseen_headings
from gkpg.sheets.read.verdicts import Verdict
from gkpg.sheets.read.visibility import check_covered, check_names
from gkpg.workbooks.cells import Cell, CellKind, place_of
from gkpg.workbooks.merges import covered_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.findings.finding import Finding
    from gkpg.rubric import Item
    from gkpg.sheets.read.score_table import ScoreTable
    from gkpg.sheets.read.sheet_rules import SheetRules
    from gkpg.sheets.read.verdicts import RowMemory
    from gkpg.workbooks.cells import Row

#: The columns by whose cells a row is known, and those of what was entered.
_NAMES = Text("编号或名称", "id or name")
_KNOWN_BY, _ENTERED = {"id", "name", "max"}, ("score", "entered")


def read_unit_sheet(
    table: ScoreTable, held: SheetRules, file: str, verdicts: RowMemory
) -> tuple[ScoreCollector, tuple[Finding, ...]]:
    """The scores of a table in the order of the rubric, and the findings of its rows.

    `verdicts` are those of the reader on rows that it has seen before.
    """
    spot = SheetPlace(file, table.grid)
    reader = _UnitRowReader(table, held, spot, verdicts)
    reader.read()
    twice = [spot.finding("S208", cell, heading=cell.content) for cell in table.twice]
    reader.wrong += check_unseen_headings(table.grid.rows[table.row], file, table.grid.name)
    twice += check_merged_headings(table, spot, "id")
    missing = reader.collected.missing(spot, reader.unclear)
    known_by = [column for key, column in table.columns.items() if key in _KNOWN_BY]
    covered = check_covered(spot, known_by, table.row)
    return reader.collected, (
        *twice,
        *reader.wrong,
        *covered,
        *missing,
        *gather_blanks(reader.faults, held, spot.place),
    )


class _UnitRowReader:
    """The rows of one table, one after another: at a glance where nothing was wrong with a row before."""

    def __init__(self, table: ScoreTable, held: SheetRules, spot: SheetPlace, verdicts: RowMemory) -> None:
        self.collected = ScoreCollector(held)
        self.wrong: list[Finding] = []
        self.faults: list[Finding] = []
        self.unclear: set[str] = set()
        self._waiting: list[tuple[Row, Cell, tuple[Item, ...]]] = []
        if held.rubric.asks_for_more and "entered" not in table.columns:
            held = replace(held, in_points=True)
        self._table, self._held, self._rubric, self._spot = table, held, held.rubric, spot
        entered = frozenset(table.columns[key] for key in _ENTERED if key in table.columns)
        merged = table.grid.marks.merged
        self._shared = shared_rows(table) | covered_rows(merged, entered) if merged else shared_rows(table)
        self._verdicts = verdicts.under(held.context, tuple(table.columns.items()))

    def read(self) -> None:
        """Every row below the headings."""
        places, points, entered = self.collected.places, self.collected.points, self.collected.entered
        find, marks = self._verdicts.find, self._table.grid.marks
        is_seen, shared = not marks.obscure, self._shared
        for row in self._table.rows():
            verdict = find(row) if is_seen and row.number not in shared else None
            if verdict is None or verdict.item in places:
                self._row(row)
                continue
            if not verdict.item:
                continue
            places[verdict.item] = verdict.place
            points[verdict.item] = verdict.points
            if verdict.entered != AS_POINTS:
                entered[verdict.item] = verdict.entered
            if verdict.note is not None:
                self.collected.notes.append(verdict.note)
        for waiting in self._waiting:
            self._settle(*waiting)

    def _row(self, row: Row) -> None:
        """One row, looked at closely; remembered if nothing is wrong with it."""
        id_cell = self._cell(row, "id")
        if not id_cell.content:
            wrong = list(self._score_without_id(row))
            self.wrong += wrong
            if not wrong:
                self._verdicts.add(row, Verdict())
            return
        item, told = self._item(row, id_cell)
        if item is not None:
            self._of_item(row, item, told)

    def _of_item(self, row: Row, item: Item, told: list[Finding], *, by_itself: bool = True) -> None:
        """The row of an item; `told` is what is to be said of its number.

        It is remembered where it is known for that of the item `by_itself`, whatever other rows there are.
        """
        changed = [*told, *self._changed(row, item)]
        filled = find_filled_row(self._table, row, beside=self._held.kind(item).has_own_cell)
        if row.number in self._shared:
            filled = with_shared_cells(self._table, filled)
        self.wrong += changed
        if item.id not in self._held.ids:
            self.wrong += check_not_theirs(self._spot, item, filled, self._held)
            return
        score, faults = read_score(self._spot, item, filled, self._held)
        self.faults += faults
        self.wrong += check_evidence(self._spot, item, filled, self._held)
        note = self.collected.add(item.id, filled, score)
        unseen = self._unseen(row, faults)
        self.wrong += unseen
        if (
            score.points not in {NO_POINTS, NOT_APPLICABLE}
            and not (changed or unseen or faults)
            and by_itself
            and not self._held.rules.evidence
            and row.number not in self._shared
        ):
            self._verdicts.add(row, Verdict(item.id, filled.score.place, *score, note))

    def _cell(self, row: Row, key: str) -> Cell:
        """The cell in the column of a heading; a blank one where the table has no such column."""
        column = self._table.columns.get(key)
        return row.at(column) if column else Cell(place_of(row.number, 1), CellKind.BLANK)

    def _unseen(self, row: Row, faults: list[Finding]) -> list[Finding]:
        """Where what a row is known by, or a word in it, holds what nobody sees; numbers with it have been told."""
        keys = ("id", "name", "not_applicable", *(() if faults else ("score", "entered")))
        columns = self._table.columns
        cells = [cell for key in keys if (cell := row.cells.get(columns.get(key, 0))) is not None]
        if find_unseen("".join([cell.text for cell in cells])) is None:
            return []
        return list(check_unseen(cells, self._spot.file, self._spot.grid.name))

    def _item(self, row: Row, id_cell: Cell) -> tuple[Item | None, list[Finding]]:
        """The item that a row belongs to, once, with what is to be said of its number.

        None where it belongs to none, which has then been said, or where that is not known before all rows are.
        """
        known = self._rubric.numbering.rows.get(id_cell.text) if id_cell.kind is CellKind.TEXT else None
        if known is not None:
            return self._once(id_cell, known), []
        found, name = read_number(id_cell, self._rubric), self._cell(row, "name")
        if found.day is not None:
            return self._of_date(id_cell, found, name)
        may_be = tuple(item for item in found.items if item.items is None) or found.items
        items = narrow_down(id_cell, may_be, name, self._rubric)
        item = items[0] if items else None
        if item is None and _is_other(id_cell) and not self._is_scored(id_cell.row):
            return None, []
        if item is None or item.items is not None:
            hint = nearest_hint(id_cell.content, self._rubric.leaf_ids)
            self.wrong.append(self._spot.finding("S202", id_cell, id=id_cell.content, nearest=hint))
            return None, []
        if len(items) > 1:
            self._look_around(row, id_cell, items)
            return None, []
        return self._once(id_cell, item), []

    def _look_around(self, row: Row, id_cell: Cell, items: tuple[Item, ...]) -> None:
        """A row that may be of several items is of the one below the items around it; else it waits for all others."""
        found = with_items_around(items, row.number, self._table, self._rubric)
        if len(found) != 1:
            self._waiting.append((row, id_cell, items))
        elif (item := self._once(id_cell, found[0])) is not None:
            self._of_item(row, item, [], by_itself=False)

    def _once(self, id_cell: Cell, item: Item) -> Item | None:
        """The item, if it has no other row; else None, with the finding that says so."""
        if item.id not in self.collected.places:
            return item
        first = Cell(self.collected.places[item.id], CellKind.BLANK).row
        address = self._table.at(first, "id").address
        self.wrong.append(self._spot.finding("S204", id_cell, item=item.label, first=address))
        return None

    def _of_date(self, id_cell: Cell, found: RowNumber, name: Cell) -> tuple[Item | None, list[Finding]]:
        """The item of a row whose number became a date: one that it can have been, if it has the row's name, too."""
        named = with_name(tuple(item for item in found.items if item.items is None), name)
        if len(named) == 1:
            return self._once(id_cell, named[0]), [tell_date(self._spot, id_cell, found, named[0])]
        self.unclear |= {item.id for item in found.items}
        self.wrong.append(unclear_number(self._spot, id_cell, found))
        return None, []

    def _settle(self, row: Row, id_cell: Cell, items: tuple[Item, ...]) -> None:
        """A row whose number may mean several items is of the one that has no other row; else that is told."""
        left = [item for item in items if item.id not in self.collected.places]
        if len(left) > 1:
            self.unclear |= {item.id for item in left}
            self.wrong.append(unclear_number(self._spot, id_cell, RowNumber(items)))
        elif (item := self._once(id_cell, (left or items)[0])) is not None:
            self._of_item(row, item, [], by_itself=False)

    def _is_scored(self, number: int) -> bool:
        """Whether a row holds a score that was typed."""
        cells = (self._table.at(number, key) for key in _ENTERED)
        return any(cell.content and cell.formula is None for cell in cells)

    def _changed(self, row: Row, item: Item) -> Iterator[Finding]:
        """The cap and the name in the sheet are those of the rubric."""
        known_by = [self._cell(row, key) for key in ("id", "name") if key in self._table.columns]
        yield from check_names(self._spot, known_by, _NAMES)
        if not item.is_veto:
            yield from check_cap(self._spot, self._cell(row, "max"), item)
        if "name" in self._table.columns:
            yield from check_name(self._spot, self._cell(row, "name"), item)

    def _score_without_id(self, row: Row) -> Iterator[Finding]:
        """A score stands in the row of no item. Totals are formulas; they are nobody's score."""
        score = self._cell(row, "score")
        if score.kind is not CellKind.BLANK and score.formula is None and not adds_up(row, self._table.grid):
            yield self._spot.finding("S207", score, text=score.text)


def _is_other(id_cell: Cell) -> bool:
    """Whether a row says that it is a note or a sum."""
    return is_note_word(id_cell.text) or is_sum_word(id_cell.text)
