"""Rounding room: by how much figures that are rounded on the way can come to more than they are at most."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import highest_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.round.group import RoundGroup
    from gkpg.round.model import RoundingRule
    from gkpg.rubric import Item, Rubric

_BEFORE_PARTS = ("assessors", "item", "indicator")


def room_of_item(rubric: Rubric, item: Item, rules: Sequence[RoundingRule]) -> Fraction:
    """How far above its most an item can be rounded; what is rounded below it counts as well.

    No figure is rounded above the next step of its places, so a most that stands on a step gives no room.
    """
    most = _most(rubric, item)
    below = item.items or ()
    whole = sum((_most(rubric, each) for each in below), Fraction(0))
    lifted = most
    if whole > 0:
        lifted += sum((room_of_item(rubric, each, rules) for each in below), Fraction(0)) * max(
            Fraction(1), most / whole
        )
    for rule in (rule for step in _BEFORE_PARTS for rule in rules if rule.step == step):
        lifted = Fraction(math.ceil(lifted * 10**rule.places), 10**rule.places)
    return lifted - most


def room_of_part(rubric: Rubric, rules: Sequence[RoundingRule]) -> Fraction:
    """How far above its most a part can be rounded: its items, and itself by one step of its places."""
    tops = (*rubric.indicators, *rubric.adjustment_items)
    own = sum((Fraction(1, 10**rule.places) for rule in rules if rule.step == "part"), Fraction(0))
    return sum((room_of_item(rubric, each, rules) for each in tops), own)


def room_of_unit(group: RoundGroup, unit: str, rules: Sequence[RoundingRule]) -> Fraction:
    """How far above its most the total of a unit can come before it is rounded itself, of all with its parts."""
    return max(_room_of_one(group, each, rules) for each in group.alike(unit))


def _room_of_one(group: RoundGroup, unit: str, rules: Sequence[RoundingRule]) -> Fraction:
    found = Fraction(0)
    for term, factor in zip(group.terms(unit), group.own_factors(unit), strict=True):
        each = [
            room_of_part(group.parts[number].rubric, rules) * scale
            for number, scale in zip(term.parts, term.scales, strict=True)
        ]
        found += (highest_of(each) or Fraction(0)) * factor
    return found


def _most(rubric: Rubric, item: Item) -> Fraction:
    """The most that an item can be; zero where it has no limit, or no points of its own."""
    interval = rubric.intervals.get(item.id)
    return (interval.most if interval else None) or Fraction(0)
