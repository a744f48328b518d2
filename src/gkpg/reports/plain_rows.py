"""Plain rows: a table of the results as text, a row a unit, an item or a finding, made while it is read."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_exact
from gkpg.findings.values import finding_values
from gkpg.reports.disclosure import INTERNAL, ordered_units
from gkpg.reports.exact_texts import exact_texts
from gkpg.reports.given_scores import GivenScores
from gkpg.reports.group_view import GroupView, assumed_fields, group_name
from gkpg.reports.unit_fields import list_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.reports.disclosure import Disclosure, Topic
    from gkpg.reports.report import Report, TableName
    from gkpg.round.group import RoundPart
    from gkpg.rubric import Item


class _Column(NamedTuple):
    """A column of the table of items: its name, and what it tells that is not for everybody."""

    key: str
    topic: Topic | None = None


_ITEM_COLUMNS = (
    _Column("group"),
    _Column("unit"),
    _Column("part"),
    _Column("item"),
    _Column("name"),
    _Column("level"),
    _Column("scored"),
    _Column("max"),
    _Column("points", "scores"),
    _Column("own", "evidence"),
    _Column("assumed"),
    _Column("given", "evidence"),
    _Column("reasons", "evidence"),
)
_FINDING_COLUMNS = ("severity", "code", "file", "sheet", "cell", "line", "column", "message", "remedy")


def columns(table: TableName, disclosure: Disclosure = INTERNAL) -> tuple[str, ...]:
    """The columns of a table, in order. They are documented in docs/outputs.md and change only with a note there."""
    if table == "ranking":
        return tuple(field.key for field in list_fields("csv", disclosure=disclosure))
    if table == "items":
        return tuple(column.key for column in _ITEM_COLUMNS if disclosure.shows(column.topic))
    return _FINDING_COLUMNS if disclosure.shows("evidence") else ()


def plain_rows(report: Report) -> Iterator[tuple[str, ...]]:
    """The rows of a report's table. An empty text stands for what there is none of; points are exact."""
    rows = {"ranking": _ranking, "items": _items, "findings": _findings}[report.table](report)
    return (tuple("" if value is None else str(value) for value in row) for row in rows)


def _ranking(report: Report) -> Iterator[tuple[object, ...]]:
    fields = list_fields("csv", disclosure=report.disclosure)
    for group in report.results.groups:
        of = GroupView(report.results, group, report.lang, report.disclosure)
        for unit in of.units:
            yield tuple(field.value(of, unit) for field in fields)
            report.step()


class _PartItem(NamedTuple):
    """An item of a part, and what its rows say of it whatever the unit: before the points, behind them."""

    item: Item
    before: tuple[str, ...]
    behind: tuple[str, ...]


def _items(report: Report) -> Iterator[tuple[object, ...]]:
    given = GivenScores(report.results, report.lang)
    is_shown = [report.disclosure.shows(column.topic) for column in _ITEM_COLUMNS]
    for group in report.results.groups:
        parts = [(part, tuple(_part_items(part))) for part in group.parts]
        name = group_name(group, report.lang)
        for unit in ordered_units(group, report.disclosure):
            for number in group.numbers(unit):
                part, items = parts[number]
                points = exact_texts(part.rubric.ids, unit.parts[number].points if unit.parts else "")
                own = exact_texts(part.rubric.ids, unit.own if part is group.first_part(unit) else "")
                for each in items:
                    told = given.of(part, unit.name, each.item)
                    figures = (points[each.item.id], own[each.item.id])
                    said = (given.points_text(told), given.reasons_text(told))
                    yield tuple(compress((name, unit.name, *each.before, *figures, *each.behind, *said), is_shown))
            report.step()


def _part_items(part: RoundPart) -> Iterator[_PartItem]:
    """The items of a part with all around them, indicators first, then what stands beside them."""
    for item, level in _levels((*part.rubric.indicators, *part.rubric.adjustment_items), 1):
        before = (
            part.title,
            item.id,
            item.name,
            str(level),
            str(int(item.items is None)),
            "" if item.max is None else format_exact(item.max),
        )
        yield _PartItem(item, before, (" ".join(assumed_fields(item)),))


def _levels(items: tuple[Item, ...], level: int) -> Iterator[tuple[Item, int]]:
    for item in items:
        yield item, level
        yield from _levels(item.items or (), level + 1)


def _findings(report: Report) -> Iterator[tuple[object, ...]]:
    for finding in report.results.findings if report.disclosure.shows("evidence") else ():
        values = finding_values(finding, report.lang)
        yield tuple(values[column] for column in _FINDING_COLUMNS)
