"""The formulas of a ranking: a total over parts, a part over its indicators, in the row of a unit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.reports.xlsx.formulas import Summand, sum_formula, total_formula
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
        for term, factor in zip(rules.terms(unit.name), rules.factors(unit.name), strict=True):
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
        own = [number for number, each in enumerate(self._columns) if part in each.parts and each.item is not None]
        if not own:
            return None
        first, last = self._names[own[0]], self._names[own[-1]]
        value = sum((stored[number] or Fraction(0) for number in own), Fraction(0))
        return Summand(f"{first}{row}" if first == last else f"SUM({first}{row}:{last}{row})", value)

    def _chosen(self, name: str, stored: Sequence[Fraction | None], row: int) -> Summand | None:
        """The cell of what is chosen among parts."""
        for number, column in enumerate(self._columns):
            if not column.parts and column.name == name:
                value = stored[number]
                return None if value is None else Summand(f"{self._names[number]}{row}", value)
        return None
