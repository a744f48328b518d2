"""The comparison of two results as JSON, piece by piece, so that those of a nation are never all in memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gkpg.base.points import format_any, format_known
from gkpg.differences.rubrics.change_values import change_values
from gkpg.differences.words.aspects import list_equal, list_uncompared
from gkpg.differences.words.rule_words import describe_rule_difference, describe_value
from gkpg.differences.words.sheet_words import place_of_entry
from gkpg.differences.words.unit_words import UnitWords, describe_apart
from gkpg.findings.values import finding_values
from gkpg.scoring.describe import describe_grade, describe_tie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Lang
    from gkpg.differences.causes import Cause
    from gkpg.differences.result_difference import ResultDifference
    from gkpg.differences.rubric_differences import WrittenRubricDifference
    from gkpg.differences.rule_differences import RuleDifference
    from gkpg.differences.sheet_differences import EntryDifference, SheetDifference
    from gkpg.differences.unit_differences import ItemDifference, PartDifference, UnitDifference
    from gkpg.differences.unit_relations import UnitSide
    from gkpg.differences.value_change import FigureChange
    from gkpg.rubric import Rubric
    from gkpg.scoring import Results, TieBreak
    from gkpg.sheets.model import Entry

RESULT_DIFFERENCE_FORMAT = 1
#: What is counted in `summary`, by the keys that it has there.
_COUNTED = {
    "units": "compared", "different": "differing", "total": "total", "rank": "rank", "grade": "band", "why": "why",
    "scores": "score", "decisions": "decision", "sheets_added": "sheet added", "sheets_removed": "sheet removed",
}  # fmt: skip


def render_result_json(difference: ResultDifference, files: tuple[str, str], lang: Lang) -> Iterator[str]:
    """The pieces of one document; `files` are what the results are called."""
    head = json.dumps(_head(difference, files, lang), ensure_ascii=False, indent=2)
    yield head.removesuffix("\n}") + ',\n  "units": ['
    values, comma = _UnitValues(difference, lang), ""
    for unit in difference.units():
        yield f"{comma}\n    {json.dumps(values.unit(unit), ensure_ascii=False)}"
        comma = ","
    yield "\n  ]\n}" if comma else "]\n}"


def _head(difference: ResultDifference, files: tuple[str, str], lang: Lang) -> dict[str, Any]:
    """Everything but the units, of which there may be many."""
    gone, came = difference.findings
    return {
        "gkpg": "result-diff",
        "format": RESULT_DIFFERENCE_FORMAT,
        "before": _result(difference.before, files[0]),
        "after": _result(difference.after, files[1]),
        "one_round": difference.is_one_round,
        "same": difference.is_empty,
        "summary": {
            **{name: difference.counts[key] for name, key in _COUNTED.items()},
            "rules": len(difference.rules),
            "rubrics": len(difference.rubrics),
            "files": len(difference.files),
            "findings": len(gone) + len(came),
            "apart": len(difference.apart),
        },
        "equal": [each.say(lang) for each in list_equal(difference)],
        "not_compared": [each.say(lang) for each in list_uncompared(difference)],
        "apart": [
            {
                "kind": each.kind,
                "before": [_side(difference.before, side, lang) for side in each.before],
                "after": [_side(difference.after, side, lang) for side in each.after],
                "message": describe_apart(each, lang),
            }
            for each in difference.apart
        ],
        "rules": [_rule(each, lang) for each in difference.rules],
        "rubrics": [_rubrics(each, lang) for each in difference.rubrics],
        "files": [each._asdict() for each in difference.files],
        "findings": {
            "gone": [finding_values(each, lang) for each in gone],
            "came": [finding_values(each, lang) for each in came],
        },
    }


def _result(results: Results, file: str) -> dict[str, Any]:
    written = results.round.assessment
    named = {"assessment": written and written.assessment, "title": written and written.title}
    return {"file": file, **named, "units": sum(len(group.units) for group in results.groups)}


def _side(results: Results, side: UnitSide, lang: Lang) -> dict[str, Any]:
    """What a unit came to on one side."""
    unit, grade = side.unit, describe_grade(side.group.rules, side.unit.band)
    return {
        "group": side.group.name or None,
        "unit": unit.name,
        "total": None if unit.total is None else str(unit.total),
        "exact": format_known(unit.exact_total),
        "of": format_known(results.most(side.group, unit)) if unit.parts else None,
        "converted": None if unit.converted is None else str(unit.converted),
        "rank": unit.rank,
        "grade": grade.say(lang) if grade else None,
        "tie": _tie(unit.tie, lang),
        "vetoes": [veto for _, veto in unit.vetoes],
        "why": unit.why,
    }


def _tie(tie: TieBreak | None, lang: Lang) -> str | None:
    said = describe_tie(tie)
    return said.say(lang) if said else None


def _rule(rule: RuleDifference, lang: Lang) -> dict[str, Any]:
    return {
        "path": [[step.key, step.name] if step.name else [step.key] for step in rule.path],
        "before": describe_value(rule.before).say(lang),
        "after": describe_value(rule.after).say(lang),
        "basis_before": rule.basis_before,
        "basis_after": rule.basis_after,
        "message": describe_rule_difference(rule).say(lang),
    }


def _rubrics(difference: WrittenRubricDifference, lang: Lang) -> dict[str, Any]:
    return {
        "before": _rubric(difference.before),
        "after": _rubric(difference.after),
        "changes": [change_values(change, lang) for change in difference.changes],
    }


def _rubric(rubric: Rubric | None) -> dict[str, str] | None:
    if rubric is None:
        return None
    return {"rubric": rubric.rubric, "version": rubric.version, "fingerprint": rubric.fingerprint}


class _UnitValues:
    """What is different about units as plain values; every point exact, as text."""

    def __init__(self, difference: ResultDifference, lang: Lang) -> None:
        self._difference, self._lang = difference, lang
        self._words = UnitWords(difference)

    def unit(self, unit: UnitDifference) -> dict[str, Any]:
        """A unit that is one unit on both sides."""
        return {
            "relation": unit.relation.kind,
            "before": _side(self._difference.before, unit.before, self._lang),
            "after": _side(self._difference.after, unit.after, self._lang),
            "items": [self._item(unit, each) for each in unit.items],
            "parts": [self._part(unit, each) for each in unit.parts],
            "sheets": [_sheet(each) for each in unit.sheets],
            "causes": [self._cause(each) for each in unit.causes],
        }

    def _item(self, unit: UnitDifference, item: ItemDifference) -> dict[str, Any]:
        part = unit.after.group.parts[item.part[1]]
        return {
            "part": part.title,
            "item_before": item.item.old,
            "item_after": item.item.new,
            "name": part.rubric.by_id[item.item.new].name,
            **_figures(item.figures),
            "applies_before": item.before != "/",
            "applies_after": item.after != "/",
            "own": item.is_own,
        }

    def _part(self, unit: UnitDifference, part: PartDifference) -> dict[str, Any]:
        return {"part": unit.after.group.parts[part.part[1]].title, **_figures(part.figures)}

    def _cause(self, cause: Cause) -> dict[str, Any]:
        place = None
        if cause.sheet is not None:
            place = place_of_entry(cause.sheet, cause.entry) if cause.entry else cause.sheet.place
        elif cause.finding is not None:
            place = cause.finding.place
        return {
            "kind": cause.kind,
            "of": list(cause.of),
            "file": place and place.file,
            "sheet": place and place.sheet,
            "cell": place and place.cell,
            "units": list(cause.units),
            "message": self._words.cause(cause).say(self._lang),
        }


def _figures(change: FigureChange) -> dict[str, str | None]:
    """A figure on both sides, with the most that it could be and the share that it is of that."""
    shares = change.shares
    return {
        "before": format_known(change.before),
        "after": format_known(change.after),
        "max_before": format_known(change.most_before),
        "max_after": format_known(change.most_after),
        "share_before": format_known(shares[0]),
        "share_after": format_known(shares[1]),
    }


def _sheet(difference: SheetDifference) -> dict[str, Any]:
    sheet, who = difference.sheet, difference.sheet.identity
    fields = {
        name: [_field(each, name) for each in (difference.before, difference.after)] for name in difference.fields
    }
    return {
        "kind": difference.kind,
        "file": sheet.file,
        "sheet": sheet.name,
        "source": who.source,
        "assessor": who.assessor,
        "period": who.period or None,
        "decides": sheet.decides,
        "fields": fields,
        "entries": [_entry(each) for each in difference.entries],
    }


def _field(sheet: Any, name: str) -> str | None:
    found = sheet.sample if name == "sample" else getattr(sheet.identity, name)
    return None if found is None else str(found)


def _entry(difference: EntryDifference) -> dict[str, Any]:
    return {
        "fields": list(difference.fields),
        "before": difference.before and _score(difference.before),
        "after": difference.after and _score(difference.after),
    }


def _score(entry: Entry) -> dict[str, Any]:
    return {
        "item": entry.item,
        "cell": entry.cell,
        "points": None if entry.points is None else format_any(entry.points),
        "entered": entry.entered,
        "applies": entry.applies,
        "reason": entry.reason,
        "link": entry.link,
    }
