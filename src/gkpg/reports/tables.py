"""The tables of a report, from rankings down to single findings."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_exact
from gkpg.base.text import Text, list_words
from gkpg.findings.codes import Severity
from gkpg.reports.annex.audit_table import audit_table
from gkpg.reports.annex.item_table import item_table
from gkpg.reports.group_view import GroupView
from gkpg.reports.table import Column, ColumnKind, Table, Value
from gkpg.reports.unit_fields import UnitField, list_fields, stands_behind_points
from gkpg.round.describe import describe_rules
from gkpg.rubric.rules import field_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal
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
_RANKING, _GRADES = Text("排名", "Ranking"), Text("等次", "Grades")
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
    "units without a total yet: {count}; grades by quota may still change.",
)
_DEFAULTS = Text(
    "等次界线、舍入、合并和名次的规则为 gkpg 默认，不是考核文件的规定，见“依据”。",
    "Grades, rounding, joining and ranking follow gkpg's defaults, not a rule of the assessment; see “Applied”.",
)
_ROUNDED = Text(
    "各指标得分为便于阅读保留 {places} 位小数；总分由未舍入的得分相加后舍入一次。",
    "Indicators are shown with {places} decimals; totals are added from unrounded points and rounded once.",
)
_BY_RULES = Text(
    "各指标得分为便于阅读保留 {places} 位小数；总分按“依据”所列的规则由未舍入的得分算出。",
    "Indicators are shown with {places} decimals; totals are computed from exact points by the rules under “Applied”.",
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


class _ShownColumn(NamedTuple):
    """A column of a ranking, and what it shows of a unit."""

    column: Column
    value: Callable[[UnitResult], Value]


def ranking(of: GroupView) -> Table:
    """The ranking of one group: totals, grades, parts where there are several, the points of each indicator."""
    results, group, lang, name = of.results, of.group, of.lang, of.name
    is_scored = of.disclosure.shows("scores")
    figures = (*_choices(results, group, lang), *_figures(results, group, lang)) if is_scored else ()
    fields = [*_fields(of, behind=False), *figures, *_fields(of, behind=True)]
    rows = (tuple(field.value(unit) for field in fields) for unit in of.units)
    rubric = group.parts[0].rubric if group.parts else None
    written = results.round.assessment
    what = (_RANKING if is_scored else _GRADES).say(lang)
    whole = f"{written.title} {name}" if written else rubric.title if rubric else ""
    return Table(
        f"{what} {name}",
        f"{whole} {what}" if rubric else name,
        tuple(field.column for field in fields),
        rows,
        tuple(_notes(of)),
        results.places,
        strong=2 if is_scored else 1,
        count=len(group.units),
    )


def _fields(of: GroupView, *, behind: bool) -> Iterator[_ShownColumn]:
    """The fields of a unit that stand before the points of parts and indicators, or behind them."""
    for field in list_fields("xlsx", of):
        if stands_behind_points(field) == behind:
            yield _ShownColumn(Column(_heading(field, of), field.kind, field.width_for(of)), partial(field.value, of))


def _heading(field: UnitField, of: GroupView) -> str:
    """The heading of a field, with the most that can be had where it has one."""
    most = field.most(of.group) if field.most else None
    heading = field.heading.say(of.lang)
    return heading if most is None else _with_max(heading, most, of.lang)


def _figures(results: Results, group: GroupResult, lang: Lang) -> Iterator[_ShownColumn]:
    """The parts, where there are several, and of each the indicators, then what is added or taken off beside them."""
    figures = _Figures(results, group)
    for number, part in enumerate(group.parts):
        if part.units is not None:
            if all(each.title != part.title for each in group.parts[:number]):
                yield _own_part(results, group, part.title, lang)
            continue
        if len(group.parts) > 1:
            heading = _with_max(part.title, part.rubric.total, lang)
            yield _ShownColumn(Column(heading, "points", 12), partial(_part_total, results, number))
        is_single = len(part.rubric.indicators) == 1 and len(group.parts) > 1
        blocks = tuple(block.as_item() for block in part.rubric.beside)
        for item in blocks if is_single else (*part.rubric.indicators, *blocks):
            column = Column(_with_max(item.label, item.max, lang), "points", 12)
            yield _ShownColumn(column, partial(figures.of, number, item.id))


def _own_part(results: Results, group: GroupResult, name: str, lang: Lang) -> _ShownColumn:
    """One column for a part that each unit has under a table of its own; what is in these tables stands by item."""
    numbers = [number for number, part in enumerate(group.parts) if part.title == name]
    totals = {group.parts[number].rubric.total for number in numbers}
    heading = _with_max(name, totals.pop(), lang) if len(totals) == 1 else name

    def value(unit: UnitResult) -> Value:
        own = next((number for number in numbers if group.parts[number].is_for(unit.name)), None)
        return None if own is None else _part_total(results, own, unit)

    return _ShownColumn(Column(heading, "points", 12), value)


def _choices(results: Results, group: GroupResult, lang: Lang) -> Iterator[_ShownColumn]:
    """What is chosen among parts."""
    for term in group.chosen_terms:
        heading = _with_max(term.name, term.most, lang)
        yield _ShownColumn(Column(heading, "points", 12), partial(_chosen, results, group, term.name))


def _chosen(results: Results, group: GroupResult, name: str, unit: UnitResult) -> Value:
    return results.round_figure(results.choices(group, unit)[name])


def _part_total(results: Results, number: int, unit: UnitResult) -> Value:
    return results.round_figure(unit.parts[number].total) if unit.parts else None


class _Figures:
    """The points of items as a ranking shows them. Those of one unit are kept, for its row asks for many."""

    def __init__(self, results: Results, group: GroupResult) -> None:
        self._results, self._group = results, group
        self._unit: UnitResult | None = None
        self._points: list[dict[str, Decimal | None]] = []

    def of(self, number: int, item: str, unit: UnitResult) -> Value:
        """The points of a unit for an item of a part; None where they cannot be told."""
        if unit is not self._unit:
            pairs = zip(self._group.parts, unit.parts, strict=False)
            self._points = [self._results.figures(part.rubric.ids, got.points) for part, got in pairs]
            self._unit = unit
        return self._points[number].get(item) if number < len(self._points) else None


def _notes(of: GroupView) -> Iterator[str]:
    """What a reader of a ranking must know."""
    results, lang = of.results, of.lang
    if of.disclosure.shows("scores"):
        shown = _ROUNDED if results.round.assessment is None else _BY_RULES
        yield shown.say(lang).format(places=results.places)
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
    waiting = sum(unit.total is None and unit.band is None and unit.name not in unranked for unit in group.units)
    if waiting and any(band.quota for band in bands):
        yield _PROVISIONAL.say(lang).format(count=waiting)


def _with_max(name: str, most: Fraction | None, lang: Lang) -> str:
    if most is None:
        return name
    return f"{name}\n{ {'zh': '（{}）', 'en': '({})'}[lang].format(format_exact(most)) }"


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
