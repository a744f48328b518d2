"""The JSON report: everything in one document, points as exact text."""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gkpg.base.points import format_exact, format_points
from gkpg.reports.group_view import GroupView
from gkpg.reports.unit_fields import list_fields
from gkpg.round.describe import describe_rules

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.base.text import Lang
    from gkpg.ledger import Ledger
    from gkpg.reports.formats import TableName
    from gkpg.rubric import Rubric
    from gkpg.scoring import GroupResult, Results, UnitResult
    from gkpg.sheets.model import Entry, File, Sheet
from gkpg.findings.values import finding_values

#: The version of the document's form, described in docs/outputs.md.
FORMAT = 3
_NO_SEAL = "0" * 64
_SEAL = re.compile(rb'"seal": "([0-9a-f]{64})"')
_MARK = '{\n  "gkpg": "report",'


def render(results: Results, lang: Lang, _: TableName = "ranking") -> bytes:
    """The bytes of a JSON document, which holds all tables."""
    document = {
        "gkpg": "report",
        "format": FORMAT,
        "seal": _NO_SEAL,
        "rules": [
            {"rule": rule.name.say(lang), "value": rule.how.say(lang), "default": rule.is_default, "basis": rule.basis}
            for rule in describe_rules(results.round)
        ],
        "rubrics": [_rubric(rubric) for rubric in results.ledger.rubrics.values()],
        "groups": [_group(results, group, lang) for group in results.groups],
        "findings": [finding_values(finding, lang) for finding in results.findings],
        "sheets": [_sheet(file, sheet, results.ledger) for file in results.ledger.files for sheet in file.sheets],
        "passed_over": [file._asdict() for file in results.ledger.passed_files],
    }
    return _seal((json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode(errors="replace"))


def _seal(content: bytes) -> bytes:
    """A document with its SHA-256 in it, taken with zeros in that place."""
    return content.replace(_NO_SEAL.encode(), hashlib.sha256(content).hexdigest().encode(), 1)


def is_own_report(path: Path) -> bool:
    """Whether a file is a JSON report that gkpg wrote."""
    with path.open("rb") as file:
        return file.read(len(_MARK)) == _MARK.encode()


def is_as_written(path: Path) -> bool:
    """Whether a report is just as gkpg wrote it: its seal is that of what it says."""
    raw = path.read_bytes()
    found = _SEAL.search(raw[:200])
    return found is not None and raw == _seal(raw[: found.start(1)] + _NO_SEAL.encode() + raw[found.end(1) :])


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
        "total": format_points(rubric.total),
        "repairs": told,
    }


def _group(results: Results, group: GroupResult, lang: Lang) -> dict[str, Any]:
    parts = [
        {
            "part": part.name,
            "rubric": part.rubric.rubric,
            "version": part.rubric.version,
            "max": format_points(part.rubric.total),
            "weight": None if part.weight is None else str(part.weight),
        }
        for part in group.parts
    ]
    of = GroupView(results, group, lang)
    return {
        "group": of.name,
        "total": format_exact(group.rules.total) if group.rules else None,
        "parts": parts,
        "units": [_unit(of, unit) for unit in group.units],
    }


def _unit(of: GroupView, unit: UnitResult) -> dict[str, Any]:
    results, group = of.results, of.group
    values = ((field.key, field.value(of, unit)) for field in list_fields("json"))
    return {
        **{key: str(value) if isinstance(value, Decimal) else value for key, value in values},
        "parts": [_part(results, group, unit, number) for number in range(len(unit.parts))],
        "self_check": {item: format_exact(points) for item, points in results.own_points(group, unit).items()},
    }


def _part(results: Results, group: GroupResult, unit: UnitResult, number: int) -> dict[str, Any]:
    part, total, found = group.parts[number], unit.parts[number].total, results.points(group, unit, number)
    points = {item: found.get(item) for item in part.rubric.ids}
    return {
        "part": part.name,
        "total_exact": None if total is None else format_exact(total),
        "points": {item: None if value is None else format_exact(value) for item, value in points.items()},
        "not_applicable": sorted(results.inapplicable(group, unit, number)),
    }


def _form(entry: Entry, rubric: Rubric | None) -> str:
    """What was entered: points, a count, a tick, a loss, or a word of the source's scale."""
    if entry.is_word:
        return "word"
    return "points" if entry.in_points or rubric is None else rubric.kind(rubric.by_id[entry.item]).form


def _sheet(file: File, sheet: Sheet, ledger: Ledger) -> dict[str, Any]:
    who, rubric = sheet.identity, ledger.rubrics.get(sheet.rubric or ("", ""))
    return {
        "file": file.name,
        "sheet": sheet.name,
        "sha256": file.sha256,
        "superseded": file.name in ledger.superseded,
        "unit": who.unit,
        "source": who.source,
        "assessor": who.assessor,
        "date": who.date,
        "sample": sheet.sample,
        "decides": sheet.decides,
        "entries": [
            {
                "item": entry.item,
                "entered": entry.entered,
                "as": _form(entry, rubric),
                "points": None if entry.points is None else format_exact(Fraction(entry.points)),
                "not_applicable": not entry.applies,
                "cell": entry.cell,
                "reason": entry.reason,
                "link": entry.link,
            }
            for entry in sheet.entries
        ],
    }
