"""Random shares: points of a kind written in percent of the max of their item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.plain.chance import chance
from tests.plain.figures import number, plain
from tests.plain.tables import OF_ROWS, POINTS, table_of

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


def write_shares_beside(dice: random.Random, rubric: Yaml) -> None:
    """Writes points of what stands beside a table, and of vetoes, in percent of the total or of the item."""
    table = table_of(rubric)
    if table.most is not None:
        for holder, key in [(block, "max") for block in rubric.get("beside", [])] + [
            (rubric, key) for key in ("beside_max", "floor", "ceiling")
        ]:
            maybe_share(dice, holder, key, table.most)
    for block in rubric.get("beside", []):
        gate = block.get("gate", {})
        item = table.item(gate["item"]) if "item" in gate else None
        for key in ("from", "above"):
            maybe_share(dice, gate, key, item.most if item is not None else table.most)
    for effect in [veto["effect"] for veto in rubric.get("vetoes", [])]:
        for holder in (effect, effect.get("minus", {})):
            item = table.item(holder.get("item", ""))
            maybe_share(dice, holder, "points", None if item is None else item.most)


def maybe_share(dice: random.Random, holder: Yaml, key: str, most: Fraction | None) -> None:
    """Writes what stands under a key, if anything does, at times in percent of a max, if there is one."""
    if key in holder and most and chance(dice, 0.3):
        holder[key] = percent(holder[key], most)


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
