"""Treatments: where the max of an item that does not apply goes."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.plain.figures import Yaml, add

if TYPE_CHECKING:
    from tests.plain.tables import Item

#: Treatments by which an item has points though it does not apply.
WITH_POINTS = ("full", "average")
#: Treatments by which the max of an item is handed on.
HANDED_ON = ("move", "spread")


def heirs(item: Item, rule: Yaml, out: dict[str, Yaml], items: list[Item]) -> list[str]:
    """The items among which the max of one is spread, those of its indicator that stay, or to which it is moved."""
    if rule["treatment"] == "move":
        return [rule["to"]]
    return [each.id for each in items if each.path[0] == item.path[0] and each.id not in out]


def grown(items: list[Item], out: dict[str, Yaml]) -> dict[str, Fraction] | None:
    """The max of every item that stays, with what is added to it; None if a max arrives nowhere.

    `items` are the scored ones of the table, `out` the rules of those that have no points. A max goes through chains to
    their end.
    """
    by_id = {each.id: each for each in items}
    most = {each.id: each.most or Fraction(0) for each in items}
    pending = {each: most[each] for each in out if out[each]["treatment"] in HANDED_ON}
    for _ in items:
        following: dict[str, Fraction] = defaultdict(Fraction)
        for each, more in pending.items():
            hands_on = each in out and out[each]["treatment"] in HANDED_ON
            to = heirs(by_id[each], out[each], out, items) if hands_on else [each]
            if not to:
                return None
            for heir in to:
                following[heir] += more / len(to)
        pending = dict(following)
    if pending.keys() & out.keys():
        return None
    return {each: value + pending.get(each, Fraction(0)) for each, value in most.items() if each not in out}


def left_out(items: list[Item], out: dict[str, Yaml], treatment: str, indicator: str | None = None) -> Fraction:
    """The sum of the max of the items so treated, in one indicator or in all."""
    return add(
        each.most or Fraction(0)
        for each in items
        if each.id in out and out[each.id]["treatment"] == treatment and indicator in (None, each.path[0])
    )
