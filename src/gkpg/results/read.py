"""Reading a result file back."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

from gkpg.assessment import Band, Rules
from gkpg.findings import Finding, FindingError, Place, reason
from gkpg.ledger import Ledger
from gkpg.results.schema import FORMAT, is_result
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
        raise FindingError(Finding("F102", place, {"reason": reason(error)})) from None
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


def _text(zh: str | None, en: str | None) -> Text | None:
    return None if zh is None or en is None else Text(zh, en)


def _facts(text: str) -> dict[str, Fact]:
    return {key: Text(*value) if isinstance(value, list) else value for key, value in json.loads(text).items()}
