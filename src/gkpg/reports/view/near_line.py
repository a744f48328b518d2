"""Near lines: the units that lack little to the next better grade."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.explanation.nodes import StepTree
from gkpg.explanation.standing import Ranking, standing_of
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
    if group.rules is None or not group.rules.grades.bands:
        return
    ranking = Ranking(group)
    found = [near for unit in group.units if (near := _near(results, group, unit, ranking)) is not None]
    yield from sorted(found, key=lambda near: near.short)


def _near(results: Results, group: GroupResult, unit: UnitResult, ranking: Ranking) -> NearLine | None:
    most = results.most(group, unit)
    if unit.total is None or most is None:
        return None
    tree = StepTree((), results.steps_to_rank(group, unit))
    better = standing_of(tree, ranking, unit).next_better
    if better is None or better.short is None or better.short > most * NEAR:
        return None
    return NearLine(unit, better.band, describe_grade(group.rules, better.band), better.short)
