"""Comparing: what a unit's figure is worth beside the figures of others."""

from __future__ import annotations

from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

from tests.plain.figures import ZERO, Yaml, at_least, limit, mean, number
from tests.plain.measures import measured

if TYPE_CHECKING:
    from tests.plain.tables import Item


def compared(item: Item, figure: Fraction, others: list[Fraction], ties: str) -> Fraction | None:
    """The points of a figure beside those that count, its own among them where it counts; None where nothing says it.

    No unit gets more than the max, nor by its range less than the worst of the others. None is compared with nobody.
    """
    if not others:
        return None
    if "of" in item.keys:
        return by_middle(item, figure, others)
    assert item.most is not None
    by = {"rank": by_rank, "best": by_best, "range": by_range}[item.keys["by"]]
    points = by(item, figure, others, ties)
    return None if points is None else min(points, item.most)


def by_middle(item: Item, figure: Fraction, others: list[Fraction]) -> Fraction | None:
    """By its share of the mean or the median of those that count, in percent, or by the difference."""
    middle = mean(others) if item.keys["of"] == "mean" else Fraction(median(others))
    if item.keys.get("change") == "difference":
        return measured(item, figure - middle)
    return measured(item, figure * 100 / middle) if middle > 0 else None


def is_lower_better(item: Item) -> bool:
    """Whether the lower figure is the better one."""
    return bool(item.keys.get("better", "higher") == "lower")


def by_rank(item: Item, figure: Fraction, others: list[Fraction], ties: str) -> Fraction:
    """The points of its rank; behind those that are written so much less for each, or the rest, or nothing."""
    better = [other for other in others if (other < figure if is_lower_better(item) else other > figure)]
    place = len(set(better)) if ties == "dense" else len(better)
    keys: Yaml = item.keys
    for share, points in keys.get("within", []):
        if place + 1 <= number(share) * len(others):
            return number(points)
    written = [number(each) for each in keys.get("points", [])]
    if place < len(written):
        return written[place]
    if "rest" in keys:
        return number(keys["rest"])
    if "then" not in keys:
        return ZERO
    return at_least(written[-1] + number(keys["then"]) * (place - len(written) + 1), limit(keys.get("floor", "0")))


def equal(item: Item) -> Fraction | None:
    """What a unit gets where comparing tells nothing."""
    return number(item.keys["equal"]) if "equal" in item.keys else None


def by_best(item: Item, figure: Fraction, others: list[Fraction], ties: str) -> Fraction | None:
    """The share of the best; with `lower` that of the best in its own figure."""
    del ties
    assert item.most is not None
    lower = is_lower_better(item)
    best = min(others) if lower else max(others)
    if best == 0:
        return ZERO if lower and figure > 0 else equal(item)
    if lower:
        return best / figure * item.most if figure else item.most
    return figure / best * item.most


def by_range(item: Item, figure: Fraction, others: list[Fraction], ties: str) -> Fraction | None:
    """In proportion between the worst of the others and the best of them."""
    del ties
    assert item.most is not None
    lower = is_lower_better(item)
    best, worst = (min(others), max(others)) if lower else (max(others), min(others))
    if best == worst:
        return equal(item)
    least = number(item.keys.get("worst", "0"))
    return max(least, least + (item.most - least) * (figure - worst) / (best - worst))
