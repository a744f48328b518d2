"""Writing a result file."""

from __future__ import annotations

import json
import sqlite3
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.findings import reading_order
from gkpg.outputs import write_whole
from gkpg.points import exact, plain
from gkpg.results.schema import APPLICATION, FORMAT, KIND, SCHEMA, is_result

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gkpg.ledger import Ledger
    from gkpg.scoring import Group, Results
    from gkpg.words import Text


def write_results(path: Path, results: Results) -> None:
    """Write a result file in one go. Raises FindingError, and then nothing was written."""
    write_whole(path, result_bytes(results), KIND, is_result)


def result_bytes(results: Results) -> bytes:
    """The bytes of the result file: the same for the same results."""
    database = sqlite3.connect(":memory:")
    try:
        database.execute(f"PRAGMA application_id = {APPLICATION}")
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


def _two(text: Text | None) -> tuple[str | None, str | None]:
    return (None, None) if text is None else (text.zh, text.en)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
