"""Measures: what a measured value is worth, by a line, by bands, or by steps from a value."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tests.plain.figures import Yaml, at_least, at_most, limit, number, round_to

if TYPE_CHECKING:
    from fractions import Fraction

    from tests.plain.tables import Item


def measured(item: Item, value: Fraction) -> Fraction:
    """The points of a value, from the floor to the max, or to the ceiling where the rule lets it exceed the max."""
    keys = item.keys
    if "round" in keys:
        value = round_to(value, int(keys["round"]["places"]), keys["round"].get("mode", "half-up"))
    points = by_rule(keys, value, item.most)
    floor = keys.get("floor", "0")
    points = at_least(points, None if floor == "parent" else limit(floor))
    return at_most(points, ceiling(item))


def ceiling(item: Item) -> Fraction | None:
    """The most points that a value can bring."""
    written = item.keys.get("ceiling")
    return item.most if written is None or item.most is None else limit(written)


def by_rule(rule: Yaml, value: Fraction, most: Fraction | None) -> Fraction:
    """What a line, steps or bands make of a value."""
    if "line" in rule:
        return on_line([(number(at), number(points)) for at, points in rule["line"]], value)
    if "per" in rule:
        return by_steps(rule["per"], value, most)
    if "bands" in rule:
        return by_rule(next(band for band in rule["bands"] if takes(band, value)), value, most)
    return number(rule["points"])


def on_line(knots: list[tuple[Fraction, Fraction]], value: Fraction) -> Fraction:
    """Exact between two knots, flat before the first and behind the last."""
    knots = sorted(knots)
    if value <= knots[0][0]:
        return knots[0][1]
    for (left, low), (right, high) in itertools.pairwise(knots):
        if value <= right:
            return low + (high - low) * (value - left) / (right - left)
    return knots[-1][1]


def by_steps(per: Yaml, value: Fraction, most: Fraction | None) -> Fraction:
    """The base at a value, and so much more for each step away from it."""
    base = number(per["base"]) if "base" in per else most
    assert base is not None
    away = (value - number(per["from"])) / number(per["step"])
    mode = {"exact": None, "whole": "down", "begun": "up"}[per.get("count", "exact")]
    steps = abs(away) if mode is None else round_to(abs(away), 0, mode)
    return base + steps * number(per.get("above" if away > 0 else "below", "0"))


def takes(band: Yaml, value: Fraction) -> bool:
    """Whether a value is in a band; the last has no edge and takes what is left."""
    return (
        ("from" not in band or value >= number(band["from"]))
        and ("above" not in band or value > number(band["above"]))
        and ("to" not in band or value <= number(band["to"]))
        and ("below" not in band or value < number(band["below"]))
    )
