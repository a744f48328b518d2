"""The matrix of a group: what each unit got for each item, shaded by its share of the max."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.reports.view.item_summary import ItemSummary
    from gkpg.scoring import UnitResult

#: Below which share of the max each shade is used, the lightest first.
_SHADES = (Fraction(9, 10), Fraction(8, 10), Fraction(7, 10), Fraction(6, 10))


class MatrixCell(NamedTuple):
    """Points as they are shown, and their shade from 1 to 4, the darker the less; 0 where there is none."""

    text: str
    heat: int


class MatrixRow(NamedTuple):
    """A row: the place of its unit in the page, empty where it has none, its name, a cell for each item."""

    id: str
    name: str
    cells: tuple[MatrixCell, ...]


def common_items(summary: GroupSummary) -> tuple[ItemSummary, ...]:
    """The items of the parts that are for all units of the group."""
    return tuple(each for each in summary.items if summary.group.parts[each.part].units is None)


def matrix_row(summary: GroupSummary, items: Sequence[ItemSummary], unit: UnitResult, id_: str) -> MatrixRow:
    """The row of a unit."""
    return MatrixRow(id_, unit.name, tuple(_cells(summary, items, unit)))


def _cells(summary: GroupSummary, items: Sequence[ItemSummary], unit: UnitResult) -> Iterator[MatrixCell]:
    results, group = summary.results, summary.group
    numbers = {each.part for each in items}
    exact = {number: results.points(group, unit, number) for number in numbers}
    for each in items:
        points = exact[each.part].get(each.item.id)
        figure = results.round_figure(points)
        share = points / each.item.max if points is not None and each.item.max and not each.is_beside else None
        yield MatrixCell("" if figure is None else format_points(figure), 0 if share is None else _shade(share))


def _shade(share: Fraction) -> int:
    return sum(share < edge for edge in _SHADES)
