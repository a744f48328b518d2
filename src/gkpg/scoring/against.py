"""Points against a base: what a figure is worth beside a target, an earlier figure, or what the units have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.rubric.kinds import MeasureItems, value_against
from gkpg.scoring.relative import Worth, worth_among
from gkpg.scoring.steps import Term

if TYPE_CHECKING:
    from fractions import Fraction

    from gkpg.rubric import Item
    from gkpg.scoring.peers import Peers


def worth_against(item: Item, figure: Fraction, base: Fraction) -> Worth:
    """What a figure is worth beside a base, by the rule of a measured value."""
    rule, value = MeasureItems.rule(item), value_against(item, figure, base)
    working = rule.working(value)
    marks = (Term(mark.kind, mark.name, mark.value) for mark in working.marks)
    terms = (Term("base", item.of or "", base), Term("value", working.rounding, working.value), *marks)
    return Worth(rule.worth(value), terms, f"{_key(item)} {working.key}")


def worth_beside(item: Item, figure: Fraction, peers: Peers, *, dense: bool) -> Worth:
    """What a figure is worth among peers, of which there is one at least, by whatever its item says of them."""
    if item.of is None:
        return worth_among(item, figure, peers, dense=dense)
    base = peers.mean if item.of == "mean" else peers.median
    if item.change == "percent" and base <= 0:
        return Worth(None, (Term("base", item.of, base),), item.of)
    return worth_against(item, figure, base)


def _key(item: Item) -> str:
    """How a figure is compared with its base."""
    return item.of if item.of is not None and item.change == "percent" and item.of != "previous" else item.change
