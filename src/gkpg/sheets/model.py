"""What was handed in: files, the sheets in them, the scores on the sheets.

Files and sheets are tuples with names: a nation hands in a hundred thousand, and each comes from another process.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.findings.finding import Finding


class Identity(NamedTuple):
    """Who scored whom. An empty text means that the sheet does not say, or has no period."""

    unit: str = ""
    source: str = ""
    assessor: str = ""
    date: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One score: what was entered for an item in one sheet, what that comes to, and the cell that says so.

    `points` is None where no score can be told: a blank, which is not zero, or a fault that a finding names; or where
    the item does not apply, which `applies` says. `entered` is what the cell says, in one way of writing it: a number
    (points, a count, a loss), ✓ or ✗, a level, a word of the source's scale; None where that is nothing that could be
    taken. `in_points` says that it is the points themselves, `is_word` that it is a level or a word of the scale;
    `is_figure` that what stands as its points is a figure, of which scoring makes points.
    """

    item: str
    points: Decimal | Fraction | None
    cell: str
    reason: str = ""
    link: str = ""
    applies: bool = True
    entered: str | None = None
    in_points: bool = True
    is_word: bool = False
    is_figure: bool = False

    @property
    def has_score(self) -> bool:
        """Whether anything stands there that could be taken: points, or what scoring makes points of."""
        return self.points is not None or self.entered is not None


class Note(NamedTuple):
    """What was written beside the score of an item: a reason, a link, or both."""

    item: str
    reason: str
    link: str


class EntryLayout(NamedTuple):
    """The items of a sheet and the cell of each one's score. Sheets of one make share theirs."""

    items: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


#: The row of a sheet that stands for a page on which nothing is entered, or that is gone.
EMPTY_PAGE = -1


class Sheet(NamedTuple):
    """The scores that one hand gave one unit, as far as they can be read.

    `rubric` is its key (id, version), None if that cannot be told; then there are no entries. `name` is the name of
    the sheet within the workbook. `row` is the row of the unit where a sheet has many units, 0 where the workbook has
    other sheets beside it, EMPTY_PAGE where that is a page without any score, which is not handed in; else None.
    `points` is a line with a word for each item of the layout: a plain decimal, `-` for none, `/` where it does not
    apply.
    `entered` is another: what was entered, as `entered_word` writes it; empty where only points are known, or all
    that was entered are points. `entries` reads both.

    `sample` is how many answers of a survey it stands for; None where it does not say. A sheet that `decides` has
    what was decided where assessors lay too far apart: its assessor is who decided, a note's link the scores that
    were seen.
    """

    file: str
    rubric: tuple[str, str] | None
    identity: Identity = Identity()
    name: str = ""
    row: int | None = None
    layout: EntryLayout = EntryLayout()
    points: str = ""
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    sample: int | None = None
    decides: bool = False
    entered: str = ""

    @property
    def place(self) -> Place:
        """Where it stands: its file, and where many units share that, its worksheet or its first score."""
        if self.row in {0, EMPTY_PAGE}:
            return Place(self.file, sheet=self.name)
        if self.row is None or not self.layout.cells:
            return Place(self.file)
        return Place(self.file, sheet=self.name, cell=self.layout.cells[0])

    @property
    def is_empty_page(self) -> bool:
        """Whether it stands for a page of a workbook that is gone, or that was left blank while others were filled."""
        return self.row == EMPTY_PAGE

    @property
    def is_unread(self) -> bool:
        """Whether it stands for a file that could not be read: only the file's name may say whose it is."""
        return self.rubric is None and not self.name and not self.decides

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The scores, in the order of the rubric."""
        notes = {note.item: note for note in self.notes}
        return tuple(
            read_entry(item, cell, words, notes.get(item))
            for item, cell, words in zip(self.layout.items, self.layout.cells, self.words(), strict=True)
        )

    def words(self) -> Iterator[tuple[str, str]]:
        """For each item of the layout the words of the two lines: what was entered, and its points."""
        points = self.points.split()
        return zip(self.entered.split(" ") if self.entered else [AS_POINTS] * len(points), points, strict=True)


#: What stands in a line of entries where the points themselves were entered.
AS_POINTS = "="
#: Stands before a level or a word of a source's scale there, whose spaces are no-break spaces, for the line has a
#: space between words; and before a figure that is no points yet.
_WORD, _SPACE, _FIGURE = ":", "\u00a0", "#"


def figure_word(entered: str) -> str:
    """A figure as a word of such a line."""
    return f"{_FIGURE}{entered}"


def said_figure(word: str) -> str | None:
    """The figure that such a word says; None where it says something else."""
    return word.removeprefix(_FIGURE) if word.startswith(_FIGURE) else None


def entered_word(entered: str, *, is_word: bool = False) -> str:
    """What was entered as a word of a line: a number or a mark as it is, other words behind a colon."""
    return f"{_WORD}{_SPACE.join(entered.split())}" if is_word else entered


def said_word(word: str) -> str:
    """What a word of a line of entries says: a word behind a colon with its spaces, anything else as it is."""
    return word.removeprefix(_WORD).replace(_SPACE, " ")


def read_entry(item: str, cell: str, words: tuple[str, str], note: Note | None) -> Entry:
    """The entry of an item, from its words in the two lines."""
    entered, points = words
    value = None if points in {NO_POINTS, NOT_APPLICABLE} else _number(points)
    is_word, is_figure = entered.startswith(_WORD), entered.startswith(_FIGURE)
    said = said_word(entered) if is_word else entered.removeprefix(_FIGURE)
    if entered == AS_POINTS:
        said = points
    reason, link = (note.reason, note.link) if note else ("", "")
    known = None if said in {NO_POINTS, NOT_APPLICABLE} else said
    return Entry(
        item, value, cell, reason, link, points != NOT_APPLICABLE, known, entered == AS_POINTS, is_word, is_figure
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


def unreadable_file(name: str, sha256: str, identity: Identity, finding: Finding) -> File:
    """A file that cannot be read, with the one finding that says so."""
    return File(name, sha256, (Sheet(name, None, identity),), (finding,))
