"""Grades: band by band from the best, each to the units that it takes."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.round.defaults import GRADES
from gkpg.scoring.band_contest import Bar, Claims, Contest
from gkpg.scoring.held_vetoes import held_vetoes
from gkpg.scoring.steps import Rule, Step, Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkpg.round.group import RoundGroup
    from gkpg.scoring.held_vetoes import HeldVeto
    from gkpg.scoring.needs import Unmet
    from gkpg.scoring.unit_figures import UnitFigures
    from gkpg.scoring.unit_result import UnitResult


class Grading:
    """The grades of a group.

    A band takes the units whose rounded total meets its edge, that are not barred from it and have the points that it
    needs, as many as its quota has room for; who is left goes on to the next. A unit that a veto fails at once gets the
    lowest.
    """

    def __init__(
        self,
        units: Sequence[UnitResult],
        group: RoundGroup,
        figures: UnitFigures,
    ) -> None:
        self._group, self._contests = group, list[Contest]()
        barred, left = _units_barred(group, units), [unit for unit in units if unit.rank is not None]
        for band in group.grades.bands:
            edge = "from" if band.least is not None else "above" if band.above is not None else ""
            claims = Claims(figures, barred.get(band.name, {}))
            contest = Contest(band, group, claims, _rule(group, edge))
            contest.fill(left)
            self._contests.append(contest)
            left = [unit for unit in left if unit.name not in contest.taken]
        self._found = {name: contest.band.name for contest in self._contests for name in contest.taken}

    def band(self, unit: UnitResult) -> str | None:
        """The grade that a unit gets; None where it gets none."""
        bands = self._group.grades.bands
        return self._found.get(unit.name) or (bands[-1].name if bands and self._failing(unit) else None)

    def missed(self, unit: UnitResult) -> Iterator[tuple[str, int]]:
        """The better bands that only their quota kept a unit from, each with how many units it had room for."""
        for contest in self._contests if unit.rank is not None else ():
            if unit.name in contest.taken:
                return
            room = contest.room_missed(unit)
            if room is not None:
                yield contest.band.name, room

    def next_edge(self, unit: UnitResult) -> tuple[str, Fraction] | None:
        """The next better band than a unit's own, where its total does not meet the edge, with what it lacks."""
        better = None
        for contest in self._contests if unit.rank is not None else ():
            if unit.name in contest.taken:
                break
            better = contest
        short = None if better is None else better.short(unit)
        return None if better is None or short is None else (better.band.name, short)

    def unmet(self, unit: UnitResult) -> Iterator[Unmet]:
        """The needs of better bands that alone kept a unit from them."""
        for contest in self._contests if unit.rank is not None else ():
            if unit.name in contest.taken:
                return
            yield from contest.unmet(unit)

    def steps(self, unit: UnitResult) -> Iterator[Step]:
        """The verdict of each band on a unit, from the best down to the one that takes it, and its grade."""
        for contest in self._contests if unit.rank is not None else ():
            yield from contest.steps(unit)
            if unit.name in contest.taken:
                break
        if unit.name in self._found:
            total = Term("total", "total", Fraction(unit.total or 0))
            yield Step("grade", (total,), None, _rule(self._group, "grades"), band=self._found[unit.name])
        elif band := self.band(unit):
            for veto in self._failing(unit):
                yield Step("grade", (veto.term,), None, veto.rule("fail"), veto.part, band=band)

    def _failing(self, unit: UnitResult) -> list[HeldVeto]:
        """The vetoes that fail a unit at once; none where it is listed only."""
        if unit.name in self._group.unranked:
            return []
        return [veto for veto in held_vetoes(self._group, unit) if veto.effect.fail]


def _units_barred(group: RoundGroup, units: Sequence[UnitResult]) -> Mapping[str, Mapping[str, Sequence[Bar]]]:
    """By band and unit: what bars it, in the assessment or by a veto, from the band that is named and all better."""
    names = [band.name for band in group.grades.bands]
    found: dict[str, dict[str, list[Bar]]] = defaultdict(lambda: defaultdict(list))
    bars = [(each.unit, Bar(each.band, _rule(group, "barred"))) for each in group.grades.barred]
    for unit in (each for each in units if each.vetoes):
        bars += (
            (unit.name, Bar(veto.effect.bars, veto.rule("bars"), veto.id, veto.part))
            for veto in held_vetoes(group, unit)
            if veto.effect.bars is not None and veto.effect.bars in names
        )
    for unit_name, bar in bars:
        for name in names[: names.index(bar.band) + 1]:
            found[name][unit_name].append(bar)
    return found


def _rule(group: RoundGroup, key: str) -> Rule:
    """A rule of the group's grades."""
    return Rule(key, group.grades.basis, group.grades is GRADES)
