"""Grades: bands with edges, needs and quotas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.plain.figures import Yaml, listed, number, round_to
from tests.plain.parts import first_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from tests.plain.totals import Points, UnitTotal

BY_DEFAULT = {
    "bands": [
        {"name": "优秀", "from": "90%"},
        {"name": "良好", "from": "80%"},
        {"name": "合格", "from": "60%"},
        {"name": "不合格"},
    ]
}


def rule_of(assessment: Yaml, group: str, most: Fraction | None) -> Yaml | None:
    """The grades of a group; None where there are none, as without a rule where there is no limit."""
    written = assessment.get("grades")
    if written == "none":
        return None
    rule = first_for(written, group)
    if rule is None:
        return None if most is None else BY_DEFAULT
    return None if rule["bands"] == "none" else rule


def edge(text: str, most: Fraction | None) -> Fraction:
    """An edge in points; with %, or as a fraction, it is a share of the most that can be had."""
    if not text.endswith("%") and "/" not in text:
        return number(text)
    assert most is not None
    return number(text) * most


def meets_edge(rule: Yaml, value: Fraction, most: Fraction | None) -> bool:
    """Whether a value is on the right side of an edge."""
    return (
        ("from" not in rule or value >= edge(rule["from"], most))
        and ("above" not in rule or value > edge(rule["above"], most))
        and ("to" not in rule or value <= edge(rule["to"], most))
        and ("below" not in rule or value < edge(rule["below"], most))
    )


def meets_need(need: Yaml, found: UnitTotal, items: Mapping[str, list[str]]) -> bool:
    """Whether a unit has what a band asks for besides the total. `items` are those of `all` and `indicators`."""
    if "veto" in need:
        return not found.held
    if "items" in need:
        named = items[need["items"]] if isinstance(need["items"], str) else need["items"]
        return meets_several(need, [("item", each) for each in named], found.points)
    kind = "item" if "item" in need else "part"
    points = found.points.get((kind, need[kind]))
    return points is not None and meets_edge(need, *points)


def meets_several(need: Yaml, keys: list[tuple[str, str]], points: Points) -> bool:
    """Whether all of several meet the edge, or so many of them; those that do not apply are left out."""
    there = [points[key] for key in keys if key in points]
    met = sum(meets_edge(need, *each) for each in there)
    if not there:
        return False
    if "at_least" in need or "at_most" in need:
        return int(need.get("at_least", 0)) <= met <= int(need.get("at_most", met))
    return met == len(there)


def is_barred(grades: Yaml, unit: str, held: list[Yaml], place: int) -> bool:
    """Whether a unit is barred from the band at this place, or from a worse one, by the rule or by a veto."""
    names = [band["name"] for band in grades["bands"]]
    bars = [each["band"] for each in listed(grades.get("barred")) if each["unit"] == unit]
    bars += [effect["bars"] for effect in held if "bars" in effect]
    return any(place <= names.index(band) for band in bars)


def room_in(grades: Yaml, place: int, units: list[str], totals: dict[str, UnitTotal]) -> int | None:
    """How many units a band takes; None if it takes all that come.

    `listed` counts all units of the group but unranked ones, with a total or not; `eligible` takes off those that are
    barred, not those that lack what the band needs.
    """
    quota = grades["bands"][place].get("quota")
    if quota is None:
        return None
    if "count" in quota:
        return int(quota["count"])
    if quota.get("of", "listed") == "eligible":
        units = [unit for unit in units if not is_barred(grades, unit, totals[unit].held, place)]
    mode = {"down": "down", "up": "up", "half-up": "half-up"}[quota["round"]]
    return int(round_to(number(quota["share"]) * len(units), 0, mode))


def let_in(units: list[str], ranks: dict[str, int], room: int, tie: str) -> list[str]:
    """The units that fit into a band, best first.

    Readings: units have the same rank for this only where they all come for the band; a tie that is left out ends the
    band, so that no lower unit takes the room.
    """
    inside: list[str] = []
    for rank in sorted({ranks[unit] for unit in units}):
        equals = [unit for unit in units if ranks[unit] == rank]
        free = room - len(inside)
        if len(equals) > free and (tie == "out" or free <= 0):
            break
        inside += equals
    return inside


def grades_of(
    grades: Yaml,
    units: list[str],
    totals: dict[str, UnitTotal],
    rounded: dict[str, Fraction],
    ranks: dict[str, int],
    items: Mapping[str, Mapping[str, list[str]]],
) -> dict[str, str]:
    """The grade of each ranked unit, band by band from the best; an upper edge keeps nobody out."""
    graded: dict[str, str] = {}
    for place, band in enumerate(grades["bands"]):
        lower = {key: band[key] for key in ("from", "above") if key in band}
        coming = [
            unit
            for unit in ranks
            if unit not in graded
            and not is_barred(grades, unit, totals[unit].held, place)
            and meets_edge(lower, rounded[unit], totals[unit].most)
            and all(meets_need(need, totals[unit], items[unit]) for need in listed(band.get("needs")))
        ]
        room = room_in(grades, place, units, totals)
        if room is not None:
            coming = let_in(coming, ranks, room, band["quota"]["tie"])
        graded.update(dict.fromkeys(coming, band["name"]))
    return graded
