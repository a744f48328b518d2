"""Near lines: the units that lack little to the next better grade."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.scoring.describe import describe_grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Text
    from gkpg.scoring import GroupResult, Results, UnitResult

#: What lacks no more than this share of what can be had is near.
NEAR = Fraction(1, 50)


class NearLine(NamedTuple):
    """A unit that lacks `short` points of the total to the next better grade; with 0 it must be above the edge."""

    unit: UnitResult
    band: str
    name: Text | None
    short: Fraction


def near_lines(results: Results, group: GroupResult) -> Iterator[NearLine]:
    """The units near a line, by what they lack. Only the edge in points is looked at: quotas and needs come on top."""
    found = [near for unit in group.units if (near := _near(results, group, unit)) is not None]
    yield from sorted(found, key=lambda near: near.short)


def _near(results: Results, group: GroupResult, unit: UnitResult) -> NearLine | None:
    edge, most = results.next_edge(group, unit), results.most(group, unit)
    if edge is None or most is None or edge[1] > most * NEAR:
        return None
    band, short = edge
    return NearLine(unit, band, describe_grade(group.rules, band), short)
