"""Entered values: the steps by which what was entered, row by row, became points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.scoring.steps import Given, Rule, Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.round.sources import Source
    from gkpg.rubric import Item, Rubric
    from gkpg.rubric.kinds import Working
    from gkpg.scoring.amounts import Amount
    from gkpg.scoring.trace import Recorder
    from gkpg.sheets.model import Entry, Sheet


class EnteredValues:
    """What is told of the entries of one unit in one part."""

    def __init__(self, recorder: Recorder, rubric: Rubric, basis: Rule) -> None:
        self._recorder, self._rubric, self._basis = recorder, rubric, basis
        self._entries: dict[int, Mapping[str, Entry]] = {}

    def record(self, item: Item, sheet: Sheet, source: Source, place: str, points: Fraction) -> None:
        """The steps of an item in one sheet: of each entry that is not its points, then of rows together.

        `place` has the cells of all, which come to `points`.
        """
        own = self._entries_of(sheet)
        rows = (item.id,) if item.id in own else tuple(leaf.id for leaf in item.leaves())
        entries = [own[row] for row in rows if row in own]
        for entry in entries:
            if entry.entered is not None and not entry.in_points and not entry.is_figure:
                self._entry(entry, item, source, place_of(sheet, entry))
            elif entry.is_word:
                self._word(entry, item, source, place_of(sheet, entry))
        if len(entries) > 1 or any(entry.item != item.id for entry in entries):
            terms = [Term("cell", place_of(sheet, entry), Fraction(entry.points or 0)) for entry in entries]
            self._rows(item, source, place, terms, points)

    def _entries_of(self, sheet: Sheet) -> Mapping[str, Entry]:
        """The entries of a sheet by their items, read once."""
        if id(sheet) not in self._entries:
            self._entries[id(sheet)] = {entry.item: entry for entry in sheet.entries}
        return self._entries[id(sheet)]

    def _entry(self, entry: Entry, item: Item, source: Source, place: str) -> None:
        """One value, rounded where its rule says so, and its points."""
        kind = self._rubric.kinds.get(entry.item)
        if kind is None or entry.points is None or entry.entered is None:
            return
        if entry.is_word and kind.form != "level":
            self._word(entry, item, source, place)
            return
        entered = kind.number(entry.entered)
        working = kind.working(entered)
        if working is not None:
            figure = Fraction(entered) if working.rounding else working.value
            value, amount = Term("figure", place, figure), self._recorder.amount(Fraction(entry.points))
            record_working(self._recorder, value, working, amount, self._basis, (item.id, Given(source.name, place)))

    def _word(self, entry: Entry, item: Item, source: Source, place: str) -> None:
        """A word of the source's scale, with what it is worth."""
        if entry.points is None or entry.entered is None:
            return
        points = Fraction(entry.points)
        terms = (Term("figure", place, points), Term("knot", entry.entered, points))
        amount, rule = self._recorder.amount(points), Rule("scale", source.basis)
        self._recorder.add("measure", terms, amount, rule, item.id, Given(source.name, place))

    def _rows(self, item: Item, source: Source, place: str, cells: list[Term], points: Fraction) -> None:
        """All rows of an item, from where it starts, within its bounds."""
        start = item.start if item.has_rows else Fraction(0)
        whole = sum((term.value or Fraction(0) for term in cells), start)
        terms = [*cells, Term("base", "start", start)] if start else cells
        if points != whole:
            terms = [*terms, Term("limit", "floor" if points > whole else "max", points)]
        rule = self._basis._replace(key=item.kind if item.has_rows else "")
        self._recorder.add("rows", terms, self._recorder.amount(points), rule, item.id, Given(source.name, place))


def place_of(sheet: Sheet, entry: Entry) -> str:
    """Where an entry stands, in words: file, sheet, cell."""
    return f"{sheet.file} {sheet.name}!{entry.cell}"


def record_working(
    recorder: Recorder, value: Term, working: Working, points: Amount, basis: Rule, at: tuple[str, Given]
) -> None:
    """How a value became points. `at` are the item, and by whom it was given; that is empty of what items come to."""
    if working.rounding:
        rounded = recorder.amount(working.value)
        recorder.add("round", (value,), rounded, basis._replace(key=working.rounding), *at)
        value = value._replace(value=working.value)
    terms = (value, *(Term(mark.kind, mark.name, mark.value) for mark in working.marks))
    recorder.add("measure", terms, points, basis._replace(key=working.key), *at)
