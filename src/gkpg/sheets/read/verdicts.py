"""Verdicts: rows in which nothing was wrong, known again at a glance when the same or one alike returns."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.sheets.read.said import says_something
from gkpg.sheets.read.score_collector import note_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from gkpg.sheets.model import Note
    from gkpg.workbooks.cells import Cell, Row

#: The columns by whose cells a row is judged, and how many rows are remembered in one context.
_JUDGED = {"id", "name", "max", "entered", "score", "not_applicable"}
_MOST_ROWS = 20_000

ColumnPlaces = tuple[tuple[str, int], ...]


class Verdict(NamedTuple):
    """A row in which nothing is wrong: its item, the place of its score, what it says as words of lines, its note.

    `item` is empty for a row of no item, such as a subtotal.
    """

    item: str = ""
    place: int = 0
    points: str = ""
    entered: str = ""
    note: Note | None = None


class RowVerdicts:
    """The verdicts on rows that are read in one context, under the same columns.

    A row that is the same object is known by itself, one that is alike by the cells that it is judged by.
    """

    def __init__(self, columns: ColumnPlaces) -> None:
        self._columns = columns
        self._same: dict[int, tuple[Row, Verdict]] = {}
        self._alike: dict[tuple[Cell | bool | None, ...], Verdict] = {}

    def find(self, row: Row) -> Verdict | None:
        """The verdict on a row; None where it must be looked at closely."""
        same = self._same.get(id(row))
        if same is not None and same[0] is row:
            return same[1]
        verdict = self._alike.get(self._key(row))
        if verdict is None:
            return None
        verdict = verdict._replace(note=note_of(verdict.item, *map(row.cells.get, self._beside)))
        self._remember(row, verdict)
        return verdict

    def add(self, row: Row, verdict: Verdict) -> None:
        """Remember that nothing is wrong with a row."""
        self._remember(row, verdict)
        if verdict.item:
            if len(self._alike) >= _MOST_ROWS:
                self._alike.clear()
            self._alike[self._key(row)] = verdict

    def _remember(self, row: Row, verdict: Verdict) -> None:
        if len(self._same) >= _MOST_ROWS:
            self._same.clear()
        self._same[id(row)] = row, verdict

    def _key(self, row: Row) -> tuple[Cell | bool | None, ...]:
        """The cells by which a row is judged, and whether it has a reason: what it says is for people to judge."""
        reason = row.cells.get(self._beside[0])
        return (*map(row.cells.get, self._judged), says_something(reason))

    @cached_property
    def _judged(self) -> tuple[int, ...]:
        return tuple(column for key, column in self._columns if key in _JUDGED)

    @cached_property
    def _beside(self) -> tuple[int, int]:
        """The columns of reason and link; 0, where nothing stands, for one that the table does not have."""
        columns = dict(self._columns)
        return columns.get("reason", 0), columns.get("link", 0)


class RowMemory:
    """All verdicts of one reader, by the context that they were found in: everything that a row is held to."""

    def __init__(self) -> None:
        self._known: dict[tuple[Hashable, ColumnPlaces], RowVerdicts] = {}

    def under(self, context: Hashable, columns: ColumnPlaces) -> RowVerdicts:
        """The verdicts on rows that are held to the same, in a table of the same columns."""
        found = self._known.get((context, columns))
        if found is None:
            found = self._known[context, columns] = RowVerdicts(columns)
        return found

    def __reduce__(self) -> tuple[type[RowMemory], tuple[()]]:
        """Another process begins with none: what is remembered is worth less than to send it."""
        return RowMemory, ()
