"""Joining: how the scores that several assessors gave an item become one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gkpg.assessment.model import JoinRule


class Weighed(NamedTuple):
    """A score with how many answers stand behind it; 1 but in a survey."""

    value: Fraction
    weight: int = 1


def joined(scores: Sequence[Weighed], rule: JoinRule) -> Fraction | None:
    """The one score that a rule makes of several; None where it makes none: too few to trim, or not agreed."""
    return _RULES[rule](scores) if scores else None


def _mean(scores: Sequence[Weighed]) -> Fraction:
    """The sum of all, each as often as it was given, over how many there are."""
    return sum((each.value * each.weight for each in scores), Fraction(0)) / sum(each.weight for each in scores)


def _median(scores: Sequence[Weighed]) -> Fraction:
    """The one in the middle, or the mean of the two in the middle."""
    values = sorted(each.value for each in scores for _ in range(each.weight))
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _trimmed(scores: Sequence[Weighed]) -> Fraction | None:
    """The mean of all but one highest and one lowest."""
    rest = sorted(scores)[1:-1]
    return _mean(rest) if rest else None


def _agreed(scores: Sequence[Weighed]) -> Fraction | None:
    """The score that all gave."""
    return scores[0].value if len({each.value for each in scores}) == 1 else None


_RULES: dict[JoinRule, Callable[[Sequence[Weighed]], Fraction | None]] = {
    "mean": _mean,
    "median": _median,
    "trimmed-mean": _trimmed,
    "highest": lambda scores: max(each.value for each in scores),
    "lowest": lambda scores: min(each.value for each in scores),
    "agreed": _agreed,
}
