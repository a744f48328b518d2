"""Reading a result file back."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any

from gkpg.findings.place import Place
from gkpg.ledger import Ledger, UnitFinding, round_of_sheets
from gkpg.ledger.passed_files import PassedFile
from gkpg.results.store.changed import refuse_changed, refuse_impossible
from gkpg.results.store.format_3 import FormerSentences, keys_of
from gkpg.results.store.opening import open_result_file
from gkpg.results.store.origin import Origin
from gkpg.results.store.refusal import refusing
from gkpg.results.store.stored_files import StoredFiles, StoredUnits
from gkpg.results.store.stored_findings import findings_of, findings_of_nothing
from gkpg.round.model import Assessment
from gkpg.round.resolve import resolve
from gkpg.rubric import Library, Rubric
from gkpg.scoring import GroupResult, PartResult, Results, TieBreak, UnitResult
from gkpg.scoring.unit_result import WHYS
from gkpg.sheets.model import Identity, Sheet
from gkpg.yamlfiles.types import STORED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from gkpg.findings.finding import Finding
    from gkpg.round.group import RoundGroup
    from gkpg.round.round import Round
    from gkpg.sheets.model import File


class StoredResult:
    """What a result file keeps, as it was when it was written.

    `version` is that of its format. `files` has name and SHA-256 of every file. `results` are made when they are asked
    for, for that takes a while.
    """

    def __init__(self, database: sqlite3.Connection, place: Place, version: int) -> None:
        self.version = version
        meta = dict(database.execute("SELECT key, value FROM meta").fetchall())
        self.origin = Origin(*(meta.get(each, "") for each in Origin._fields))
        self.files: tuple[tuple[str, str], ...] = tuple(database.execute("SELECT file, sha256 FROM files ORDER BY id"))
        self._database, self._place, self._meta = database, place, meta

    def some_files(self, places: Sequence[int]) -> tuple[File, ...]:
        """The files at some places in `files`. Raises FindingError."""
        return tuple(StoredFiles(self._database, self._place).some(places))

    @cached_property
    def results(self) -> Results:
        """Everything that the file holds. Raises FindingError."""
        with refusing(self._place):
            refuse_impossible(self._database, self.version, self._place)
            return _results(self._database, self._meta, self._place)


def load_results(path: Path) -> Results:
    """Everything that a result file holds, as it was when it was written. Raises FindingError."""
    return load_stored(path).results


def load_stored(path: Path) -> StoredResult:
    """The same, with what a later run needs to use it again. Raises FindingError."""
    place = Place(str(path))
    opened = open_result_file(path, place)
    with refusing(place):
        refuse_changed(opened, place)
        return StoredResult(opened.database, place, opened.version)


def _results(database: sqlite3.Connection, meta: Mapping[str, str], place: Place) -> Results:
    rubrics = {}
    for rubric, version, content in database.execute("SELECT rubric, version, content FROM rubrics ORDER BY rowid"):
        rubrics[rubric, version] = Rubric.model_validate_json(content)
    ledger = _ledger(database, rubrics, _round(meta["assessment"], rubrics), place)
    passed = tuple(PassedFile(*each) for each in json.loads(meta.get("passed_files", "[]")))
    ledger = replace(ledger, passed_over=int(meta["passed_over"]), passed_files=passed)
    return Results(ledger, tuple(_groups(database, ledger.round)))


def _round(written: str, rubrics: Mapping[tuple[str, str], Rubric]) -> Round | None:
    """The round of the assessment that was written into the file; None where there was none."""
    if not written:
        return None
    assessment = Assessment.model_validate(json.loads(written), strict=False, context=STORED)
    return resolve(assessment, Library(tuple(rubrics.values()), (), ()))


def _ledger(
    database: sqlite3.Connection, rubrics: Mapping[tuple[str, str], Rubric], round_: Round | None, place: Place
) -> Ledger:
    """The ledger; its files, which a nation has a hundred thousand of, are read when they are looked at."""
    superseded = frozenset(name for (name,) in database.execute("SELECT file FROM files WHERE superseded"))
    ledger = Ledger(
        rubrics=rubrics,
        files=StoredFiles(database, place),
        between=tuple(UnitFinding(*each) for each in findings_of(database, "of_unit")),
        other=tuple(findings_of_nothing(database)),
        superseded=superseded,
        stored_units=StoredUnits(database, place),
        stored_findings=partial(_findings_of_files, database, place),
        stored_digests=tuple(database.execute("SELECT file, sha256 FROM files ORDER BY id")),
    )
    return replace(ledger, round=round_ or round_of_sheets(rubrics, _sheets_by_name(database)))


def _sheets_by_name(database: sqlite3.Connection) -> Iterator[Sheet]:
    """The sheets that count, with no more than what a round without an assessment is made of: who, by which rubric."""
    columns = "s.rubric, s.version, s.unit, s.source, s.decides"
    counting = "sheets s JOIN files f ON f.id = s.file WHERE NOT f.superseded"
    for *key, unit, source, decides in database.execute(f"SELECT {columns} FROM {counting} ORDER BY s.id"):  # noqa: S608 - our own columns
        rubric = (key[0], key[1]) if key[0] else None
        yield Sheet("", rubric, Identity(unit, source), decides=bool(decides))


def _findings_of_files(database: sqlite3.Connection, place: Place) -> list[Finding]:
    """What was found in all files, with what holds for a whole file before what was found in its sheets."""
    with refusing(place):
        return [finding for owner in ("of_file", "of_sheet") for _, finding in findings_of(database, owner)]


def _groups(database: sqlite3.Connection, round_: Round) -> Iterator[GroupResult]:
    rules = {group.name: group for group in round_.groups}
    (version,) = database.execute("PRAGMA user_version").fetchone()
    make = _former if version == 3 else _unit
    first = dict(database.execute('SELECT "group", min(id) FROM parts GROUP BY "group"').fetchall())
    parts: dict[int, list[PartResult]] = defaultdict(list)
    for unit, total, points in database.execute("SELECT unit, total_exact, points FROM unit_parts ORDER BY unit, part"):
        parts[unit].append(PartResult(points, _fraction(total)))
    for number, name in database.execute("SELECT id, name FROM groups ORDER BY id").fetchall():
        rows = database.execute('SELECT * FROM units WHERE "group" = ? ORDER BY id', (number,))
        group = rules.get(name)
        units = (make(row, tuple(parts.get(row[0], ())), group, first.get(number, 1)) for row in rows)
        yield GroupResult(name, group, tuple(_check_keys(unit, group) for unit in units))


def _unit(row: tuple[Any, ...], parts: tuple[PartResult, ...], _: RoundGroup | None, first: int) -> UnitResult:
    """A unit; `first` is the number of its group's first part."""
    _, _, name, sheets, total, exact_total, converted, band, rank, by, value, why, own, vetoes = row
    return UnitResult(
        name=name,
        sheets=sheets,
        parts=parts,
        exact_total=_fraction(exact_total),
        total=None if total is None else Decimal(total),
        band=band,
        rank=rank,
        why=why,
        converted=None if converted is None else Decimal(converted),
        tie=None if by is None else TieBreak(by, _fraction(value)),
        own=own,
        vetoes=tuple((part - first, veto) for part, veto in json.loads(vetoes)) if vetoes else (),
    )


def _former(row: tuple[Any, ...], parts: tuple[PartResult, ...], group: RoundGroup | None, _: int) -> UnitResult:
    """A unit as format 3 has it: in sentences."""
    _, _, name, sheets, total, exact_total, converted, *texts, own, vetoed, _ = row
    grade, _, rank, parted, _, why, _ = texts
    unit = UnitResult(
        name=name,
        sheets=sheets,
        parts=parts,
        exact_total=_fraction(exact_total),
        total=None if total is None else Decimal(total),
        rank=rank,
        converted=None if converted is None else Decimal(converted),
        own=own,
    )
    return keys_of(unit, group, FormerSentences(grade, parted, why, vetoed))


def _check_keys(unit: UnitResult, group: RoundGroup | None) -> UnitResult:
    """A unit whose keys its group knows. Raises KeyError."""
    bands = {band.name for band in group.grades.bands} if group else set()
    parts = enumerate(group.parts if group and unit.vetoes else ())
    vetoes = {(number, veto.id) for number, part in parts for veto in part.rubric.vetoes}
    if unit.band not in {None, *bands} or unit.why not in {None, *WHYS} or not vetoes.issuperset(unit.vetoes):
        raise KeyError(unit.name)
    return unit


@lru_cache(maxsize=4_096)
def _fraction(text: str | None) -> Fraction | None:
    """Exact points; many units share few totals."""
    return None if text is None else Fraction(text)
