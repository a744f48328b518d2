"""Ranks: who stands before whom, and by what equal totals are parted."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.plain.figures import Yaml, listed, number

if TYPE_CHECKING:
    from tests.plain.totals import Points

#: What a unit is ranked by. Something that it has is above something that it does not have.
Key = tuple[tuple[bool, Fraction], ...]
LAST: Key = ()


def ranking_of(assessment: Yaml) -> Yaml:
    """How units are ranked; nothing where that is not said, or where none are."""
    written: Yaml | str = assessment.get("ranking", {})
    return written if isinstance(written, dict) else {}


def has_ranks(assessment: Yaml) -> bool:
    """Whether units have ranks; without, quotas go by the order of totals all the same."""
    return assessment.get("ranking") != "none" and ranking_of(assessment).get("ranks") != "none"


def rank_key(assessment: Yaml, unit: str, total: Fraction, points: Points) -> Key:
    """The rounded total, then what parts a tie.

    Readings: the points are those after their own rounding step; a unit that has none (a composed one, or where the
    item does not apply) comes behind those that have some, whichever is the better.
    """
    key = [(True, total)]
    for rule in listed(ranking_of(assessment).get("by")):
        value = tie_value(assessment, unit, rule, points)
        sign = -1 if rule.get("better") == "lower" else 1
        key.append((False, Fraction(0)) if value is None else (True, sign * value))
    return tuple(key)


def tie_value(assessment: Yaml, unit: str, rule: Yaml, points: Points) -> Fraction | None:
    """The points of an item or a part, or a figure that is no score; None where the unit has none."""
    if "figure" in rule:
        values = next(each["values"] for each in assessment["figures"] if each["name"] == rule["figure"])
        return number(values[unit]) if unit in values else None
    kind = "item" if "item" in rule else "part"
    return points[kind, rule[kind]][0] if (kind, rule[kind]) in points else None


def ranks_of(assessment: Yaml, keys: dict[str, Key]) -> dict[str, int]:
    """The ranks: equal keys share one; `skip` counts the better units, `dense` the better keys. LAST is behind all."""
    dense = ranking_of(assessment).get("ties", "skip") == "dense"
    ranks = {}
    for unit, key in keys.items():
        better = [other for other in keys.values() if other > key]
        ranks[unit] = 1 + len(set(better) if dense else better)
    return ranks
