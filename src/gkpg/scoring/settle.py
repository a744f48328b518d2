"""Settling: what several sources give one item becomes one, by the rule for items that they share."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.scoring.steps import Rule, Step, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gkpg.round.model import SharingRule
    from gkpg.rubric import Item
    from gkpg.scoring.amounts import Amount, Scale
    from gkpg.scoring.arrangement import SharedItem
    from gkpg.scoring.plan import PartPlan
    from gkpg.scoring.trace import Trace


def settle(
    plan: PartPlan, shared: SharedItem, given: Mapping[str, Amount | None], scale: Scale, trace: Trace | None
) -> Amount | None:
    """What sources give an item together; None where one of them is missing, or nothing joins them."""
    rule = shared.rule if len(given) > 1 else None
    if rule is None:
        return next(iter(given.values())) if len(given) == 1 else None
    value = _RULES[rule.rule](rule, shared.item, given)
    if trace is not None and value is not None:
        terms = tuple(
            Term("source", name, scale.points(amount)) for name, amount in given.items() if amount is not None
        )
        told = Rule(rule.rule, rule.basis)
        trace.add(Step("settle", terms, scale.points(value), told, plan.part.name, shared.item.id))
    return value


def _replace(rule: SharingRule, item: Item, given: Mapping[str, Amount | None]) -> Amount | None:
    """The first source in the order of the rule that is to score the item."""
    del item
    first = next((name for name in rule.order if name in given), None)
    return None if first is None else given[first]


def _weigh(rule: SharingRule, item: Item, given: Mapping[str, Amount | None]) -> Amount | None:
    """The mean of all by the weights of the rule, scaled up where a source is left out; a veto must be agreed on."""
    if None in given.values() or (item.is_veto and len(set(given.values())) > 1):
        return None
    weights = {name: rule.weights[name] for name in given if name in rule.weights}
    whole = sum(weights.values(), Fraction(0))
    if not whole:
        return None
    value = sum((weight * (given[name] or 0) for name, weight in weights.items()), Fraction(0)) / whole
    return value.numerator if value.denominator == 1 else value


_RULES: Mapping[str, Callable[[SharingRule, Item, Mapping[str, Amount | None]], Amount | None]] = {
    "replace": _replace,
    "weighted-mean": _weigh,
}
