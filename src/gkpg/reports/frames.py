"""Results as pandas frames, for exports or further analysis. Points are text, exact, never floats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from gkpg.base.points import format_exact, format_points
from gkpg.reports.given_scores import GivenScores
from gkpg.reports.group_view import GroupView, assumed_fields, group_name
from gkpg.reports.unit_fields import list_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Lang
    from gkpg.reports.formats import TableName
    from gkpg.rubric import Item
    from gkpg.scoring import Results

#: The columns of each frame, in order. They are documented in docs/outputs.md and change only with a note there.
COLUMNS: dict[TableName, tuple[str, ...]] = {
    "ranking": tuple(field.key for field in list_fields("csv")),
    "items": (
        "group",
        "unit",
        "part",
        "item",
        "name",
        "level",
        "scored",
        "max",
        "points",
        "own",
        "assumed",
        "given",
        "reasons",
    ),
    "findings": ("severity", "code", "file", "sheet", "cell", "line", "column", "message", "remedy"),
}


def frame(results: Results, name: TableName, lang: Lang) -> pd.DataFrame:
    """One table of the results. Every value is text; an empty text stands for what there is none of."""
    rows = {"ranking": _ranking, "items": _items, "findings": _findings}[name](results, lang)
    return pd.DataFrame(
        [["" if value is None else str(value) for value in row] for row in rows],
        columns=list(COLUMNS[name]),
        dtype=str,
    )


def _ranking(results: Results, lang: Lang) -> Iterator[tuple[object, ...]]:
    fields = list_fields("csv")
    for group in results.groups:
        of = GroupView(results, group, lang)
        yield from (tuple(field.value(of, unit) for field in fields) for unit in group.units)


def _items(results: Results, lang: Lang) -> Iterator[tuple[object, ...]]:
    given_by = GivenScores(results, lang)
    for group in results.groups:
        for unit in group.units:
            own_points = results.own_points(group, unit)
            for number, part in enumerate(group.parts):
                points_of = results.points(group, unit, number)
                for item, level in _levels((*part.rubric.indicators, *part.rubric.adjustment_items), 1):
                    points, own = points_of.get(item.id), own_points.get(item.id) if number == 0 else None
                    figures = (None if each is None else format_exact(each) for each in (points, own))
                    given = given_by.of(part.key, unit.name, item)
                    head = (group_name(group, lang), unit.name, part.name, item.id, item.name, level)
                    yield (
                        *head,
                        int(item.items is None),
                        format_points(item.max),
                        *figures,
                        " ".join(assumed_fields(item)),
                        given_by.points_text(given),
                        given_by.reasons_text(given),
                    )


def _levels(items: tuple[Item, ...], level: int) -> Iterator[tuple[Item, int]]:
    for item in items:
        yield item, level
        yield from _levels(item.items or (), level + 1)


def _findings(results: Results, lang: Lang) -> Iterator[tuple[object, ...]]:
    for finding in results.findings:
        place = finding.place
        head = (
            finding.severity.value,
            finding.code,
            place.file,
            place.sheet,
            place.cell,
            place.line,
            place.column,
        )
        yield (*head, finding.message(lang), finding.remedy(lang))
