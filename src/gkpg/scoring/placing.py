"""Placing the units of a group: ranks, then grades, each with the steps that lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.scoring.grades import Grading
from gkpg.scoring.ranks import Standings, by_name
from gkpg.scoring.unit import points_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from fractions import Fraction

    from gkpg.assessment.model import Breaker, Ranking
    from gkpg.assessment.round import RoundGroup
    from gkpg.scoring.steps import Step
    from gkpg.scoring.unit import Unit


class Placing:
    """The units of a group that is ranked, placed; those that are listed only stand behind all others, by name."""

    def __init__(self, units: Iterable[Unit], group: RoundGroup, ranking: Ranking) -> None:
        units = list(units)
        in_race = [unit for unit in units if unit.name not in group.unranked]
        listed = sorted((unit for unit in units if unit.name in group.unranked), key=by_name)
        self._standings = Standings(in_race, ranking, _breaking(group))
        placed = [*self._standings.units, *(unit._replace(why="not-ranked") for unit in listed)]
        self._grading = Grading(placed, group, _item_points(group))
        self.units = tuple(unit._replace(band=self._grading.band(unit)) for unit in placed)

    def steps(self, unit: Unit) -> Iterator[Step]:
        """The way from a unit's total to its rank and its grade."""
        yield from self._standings.steps(unit)
        yield from self._grading.steps(unit)


def _breaking(group: RoundGroup) -> Callable[[Unit, Breaker], Fraction | None]:
    """The points that tie-breakers name: of an item in the first part that has it, or of a part."""
    items = _item_points(group)
    names = [part.name for part in group.parts]

    def points(unit: Unit, breaker: Breaker) -> Fraction | None:
        if breaker.item is not None:
            return items(unit, breaker.item)
        if breaker.part not in names or not unit.parts:
            return None
        return unit.parts[names.index(breaker.part)].total

    return points


def _item_points(group: RoundGroup) -> Callable[[Unit, str], Fraction | None]:
    """The points of an item in the first part that has it."""

    def points(unit: Unit, item: str) -> Fraction | None:
        for part, got in zip(group.parts, unit.parts, strict=False):
            if item in part.rubric.by_id:
                return points_of(part, got.points, item)
        return None

    return points
