"""Quotas: how many units a band has room for, who takes it, and what a tie on the line does."""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.base.points import round_to_places
from gkpg.scoring.steps import Step, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gkpg.round.grades import Quota
    from gkpg.scoring.steps import Rule
    from gkpg.scoring.unit_result import UnitResult

_WHOLE: Mapping[str, Callable[[Fraction], int]] = {
    "down": math.floor,
    "up": math.ceil,
    "half-up": lambda share: int(round_to_places(share, 0, "half-up")),
}


class Quotas:
    """The room of a band. `listed` units are ranked in the group, `eligible` of them are not barred from the band."""

    def __init__(self, quota: Quota, listed: int, eligible: int) -> None:
        self._quota = quota
        self._of = eligible if quota.of == "eligible" else listed
        self._taken: list[UnitResult] = []
        self._line: list[UnitResult] = []
        self.room = self._rounded()

    def fill(self, units: Iterable[UnitResult]) -> list[UnitResult]:
        """The units that there is room for, in order of rank. Of a tie on the line all get in, or none."""
        by_rank: dict[int, list[UnitResult]] = defaultdict(list)
        for unit in units:
            by_rank[unit.rank or 0].append(unit)
        for rank in sorted(by_rank):
            free = self.room - len(self._taken)
            if 0 < free < len(by_rank[rank]):
                self._line = by_rank[rank]
            if free <= 0 or (free < len(by_rank[rank]) and self._quota.tie == "out"):
                break
            self._taken += by_rank[rank]
        return self._taken

    def steps(self, unit: UnitResult, band: str, rule: Rule) -> Iterator[Step]:
        """The room, what a tie on the line does to a unit that is in it, and whether the unit got in."""
        quota, room = self._quota, Term("limit", "room", Fraction(self.room))
        if quota.share is not None:
            terms = Term("limit", "share", quota.share), Term("count", quota.of, Fraction(self._of))
            yield Step("round", terms, Fraction(self.room), rule._replace(key=quota.round or ""), band=band)
        holds = unit.name in self._names
        if any(each.name == unit.name for each in self._line):
            tied = tuple(_term(each) for each in self._line if each.name != unit.name)
            yield Step("tie", (room, *tied), None, rule._replace(key=quota.tie), band=band, holds=quota.tie == "in")
        yield Step("quota", (room, *self._takers), None, rule._replace(key="quota"), band=band, holds=holds)

    @cached_property
    def _takers(self) -> tuple[Term, ...]:
        """Who took the room, in order."""
        return tuple(map(_term, self._taken))

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(each.name for each in self._taken)

    def _rounded(self) -> int:
        """How many units there is room for."""
        if self._quota.count is not None:
            return self._quota.count
        share = (self._quota.share or Fraction(0)) * self._of
        return _WHOLE[self._quota.round or "down"](share)


def _term(unit: UnitResult) -> Term:
    return Term("unit", unit.name, Fraction(unit.total or 0))
