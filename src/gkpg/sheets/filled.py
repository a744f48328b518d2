"""What was handed in: files, the sheets in them, and the scores on the sheets.

Files and sheets are tuples with names: a nation hands in a hundred thousand, and each comes from another process.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.findings import Finding, Place
from gkpg.points import NO_POINTS, NOT_APPLICABLE
from gkpg.sheets.identity import Identity

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Entry:
    """One score: how many points an item got in one sheet, and the cell that says so.

    `points` is None where no score can be told: a blank, which is not zero, or a fault that a finding names; or where
    the item does not apply, which `applies` says.
    """

    item: str
    points: Decimal | Fraction | None
    cell: str
    reason: str = ""
    link: str = ""
    applies: bool = True


class Note(NamedTuple):
    """What was written beside the score of an item: a reason, a link, or both."""

    item: str
    reason: str
    link: str


class Layout(NamedTuple):
    """The items of a sheet and the cell of each one's score. Sheets of one make share theirs."""

    items: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """The scores that one hand gave one unit, as far as they can be read.

    `rubric` is its key (id, version), None if that cannot be told; then there are no entries. `name` is the name of
    the sheet within the workbook, `row` the row of the unit where a sheet has many units, else None. `points` is a
    line with a word for each item of the layout: a plain decimal, `-` for none, `/` where it does not apply;
    `entries` reads it. `sample` is how many answers of a survey it stands for; None where it does not say. A sheet
    that `decides` has what was decided where assessors lay too far apart: its assessor is who decided, a note's link
    the scores that were seen.
    """

    file: str
    rubric: tuple[str, str] | None
    identity: Identity = Identity()
    name: str = ""
    row: int | None = None
    layout: Layout = Layout()
    points: str = ""
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    sample: int | None = None
    decides: bool = False

    @property
    def place(self) -> Place:
        """Where it stands: its file, and where many units share that, its first score."""
        if self.row is None or not self.layout.cells:
            return Place(self.file)
        return Place(self.file, sheet=self.name, cell=self.layout.cells[0])

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The scores, in the order of the rubric."""
        notes = {note.item: note for note in self.notes}
        return tuple(
            Entry(
                item,
                None if points in {NO_POINTS, NOT_APPLICABLE} else _number(points),
                cell,
                *(notes[item][1:] if item in notes else ("", "")),
                points != NOT_APPLICABLE,
            )
            for item, cell, points in zip(self.layout.items, self.layout.cells, self.points.split(), strict=True)
        )


def _number(word: str) -> Decimal | Fraction:
    """The points of a word; a share of points that was computed may be a fraction."""
    return Fraction(word) if "/" in word else Decimal(word)


class File(NamedTuple):
    """One file handed in. `findings` are those that hold for all of it; `sheets` have their own.

    `sheets` is never empty: a file that cannot be read stands for one sheet, whose unit the file's name may tell.
    `sha256` is empty where not even its bytes could be had.
    """

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()

    def all_findings(self) -> Iterable[Finding]:
        """What is wrong with the file or with a sheet in it."""
        yield from self.findings
        for sheet in self.sheets:
            yield from sheet.findings


def unread(name: str, sha256: str, identity: Identity, finding: Finding) -> File:
    """A file that cannot be read, with the one finding that says so."""
    return File(name, sha256, (Sheet(name, None, identity),), (finding,))
