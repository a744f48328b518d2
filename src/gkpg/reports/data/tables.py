"""The tables of open data, in order: what is assessed, what came of it, what it came from."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact, format_known
from gkpg.base.text import Text
from gkpg.reports.data.column import DataColumn
from gkpg.reports.data.entries import ENTRIES
from gkpg.reports.data.table import DataTable
from gkpg.reports.exact_texts import exact_texts
from gkpg.reports.group_view import GroupView, group_name
from gkpg.reports.unit_fields import list_fields
from gkpg.reports.view.grade_count import count_grades
from gkpg.round.describe import describe_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.reports.data.column import ColumnType
    from gkpg.reports.data.table import DataValue
    from gkpg.reports.report import Report
    from gkpg.reports.unit_fields import UnitField
    from gkpg.rubric import Item, Rubric

_GROUP = DataColumn("group", "string", Text("类别", "Group"), Text("单位的类别", "the group of the unit"))
_UNIT = DataColumn("unit", "string", Text("单位", "Unit"), Text("单位", "the unit"))
_PART = DataColumn("part", "string", Text("部分", "Part"), Text("总分的哪一部分", "which part of the total"))
_RUBRIC = DataColumn("rubric", "string", Text("指标表", "Rubric"), Text("指标表的编号", "id of the rubric"))
_VERSION = DataColumn("version", "string", Text("版本", "Version"), Text("指标表的版本", "version of the rubric"))
_ITEM = DataColumn("item", "string", Text("编号", "Item"), Text("项的编号", "id of the item"))

#: Fields of a unit that are no text, though a workbook shows them as such.
_TYPES: dict[str, ColumnType] = {"total_exact": "exact", "converted": "number", "assumed": "integer"}
_KINDS: dict[str, ColumnType] = {"number": "integer", "points": "number"}


def _unit_column(field: UnitField) -> DataColumn:
    """A field of a unit as a column."""
    kind = _TYPES.get(field.key) or _KINDS.get(field.kind, "string")
    return DataColumn(field.key, kind, field.heading, field.about, field.topic)


def _units(report: Report) -> Iterator[tuple[DataValue, ...]]:
    fields = list_fields("csv")
    for group in report.results.groups:
        of = GroupView(report.results, group, report.lang, report.disclosure)
        for unit in of.units:
            values = (field.value(of, unit) if report.disclosure.shows(field.topic) else None for field in fields)
            yield tuple(None if value is None else str(value) for value in values)
            report.step()


def _groups(report: Report) -> Iterator[tuple[DataValue, ...]]:
    for group in report.results.groups:
        rules = group.rules
        most = format_known(rules.total) if rules else None
        is_ranked = rules is not None and rules.ranked and report.results.round.has_ranks
        yield group_name(group, report.lang), len(group.units), is_ranked, most


def _grades(report: Report) -> Iterator[tuple[DataValue, ...]]:
    for group in report.results.groups:
        for place, grade in enumerate((each for each in count_grades(group) if each.name), 1):
            assert grade.name is not None  # noqa: S101 - those without were left out
            yield group_name(group, report.lang), place, grade.name.zh, grade.name.en, len(grade.units)


def _parts(report: Report) -> Iterator[tuple[DataValue, ...]]:
    for group in report.results.groups:
        for number, part in enumerate(group.parts, 1):
            rubric, weight = part.rubric, None if part.weight is None else format_exact(Fraction(part.weight))
            units = None if part.units is None else "、".join(sorted(part.units))
            head = (group_name(group, report.lang), number, part.title, rubric.rubric, rubric.version)
            yield (*head, part.period or None, format_known(rubric.total), weight, units)


def _items(report: Report) -> Iterator[tuple[DataValue, ...]]:
    for rubric in report.results.ledger.rubrics.values():
        for top in rubric.indicators:
            yield from _rows_below(rubric, top, "indicator", None, 1)
        for top in rubric.adjustment_items:
            yield from _rows_below(rubric, top, "veto" if top.is_veto else "beside", None, 1)


def _rows_below(
    rubric: Rubric, item: Item, side: str, above: str | None, level: int
) -> Iterator[tuple[DataValue, ...]]:
    """An item, then what is below it."""
    most = None if item.max is None or item.is_veto else format_exact(item.max)
    yield rubric.rubric, rubric.version, item.id, above, item.name, side, item.kind, level, item.items is None, most
    for each in item.items or ():
        yield from _rows_below(rubric, each, side, item.id, level + 1)


def _unit_parts(report: Report) -> Iterator[tuple[DataValue, ...]]:
    for group in report.results.groups:
        for unit in group.units:
            for number in group.numbers(unit) if unit.parts else ():
                name, total = group_name(group, report.lang), unit.parts[number].total
                shown = report.results.round_figure(total)
                yield name, unit.name, number + 1, None if shown is None else str(shown), format_known(total)


def _scores(report: Report) -> Iterator[tuple[DataValue, ...]]:
    for group in report.results.groups:
        for unit in group.units:
            for number in group.numbers(unit) if unit.parts else ():
                part, line = group.parts[number], unit.parts[number].points
                shown = report.results.figures(part.rubric.ids, line)
                out = report.results.inapplicable(group, unit, number)
                for item, exact in exact_texts(part.rubric.ids, line).items():
                    figure = shown.get(item)
                    points = None if figure is None else str(figure)
                    yield group_name(group, report.lang), unit.name, number + 1, item, points, exact, item not in out


def _rules(report: Report) -> Iterator[tuple[DataValue, ...]]:
    for number, rule in enumerate(describe_rules(report.results.round), 1):
        yield number, rule.name.say(report.lang), rule.how.say(report.lang), rule.is_default, rule.basis


_PART_NUMBER = DataColumn(
    "part_number", "integer", Text("部分序号", "Part number"),
    Text("部分在本类别中的序号，从 1 起", "the number of the part in its group, from 1"),
)  # fmt: skip
_POINTS = DataColumn(
    "points", "number", Text("得分", "Points"),
    Text("得分，为便于阅读按总分的位数舍入", "points, rounded for reading as totals are"),
)  # fmt: skip
_EXACT = DataColumn(
    "points_exact", "exact", Text("精确得分", "Exact points"),
    Text("精确得分：小数，或 10/3 那样的分数；重算用它", "exact points: a decimal, or a fraction such as 10/3; compute with these"),
)  # fmt: skip

TABLES: tuple[DataTable, ...] = (
    DataTable(
        "units", Text("单位", "Units"),
        Text("每个单位一行：等次，公开得分时还有总分和名次（排名的）", "a row a unit: its grade and, where scores are shown, total and rank, if units are ranked"),
        tuple(map(_unit_column, list_fields("csv"))), _units, ("group", "unit"),
    ),
    DataTable(
        "groups", Text("类别", "Groups"),
        Text("每类一行：有几个单位，排不排名，总分最多多少", "a row a group: how many units, whether they are ranked, the most that the total can be"),
        (
            _GROUP,
            DataColumn("units", "integer", Text("单位数", "Units"), Text("单位数", "how many units it has")),
            DataColumn("ranked", "boolean", Text("排名", "Ranked"), Text("1 排名，0 不排名", "1: its units are ranked, 0: they are not")),
            DataColumn("max", "exact", Text("总分最多", "Max"), Text("总分最多多少；没有上限的、各单位不同的为空", "the most that the total can be; empty without limit, or where it is not the same for all")),
        ), _groups, ("group",),
    ),
    DataTable(
        "grades", Text("等次", "Grades"),
        Text("每类的等次，从高到低，各有几个单位", "the grades of each group, best first, with how many units have each"),
        (
            _GROUP,
            DataColumn("place", "integer", Text("次序", "Place"), Text("从高到低的次序，从 1 起", "its place from the best, 1, down")),
            DataColumn("grade", "string", Text("等次", "Grade"), Text("等次在规则中的名称", "its name in the rules")),
            DataColumn("grade_en", "string", Text("等次英文名", "English grade"), Text("英文名；没有的同上", "its English name; the same where it has none")),
            DataColumn("units", "integer", Text("单位数", "Units"), Text("得此等次的单位数", "how many units have it")),
        ), _grades, ("group", "place"),
    ),
    DataTable(
        "parts", Text("部分", "Parts"),
        Text("每类的总分由哪些部分组成，满分和权重", "the parts that make the total of each group, with max and weight"),
        (
            _GROUP, _PART_NUMBER, _PART, _RUBRIC, _VERSION,
            DataColumn("period", "string", Text("时段", "Period"), Text("时段；没有时段的为空", "its period; empty where there are none")),
            DataColumn("max", "exact", Text("分值", "Max"), Text("满分；没有上限的为空", "the most points; empty where there is no limit")),
            DataColumn("weight", "exact", Text("权重", "Weight"), Text("占总分的份额，如 9/10；按分相加的为空", "its share of the total, such as 9/10; empty where points are added")),
            DataColumn("units", "string", Text("适用单位", "For units"), Text("只适用于这些单位；为空是全部", "the units that it is for; empty: all")),
        ), _parts, ("group", "part_number"),
    ),
    DataTable(
        "items", Text("指标", "Items"),
        Text("指标表的每一项，上级在前", "every item of the rubrics, each before those below it"),
        (
            _RUBRIC, _VERSION, _ITEM,
            DataColumn("above", "string", Text("上级", "Above"), Text("上一级的编号；最上一级为空", "id of the item above; empty at the top")),
            DataColumn("name", "string", Text("名称", "Name"), Text("名称", "its name")),
            DataColumn("side", "string", Text("性质", "Side"), Text("indicator 指标，beside 加分扣分，veto 一票否决", "indicator, beside (added or taken off), or veto")),
            DataColumn("kind", "string", Text("计分方式", "Kind"), Text("怎样得分，见 gkpg 的指标表格式", "how it gets its points; see gkpg's rubric format")),
            DataColumn("level", "integer", Text("层级", "Level"), Text("第几级，最上一级为 1", "its level, 1 at the top")),
            DataColumn("scored", "boolean", Text("末级", "Scored"), Text("1 没有子项，0 有子项", "1: has no sub-items, 0: has some")),
            DataColumn("max", "exact", Text("分值", "Max"), Text("分值；没有上限的、否决项为空", "the most points; empty without limit, and of vetoes")),
        ), _items, ("rubric", "version", "item"),
    ),
    DataTable(
        "unit_parts", Text("各部分得分", "Points of parts"),
        Text("每个单位在每一部分的得分，未乘权重", "what each unit got in each part, before its weight"),
        (_GROUP, _UNIT, _PART_NUMBER, _POINTS, _EXACT), _unit_parts, ("group", "unit", "part_number"),
        (("units", ("group", "unit")), ("parts", ("group", "part_number"))), "scores",
    ),
    DataTable(
        "scores", Text("各项得分", "Points of items"),
        Text("每个单位每一项的得分，各评分人、各来源合并之后", "what each unit got for each item, assessors and sources joined"),
        (
            _GROUP, _UNIT, _PART_NUMBER, _ITEM, _POINTS, _EXACT,
            DataColumn("applies", "boolean", Text("适用", "Applies"), Text("0 不适用", "0: does not apply to the unit")),
        ), _scores, ("group", "unit", "part_number", "item"),
        (("units", ("group", "unit")), ("parts", ("group", "part_number"))), "scores",
    ),
    ENTRIES,
    DataTable(
        "rules", Text("规则", "Rules"),
        Text("计分所用的规则及其依据；程序用的写法在 rules.json", "the rules that were applied, and their documents; for programs they are in rules.json"),
        (
            DataColumn("number", "integer", Text("序号", "Number"), Text("序号", "its number")),
            DataColumn("rule", "string", Text("规则", "Rule"), Text("什么规则", "what it rules")),
            DataColumn("value", "string", Text("内容", "Value"), Text("怎么规定", "how")),
            DataColumn("default", "boolean", Text("默认", "Default"), Text("1 考核文件没有写，按 gkpg 默认", "1: not in the assessment, gkpg's default")),
            DataColumn("basis", "string", Text("依据", "Basis"), Text("规定它的文件；没有注明的为空", "the document that fixes it; empty where none is named")),
        ), _rules, ("number",),
    ),
)  # fmt: skip
