"""Vetoes: what those that hold for a unit do to its items and its total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.plain.figures import Yaml, add, at_least, number
from tests.plain.kinds import floor

if TYPE_CHECKING:
    from fractions import Fraction

    from tests.plain.tables import Item


def taken(held: list[Yaml], item: Item, points: Fraction, most: Fraction | None) -> Fraction:
    """What vetoes leave of an item: from its max unless all of them say otherwise, down to its floor."""
    losses = [effect["minus"] for effect in held if effect.get("minus", {}).get("item") == item.id]
    if not losses:
        return points
    from_max = any(loss.get("alone", "true") in (True, "true") for loss in losses)
    start = most if from_max and most is not None else points
    return at_least(start - add(number(loss["points"]) for loss in losses), floor(item))


def set_to(held: list[Yaml], item: Item) -> Fraction | None:
    """The points that vetoes set, the lowest of several; None where none does."""
    points = [number(effect["points"]) for effect in held if effect.get("item") == item.id]
    return min(points) if points else None


def bounded(held: list[Yaml], total: Fraction) -> Fraction:
    """The total that vetoes leave: the lowest fixed one, and no more than the lowest ceiling."""
    fixed = [number(effect["total"]) for effect in held if "total" in effect]
    ceilings = [number(effect["ceiling"]) for effect in held if "ceiling" in effect]
    return min([min(fixed) if fixed else total, *ceilings])


def fails(held: list[Yaml]) -> bool:
    """Whether the unit has no total and no rank."""
    return any(effect.get("fail") in (True, "true") for effect in held)


def is_last(held: list[Yaml]) -> bool:
    """Whether the unit stands behind all others."""
    return any(effect.get("rank") == "last" for effect in held)
