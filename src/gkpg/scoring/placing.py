"""Placing the units of a group: ranks, then grades, each with the steps that lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.scoring.grade import Grading
from gkpg.scoring.rank import Standings, by_name
from gkpg.scoring.reach import Reach
from gkpg.scoring.unit_result import points_of_item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from fractions import Fraction

    from gkpg.round.model import TieBreaker
    from gkpg.round.round import Round, RoundGroup
    from gkpg.scoring.steps import Step
    from gkpg.scoring.unit_result import UnitResult


class Placing:
    """The units of a group that is ranked, placed; those that are listed only stand behind all others, by name."""

    def __init__(self, units: Iterable[UnitResult], group: RoundGroup, round_: Round) -> None:
        units = list(units)
        in_race = [unit for unit in units if unit.name not in group.unranked]
        listed = sorted((unit for unit in units if unit.name in group.unranked), key=by_name)
        self._standings = Standings(in_race, round_.ranking, _breaking(group))
        placed = [*self._standings.units, *(unit._replace(why="not-ranked") for unit in listed)]
        self._grading = Grading(placed, group, _item_points(group), _most(round_, group))
        self.units = tuple(unit._replace(band=self._grading.band(unit)) for unit in placed)

    def missed(self, unit: UnitResult) -> tuple[tuple[str, int], ...]:
        """The better bands that only their quota kept a unit from, each with how many units it had room for."""
        return tuple(self._grading.missed(unit))

    def steps(self, unit: UnitResult) -> Iterator[Step]:
        """The way from a unit's total to its rank and its grade."""
        yield from self._standings.steps(unit)
        yield from self._grading.steps(unit)


def _breaking(group: RoundGroup) -> Callable[[UnitResult, TieBreaker], Fraction | None]:
    """The points that tie-breakers name: of an item in the first part that has it, or of a part."""
    items = _item_points(group)
    names = [part.name for part in group.parts]

    def points(unit: UnitResult, breaker: TieBreaker) -> Fraction | None:
        if breaker.item is not None:
            return items(unit, breaker.item)
        if breaker.part not in names or not unit.parts:
            return None
        return unit.parts[names.index(breaker.part)].total

    return points


def _most(round_: Round, group: RoundGroup) -> Callable[[UnitResult], Fraction]:
    """The most that a unit can have."""
    reach = Reach(round_, group)
    if not reach.may_differ:
        return lambda _: group.total
    return lambda unit: reach.of(unit.name, (part.points for part in unit.parts))


def _item_points(group: RoundGroup) -> Callable[[UnitResult, str], Fraction | None]:
    """The points of an item in the first part that has it."""

    def points(unit: UnitResult, item: str) -> Fraction | None:
        for part, got in zip(group.parts, unit.parts, strict=False):
            if item in part.rubric.by_id:
                return points_of_item(part, got.points, item)
        return None

    return points
