"""Differences between rubrics as Markdown, for a comment, or as JSON, for programs."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from gkpg.authoring.diff.difference_tables import (
    HEADINGS,
    impact_notes,
    list_changes,
    moved_headings,
    moved_rows,
    place_of_change,
    title,
)
from gkpg.base.markdown import escape_markdown, markdown_table
from gkpg.base.points import format_known, format_points
from gkpg.base.text import Text
from gkpg.differences.rubrics.change import ChangeLevel
from gkpg.differences.rubrics.change_values import change_values
from gkpg.differences.rubrics.change_words import LEVELS
from gkpg.findings.values import finding_values
from gkpg.scoring.describe import describe_grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from gkpg.authoring.diff.difference import RubricDifference
    from gkpg.authoring.impact import Impact, UnitImpact
    from gkpg.base.text import Lang
    from gkpg.differences.rubrics import Change
    from gkpg.findings.finding import Finding
    from gkpg.rubric import LoadedRubric
    from gkpg.scoring import UnitResult

DIFFERENCE_FORMAT = 1
_HEADING = Text("指标表的改动", "Changes of rubrics")
_IMPACT = Text("对已评结果的影响", "What it does to units that were scored")
_NONE = Text("指标表没有改动。", "No rubric has changed.")


def render_difference_markdown(differences: Sequence[RubricDifference], findings: Iterable[Finding], lang: Lang) -> str:
    """The differences as Markdown, in which text from files is never markup; `findings` are of unsound files."""
    lines = [f"## {_HEADING.say(lang)}"]
    changed = [each for each in differences if each.level is not None]
    lines += [] if changed else ["", _NONE.say(lang)]
    every = [*findings, *(finding for each in changed for finding in each.findings)]
    lines += ["", *(f"- {escape_markdown(finding.line(lang))}" for finding in every)] if every else []
    for each in changed:
        lines += ["", f"### {escape_markdown(title(each, lang))}"]
        if each.changes:
            keys = ("level", "change", "place")
            rows = [(row.level, row.sentence, row.place) for row in list_changes(each, lang)]
            lines += ["", *markdown_table([HEADINGS[key].say(lang) for key in keys], rows, lang)]
        if each.impact is not None:
            rows_ = moved_rows(each.impact, lang)
            lines += ["", f"#### {_IMPACT.say(lang)}", ""]
            lines += [f"- {escape_markdown(note)}" for note in impact_notes(each.impact, lang)]
            lines += ["", *markdown_table(moved_headings(each.impact, lang), rows_, lang)] if rows_ else []
    return "\n".join(lines) + "\n"


def render_difference_json(differences: Sequence[RubricDifference], findings: Iterable[Finding], lang: Lang) -> str:
    """The differences as one JSON document; every value in full."""
    count = Counter(change.level for each in differences for change in each.changes)
    count[ChangeLevel.STRUCTURE] += sum(each.comparison is None for each in differences)
    document = {
        "gkpg": "diff",
        "format": DIFFERENCE_FORMAT,
        "rubrics": [_values(each, lang) for each in differences],
        "findings": [finding_values(each, lang) for each in findings],
        "summary": {LEVELS[level].en: count[level] for level in ChangeLevel},
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _values(difference: RubricDifference, lang: Lang) -> dict[str, Any]:
    return {
        "old": _rubric(difference.old),
        "new": _rubric(difference.new),
        "class": None if difference.level is None else LEVELS[difference.level].en,
        "changes": [_change(difference, change, lang) for change in difference.changes],
        "findings": [finding_values(each, lang) for each in difference.findings],
        "impact": None if difference.impact is None else _impact(difference.impact, lang),
    }


def _rubric(loaded: LoadedRubric | None) -> dict[str, str] | None:
    if loaded is None or loaded.rubric is None:
        return None
    rubric = loaded.rubric
    return {"file": loaded.file, "rubric": rubric.rubric, "version": rubric.version, "fingerprint": rubric.fingerprint}


def _change(difference: RubricDifference, change: Change, lang: Lang) -> dict[str, Any]:
    place = place_of_change(difference, change)
    values = change_values(change, lang)
    return {**values, "file": place.file, "line": place.line, "message": values.pop("message")}


def _impact(impact: Impact, lang: Lang) -> dict[str, Any]:
    return {
        "units": [
            {
                "group": each.group,
                "unit": each.new.name,
                "old": {**_unit(each, each.old, lang), "of": format_known(each.scales[0])},
                "new": {**_unit(each, each.new, lang), "of": format_known(each.scales[1])},
            }
            for each in impact.units
        ],
        "grades_compare": impact.grades,
        "scaled": [each.say(lang) for each in impact.scaled],
        "recounted": [each.say(lang) for each in impact.recounted],
        "left_out": [each.say(lang) for each in impact.left_out],
    }


def _unit(moved: UnitImpact, unit: UnitResult, lang: Lang) -> dict[str, Any]:
    grade = describe_grade(moved.rules, unit.band)
    return {
        "total": _points(unit.total),
        "exact": format_known(unit.exact_total),
        "rank": unit.rank,
        "grade": grade.say(lang) if grade else None,
    }


def _points(points: Decimal | None) -> str | None:
    return None if points is None else format_points(points)
