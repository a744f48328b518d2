"""The result file: one SQLite file that holds everything a scored assessment comes to and came from."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

from gkpg.assessment import Band, Rules
from gkpg.findings import Finding, FindingError, Place, reading_order
from gkpg.ledger import Ledger
from gkpg.outputs import write_whole
from gkpg.points import exact, plain
from gkpg.rubric import Rubric
from gkpg.scoring import Group, Results, Step, Unit
from gkpg.scoring.results import What
from gkpg.sheets.filled import Entry, Sheet
from gkpg.sheets.identity import Identity
from gkpg.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from gkpg.findings import Fact

#: The version of the schema below. A file with another one is refused, never guessed at.
FORMAT = 1
_APPLICATION = 0x676B7067  # "gkpg"
KIND = Text("结果文件", "a result file")

#: Points are text, exact: `33.5`, or a fraction such as `101/3`. NULL points are a blank; NULL totals are not scored.
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE rules (position INTEGER PRIMARY KEY, name_zh TEXT, name_en TEXT, value_zh TEXT, value_en TEXT,
  basis TEXT);
CREATE TABLE rubrics (rubric TEXT, version TEXT, fingerprint TEXT, title TEXT, content TEXT,
  PRIMARY KEY (rubric, version));
CREATE TABLE sheets (id INTEGER PRIMARY KEY, file TEXT, sha256 TEXT, rubric TEXT, version TEXT, unit TEXT, source TEXT,
  assessor TEXT, date TEXT, name TEXT);
CREATE TABLE entries (sheet INTEGER REFERENCES sheets, item TEXT, points TEXT, cell TEXT, reason TEXT, link TEXT);
CREATE TABLE findings (position INTEGER PRIMARY KEY, owner INTEGER REFERENCES sheets, severity TEXT, code TEXT,
  file TEXT, line INTEGER, "column" INTEGER, sheet TEXT, cell TEXT, message_zh TEXT, message_en TEXT, facts TEXT);
CREATE TABLE groups (id INTEGER PRIMARY KEY, name TEXT, rubric TEXT, version TEXT);
CREATE TABLE units (id INTEGER PRIMARY KEY, "group" INTEGER REFERENCES groups, unit TEXT, sheets INTEGER, total TEXT,
  total_exact TEXT, grade_zh TEXT, grade_en TEXT, rank INTEGER, why_zh TEXT, why_en TEXT);
CREATE TABLE steps (unit INTEGER REFERENCES units, position INTEGER, what TEXT, item TEXT, value TEXT, terms TEXT);
"""


def write_results(path: Path, results: Results) -> None:
    """Write a result file in one go. Raises FindingError, and then nothing was written."""
    write_whole(path, result_bytes(results), KIND, is_result)


def result_bytes(results: Results) -> bytes:
    """The bytes of the result file: the same for the same results."""
    database = sqlite3.connect(":memory:")
    try:
        database.execute(f"PRAGMA application_id = {_APPLICATION}")
        database.execute(f"PRAGMA user_version = {FORMAT}")
        database.executescript(SCHEMA)
        with database:
            _put_meta(database, results)
            _put_sheets(database, results.ledger)
            _put_findings(database, results.ledger)
            _put_groups(database, results.groups)
        return bytes(database.serialize())
    finally:
        database.close()


def is_result(path: Path) -> bool:
    """Whether a file is a result file of gkpg, of whatever version."""
    with path.open("rb") as file:
        head = file.read(72)
    return head.startswith(b"SQLite format 3\x00") and head[68:72] == _APPLICATION.to_bytes(4, "big")


def open_results(path: Path) -> Results:
    """Everything that a result file holds, as it was when it was written. Raises FindingError."""
    place = Place(str(path))
    try:
        if not is_result(path):
            raise FindingError(Finding("D101", place))
        content = path.read_bytes()
    except FileNotFoundError:
        raise FindingError(Finding("F101", place)) from None
    except OSError as error:
        raise FindingError(Finding("F102", place, {"reason": error.strerror or ""})) from None
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(content)
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version != FORMAT:
            raise FindingError(Finding("D102", place, {"found": str(version), "known": str(FORMAT)}))
        return _results(database)
    except (sqlite3.Error, ValueError, KeyError, TypeError):
        raise FindingError(Finding("D101", place)) from None
    finally:
        database.close()


def _put_meta(database: sqlite3.Connection, results: Results) -> None:
    rules = results.rules
    bands = [[*band.name, exact(band.share)] for band in rules.bands]
    settings = {"places": rules.places, "rounding": rules.rounding, "bands": bands}
    meta = {"rules": _json(settings), "passed_over": str(results.ledger.passed_over)}
    database.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    told = [(number, *name, *value, None) for number, (name, value) in enumerate(rules.told(), 1)]
    database.executemany("INSERT INTO rules VALUES (?, ?, ?, ?, ?, ?)", told)
    rubrics = [
        (
            rubric.rubric,
            rubric.version,
            rubric.fingerprint,
            rubric.title,
            rubric.model_dump_json(exclude_defaults=True),
        )
        for rubric in results.ledger.rubrics.values()
    ]
    database.executemany("INSERT INTO rubrics VALUES (?, ?, ?, ?, ?)", rubrics)


def _put_sheets(database: sqlite3.Connection, ledger: Ledger) -> None:
    for number, sheet in enumerate(ledger.sheets, 1):
        who, (rubric, version) = sheet.identity, sheet.rubric or (None, None)
        row = (sheet.file, sheet.sha256, rubric, version, who.unit, who.source, who.assessor, who.date, sheet.name)
        database.execute("INSERT INTO sheets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *row))
        entries = [
            (number, each.item, None if each.points is None else plain(each.points), each.cell, each.reason, each.link)
            for each in sheet.entries
        ]
        database.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", entries)


def _put_findings(database: sqlite3.Connection, ledger: Ledger) -> None:
    """All findings in reading order, each with the sheet that it belongs to; none for those between sheets."""
    owned = [(finding, number) for number, sheet in enumerate(ledger.sheets, 1) for finding in sheet.findings]
    every = [*owned, *((finding, None) for finding in ledger.other)]
    every.sort(key=lambda each: reading_order(each[0]))
    for number, (finding, owner) in enumerate(every, 1):
        place, said = finding.place, (finding.message("zh"), finding.message("en"), _json(finding.facts))
        where = (place.file, place.line, place.column, place.sheet, place.cell)
        row = (number, owner, finding.severity.value, finding.code, *where, *said)
        database.execute("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def _put_groups(database: sqlite3.Connection, groups: Iterable[Group]) -> None:
    for number, group in enumerate(groups, 1):
        database.execute(
            "INSERT INTO groups VALUES (?, ?, ?, ?)", (number, group.name, *(group.rubric or (None, None)))
        )
        for unit in group.units:
            exact_total = None if unit.total is None else exact(unit.exact_total or Fraction(0))
            total = None if unit.total is None else str(unit.total)
            row = (
                number,
                unit.name,
                unit.sheets,
                total,
                exact_total,
                *_two(unit.grade),
                unit.rank,
                *_two(unit.why),
            )
            added = database.execute("INSERT INTO units VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row).lastrowid
            steps = [
                (
                    added,
                    position,
                    step.what,
                    step.item,
                    exact(step.value),
                    _json([[name, exact(v)] for name, v in step.terms]),
                )
                for position, step in enumerate(unit.steps, 1)
            ]
            database.executemany("INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?)", steps)


def _results(database: sqlite3.Connection) -> Results:
    meta = dict(database.execute("SELECT key, value FROM meta").fetchall())
    rubrics = {}
    for rubric, version, content in database.execute("SELECT rubric, version, content FROM rubrics"):
        rubrics[rubric, version] = Rubric.model_validate_json(content)
    ledger = _ledger(database, rubrics, int(meta["passed_over"]))
    return Results(ledger, _rules(json.loads(meta["rules"])), tuple(_groups(database)))


def _rules(settings: dict[str, Any]) -> Rules:
    bands = tuple(Band(Text(zh, en), Fraction(share)) for zh, en, share in settings["bands"])
    return Rules(settings["places"], settings["rounding"], bands)


def _ledger(database: sqlite3.Connection, rubrics: Mapping[tuple[str, str], Rubric], passed_over: int) -> Ledger:
    owned: dict[int | None, list[Finding]] = {}
    columns = 'code, file, line, "column", sheet, cell, facts, owner'
    for code, *place, facts, owner in database.execute(f"SELECT {columns} FROM findings ORDER BY position"):  # noqa: S608
        owned.setdefault(owner, []).append(Finding(code, Place(*place), _facts(facts)))
    entries: dict[int, list[Entry]] = {}
    for sheet, item, points, *rest in database.execute("SELECT * FROM entries ORDER BY rowid"):
        entries.setdefault(sheet, []).append(Entry(item, None if points is None else Decimal(points), *rest))
    sheets = [
        Sheet(
            file, sha256, (rubric, version) if rubric else None, Identity(*who), name,
            tuple(entries.get(number, ())), tuple(owned.get(number, ())),
        )
        for number, file, sha256, rubric, version, *who, name in database.execute("SELECT * FROM sheets ORDER BY id")
    ]  # fmt: skip
    return Ledger(rubrics, tuple(sheets), tuple(owned.get(None, ())), passed_over)


def _groups(database: sqlite3.Connection) -> Iterable[Group]:
    for number, name, rubric, version in database.execute("SELECT * FROM groups ORDER BY id").fetchall():
        units = [
            _unit(database, row)
            for row in database.execute('SELECT * FROM units WHERE "group" = ? ORDER BY id', (number,)).fetchall()
        ]
        yield Group(name, (rubric, version) if rubric else None, tuple(units))


def _unit(database: sqlite3.Connection, row: tuple[Any, ...]) -> Unit:
    number, _, name, sheets, total, _, grade_zh, grade_en, rank, why_zh, why_en = row
    steps = [
        Step(
            _what(what),
            item,
            tuple((name, Fraction(value)) for name, value in json.loads(terms)),
            Fraction(value),
        )
        for what, item, value, terms in database.execute(
            "SELECT what, item, value, terms FROM steps WHERE unit = ? ORDER BY position", (number,)
        )
    ]
    return Unit(
        name,
        sheets,
        tuple(steps),
        None if total is None else Decimal(total),
        _text(grade_zh, grade_en),
        rank,
        _text(why_zh, why_en),
    )


def _what(what: str) -> What:
    if what not in get_args(What):
        raise ValueError(what)
    return what  # type: ignore[return-value]  # checked above


def _two(text: Text | None) -> tuple[str | None, str | None]:
    return (None, None) if text is None else (text.zh, text.en)


def _text(zh: str | None, en: str | None) -> Text | None:
    return None if zh is None or en is None else Text(zh, en)


def _facts(text: str) -> dict[str, Fact]:
    return {key: Text(*value) if isinstance(value, list) else value for key, value in json.loads(text).items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
