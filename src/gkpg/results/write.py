"""Writing a result file."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from gkpg.findings import reading_order
from gkpg.outputs import write_whole
from gkpg.points import exact
from gkpg.results.schema import APPLICATION, FORMAT, KIND, SCHEMA, is_result
from gkpg.results.seal import OPEN_SEAL, sealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gkpg.findings import Finding
    from gkpg.ledger import Ledger
    from gkpg.rubric import Rubric
    from gkpg.scoring import Group, Results, Unit
    from gkpg.sheets.filled import Layout, Sheet
    from gkpg.words import Text


def write_results(path: Path, results: Results, reading: str = "", inputs: str = "") -> None:
    """Write a result file in one go. Raises FindingError, and then nothing was written."""
    write_whole(path, result_bytes(results, reading, inputs), KIND, is_result)


def result_bytes(results: Results, reading: str = "", inputs: str = "") -> bytes:
    """The bytes of the result file: the same for the same results.

    `reading` and `inputs` say how its files were read and what it follows from, so that a later run can use what this
    one read; empty where nobody should.
    """
    database = sqlite3.connect(":memory:")
    try:
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {FORMAT}")
        database.executescript(SCHEMA)
        with database:
            _put_meta(database, results, reading, inputs)
            _put_files(database, results.ledger)
            _put_findings(database, results.ledger)
            _put_groups(database, results.groups)
        return sealed(database.serialize())
    finally:
        database.close()


def _put_meta(database: sqlite3.Connection, results: Results, reading: str, inputs: str) -> None:
    rules = results.rules
    bands = [[*band.name, exact(band.share)] for band in rules.bands]
    settings = {"places": rules.places, "rounding": rules.rounding, "bands": bands}
    meta = {"rules": _json(settings), "passed_over": str(results.ledger.passed_over)}
    meta |= {"reading": reading, "inputs": inputs, "seal": OPEN_SEAL}
    database.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    told = [(number, *name, *value, None) for number, (name, value) in enumerate(rules.told(), 1)]
    database.executemany("INSERT INTO rules VALUES (?, ?, ?, ?, ?, ?)", told)
    rubrics = [_rubric(rubric) for rubric in results.ledger.rubrics.values()]
    database.executemany("INSERT INTO rubrics VALUES (?, ?, ?, ?, ?, ?)", rubrics)


def _rubric(rubric: Rubric) -> tuple[str, ...]:
    content = rubric.model_dump_json(exclude_defaults=True)
    return (rubric.rubric, rubric.version, rubric.fingerprint, rubric.title, _json(rubric.ids), content)


def _put_files(database: sqlite3.Connection, ledger: Ledger) -> None:
    """Files, the sheets in them, and what sheets share."""
    layouts: dict[Layout, int] = {}
    by_identity: dict[int, int] = {}
    files: list[tuple[object, ...]] = []
    sheets: list[tuple[object, ...]] = []
    notes: list[tuple[object, ...]] = []
    for file_number, file in enumerate(ledger.files, 1):
        files.append((file_number, file.name, file.sha256, int(file.name in ledger.superseded)))
        for sheet in file.sheets:
            number = len(sheets) + 1
            layout = by_identity.get(id(sheet.layout))
            if layout is None:
                layout = by_identity[id(sheet.layout)] = layouts.setdefault(sheet.layout, len(layouts) + 1)
            sheets.append((number, file_number, *_sheet(sheet), layout, sheet.points))
            notes += [(number, *note) for note in sheet.notes]
    database.executemany("INSERT INTO files VALUES (?, ?, ?, ?)", files)
    shared = [(number, _json(layout.items), _json(layout.cells)) for layout, number in layouts.items()]
    database.executemany("INSERT INTO layouts VALUES (?, ?, ?)", shared)
    database.executemany("INSERT INTO sheets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", sheets)
    database.executemany("INSERT INTO notes VALUES (?, ?, ?, ?)", notes)


def _sheet(sheet: Sheet) -> tuple[object, ...]:
    who, (rubric, version) = sheet.identity, sheet.rubric or (None, None)
    return (rubric, version, who.unit, who.source, who.assessor, who.date, sheet.name, sheet.row)


def _owned(ledger: Ledger) -> Iterator[tuple[Finding, int | None, int | None, str | None]]:
    """Every finding with the file, the sheet or the unit that it belongs to; none for those of rubrics."""
    number = 0
    for file_number, file in enumerate(ledger.files, 1):
        yield from ((finding, file_number, None, None) for finding in file.findings)
        for number, sheet in enumerate(file.sheets, number + 1):  # noqa: B020 - goes on where the last file ended
            yield from ((finding, None, number, None) for finding in sheet.findings)
    yield from ((finding, None, None, unit) for unit, finding in ledger.between)
    yield from ((finding, None, None, None) for finding in ledger.other)


def _put_findings(database: sqlite3.Connection, ledger: Ledger) -> None:
    """All findings in reading order."""
    every = sorted(_owned(ledger), key=lambda each: reading_order(each[0]))
    rows = [(number, *owner, *_finding(finding)) for number, (finding, *owner) in enumerate(every, 1)]
    database.executemany("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _finding(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    where = (place.file, place.line, place.column, place.sheet, place.cell)
    said = (finding.message("zh"), finding.message("en"), _json(finding.facts))
    return (finding.severity.value, finding.code, *where, *said)


def _put_groups(database: sqlite3.Connection, groups: Iterable[Group]) -> None:
    for number, group in enumerate(groups, 1):
        key = group.rubric or (None, None)
        database.execute("INSERT INTO groups VALUES (?, ?, ?, ?)", (number, group.name, *key))
        rows = [(number, *_unit(unit)) for unit in group.units]
        database.executemany("INSERT INTO units VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _unit(unit: Unit) -> tuple[object, ...]:
    exact_total = None if unit.exact_total is None else exact(unit.exact_total)
    total = None if unit.total is None else str(unit.total)
    figures = (unit.sheets, total, exact_total, *_two(unit.grade), unit.rank)
    return (unit.name, *figures, *_two(unit.why), unit.points)


def _two(text: Text | None) -> tuple[str | None, str | None]:
    return (None, None) if text is None else (text.zh, text.en)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
