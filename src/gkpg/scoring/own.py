"""What a unit gave itself, where more than adding leads there."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.points import NO_POINTS, exact

if TYPE_CHECKING:
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.filled import Sheet


def own_line(rubric: Rubric, sheet: Sheet) -> str:
    """The exact points of all items by one sheet, in the order of `Rubric.ids`; without rules of an assessment."""
    points = {entry.item: Fraction(entry.points) for entry in sheet.entries if entry.points is not None}
    for top in (*rubric.indicators, *rubric.further):
        _add(top, points)
    return " ".join(exact(points[item]) if item in points else NO_POINTS for item in rubric.ids)


def _add(item: Item, points: dict[str, Fraction]) -> Fraction | None:
    """The points of an item: those of its own cell, or what those below it come to."""
    if item.id not in points and item.items is not None:
        below = [_add(each, points) for each in item.items]
        given = [value for value in below if value is not None]
        if len(given) == len(below):
            points[item.id] = item.of_rows(given)
    return points.get(item.id)
