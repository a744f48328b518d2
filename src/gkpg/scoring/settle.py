"""Settling: what several sources give one item becomes one, by the rule for items that they share."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.scoring.amounts import simplify
from gkpg.scoring.steps import Rule, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gkpg.round.sources import SharingRule
    from gkpg.rubric import Item
    from gkpg.scoring.amounts import Amount
    from gkpg.scoring.arrangement import SharedItem
    from gkpg.scoring.trace import Recorder


def settle(shared: SharedItem, given: Mapping[str, Amount | None], recorder: Recorder) -> Amount | None:
    """What sources give an item together; None where one of them is missing, or nothing joins them."""
    rule = shared.rule if len(given) > 1 else None
    if rule is None:
        return next(iter(given.values())) if len(given) == 1 else None
    value = _RULES[rule.rule](rule, shared.item, given)
    if recorder.is_on and value is not None:
        recorder.add("settle", _terms(rule, given, recorder), value, Rule(rule.rule, rule.basis), shared.item.id)
    return value


def _terms(rule: SharingRule, given: Mapping[str, Amount | None], recorder: Recorder) -> Iterator[Term]:
    """What each source gives, with its share where there are weights."""
    shares = _shares(rule, given)
    in_order = sorted(given.items(), key=lambda each: rule.order.index(each[0])) if rule.order else given.items()
    for name, amount in in_order:
        if amount is not None:
            yield recorder.term("source", name, amount)
            if shares:
                yield Term("factor", name, shares.get(name, Fraction(0)))


def _replace(rule: SharingRule, item: Item, given: Mapping[str, Amount | None]) -> Amount | None:
    """The first source in the order of the rule that is to score the item."""
    del item
    first = next((name for name in rule.order if name in given), None)
    return None if first is None else given[first]


def _weigh(rule: SharingRule, item: Item, given: Mapping[str, Amount | None]) -> Amount | None:
    """The mean of all by the weights of the rule, scaled up where a source is left out; a veto must be agreed on."""
    if None in given.values() or (item.is_veto and len(set(given.values())) > 1):
        return None
    shares = _shares(rule, given)
    if not shares:
        return None
    return simplify(sum((share * (given[name] or 0) for name, share in shares.items()), Fraction(0)))


def _shares(rule: SharingRule, given: Mapping[str, Amount | None]) -> Mapping[str, Fraction]:
    """What each source counts in a mean by weights: its share of the weights of those that are there."""
    weights = {name: rule.weights[name] for name in given if name in rule.weights}
    whole = sum(weights.values(), Fraction(0))
    return {name: Fraction(weight) / whole for name, weight in weights.items()} if whole else {}


_RULES: Mapping[str, Callable[[SharingRule, Item, Mapping[str, Amount | None]], Amount | None]] = {
    "replace": _replace,
    "weighted-mean": _weigh,
}
