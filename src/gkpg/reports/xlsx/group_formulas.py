"""The formulas of a ranking: a total over parts, a part over its indicators, in the row of a unit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.reports.xlsx.formulas import Summand, cells_of_part, sum_formula, total_formula
from gkpg.workbooks.cells import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.reports.view.figure_column import FigureColumn
    from gkpg.scoring import GroupResult, Results, UnitResult


class GroupFormulas:
    """Formulas over columns of figures, which stand side by side from a column on, counted from 0."""

    def __init__(self, results: Results, group: GroupResult, columns: Sequence[FigureColumn], first: int) -> None:
        self._results, self._group, self._columns = results, group, columns
        self._names = [letters(first + number + 1) for number in range(len(columns))]

    def total(self, unit: UnitResult, stored: Sequence[Fraction | None], row: int) -> str | None:
        """The total of a unit, which stands in a row, counted from 1; None where it is more than a sum."""
        rules = self._group.rules
        if rules is None:
            return None
        summands: list[Summand] = []
        for term, factor in zip(rules.terms(unit.name), rules.own_factors(unit.name), strict=True):
            made = self._chosen(term.name, stored, row) if term.rule else self._part(term.parts[0], stored, row)
            if made is None or (term.rule and term.period):
                return None
            summands.append(made._replace(factor=factor))
        return total_formula(summands, unit.exact_total, unit.total)

    def part(self, unit: UnitResult, number: int, stored: Sequence[Fraction | None], row: int) -> str | None:
        """A part that is shown as a whole, over the indicators and blocks that stand behind it."""
        parts = self._columns[number].parts
        if len(parts) != 1 or not unit.parts:
            return None
        own = self._made_of(parts[0], stored, row)
        return sum_formula([own], stored[number]) if own else None

    def _part(self, part: int, stored: Sequence[Fraction | None], row: int) -> Summand | None:
        """A part: the cell of it as a whole, where there is one, else what it is made of."""
        for number, column in enumerate(self._columns):
            if part in column.parts and column.item is None:
                value = stored[number]
                return None if value is None else Summand(f"{self._names[number]}{row}", value)
        return self._made_of(part, stored, row)

    def _made_of(self, part: int, stored: Sequence[Fraction | None], row: int) -> Summand | None:
        """The cells of what a part is made of; they stand side by side."""
        own = {each.item.id: n for n, each in enumerate(self._columns) if part in each.parts and each.item is not None}
        cells = {item: Summand(f"{self._names[n]}{row}", stored[n] or Fraction(0)) for item, n in own.items()}
        names = [self._names[n] for n in own.values()]
        span = f"SUM({names[0]}{row}:{names[-1]}{row})" if len(names) > 1 else ""
        return cells_of_part(self._group.parts[part].rubric, cells, span)

    def _chosen(self, name: str, stored: Sequence[Fraction | None], row: int) -> Summand | None:
        """The cell of what is chosen among parts."""
        for number, column in enumerate(self._columns):
            if not column.parts and column.name == name:
                value = stored[number]
                return None if value is None else Summand(f"{self._names[number]}{row}", value)
        return None
