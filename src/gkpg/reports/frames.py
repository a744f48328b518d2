"""Results as pandas frames, for exports and for further analysis. Points are text, exact, never floats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pandas as pd

from gkpg.points import exact, plain
from gkpg.reports.tables import group_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.rubric import Item
    from gkpg.scoring import Results
    from gkpg.words import Lang

FrameName = Literal["ranking", "items", "findings"]

#: The columns of each frame, in order. They are documented in docs/outputs.md and change only with a note there.
COLUMNS: dict[FrameName, tuple[str, ...]] = {
    "ranking": (
        "group",
        "rubric",
        "version",
        "rank",
        "unit",
        "total",
        "total_exact",
        "grade",
        "sheets",
        "why",
        "assumed",
    ),
    "items": ("group", "unit", "item", "name", "level", "scored", "max", "points", "assumed"),
    "findings": ("severity", "code", "file", "sheet", "cell", "line", "column", "message", "remedy"),
}


def frame(results: Results, name: FrameName, lang: Lang) -> pd.DataFrame:
    """One table of the results. Every value is text; an empty text stands for what there is none of."""
    rows = {"ranking": _ranking, "items": _items, "findings": _findings}[name](results, lang)
    return pd.DataFrame(
        [["" if value is None else str(value) for value in row] for row in rows],
        columns=list(COLUMNS[name]),
        dtype=str,
    )


def _ranking(results: Results, lang: Lang) -> Iterator[tuple[object, ...]]:
    for group in results.groups:
        rubric = results.rubric(group)
        assumed = sum(bool(_assumed(item)) for item in rubric.walk()) if rubric else 0
        for unit in group.units:
            exact_total = None if unit.exact_total is None else exact(unit.exact_total)
            grade, why = (text.say(lang) if text else None for text in (unit.grade, unit.why))
            head = (group_name(group, lang), *(group.rubric or ("", "")), unit.rank, unit.name)
            yield (*head, unit.total, exact_total, grade, unit.sheets, why, assumed)


def _items(results: Results, lang: Lang) -> Iterator[tuple[object, ...]]:
    for group in results.groups:
        rubric = results.rubric(group)
        for unit in group.units if rubric else ():
            points_of = results.points(group, unit)
            for item, level in _levels(rubric.indicators if rubric else (), 1):
                points = points_of.get(item.id)
                head = (
                    group_name(group, lang),
                    unit.name,
                    item.id,
                    item.name,
                    level,
                    int(item.items is None),
                )
                yield (*head, plain(item.max), None if points is None else exact(points), " ".join(_assumed(item)))


def _assumed(item: Item) -> tuple[str, ...]:
    """The keys of an item that its rubric assumes."""
    return tuple(field for repair in item.repair if repair.kind == "assumed" for field in repair.field)


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
