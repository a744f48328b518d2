"""Random shares: points of a kind written in percent of the max of their item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.plain.chance import chance
from tests.plain.figures import number, plain
from tests.plain.tables import OF_ROWS, POINTS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable
    from fractions import Fraction

    from tests.plain.figures import Yaml

#: What is no points below a key: values that are measured, names and ids.
NO_POINTS = {
    "bands": ("from", "above", "to", "below"),
    "per": ("from", "step", "count"),
    "plus": ("id", "name"),
    "minus": ("id", "name"),
}


def write_shares(dice: random.Random, items: list[Yaml], often: float) -> None:
    """Writes the points of some items, and those of their rows, in percent of their max."""
    for item in items:
        most = number(item["max"]) if item.get("max", "none") != "none" else None
        if most is not None and chance(dice, often):
            in_percent(dice, item, POINTS, most)
            for row in item["items"] if item.get("kind") in OF_ROWS else ():
                in_percent(dice, row, {"max", *POINTS}, most)
        if item.get("kind") not in OF_ROWS:
            write_shares(dice, item.get("items", []), often)


def in_percent(dice: random.Random, item: Yaml, keys: Iterable[str], most: Fraction) -> None:
    """Writes what stands below some keys of an item, or of a row of it, in percent of a max."""
    for key in sorted(item.keys() & set(keys)):
        if chance(dice, 0.7):
            item[key] = shared(key, item[key], most)


def shared(key: str, value: Any, most: Fraction) -> Any:
    """The points below a key as percentages, wherever up to four decimals say them."""
    if key == "line":
        return [[at, percent(points, most)] for at, points in value]
    if isinstance(value, dict):
        return {
            name: each if name in NO_POINTS.get(key, ()) else shared(name, each, most) for name, each in value.items()
        }
    if isinstance(value, list):
        return [shared(key, each, most) for each in value]
    return percent(value, most)


def percent(points: str, most: Fraction) -> str:
    """Points as a percentage of a max; as they are where they have a word, or where no few decimals say it."""
    if points in ("none", "parent") or points.endswith("%"):
        return points
    share = number(points) / most * 100
    return f"{plain(share)}%" if (share * 10000).denominator == 1 else points
