"""The files of a result file, read from it as they are looked at: those of a nation are never in memory at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, overload

from gkpg.results.store.refusal import refusing
from gkpg.results.store.stored_findings import findings_of
from gkpg.sheets.model import EntryLayout, File, Identity, Note, Sheet

if TYPE_CHECKING:
    import sqlite3

    from gkpg.findings.place import Place

#: The condition that every number meets.
_ALL = "IS NOT NULL"
_NOTES = "SELECT sheet, item, reason, link FROM notes"
_SHEETS = "SELECT f.file, s.* FROM sheets s JOIN files f ON f.id = s.file"
#: How many columns a sheet has. Earlier files have less: none knows of periods, format 3 not of what was entered.
_WIDTH = 16


class StoredFiles(Sequence[File]):
    """All files with their sheets, in the order in which they are kept. To go through them is to read them again."""

    def __init__(self, database: sqlite3.Connection, place: Place) -> None:
        self._database, self._place = database, place
        (self._count,) = database.execute("SELECT count(*) FROM files").fetchone()

    def __len__(self) -> int:
        return int(self._count)

    @overload
    def __getitem__(self, index: int) -> File: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[File, ...]: ...
    def __getitem__(self, index: int | slice) -> File | tuple[File, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        return next(islice(self, range(len(self))[index], None))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return NotImplemented
        return all(own == theirs for own, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # it is compared as what it holds

    def __iter__(self) -> Iterator[File]:
        with refusing(self._place):
            yield from self._read()

    def some(self, places: Iterable[int]) -> Iterator[File]:
        """The files at some places, without reading the others."""
        with refusing(self._place):
            yield from self._read(f"IN ({', '.join(str(place + 1) for place in places)})")

    def _read(self, which: str = _ALL) -> Iterator[File]:
        """The files whose numbers are such."""
        database, make = self._database, _SheetMaker(self._database)
        of = which if which == _ALL else f"IN (SELECT id FROM sheets WHERE file {which})"  # noqa: S608 - our own numbers
        noted = database.execute(f"{_NOTES} WHERE sheet {of} ORDER BY rowid")
        notes = _Owned((sheet, Note(*note)) for sheet, *note in noted)
        found, whole = _Owned(findings_of(database, "of_sheet", of)), _Owned(findings_of(database, "of_file", which))
        by_file = groupby(database.execute(f"{_SHEETS} WHERE s.file {which} ORDER BY s.id"), key=lambda row: row[2])
        files = database.execute(f"SELECT id, file, sha256 FROM files WHERE id {which} ORDER BY id")  # noqa: S608 - the same
        for (number, name, sha256), (file, rows) in zip(files, by_file, strict=True):
            if file != number:
                raise ValueError(file)
            sheets = tuple(make.sheet(row, notes.of(row[1]), found.of(row[1])) for row in rows)
            yield File(name, sha256, sheets, whole.of(number))


class StoredUnits(Mapping[str, Sequence[Sheet]]):
    """The sheets about each unit, whether or not they count, in the order of files; without what was found in them."""

    def __init__(self, database: sqlite3.Connection, place: Place) -> None:
        self._database, self._place = database, place
        self._make: _SheetMaker | None = None

    def __getitem__(self, unit: str) -> Sequence[Sheet]:
        with refusing(self._place):
            make = self._maker
            rows = self._database.execute(f"{_SHEETS} WHERE s.unit = ? ORDER BY s.id", (unit,)).fetchall()
            sheets = tuple(make.sheet(row, self._notes(row[1]), ()) for row in rows)
        if not sheets:
            raise KeyError(unit)
        return sheets

    def __iter__(self) -> Iterator[str]:
        return (unit for (unit,) in self._database.execute("SELECT unit FROM sheets GROUP BY unit ORDER BY min(id)"))

    def __len__(self) -> int:
        (count,) = self._database.execute("SELECT count(DISTINCT unit) FROM sheets").fetchone()
        return int(count)

    def _notes(self, sheet: int) -> tuple[Note, ...]:
        rows = self._database.execute(f"{_NOTES} WHERE sheet = ? ORDER BY rowid", (sheet,))
        return tuple(Note(*note) for _, *note in rows)

    @property
    def _maker(self) -> _SheetMaker:
        """What makes sheets; with the first one the copy in memory gets its indices."""
        if self._make is None:
            self._database.execute("CREATE INDEX sheets_by_unit ON sheets (unit)")
            self._database.execute("CREATE INDEX notes_by_sheet ON notes (sheet)")
            self._make = _SheetMaker(self._database)
        return self._make


class _SheetMaker:
    """Makes sheets of rows; what many sheets say is kept once."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._layouts = {
            number: EntryLayout(tuple(json.loads(items)), tuple(json.loads(cells)))
            for number, items, cells in database.execute("SELECT * FROM layouts")
        }
        self._kept: dict[Any, Any] = {}

    def sheet(self, row: Sequence[Any], notes: tuple[Note, ...], findings: tuple[Any, ...]) -> Sheet:
        """The sheet of a row, which begins with the name of its file."""
        whole = (*row, "", "")[: 1 + _WIDTH]
        file, _, _, rubric, version, unit, *who, name, line, layout, points, sample, decides, entered, period = whole
        key = (rubric, version) if rubric else None
        kept = self._kept.setdefault
        return Sheet(
            file=file,
            rubric=kept(key, key),
            identity=Identity(unit, *(kept(each, each) for each in (*who, period))),
            name=kept(name, name),
            row=line,
            layout=self._layouts[layout],
            points=points,
            notes=notes,
            findings=findings,
            sample=sample,
            decides=bool(decides),
            entered=entered,
        )


class _Owned:
    """What belongs to numbered owners, in the order of their numbers, in which it must be asked for."""

    def __init__(self, pairs: Iterator[tuple[int, Any]]) -> None:
        self._groups = groupby(pairs, key=lambda pair: pair[0])
        self._next = next(self._groups, None)

    def of(self, number: int) -> tuple[Any, ...]:
        """What belongs to a number. Raises ValueError where that of an earlier one was left over."""
        if self._next is None or self._next[0] > number:
            return ()
        if self._next[0] < number:
            raise ValueError(self._next[0])
        found = tuple(each for _, each in self._next[1])
        self._next = next(self._groups, None)
        return found
