"""Against a base: a figure beside a target, an earlier figure or what the units have, also as a sheet computes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import HUNDRED
from gkpg.base.text import Text
from gkpg.rubric.kinds.measure import formula_within
from gkpg.rubric.kinds.measure_items import MeasureItems
from gkpg.rubric.kinds.units import is_percent, of_percentages

if TYPE_CHECKING:
    from fractions import Fraction

    from gkpg.rubric.kinds.measure_items import MeasureFields

#: So many decimals of what a spreadsheet divides are no noise of binary fractions.
_CLEAN = 9
_CALLED = {
    "target": Text("本单位目标", "target of this unit:"),
    "previous": Text("本单位上一次", "earlier figure of this unit:"),
}


def value_against(item: MeasureFields, figure: Fraction, base: Fraction) -> Fraction:
    """The share of a target, a mean or a median in percent, or the change on an earlier figure, or the difference."""
    if item.change == "difference":
        return figure - base
    return (figure - base if item.of == "previous" else figure) / base * HUNDRED


def formula_against(item: MeasureFields, cell: str, base: str) -> str:
    """The points of the figure in a cell beside a base, as a spreadsheet computes them."""
    figure = of_percentages(cell) if is_percent(item.unit or "") else cell
    told = f"{figure}/({base})*{HUNDRED}"
    if item.of == "previous":
        change = f"{figure}-({base})"
        told = change if item.change == "difference" else f"({change})/({base})*{HUNDRED}"
    points = MeasureItems.rule(item).worth_formula(f"ROUND({told},{_CLEAN})")
    return formula_within(cell, figure, item.least, item.most, points)


def call_base(item: MeasureFields, base: str) -> Text:
    """A base as sheets show it beside the item."""
    called = _CALLED[item.of or "target"]
    return Text(f"{called.zh} {base} {item.unit or ''}".rstrip(), f"{called.en} {base} {item.unit or ''}".rstrip())
