"""The JSON report: everything in one document, points as exact text, written a line for each unit, finding or sheet."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gkpg.base.points import format_known
from gkpg.findings.values import finding_values
from gkpg.reports.entry_texts import EntryTexts
from gkpg.reports.exact_texts import exact_texts
from gkpg.reports.group_view import GroupView
from gkpg.reports.text_seal import TextSeal
from gkpg.reports.unit_fields import list_fields
from gkpg.round.describe import describe_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from gkpg.base.text import Lang
    from gkpg.ledger import Ledger
    from gkpg.reports.report import Report
    from gkpg.round.rule_description import RuleDescription
    from gkpg.round.total_terms import TotalTerm
    from gkpg.rubric import Rubric
    from gkpg.scoring import GroupResult, Results, UnitResult
    from gkpg.sheets.model import File, Sheet

#: The version of the document's form, described in docs/outputs.md.
FORMAT = 3
_SEAL = TextSeal('{\n  "gkpg": "report",', f'\n  "format": {FORMAT},\n  "seal": "', '"')


def write(report: Report, out: BinaryIO) -> None:
    """Write a document with all tables."""
    _SEAL.write(_document(report), out)


def is_own_report(path: Path) -> bool:
    """Whether a file is a JSON report that gkpg wrote."""
    return _SEAL.is_own(path)


def is_as_written(path: Path) -> bool:
    """Whether a report is just as gkpg wrote it."""
    return _SEAL.is_as_written(path)


def _document(report: Report) -> Iterator[str]:
    """The document behind its seal, piece by piece."""
    results, lang = report.results, report.lang
    if report.disclosure.is_public:
        yield f',\n  "audience": "public",\n  "scores": {_line(report.disclosure.scores)}'
    yield from _array("rules", _lines(_rule(rule, lang) for rule in describe_rules(results.round)))
    yield from _array("rubrics", _lines(map(_rubric, results.ledger.rubrics.values())))
    yield from _array("groups", (_group(report, group) for group in results.groups))
    if report.disclosure.shows("evidence"):
        yield from _evidence(results, lang)
    yield "\n}\n"


def _evidence(results: Results, lang: Lang) -> Iterator[str]:
    """What was handed in, and what was found in it."""
    ledger, entries = results.ledger, EntryTexts(results.ledger.rubrics)
    yield from _array("findings", _lines(finding_values(finding, lang) for finding in results.findings))
    sheets = ((file, sheet) for file in ledger.files for sheet in file.sheets)
    yield from _array("sheets", ((_sheet(*each, ledger, entries),) for each in sheets))
    yield from _array("passed_over", _lines(file._asdict() for file in ledger.passed_files))


def _array(key: str, elements: Iterable[Iterable[str]], margin: str = "\n  ") -> Iterator[str]:
    """An array as a further value of an object: each element, in pieces, begins a line."""
    yield f',{margin}"{key}": ['
    is_empty = True
    for element in elements:
        yield f"{margin}  " if is_empty else f",{margin}  "
        is_empty = False
        yield from element
    yield "]" if is_empty else f"{margin}]"


def _lines(values: Iterable[object]) -> Iterator[tuple[str]]:
    """Values as elements of one line each."""
    return ((_line(value),) for value in values)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rule(rule: RuleDescription, lang: Lang) -> dict[str, Any]:
    said = {"rule": rule.name.say(lang), "value": rule.how.say(lang)}
    return {**said, "default": rule.is_default, "basis": rule.basis}


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
        "total": format_known(rubric.total),
        "repairs": told,
    }


def _group(report: Report, group: GroupResult) -> Iterator[str]:
    """A group, with its units as elements of its own."""
    of = GroupView(report.results, group, report.lang, report.disclosure)
    parts = [
        {
            "part": part.title,
            "rubric": part.rubric.rubric,
            "version": part.rubric.version,
            "max": format_known(part.rubric.total),
            "weight": None if part.weight is None else str(part.weight),
            **({"period": part.period} if part.period else {}),
            **({} if part.units is None else {"units": sorted(part.units)}),
        }
        for part in group.parts
    ]
    total = format_known(group.rules.total) if group.rules else None
    choices = [_choice(term, group) for term in group.chosen_terms]
    yield _line({"group": of.name, "total": total, "parts": parts, "choices": choices})[:-1]
    yield from _array("units", ((_unit(report, of, unit),) for unit in of.units), "\n    ")
    yield "}"


def _choice(term: TotalTerm, group: GroupResult) -> dict[str, Any]:
    """A choice among parts."""
    return {
        "part": term.name,
        "of": [group.parts[number].name for number in term.parts],
        "rule": term.rule,
        "max": format_known(term.most),
        "weight": None if term.weight is None else str(term.weight),
    }


def _unit(report: Report, of: GroupView, unit: UnitResult) -> str:
    values = ((field.key, field.value(of, unit)) for field in list_fields("json", disclosure=of.disclosure))
    value: dict[str, Any] = {key: str(value) if isinstance(value, Decimal) else value for key, value in values}
    if of.disclosure.shows("scores"):
        choices = of.results.choices(of.group, unit)
        value["parts"] = [_part(of.results, of.group, unit, number) for number in of.group.numbers(unit) if unit.parts]
        value["choices"] = {name: format_known(points) for name, points in choices.items()}
    if of.disclosure.shows("evidence"):
        first = of.group.first_part(unit)
        own = exact_texts(first.rubric.ids, unit.own) if first and unit.own else {}
        value["self_check"] = {item: points for item, points in own.items() if points is not None}
    report.step()
    return _line(value)


def _part(results: Results, group: GroupResult, unit: UnitResult, number: int) -> dict[str, Any]:
    part, got = group.parts[number], unit.parts[number]
    return {
        "part": part.title,
        "total_exact": format_known(got.total),
        "points": exact_texts(part.rubric.ids, got.points),
        "not_applicable": sorted(results.inapplicable(group, unit, number)),
    }


def _sheet(file: File, sheet: Sheet, ledger: Ledger, entries: EntryTexts) -> str:
    who = sheet.identity
    head = {
        "file": file.name,
        "sheet": sheet.name,
        "sha256": file.sha256,
        "superseded": file.name in ledger.superseded,
        "unit": who.unit,
        "source": who.source,
        "assessor": who.assessor,
        "date": who.date,
        **({"period": who.period} if who.period else {}),
        "sample": sheet.sample,
        "decides": sheet.decides,
    }
    return f'{_line(head)[:-1]}, "entries": [{", ".join(entries.of(sheet))}]}}'
