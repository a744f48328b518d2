"""Differences between rubrics as Markdown, for a comment, and as JSON, for programs."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from gkpg.changes.change import Level
from gkpg.changes.told import LEVELS, before_and_after, change_told
from gkpg.points import exact, plain
from gkpg.reports.differences import HEADINGS, impact_notes, moved_headings, moved_rows, place_of, shown, title
from gkpg.reports.jsonfile import finding_values
from gkpg.scoring.describe import describe_grade
from gkpg.words import Text, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from gkpg.changes import Change
    from gkpg.findings import Finding
    from gkpg.impact import Impact, Moved
    from gkpg.impact.difference import Difference
    from gkpg.rubric import Loaded
    from gkpg.scoring import Unit
    from gkpg.words import Lang

FORMAT = 1
#: So many rows of a table are shown in a comment; its readers get the rest from the command.
_MOST_ROWS = 60
_HEADING = Text("指标表的改动", "Changes of rubrics")
_IMPACT = Text("对已评结果的影响", "What it does to units that were scored")
_NONE = Text("指标表没有改动。", "No rubric has changed.")
_MORE = Text("另有 {count} 行", "{count} more")
_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")


def markdown(differences: Sequence[Difference], findings: Iterable[Finding], lang: Lang) -> str:
    """The differences as Markdown, in which text from files is never markup; `findings` are of unsound files."""
    lines = [f"## {_HEADING.say(lang)}"]
    changed = [each for each in differences if each.level is not None]
    lines += [] if changed else ["", _NONE.say(lang)]
    every = [*findings, *(finding for each in changed for finding in each.findings)]
    lines += ["", *(f"- {_safe(finding.line(lang))}" for finding in every)] if every else []
    for each in changed:
        lines += ["", f"### {_safe(title(each, lang))}"]
        if each.changes:
            keys = ("level", "change", "place")
            rows = [(row.level, row.told, row.place) for row in shown(each, lang)]
            lines += ["", *_table([HEADINGS[key].say(lang) for key in keys], rows, lang)]
        if each.impact is not None:
            rows_ = moved_rows(each.impact, lang)
            lines += ["", f"#### {_IMPACT.say(lang)}", ""]
            lines += [f"- {_safe(note)}" for note in impact_notes(each.impact, lang)]
            lines += ["", *_table(moved_headings(each.impact, lang), rows_, lang)] if rows_ else []
    return "\n".join(lines) + "\n"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], lang: Lang) -> list[str]:
    lines = [f"| {' | '.join(headings)} |", f"|{'---|' * len(headings)}"]
    lines += [f"| {' | '.join(map(_safe, row))} |" for row in rows[:_MOST_ROWS]]
    more = len(rows) - _MOST_ROWS
    return [*lines, "", _MORE.say(lang).format(count=more)] if more > 0 else lines


def _safe(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no tag, nobody called by name."""
    return html.escape(_SPECIAL.sub(r"\\\1", tidy(text)), quote=False).replace("@", "&#64;")


def json_text(differences: Sequence[Difference], findings: Iterable[Finding], lang: Lang) -> str:
    """The differences as one JSON document; every value in full."""
    count = Counter(change.level for each in differences for change in each.changes)
    count[Level.STRUCTURE] += sum(each.comparison is None for each in differences)
    document = {
        "gkpg": "diff",
        "format": FORMAT,
        "rubrics": [_values(each, lang) for each in differences],
        "findings": [finding_values(each, lang) for each in findings],
        "summary": {LEVELS[level].en: count[level] for level in Level},
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _values(difference: Difference, lang: Lang) -> dict[str, Any]:
    return {
        "old": _rubric(difference.old),
        "new": _rubric(difference.new),
        "class": None if difference.level is None else LEVELS[difference.level].en,
        "changes": [_change(difference, change, lang) for change in difference.changes],
        "findings": [finding_values(each, lang) for each in difference.findings],
        "impact": None if difference.impact is None else _impact(difference.impact, lang),
    }


def _rubric(loaded: Loaded | None) -> dict[str, str] | None:
    if loaded is None or loaded.rubric is None:
        return None
    rubric = loaded.rubric
    return {"file": loaded.file, "rubric": rubric.rubric, "version": rubric.version, "fingerprint": rubric.fingerprint}


def _change(difference: Difference, change: Change, lang: Lang) -> dict[str, Any]:
    place, of_field = place_of(difference, change), change.field and change.kind != "moved"
    before, after = before_and_after(change) if of_field else (None, None)
    return {
        "class": LEVELS[change.level].en,
        "kind": change.kind,
        "old_item": change.old.id if change.old else None,
        "new_item": change.new.id if change.new else None,
        "field": change.field or None,
        "before": before.say(lang) if before else None,
        "after": after.say(lang) if after else None,
        "terms": [
            {"item": term.node.id, "name": term.node.name, "before": _points(term.before), "after": _points(term.after)}
            for term in change.terms
        ],
        "file": place.file,
        "line": place.line,
        "message": change_told(change).say(lang),
    }


def _impact(impact: Impact, lang: Lang) -> dict[str, Any]:
    return {
        "units": [
            {
                "group": each.group,
                "unit": each.new.name,
                "old": {**_unit(each, each.old, lang), "of": exact(each.scales[0])},
                "new": {**_unit(each, each.new, lang), "of": exact(each.scales[1])},
            }
            for each in impact.units
        ],
        "grades_compare": impact.grades,
        "scaled": [each.say(lang) for each in impact.scaled],
        "recounted": [each.say(lang) for each in impact.recounted],
        "left_out": [each.say(lang) for each in impact.left_out],
    }


def _unit(moved: Moved, unit: Unit, lang: Lang) -> dict[str, Any]:
    grade = describe_grade(moved.rules, unit.band)
    return {
        "total": _points(unit.total),
        "exact": None if unit.exact_total is None else exact(unit.exact_total),
        "rank": unit.rank,
        "grade": grade.say(lang) if grade else None,
    }


def _points(points: Decimal | None) -> str | None:
    return None if points is None else plain(points)
