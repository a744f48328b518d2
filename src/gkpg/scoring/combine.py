"""Combining: how the scores that several assessors gave an item become one, by the rule of their source."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gkpg.round.join_rules import JoinRule
    from gkpg.scoring.amounts import Amount


class Quotient(NamedTuple):
    """What scores come to: an amount and what it is to be divided by, so that nothing is divided before it must be."""

    amount: Amount
    divisor: int


class JoinMethod(NamedTuple):
    """One rule. `combine` gives what scores come to, None where the rule makes nothing of them.

    `divisor` is what amounts are divided by with such weights, as far as that is the same for all items; else 1.
    """

    combine: Callable[[Sequence[Amount], Sequence[int]], Quotient | None]
    divisor: Callable[[Sequence[int]], int] = lambda _: 1


def _mean(scores: Sequence[Amount], weights: Sequence[int]) -> Quotient:
    """The sum of all, each as often as it was given, over how many there are."""
    return Quotient(sum(score * weight for score, weight in zip(scores, weights, strict=True)), sum(weights))


def _median(scores: Sequence[Amount], weights: Sequence[int]) -> Quotient:
    """The one in the middle, or the mean of the two in the middle."""
    values = sorted(zip(scores, weights, strict=True))
    ends = list(accumulate(weight for _, weight in values))
    low, high = (values[bisect_right(ends, place)][0] for place in ((ends[-1] - 1) // 2, ends[-1] // 2))
    return Quotient(low, 1) if ends[-1] % 2 else Quotient(low + high, 2)


def _trimmed_mean(scores: Sequence[Amount], weights: Sequence[int]) -> Quotient | None:
    """The mean of all but one highest and one lowest, each score as often as it was given."""
    count = sum(weights) - 2
    whole = _mean(scores, weights).amount - max(scores) - min(scores)
    return Quotient(whole, count) if count > 0 else None


def _agreed_score(scores: Sequence[Amount], weights: Sequence[int]) -> Quotient | None:
    """The score that all gave."""
    del weights
    return Quotient(scores[0], 1) if len(set(scores)) == 1 else None


#: All rules. One more is a row here, and a word with what is told of it in `gkpg.round.join_rules`.
JOINS: Mapping[JoinRule, JoinMethod] = {
    "mean": JoinMethod(_mean, sum),
    "median": JoinMethod(_median, lambda weights: 2 - sum(weights) % 2),
    "trimmed-mean": JoinMethod(_trimmed_mean, lambda weights: max(1, sum(weights) - 2)),
    "highest": JoinMethod(lambda scores, _: Quotient(max(scores), 1)),
    "lowest": JoinMethod(lambda scores, _: Quotient(min(scores), 1)),
    "agreed": JoinMethod(_agreed_score),
}


#: The sum of scores; raises TypeError where any of them is None.
_sum: Callable[[Sequence[Amount | None]], Amount] = sum  # type: ignore[assignment]


def combine(rule: JoinRule, columns: Sequence[Sequence[Amount | None]], weights: Sequence[int]) -> list[Amount | None]:
    """The scores of all items joined, each as an amount over `divisor_of` the rule; None where any is missing.

    `columns` have what each sheet gives for each item. Raises ValueError for sheets of unequal length.
    """
    if rule == "mean" and set(weights) == {1}:
        try:
            return list(map(_sum, zip(*columns, strict=True)))
        except TypeError:
            pass
    divisor = divisor_of(rule, weights)
    return [combine_one(rule, scores, weights, divisor) for scores in zip(*columns, strict=True)]


def combine_one(rule: JoinRule, scores: Sequence[Amount | None], weights: Sequence[int], divisor: int) -> Amount | None:
    """The scores of one item joined, as an amount over `divisor`."""
    there = [score for score in scores if score is not None]
    found = JOINS[rule].combine(there, weights) if len(there) == len(scores) else None
    if found is None or found.divisor == divisor:
        return None if found is None else found.amount
    return Fraction(found.amount) * divisor / found.divisor


def divisor_of(rule: JoinRule, weights: Sequence[int]) -> int:
    """What amounts that a rule joins are divided by."""
    return JOINS[rule].divisor(weights)
