"""Collecting the scores of one sheet, item by item, into the lines that a sheet is kept as."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from gkpg.findings.finding import Finding
from gkpg.sheets.model import AS_POINTS, EntryLayout, Note
from gkpg.workbooks.cells import Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from gkpg.findings.place import Place
    from gkpg.sheets.read.score_cells import CellScore, FilledRow
    from gkpg.sheets.read.sheet_place import SheetPlace
    from gkpg.sheets.read.sheet_rules import SheetRules


@dataclass(slots=True)
class ScoreCollector:
    """The scores of one sheet so far: by item, the place of its cell, its words of the two lines; what stood beside."""

    rules: SheetRules
    places: dict[str, int] = field(default_factory=dict)
    points: dict[str, str] = field(default_factory=dict)
    entered: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def add(self, item: str, filled: FilledRow, score: CellScore) -> Note | None:
        """The score of an item as words of lines; returns what stood beside it, None if nothing."""
        self.places[item] = filled.score.place
        self.points[item] = score.points
        if score.entered != AS_POINTS:
            self.entered[item] = score.entered
        note = note_of(item, filled.reason, filled.link)
        if note is not None:
            self.notes.append(note)
        return note

    def lines(self) -> tuple[EntryLayout, str, str]:
        """The items with their cells, the points, and what was entered, in the order of the rubric."""
        items = tuple(self.places)
        if items != self.rules.rubric.leaf_ids:
            items = tuple(item for item in self.rules.rubric.ids if item in self.places)
        layout = layout_at(items, tuple([self.places[item] for item in items]))
        return layout, " ".join([self.points[item] for item in items]), line_of_entries(items, self.entered)

    def missing(self, spot: SheetPlace, unclear: Collection[str] = ()) -> Iterator[Finding]:
        """The items that the sheet has no score cell for, neither of their own nor of an item around them.

        Those of which it is unclear which row is theirs have been told.
        """
        held = self.rules
        if len(self.places) == len(held.ids) and all(map(self.places.__contains__, held.ids)):
            return
        for item in held.leaves:
            if (
                item.id not in unclear
                and item.id not in self.places
                and not any(above in self.places for above in held.rubric.above(item.id))
            ):
                yield Finding("S203", spot.place, {"item": item.label})


def line_of_entries(items: Iterable[str], entered: Mapping[str, str]) -> str:
    """What was entered for items, as a line; empty where all of it are points."""
    return " ".join([entered.get(item, AS_POINTS) for item in items]) if entered else ""


def note_of(item: str, reason: Cell | None, link: Cell | None) -> Note | None:
    """What stands beside a score; None where nothing does."""
    beside = (reason.content if reason else "", link.content if link else "")
    return Note(item, *beside) if any(beside) else None


@lru_cache(maxsize=1_024)
def layout_at(items: tuple[str, ...], places: tuple[int, ...]) -> EntryLayout:
    """One layout for all sheets that have the same items in the same places."""
    return EntryLayout(items, tuple(Cell(place, CellKind.BLANK).address for place in places))


def gather_blanks(faults: list[Finding], held: SheetRules, place: Place) -> Iterable[Finding]:
    """A sheet that is wholly blank, or a row of a matrix, is one finding at its place, not one an item."""
    if len(faults) == len(held.ids) > 1 and all(fault.code == "S102" for fault in faults):
        return (Finding("S103", place, {"count": str(len(faults))}),)
    return faults
