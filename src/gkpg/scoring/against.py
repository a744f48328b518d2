"""Points against a base: what a figure is worth beside the unit's own target, or its earlier figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.rubric.kinds import MeasureItems, value_against
from gkpg.scoring.relative import Worth
from gkpg.scoring.steps import Term

if TYPE_CHECKING:
    from fractions import Fraction

    from gkpg.rubric import Item


def worth_against(item: Item, figure: Fraction, base: Fraction) -> Worth:
    """What a figure is worth beside a base, by the rule of a measured value."""
    rule, value = MeasureItems.rule(item), value_against(item, figure, base)
    working = rule.working(value)
    marks = (Term(mark.kind, mark.name, mark.value) for mark in working.marks)
    terms = (Term("base", item.looks_at, base), Term("value", working.rounding, working.value), *marks)
    return Worth(rule.worth(value), terms, f"{_key(item)} {working.key}")


def _key(item: Item) -> str:
    """How a figure is compared with its base."""
    return "target" if item.looks_at == "target" else item.change
