"""Measured values: the steps by which they became points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.scoring.steps import Rule, Term

if TYPE_CHECKING:
    from gkpg.rubric import Item, Rubric
    from gkpg.rubric.kinds import Working
    from gkpg.scoring.amounts import Amount
    from gkpg.scoring.trace import Recorder
    from gkpg.sheets.model import Entry, Sheet


def record_measured(recorder: Recorder, rubric: Rubric, item: Item, sheet: Sheet, source: str, basis: Rule) -> None:
    """The steps of an item in one sheet, of each of its rows that tells how it came to its points."""
    rows = {item.id, *(leaf.id for leaf in item.leaves())}
    for entry in sheet.entries:
        if entry.item in rows and entry.entered is not None and not entry.in_points and not entry.is_word:
            _record(recorder, rubric, entry, (item.id, source), f"{sheet.file} {sheet.name}!{entry.cell}", basis)


def _record(recorder: Recorder, rubric: Rubric, entry: Entry, at: tuple[str, str], place: str, basis: Rule) -> None:
    """One value, rounded where its rule says so, and its points."""
    kind = rubric.kinds.get(entry.item)
    if kind is None or entry.points is None or entry.entered is None:
        return
    entered = kind.number(entry.entered)
    working = kind.working(entered)
    if working is None:
        return
    value = Term("figure", place, Fraction(entered))
    record_working(recorder, value, working, recorder.amount(Fraction(entry.points)), basis, at)


def record_working(
    recorder: Recorder, value: Term, working: Working, points: Amount, basis: Rule, at: tuple[str, ...]
) -> None:
    """How a value became points. `at` are the item, and the source where there is one."""
    if working.rounding:
        rounded = recorder.amount(working.value)
        recorder.add("round", (value,), rounded, basis._replace(key=working.rounding), *at)
        value = value._replace(value=working.value)
    terms = (value, *(Term(mark.kind, mark.name, mark.value) for mark in working.marks))
    recorder.add("measure", terms, points, basis._replace(key=working.key), *at)
