"""Placing the units of a group: ranks, then grades, each with the steps that lead there.

Where units have no ranks, quotas of grades go by the order of totals all the same.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gkpg.scoring.grade import Grading
from gkpg.scoring.held_vetoes import held_vetoes
from gkpg.scoring.rank import Standings, by_name
from gkpg.scoring.unit_figures import UnitFigures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from fractions import Fraction

    from gkpg.round.group import RoundGroup
    from gkpg.round.model import TieBreaker
    from gkpg.round.round import Round
    from gkpg.scoring.held_vetoes import HeldVeto
    from gkpg.scoring.needs import Unmet
    from gkpg.scoring.steps import Step
    from gkpg.scoring.unit_result import UnitResult


class Placing:
    """The units of a group that is ranked, placed; those that are listed only stand behind all others, by name."""

    def __init__(self, units: Iterable[UnitResult], group: RoundGroup, round_: Round) -> None:
        units = list(units)
        in_race = [unit for unit in units if unit.name not in group.unranked]
        listed = sorted((unit for unit in units if unit.name in group.unranked), key=by_name)
        figures = UnitFigures(round_, group)
        self._standings = Standings(in_race, round_.ranking, _breaking(figures, _values(round_)), _last(group, in_race))
        placed = [*self._standings.units, *(unit._replace(why="not-ranked") for unit in listed)]
        self._grading, self._placed = Grading(placed, group, figures), {unit.name: unit for unit in placed}
        self._has_ranks = round_.has_ranks
        self.units = tuple(unit._replace(band=self._grading.band(unit)) for unit in placed)
        if not self._has_ranks:
            self.units = by_grade((unit._replace(rank=None, tie=None) for unit in self.units), group)

    def missed(self, unit: UnitResult) -> tuple[tuple[str, int], ...]:
        """The better bands that only their quota kept a unit from, each with how many units it had room for."""
        return tuple(self._grading.missed(self._placed[unit.name]))

    def next_edge(self, unit: UnitResult) -> tuple[str, Fraction] | None:
        """The next better band than a unit's own, where its total does not meet the edge, with what it lacks."""
        return self._grading.next_edge(self._placed[unit.name])

    def unmet(self, unit: UnitResult) -> tuple[Unmet, ...]:
        """The needs of better bands that a unit does not meet, where its total and everything else does."""
        return tuple(self._grading.unmet(self._placed[unit.name]))

    def steps(self, unit: UnitResult) -> Iterator[Step]:
        """The way from a unit's total to its rank and its grade."""
        yield from self._standings.steps(unit) if self._has_ranks else ()
        yield from self._grading.steps(self._placed[unit.name])


def by_grade(units: Iterable[UnitResult], group: RoundGroup | None) -> tuple[UnitResult, ...]:
    """Units in an order that tells no rank: grade by grade, within a grade that of the assessment."""
    bands = {band.name: place for place, band in enumerate(group.grades.bands if group else ())}
    names = {name: place for place, name in enumerate(group.units if group else ())}
    last = len(names), len(bands)
    return tuple(
        sorted(
            units,
            key=lambda unit: (bands.get(unit.band or "", last[1]), names.get(unit.name, last[0]), unit.name),
        )
    )


def _last(group: RoundGroup, units: Iterable[UnitResult]) -> dict[str, list[HeldVeto]]:
    """The vetoes that put units into the last place, whatever their totals, by unit."""
    held = ((unit.name, veto) for unit in units if unit.vetoes for veto in held_vetoes(group, unit))
    found: dict[str, list[HeldVeto]] = defaultdict(list)
    for name, veto in held:
        if veto.effect.rank == "last":
            found[name].append(veto)
    return found


def _values(round_: Round) -> Mapping[str, Mapping[str, Fraction]]:
    """The figures that are no scores, by their names and by unit."""
    return {each.name: each.values for each in (round_.assessment.figures if round_.assessment else ())}


def _breaking(
    figures: UnitFigures, values: Mapping[str, Mapping[str, Fraction]]
) -> Callable[[UnitResult, TieBreaker], Fraction | None]:
    """The points that tie-breakers name: of an item, or of a part; or a figure of the unit."""

    def points(unit: UnitResult, breaker: TieBreaker) -> Fraction | None:
        if breaker.figure is not None:
            return values[breaker.figure].get(unit.name)
        return figures.part(unit, breaker.part or "") if breaker.item is None else figures.item(unit, breaker.item)

    return points
