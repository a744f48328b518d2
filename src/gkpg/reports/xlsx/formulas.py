"""Formulas: sums over cells, written only where they come to exactly what gkpg computed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_exact, round_to_places
from gkpg.rubric.kinds import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from gkpg.rubric import Rubric

_ONE = Fraction(1)


class Summand(NamedTuple):
    """A cell, or several added up (`SUM(…)`): what stands in it, and what a point of it counts in the sum."""

    cells: str
    value: Fraction
    factor: Fraction = _ONE

    @property
    def text(self) -> str:
        """As it stands in a formula."""
        if self.factor == 1:
            return self.cells
        cells = f"({self.cells})" if "+" in self.cells else self.cells
        return f"{cells}*{format_exact(self.factor)}"


def add_cells(summands: Sequence[Summand]) -> Summand | None:
    """Cells of which each counts as it is, as one summand; None of none."""
    if not summands:
        return None
    cells = summands[0].cells if len(summands) == 1 else f"SUM({','.join(each.cells for each in summands)})"
    return Summand(cells, sum((each.value for each in summands), Fraction(0)))


def cells_of_part(rubric: Rubric, cells: Mapping[str, Summand], span: str = "") -> Summand | None:
    """What a part comes to as a summand: the cells of its indicators and blocks by id, within the bounds of its table.

    `span` stands for all of the cells where they lie side by side.
    """
    most = rubric.beside_max
    bonuses = {block.id for block in rubric.beside if BLOCKS[block.kind].adds} if most is not None else set()
    bonus = add_cells([each for item, each in cells.items() if item in bonuses])
    whole = add_cells([each for item, each in cells.items() if bonus is None or item not in bonuses])
    if bonus is not None and most is not None:
        capped = Summand(f"MIN({format_exact(most)},{bonus.cells})", min(most, bonus.value))
        whole = capped if whole is None else Summand(f"{whole.cells}+{capped.cells}", whole.value + capped.value)
    elif span and whole is not None:
        whole = whole._replace(cells=span)
    return None if whole is None else _held(whole, rubric)


def _held(whole: Summand, rubric: Rubric) -> Summand:
    """A sum within the floor and the ceiling of a table."""
    cells = whole.cells
    if rubric.ceiling is not None:
        cells = f"MIN({format_exact(rubric.ceiling)},{cells})"
    if rubric.floor is not None:
        cells = f"MAX({format_exact(rubric.floor)},{cells})"
    return Summand(cells, rubric.hold(whole.value))


def sum_formula(summands: Sequence[Summand], figure: Fraction | None) -> str | None:
    """The sum as a formula; None where it does not come to the figure, for rules made that of more than a sum."""
    if figure is None or not summands or sum((each.value * each.factor for each in summands), Fraction(0)) != figure:
        return None
    return f"={'+'.join(each.text for each in summands)}"


def places_of(figure: Decimal) -> int:
    """How many decimals a figure has."""
    exponent = figure.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def total_formula(summands: Sequence[Summand], exact: Fraction | None, rounded: Decimal | None) -> str | None:
    """A rounded total as a formula over what it is made of.

    None where rules made it of more than a sum, or where its rounding is not that of spreadsheets, by which a half goes
    away from zero.
    """
    made = sum_formula(summands, exact)
    if made is None or exact is None or rounded is None:
        return None
    places = places_of(rounded)
    return f"=ROUND({made[1:]},{places})" if round_to_places(exact, places, "half-up") == rounded else None
