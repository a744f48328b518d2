"""The tables of a report, from rankings down to single findings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gkpg.base.decimals import describe_places
from gkpg.base.points import format_exact
from gkpg.base.text import Text, list_words
from gkpg.findings.codes import Severity
from gkpg.reports.annex.audit_table import audit_table
from gkpg.reports.annex.item_table import item_table
from gkpg.reports.disclosure import list_name
from gkpg.reports.group_view import GroupView
from gkpg.reports.table import Column, ColumnKind, Table, Value
from gkpg.reports.unit_fields import UnitField, list_fields, stands_behind_points, values_once
from gkpg.reports.view.figure_column import FigureColumns
from gkpg.round.describe import describe_rules
from gkpg.rubric.rules import field_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from gkpg.base.text import Lang
    from gkpg.findings.finding import Finding
    from gkpg.reports.report import Report
    from gkpg.rubric import Rubric
    from gkpg.scoring import GroupResult, Results, UnitResult

SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("说明", "note"),
}
_SOME_DEFAULTS = Text(
    "有的规则考核文件没有写，按 gkpg 默认，见“依据”。",
    "Some rules are not in the assessment and follow gkpg's defaults; see “Applied”.",
)
_UNFOUNDED = Text(
    "有的规则没有注明依据的文件，见“依据”。",
    "Some rules name no document that fixes them; see “Applied”.",
)
_PROVISIONAL = Text(
    "还有 {count} 个单位没有总分；按名额评定的等次可能变动。",
    "Units without a total yet: {count}; grades by quota may still change.",
)
_DEFAULTS = Text(
    "等次界线、舍入、合并和名次的规则为 gkpg 默认，不是考核文件的规定，见“依据”。",
    "Grades, rounding, joining and ranking follow gkpg's defaults, not a rule of the assessment; see “Applied”.",
)
_ROUNDED = Text(
    "各指标得分为便于阅读保留{places}；总分由未舍入的得分相加后舍入一次。",
    "Indicators are shown to {places}; totals are added from unrounded points and rounded once.",
)
_BY_RULES = Text(
    "各指标得分为便于阅读保留{places}；总分按“依据”所列的规则由未舍入的得分算出。",
    "Indicators are shown to {places}; totals are computed from exact points by the rules under “Applied”.",
)
_ASSUMED = Text(
    "指标表中的假定（{rubric}）：{items} 的{fields}（{reason}）",
    "Assumed in the rubric {rubric}: {fields} of {items} ({reason})",
)


def all_tables(report: Report) -> tuple[Table, ...]:
    """Every table of a full report, in order."""
    results, lang, disclosure = report.results, report.lang, report.disclosure
    rankings = [ranking(GroupView(results, group, lang, disclosure)) for group in results.groups]
    items = [item_table(report)] if disclosure.shows("scores") else []
    found = [findings(results, lang)] if disclosure.shows("evidence") else []
    return (*rankings, *items, *found, audit_table(results, lang, disclosure))


def ranking(of: GroupView) -> Table:
    """The ranking of one group: totals, grades, parts where there are several, the points of each indicator."""
    results, group, lang, name = of.results, of.group, of.lang, of.name
    is_scored = of.disclosure.shows("scores")
    fields, figures = list_fields("xlsx", of), FigureColumns(results, group) if is_scored else None
    front, behind = ([each for each in fields if stands_behind_points(each) == last] for last in (False, True))

    def row(unit: UnitResult) -> tuple[Value, ...]:
        points = map(results.round_figure, figures.values(unit)) if figures else ()
        values = values_once(of, unit, (*front, *behind))
        return (*values[: len(front)], *points, *values[len(front) :])

    shown = [Column(with_max(each.name, each.most, lang), "points", 12) for each in figures.all] if figures else []
    columns = (*(_column(each, of) for each in front), *shown, *(_column(each, of) for each in behind))
    rubric = group.parts[0].rubric if group.parts else None
    written = results.round.assessment
    what = list_name(of.disclosure).say(lang)
    whole = f"{written.title} {name}" if written else rubric.title if rubric else ""
    return Table(
        f"{what} {name}",
        f"{whole} {what}" if rubric else name,
        columns,
        map(row, of.units),
        tuple(ranking_notes(of)),
        results.places,
        strong=2 if is_scored else 1,
        count=len(group.units),
    )


def _column(field: UnitField, of: GroupView) -> Column:
    return Column(field_heading(field, of), field.kind, field.width_for(of))


def field_heading(field: UnitField, of: GroupView) -> str:
    """The heading of a field, with the most that can be had where it has one."""
    return with_max(field.heading.say(of.lang), field.most(of.group) if field.most else None, of.lang)


def with_max(name: str, most: Fraction | None, lang: Lang) -> str:
    """A heading, with the most that can be had below it; without where there is no limit."""
    if most is None:
        return name
    return f"{name}\n{ {'zh': '（{}）', 'en': '({})'}[lang].format(format_exact(most)) }"


def ranking_notes(of: GroupView) -> Iterator[str]:
    """What a reader of a ranking must know."""
    results, lang = of.results, of.lang
    if of.disclosure.shows("scores"):
        shown = _ROUNDED if results.round.assessment is None else _BY_RULES
        yield shown.say(lang).format(places=describe_places(results.places).say(lang))
    rules = list(describe_rules(results.round))
    if any(rule.is_default for rule in rules):
        yield (_DEFAULTS if results.round.assessment is None else _SOME_DEFAULTS).say(lang)
    if any(not rule.is_default and rule.basis is None for rule in rules):
        yield _UNFOUNDED.say(lang)
    yield from provisional(of.group, lang)
    for part in of.group.parts:
        yield from assumptions(part.rubric, lang)


def provisional(group: GroupResult, lang: Lang) -> Iterator[str]:
    """That grades by quota may change, where some unit that is to be ranked has no total yet."""
    bands = group.rules.grades.bands if group.rules and group.rules.ranked else ()
    unranked = group.rules.unranked if group.rules else {}
    waiting = sum(unit.is_open and unit.band is None and unit.name not in unranked for unit in group.units)
    if waiting and any(band.quota for band in bands):
        yield _PROVISIONAL.say(lang).format(count=waiting)


def assumptions(rubric: Rubric, lang: Lang) -> Iterator[str]:
    """The assumed figures of a rubric as footnotes: those with the same reason together."""
    together: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for item, repair in rubric.repairs():
        if repair.kind == "assumed":
            together[repair.field, repair.reason].append(item)
    for (fields, reason), ids in together.items():
        yield _ASSUMED.say(lang).format(
            rubric=rubric.rubric, items=list_words(ids).say(lang), fields=field_names(fields).say(lang), reason=reason
        )


def findings(results: Results, lang: Lang) -> Table:
    """Every finding with its file and cell."""
    headings = {
        "zh": ("级别", "代码", "文件", "工作表", "单元格", "问题", "怎么办"),
        "en": ("Severity", "Code", "File", "Sheet", "Cell", "Finding", "What to do"),
    }[lang]
    widths = (8, 8, 32, 10, 9, 60, 36)
    kinds: tuple[ColumnKind, ...] = ("text", "text", "wide", "text", "text", "wide", "wide")
    columns = tuple(Column(*each) for each in zip(headings, kinds, widths, strict=True))
    found = results.findings
    rows = (_finding_row(finding, lang) for finding in found)
    none = Text("没有发现问题。", "Nothing was found.").say(lang)
    return Table(
        Text("问题", "Findings").say(lang), Text("评分表中的问题", "Findings in the sheets").say(lang),
        columns, rows, () if found else (none,), strong=2, count=len(found),
    )  # fmt: skip


def _finding_row(finding: Finding, lang: Lang) -> tuple[Value, ...]:
    place = finding.place
    return (
        SEVERITIES[finding.severity].say(lang),
        finding.code,
        place.file,
        place.sheet,
        place.cell,
        finding.message(lang),
        finding.remedy(lang),
    )
