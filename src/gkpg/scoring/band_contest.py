"""A band of a group's grades: who may have it, who gets it, and the verdicts that say so."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from gkpg.scoring.needs import NeedCheck, Unmet
from gkpg.scoring.quotas import Quotas
from gkpg.scoring.steps import Rule, Step, Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gkpg.round.grades import Band
    from gkpg.round.group import RoundGroup
    from gkpg.scoring.unit_figures import UnitFigures
    from gkpg.scoring.unit_result import UnitResult


class Bar(NamedTuple):
    """What keeps a unit from a band and all better ones: the assessment, or a veto of a part, by its id."""

    band: str
    rule: Rule
    veto: str = ""
    part: str = ""

    def step(self, band: str) -> Step:
        """The verdict for one of the bands that it keeps from."""
        veto = (Term("veto", self.veto, Fraction(1)),) if self.veto else ()
        return Step("bar", (*veto, Term("band", self.band)), None, self.rule, self.part, band=band, holds=False)


class Claims(NamedTuple):
    """What units can bring forward for a band: their figures, and what bars them."""

    figures: UnitFigures
    barred: Mapping[str, Sequence[Bar]]


class Contest:
    """One band, and the units that get it: those that fit, as many as there is room for."""

    def __init__(self, band: Band, group: RoundGroup, claims: Claims, rule: Rule) -> None:
        self.band, self._rule = band, rule
        barred = self._barred = claims.barred
        self._most = claims.figures.most
        self._needs = tuple(NeedCheck(need, group, claims.figures) for need in band.needs)
        self._meets = cache(self._is_met)
        listed = set(group.units) - set(group.unranked)
        self._quota = Quotas(band.quota, len(listed), len(listed - barred.keys())) if band.quota else None
        self.taken: Mapping[str, UnitResult] = {}

    def fill(self, units: Sequence[UnitResult]) -> None:
        """Give the band to those of the units, in order of rank, that are to get it."""
        fitting = [unit for unit in units if self._fits(unit)]
        self.taken = {unit.name: unit for unit in (self._quota.fill(fitting) if self._quota else fitting)}

    def room_missed(self, unit: UnitResult) -> int | None:
        """How many units there was room for, where nothing but that kept a unit from the band; else None."""
        is_out = self._quota is not None and unit.name not in self.taken and self._fits(unit)
        return self._quota.room if self._quota is not None and is_out else None

    def short(self, unit: UnitResult) -> Fraction | None:
        """What the total of a unit lacks to the edge, 0 where it must be above that; None where it meets it."""
        most, total = self._most(unit), Fraction(unit.total or 0)
        if self._meets(unit.total, *most.as_integer_ratio()):
            return None
        return max(edge - total for _, edge in self._edges(most))

    def unmet(self, unit: UnitResult) -> Iterator[Unmet]:
        """The needs that kept a unit from the band which meets the edge and is not barred."""
        for need in self._needs if self._is_free(unit) else ():
            figures = need.figures(unit)
            if not need.is_met(figures):
                yield Unmet(self.band.name, need.need, figures)

    def steps(self, unit: UnitResult) -> Iterator[Step]:
        """The verdicts on a unit that no better band took; it gets this one where all of them hold."""
        name, total = self.band.name, Term("total", "total", Fraction(unit.total or 0))
        most = self._most(unit)
        edges = (Term("limit", key, edge) for key, edge in self._edges(most))
        yield Step(
            "band",
            (total, *edges),
            None,
            self._rule,
            band=name,
            holds=self._meets(unit.total, *most.as_integer_ratio()),
        )
        yield from (bar.step(name) for bar in self._barred.get(unit.name, ()))
        for need in self._needs:
            figures = need.figures(unit)
            terms, holds = tuple(need.terms(figures)), need.is_met(figures)
            yield Step("need", terms, None, self._rule._replace(key="needs"), band=name, holds=holds)
        if self._quota and self._fits(unit):
            yield from self._quota.steps(unit, name, self._rule)

    def _fits(self, unit: UnitResult) -> bool:
        """Whether a unit may have the band, if there is room."""
        return self._is_free(unit) and all(need.is_met(need.figures(unit)) for need in self._needs)

    def _is_free(self, unit: UnitResult) -> bool:
        """Whether a unit meets the edge and nothing bars it."""
        return self._meets(unit.total, *self._most(unit).as_integer_ratio()) and unit.name not in self._barred

    def _edges(self, most: Fraction) -> Iterator[tuple[str, Fraction]]:
        """The edges in points, of a unit that can have so many."""
        if self.band.least is not None:
            yield "from", self.band.least.points(most)
        if self.band.above is not None:
            yield "above", self.band.above.points(most)

    def _is_met(self, total: Decimal | None, *most: int) -> bool:
        """Whether a rounded total meets the edges, of a unit that can have so much: a ratio, as is quick to look up.

        Many units share few totals, so each is compared once.
        """
        value, edges = Fraction(total or 0), self._edges(Fraction(*most))
        return all(value > edge if key == "above" else value >= edge for key, edge in edges)
