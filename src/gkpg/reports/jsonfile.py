"""The JSON report: everything in one document, points as exact text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gkpg.points import exact, plain
from gkpg.reports.tables import group_name

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.findings import Finding
    from gkpg.ledger import Ledger
    from gkpg.rubric import Rubric
    from gkpg.scoring import Group, Results, Unit
    from gkpg.sheets.filled import File, Sheet
    from gkpg.words import Lang

#: The version of the document's form, described in docs/outputs.md.
FORMAT = 1
_MARK = '{\n  "gkpg": "report",'


def json_report(results: Results, lang: Lang) -> bytes:
    """The bytes of a JSON document."""
    document = {
        "gkpg": "report",
        "format": FORMAT,
        "rules": [
            {"rule": name.say(lang), "value": how.say(lang), "default": True, "basis": None}
            for name, how in results.rules.told()
        ],
        "rubrics": [_rubric(rubric) for rubric in results.ledger.rubrics.values()],
        "groups": [_group(results, group, lang) for group in results.groups],
        "findings": [finding_values(finding, lang) for finding in results.findings],
        "sheets": [_sheet(file, sheet, results.ledger) for file in results.ledger.files for sheet in file.sheets],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode(errors="replace")


def is_json_report(path: Path) -> bool:
    """Whether a file is a JSON report that gkpg wrote."""
    with path.open("rb") as file:
        return file.read(len(_MARK)) == _MARK.encode()


def finding_values(finding: Finding, lang: Lang) -> dict[str, Any]:
    """A finding as plain values; what it has no place for is None."""
    place = finding.place
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "sheet": place.sheet,
        "cell": place.cell,
        "message": finding.message(lang),
        "remedy": finding.remedy(lang),
    }


def _rubric(rubric: Rubric) -> dict[str, Any]:
    told = [
        {"item": item, "fields": list(repair.field), "kind": repair.kind, "reason": repair.reason}
        for item, repair in rubric.repairs()
    ]
    return {
        "rubric": rubric.rubric,
        "version": rubric.version,
        "fingerprint": rubric.fingerprint,
        "title": rubric.title,
        "total": plain(rubric.total),
        "repairs": told,
    }


def _group(results: Results, group: Group, lang: Lang) -> dict[str, Any]:
    rubric, version = group.rubric or (None, None)
    units = [_unit(results, group, unit, lang) for unit in group.units]
    return {"group": group_name(group, lang), "rubric": rubric, "version": version, "units": units}


def _unit(results: Results, group: Group, unit: Unit, lang: Lang) -> dict[str, Any]:
    rubric = results.rubric(group)
    found = results.points(group, unit)
    points = {item: found.get(item) for item in rubric.ids} if rubric else {}
    return {
        "unit": unit.name,
        "rank": unit.rank,
        "total": None if unit.total is None else str(unit.total),
        "total_exact": None if unit.exact_total is None else exact(unit.exact_total),
        "grade": unit.grade.say(lang) if unit.grade else None,
        "sheets": unit.sheets,
        "why": unit.why.say(lang) if unit.why else None,
        "points": {item: None if value is None else exact(value) for item, value in points.items()},
    }


def _sheet(file: File, sheet: Sheet, ledger: Ledger) -> dict[str, Any]:
    who = sheet.identity
    return {
        "file": file.name,
        "sha256": file.sha256,
        "superseded": file.name in ledger.superseded,
        "unit": who.unit,
        "source": who.source,
        "assessor": who.assessor,
        "date": who.date,
        "entries": [
            {
                "item": entry.item,
                "points": None if entry.points is None else plain(entry.points),
                "cell": entry.cell,
            }
            for entry in sheet.entries
        ],
    }
