"""The rows of a unit's page: indicators with their items, parts, the total, each with its formula."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text
from gkpg.reports.xlsx.formulas import Summand, cells_of_part, sum_formula, total_formula
from gkpg.reports.xlsx.stored_figures import stored_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.base.text import Lang
    from gkpg.reports.view.unit_view import UnitItem, UnitView
    from gkpg.round.group import RoundPart

_TOTAL = Text("总分", "Total")


class UnitRow(NamedTuple):
    """A row; `item` is None of a part and of the total. `median` is that of the group; `lost` is exact.

    `formula` is None where the points are no more than a value. `is_top` is false of items below an indicator.
    """

    name: str
    most: Fraction | None
    points: Fraction | None
    formula: str | None = None
    lost: Fraction | None = None
    median: Fraction | None = None
    item: UnitItem | None = None
    is_top: bool = True

    @property
    def label(self) -> str:
        """What its item is called by; empty where it has none."""
        return self.item.of.item.called if self.item else ""

    @property
    def applies(self) -> bool:
        """Whether it applies to the unit."""
        return self.item is None or self.item.applies

    @property
    def share(self) -> Fraction | None:
        """The points as a share of the max."""
        if self.item is not None:
            return self.item.share
        return self.points / self.most if self.points is not None and self.most else None


class UnitRows:
    """Makes the rows of a unit, which stand one below the other from a row on, counted from 1."""

    def __init__(self, view: UnitView, lang: Lang, column: str, first: int) -> None:
        self._view, self._lang, self._column, self._first = view, lang, column, first
        self._results, self._group = view.summary.results, view.summary.group
        self._rows: list[UnitRow] = []

    def make(self) -> list[UnitRow]:
        """All rows: part by part its items, then what they come to; the total last."""
        unit = self._view.unit
        numbers = self._group.numbers(unit)
        sums = {number: self._part(number, is_alone=len(numbers) == 1) for number in numbers}
        if self._group.rules is not None:
            self._total(sums)
        return self._rows

    def _add(self, row: UnitRow) -> Summand | None:
        """Add a row; its cell, None where it has no points."""
        self._rows.append(row)
        return None if row.points is None else Summand(f"{self._column}{self._next - 1}", row.points)

    @property
    def _next(self) -> int:
        """The number of the next row."""
        return self._first + len(self._rows)

    def _stored(self, exact: Fraction | None) -> Fraction | None:
        return stored_figure(self._results, exact)

    def _part(self, number: int, *, is_alone: bool) -> Summand | None:
        """The rows of a part; the cell of what it comes to, or where it is the only one the sum of its indicators."""
        part, unit = self._group.parts[number], self._view.unit
        items = [each for each in self._view.items if each.of.part == number]
        total = unit.parts[number].total if unit.parts else None
        if not is_alone and _is_one(part, items, total):
            return self._add(self._of_item(items[0], None))
        tops = [top for top in items if top.of.item is top.of.top]
        cells = {top.of.item.id: cell for top in tops if (cell := self._top(items, top)) is not None}
        whole = cells_of_part(part.rubric, cells)
        if is_alone:
            return whole
        formula = sum_formula([whole], self._stored(total)) if whole else None
        return self._add(UnitRow(part.title, part.most, self._stored(total), formula, _lost(part.most, total)))

    def _top(self, items: Sequence[UnitItem], top: UnitItem) -> Summand | None:
        """An indicator or block and its scored items; its cell."""
        below = [each for each in items if each.of.top is top.of.item and each is not top and each.of.is_scored]
        stored = sum((self._stored(each.points) or Fraction(0) for each in below), Fraction(0))
        first, last = self._next + 1, self._next + len(below)
        cells = f"SUM({self._column}{first}:{self._column}{last})"
        formula = sum_formula([Summand(cells, stored)], self._stored(top.points)) if below else None
        made = self._add(self._of_item(top, formula))
        self._rows += (self._of_item(each, None)._replace(is_top=False) for each in below)
        return made

    def _of_item(self, each: UnitItem, formula: str | None) -> UnitRow:
        item, spread = each.of.item, each.of.spread
        most = None if each.of.is_beside else item.max
        median = self._stored(spread.median) if spread else None
        return UnitRow(item.name, most, self._stored(each.points), formula, each.lost, median, each)

    def _total(self, sums: dict[int, Summand | None]) -> None:
        """The total, over what its terms are made of."""
        unit, totals = self._view.unit, self._view.summary.totals
        summands = list(self._summands(sums))
        is_whole = None not in summands
        made = [each for each in summands if each is not None]
        formula = total_formula(made, unit.exact_total, unit.total) if is_whole else None
        total = None if unit.total is None else Fraction(unit.total)
        median = self._stored(totals.median) if totals else None
        most = self._view.explanation.most
        self._add(UnitRow(_TOTAL.say(self._lang), most, total, formula, _lost(most, total), median))

    def _summands(self, sums: dict[int, Summand | None]) -> Iterator[Summand | None]:
        """What the total is a sum of; None for what is chosen among parts, or is not there."""
        rules, unit = self._group.rules, self._view.unit.name
        if rules is None:
            return
        for term, factor in zip(rules.terms(unit), rules.own_factors(unit), strict=True):
            own = None if term.rule else sums.get(term.parts[0])
            yield own._replace(factor=factor) if own else None


def _lost(most: Fraction | None, points: Fraction | None) -> Fraction | None:
    """The max less the points, exact."""
    return None if points is None or most is None else most - points


def _is_one(part: RoundPart, items: Sequence[UnitItem], total: Fraction | None) -> bool:
    """Whether a part is just one item of its name, which then stands for it."""
    return len(items) == 1 and items[0].of.item.name == part.title and items[0].points == total
