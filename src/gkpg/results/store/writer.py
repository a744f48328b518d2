"""Writing a result file."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from gkpg.base.points import format_known
from gkpg.base.version import __version__
from gkpg.findings.finding import reading_order
from gkpg.io.outputs import write_whole
from gkpg.results.store.content_seal import SealTree
from gkpg.results.store.origin import UNKNOWN_ORIGIN
from gkpg.results.store.records import seals_of
from gkpg.results.store.schema import APPLICATION, FORMAT, KIND, SCHEMA, is_result
from gkpg.results.store.seal import OPEN_SEAL, seal
from gkpg.round.describe import describe_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gkpg.findings.finding import Finding
    from gkpg.ledger import Ledger
    from gkpg.results.store.origin import Origin
    from gkpg.rubric import Rubric
    from gkpg.scoring import GroupResult, Results, UnitResult
    from gkpg.sheets.model import EntryLayout, Sheet


def write_results(path: Path, results: Results, origin: Origin = UNKNOWN_ORIGIN) -> None:
    """Write a result file in one go. Raises FindingError, and then nothing was written."""
    write_whole(path, render_result(results, origin), KIND, is_result)


def render_result(results: Results, origin: Origin = UNKNOWN_ORIGIN) -> bytes:
    """The bytes of the result file: the same for the same results and origin."""
    database = sqlite3.connect(":memory:")
    try:
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {FORMAT}")
        database.executescript(SCHEMA)
        with database:
            _put_meta(database, results, origin)
            _put_files(database, results.ledger)
            _put_findings(database, results.ledger)
            _put_groups(database, results.groups)
            _put_seals(database)
        return seal(database.serialize())
    finally:
        database.close()


def _put_meta(database: sqlite3.Connection, results: Results, origin: Origin) -> None:
    assessment = results.round.assessment
    written = assessment.model_dump_json(by_alias=True, exclude_unset=True) if assessment else ""
    meta = {"assessment": written, "passed_over": str(results.ledger.passed_over)}
    if results.ledger.passed_files:
        meta["passed_files"] = json.dumps(results.ledger.passed_files, ensure_ascii=False)
    meta |= {"format": str(FORMAT), "program": __version__, **origin._asdict(), "content_seal": "", "seal": OPEN_SEAL}
    database.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    rules = enumerate(describe_rules(results.round), 1)
    rows = [(number, *rule.name, *rule.how, rule.basis, int(rule.is_default)) for number, rule in rules]
    database.executemany("INSERT INTO rules VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    rubrics = [_rubric(rubric) for rubric in results.ledger.rubrics.values()]
    database.executemany("INSERT INTO rubrics VALUES (?, ?, ?, ?, ?, ?)", rubrics)


def _rubric(rubric: Rubric) -> tuple[str, ...]:
    content = rubric.model_dump_json(by_alias=True, exclude_defaults=True)
    return (rubric.rubric, rubric.version, rubric.fingerprint, rubric.title, _json(rubric.ids), content)


def _put_files(database: sqlite3.Connection, ledger: Ledger) -> None:
    """Files, the sheets in them, and what sheets share."""
    layouts: dict[EntryLayout, int] = {}
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
            scores = (layout, sheet.points, sheet.sample, int(sheet.decides), sheet.entered, sheet.identity.period)
            sheets.append((number, file_number, *_sheet(sheet), *scores))
            notes += [(number, *note) for note in sheet.notes]
    database.executemany("INSERT INTO files VALUES (?, ?, ?, ?)", files)
    shared = [(number, _json(layout.items), _json(layout.cells)) for layout, number in layouts.items()]
    database.executemany("INSERT INTO layouts VALUES (?, ?, ?)", shared)
    database.executemany("INSERT INTO sheets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", sheets)
    database.executemany("INSERT INTO notes VALUES (?, ?, ?, ?)", notes)


def _sheet(sheet: Sheet) -> tuple[object, ...]:
    who, (rubric, version) = sheet.identity, sheet.rubric or (None, None)
    return (rubric, version, who.unit, who.source, who.assessor, who.date, sheet.name, sheet.row)


def _findings_with_owners(ledger: Ledger) -> Iterator[tuple[Finding, int | None, int | None, str | None]]:
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
    every = sorted(_findings_with_owners(ledger), key=lambda each: reading_order(each[0]))
    rows = [(number, *owner, *_finding(finding)) for number, (finding, *owner) in enumerate(every, 1)]
    database.executemany("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _finding(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    where = (place.file, place.line, place.column, place.sheet, place.cell)
    said = (finding.message("zh"), finding.message("en"), _json(finding.facts))
    return (finding.severity.value, finding.code, *where, *said)


def _put_groups(database: sqlite3.Connection, groups: Iterable[GroupResult]) -> None:
    """Groups with their parts, units with what they got in each."""
    parts: list[tuple[object, ...]] = []
    units: list[tuple[object, ...]] = []
    points: list[tuple[object, ...]] = []
    for number, group in enumerate(groups, 1):
        total = format_known(group.rules.total if group.rules else None)
        database.execute("INSERT INTO groups VALUES (?, ?, ?)", (number, group.name, total))
        first = len(parts) + 1
        for part in group.parts:
            weight = None if part.weight is None else str(part.weight)
            parts.append((len(parts) + 1, number, part.title, *part.key, weight))
        for unit in group.units:
            units.append((len(units) + 1, number, *_unit(unit, first)))
            for index, got in enumerate(unit.parts, first):
                points.append((len(units), index, format_known(got.total), got.points))
    database.executemany("INSERT INTO parts VALUES (?, ?, ?, ?, ?, ?)", parts)
    database.executemany("INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", units)
    database.executemany("INSERT INTO unit_parts VALUES (?, ?, ?, ?)", points)


def _unit(unit: UnitResult, first: int) -> tuple[object, ...]:
    """A unit; `first` is the number of its group's first part."""
    exact_total = format_known(unit.exact_total)
    total, converted = (None if value is None else str(value) for value in (unit.total, unit.converted))
    tie = (unit.tie.by, format_known(unit.tie.value)) if unit.tie else (None, None)
    vetoes = _json([(first + part, veto) for part, veto in unit.vetoes]) if unit.vetoes else None
    figures = (unit.sheets, total, exact_total, converted, unit.band, unit.rank, *tie)
    return (unit.name, *figures, unit.why, unit.own, vetoes)


def _put_seals(database: sqlite3.Connection) -> None:
    """The seals of all records that stand in the tables now, and the one over all of them."""
    seals = seals_of(database)
    database.executemany("INSERT INTO seals VALUES (?, ?, ?)", seals)
    root = SealTree(seals).root.hex()
    database.execute("UPDATE meta SET value = ? WHERE key = 'content_seal'", (root,))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
