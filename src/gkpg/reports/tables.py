"""The tables of a report, from rankings down to single findings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gkpg.codes import Severity
from gkpg.points import plain, rounded
from gkpg.reports.applied import applied
from gkpg.reports.table import Column, Kind, Table, Value
from gkpg.rubric.rules import field_names
from gkpg.words import Text, listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from fractions import Fraction

    from gkpg.findings import Finding
    from gkpg.rubric import Rubric
    from gkpg.scoring import Group, Results
    from gkpg.words import Lang

SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("说明", "note"),
}
UNREAD = Text("没有可用的评分表", "No usable sheet")
_RANKING = Text("排名", "Ranking")
_RANK, _UNIT, _TOTAL = Text("名次", "Rank"), Text("单位", "Unit"), Text("总分", "Total")
_GRADE, _WHY, _GROUP = (
    Text("等次", "Grade"),
    Text("未计分的原因", "Why it is not scored"),
    Text("类别", "Group"),
)
_DEFAULTS = Text(
    "等次界线、舍入、合并和名次的规则为 gkpg 默认，不是考核文件的规定，见“依据”。",
    "Grades, rounding, joining and ranking follow gkpg's defaults, not a rule of the assessment; see “Applied”.",
)
_ROUNDED = Text(
    "各指标得分为便于阅读保留 {places} 位小数；总分由未舍入的得分相加后舍入一次。",
    "Indicators are shown with {places} decimals; totals are added from unrounded points and rounded once.",
)
_ASSUMED = Text(
    "指标表中的假定：{items} 的{fields}（{reason}）", "Assumed in the rubric: {fields} of {items} ({reason})"
)


def language(results: Results) -> Lang:
    """The language of a report: that of its first rubric."""
    rubrics = [rubric for group in results.groups if (rubric := results.rubric(group))]
    return rubrics[0].language if rubrics else "zh"


def all_tables(results: Results, lang: Lang) -> tuple[Table, ...]:
    """Every table of a full report, in order."""
    rankings = [ranking(results, group, lang) for group in results.groups]
    return (*rankings, items(results, lang), findings(results, lang), applied(results, lang))


def group_name(group: Group, lang: Lang) -> str:
    """What a group is called; the units of which nothing could be read form one of their own."""
    return group.name if group.rubric else UNREAD.say(lang)


def ranking(results: Results, group: Group, lang: Lang) -> Table:
    """The ranking of one group, with the points of each indicator. Units without a rank come last and say why."""
    rubric, places = results.rubric(group), results.rules.places
    indicators = rubric.indicators if rubric else ()
    unranked = any(unit.rank is None for unit in group.units)
    columns = [
        Column(_RANK.say(lang), "number", 6),
        Column(_UNIT.say(lang), "text", 16),
        Column(_with_max(_TOTAL.say(lang), rubric.total, lang) if rubric else _TOTAL.say(lang), "points", 11),
        Column(_GRADE.say(lang), "grade", 9),
        *(Column(_with_max(item.label, item.max, lang), "points", 12) for item in indicators),
        *([Column(_WHY.say(lang), "wide", 46)] if unranked else []),
    ]
    rows = []
    for unit in group.units:
        grade = unit.grade.say(lang) if unit.grade else None
        exact_points = results.points(group, unit)
        points = [_shown(results, exact_points.get(item.id)) for item in indicators]
        why = [unit.why.say(lang) if unit.why else None] if unranked else []
        rows.append((unit.rank, unit.name, unit.total, grade, *points, *why))
    name = group_name(group, lang)
    title = f"{rubric.title} {_RANKING.say(lang)}" if rubric else name
    notes = (
        _ROUNDED.say(lang).format(places=places),
        _DEFAULTS.say(lang),
        *(assumptions(rubric, lang) if rubric else ()),
    )
    return Table(f"{_RANKING.say(lang)} {name}", title, tuple(columns), tuple(rows), notes, places, strong=2)


def _with_max(name: str, most: Decimal, lang: Lang) -> str:
    return f"{name}\n{ {'zh': '（{}）', 'en': '({})'}[lang].format(plain(most)) }"


def _shown(results: Results, value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value, results.rules.places, results.rules.rounding)


def assumptions(rubric: Rubric, lang: Lang) -> Iterator[str]:
    """The assumed figures of a rubric as footnotes: those with the same reason together."""
    together: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for item, repair in rubric.repairs():
        if repair.kind == "assumed":
            together[repair.field, repair.reason].append(item)
    for (fields, reason), ids in together.items():
        yield _ASSUMED.say(lang).format(
            items=listed(ids).say(lang), fields=field_names(fields).say(lang), reason=reason
        )


def items(results: Results, lang: Lang) -> Table:
    """Every scored item of every unit: its points, what was lost, and who gave what."""
    headings = {
        "zh": ("类别", "单位", "编号", "指标", "子项", "分值", "得分", "失分", "各评分人给分"),
        "en": (
            "Group",
            "Unit",
            "Item",
            "Indicator",
            "Name",
            "Max",
            "Points",
            "Lost",
            "Given by each assessor",
        ),
    }[lang]
    widths = (12, 14, 8, 22, 30, 8, 9, 9, 44)
    kinds: tuple[Kind, ...] = ("text", "text", "text", "text", "wide", "number", "points", "points", "wide")
    columns = tuple(Column(*each) for each in zip(headings, kinds, widths, strict=True))
    rows = tuple(row for group in results.groups for row in _item_rows(results, group, lang))
    title = Text("各单位子项得分", "Points of all sub-items").say(lang)
    return Table(
        Text("子项得分", "Items").say(lang),
        title,
        columns,
        rows,
        (_ROUNDED.say(lang).format(places=results.rules.places),),
        results.rules.places,
        strong=2,
    )


def _item_rows(results: Results, group: Group, lang: Lang) -> Iterator[tuple[Value, ...]]:
    rubric = results.rubric(group)
    given = _given(results)
    for unit in group.units if rubric else ():
        points = results.points(group, unit)
        for indicator in rubric.indicators if rubric else ():
            as_whole = given.get((group.rubric, unit.name, indicator.id))
            for item in (indicator,) if as_whole else indicator.leaves():
                got = _shown(results, points.get(item.id))
                lost = None if got is None else item.max - got
                each = given.get((group.rubric, unit.name, item.id), ())
                head = (group_name(group, lang), unit.name, item.id, indicator.name, item.name, item.max)
                yield (*head, got, lost, {"zh": "；", "en": "; "}[lang].join(each))


def _given(results: Results) -> dict[tuple[object, str, str], list[str]]:
    """What each assessor gave, by rubric, unit and item."""
    given: dict[tuple[object, str, str], list[str]] = defaultdict(list)
    for sheet in results.ledger.sheets:
        who = sheet.identity
        for entry in sheet.entries:
            points = "—" if entry.points is None else plain(entry.points)
            given[sheet.rubric, who.unit, entry.item].append(f"{who.source}-{who.assessor}：{points}")
    return given


def findings(results: Results, lang: Lang) -> Table:
    """Every finding with its file and cell."""
    headings = {
        "zh": ("级别", "代码", "文件", "工作表", "单元格", "问题", "怎么办"),
        "en": ("Severity", "Code", "File", "Sheet", "Cell", "Finding", "What to do"),
    }[lang]
    widths = (8, 8, 32, 10, 9, 60, 36)
    kinds: tuple[Kind, ...] = ("text", "text", "wide", "text", "text", "wide", "wide")
    columns = tuple(Column(*each) for each in zip(headings, kinds, widths, strict=True))
    rows = tuple(_finding_row(finding, lang) for finding in results.findings)
    none = Text("没有发现问题。", "Nothing was found.").say(lang)
    return Table(
        Text("问题", "Findings").say(lang), Text("评分表中的问题", "Findings in the sheets").say(lang),
        columns, rows, () if rows else (none,), strong=2,
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
