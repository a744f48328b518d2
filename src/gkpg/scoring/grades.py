"""Grades: by the edges of bands, within quotas, for those who may have them."""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from gkpg.points import rounded
from gkpg.scoring.results import vetoes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from gkpg.assessment.model import Band, Grades, Needs, Quota
    from gkpg.assessment.round import RoundGroup
    from gkpg.scoring.results import Unit

_WHOLE: Mapping[str, Callable[[Fraction], int]] = {"down": math.floor, "up": math.ceil}


def graded(units: Sequence[Unit], group: RoundGroup, points: Callable[[Unit, str], Fraction | None]) -> dict[str, str]:
    """The band of each ranked unit of a group, by its name.

    Band by band from the best: a band takes the units whose rounded total meets its edge, that are not barred from it
    and have the points that it needs, as many as its quota has room for; who is left goes on to the next.
    """
    grades, found = group.grades, dict[str, str]()
    barred = _barred(grades, group, units)
    left = [unit for unit in units if unit.rank is not None]
    for band in grades.bands:
        reaches, out = _reaching(band, group), barred.get(band.name, ())
        fitting = [
            unit for unit in left if reaches(unit.total) and unit.name not in out and _has(unit, band.needs, points)
        ]
        if band.quota is not None:
            fitting = _within(fitting, _room(band.quota, band, group, barred), band.quota)
        found |= {unit.name: band.name for unit in fitting}
        taken = {unit.name for unit in fitting}
        left = [unit for unit in left if unit.name not in taken]
    return found


def _barred(grades: Grades, group: RoundGroup, units: Sequence[Unit]) -> Mapping[str, set[str]]:
    """The units barred from each band, by the assessment or a veto: from the one that is named, and all better."""
    names = [band.name for band in grades.bands]
    found: dict[str, set[str]] = defaultdict(set)
    bars = [(each.unit, each.band) for each in grades.barred]
    for unit in units if any(part.rubric.vetoes for part in group.parts) else ():
        bars += [(unit.name, bar) for veto in vetoes_of(group, unit) if (bar := veto.effect.bars) in names and bar]
    for unit_name, band in bars:
        for name in names[: names.index(band) + 1]:
            found[name].add(unit_name)
    return found


def _reaching(band: Band, group: RoundGroup) -> Callable[[Decimal | None], bool]:
    """Whether a rounded total meets the edge of a band. Many units share few totals, so each is compared once."""
    least, above = (None if edge is None else edge.points(group.total) for edge in (band.least, band.above))

    @cache
    def reaches(total: Decimal | None) -> bool:
        value = Fraction(total or 0)
        return (least is None or value >= least) and (above is None or value > above)

    return reaches


def _has(unit: Unit, needs: Needs | None, points: Callable[[Unit, str], Fraction | None]) -> bool:
    """Whether a unit has the points of an item that a band asks for."""
    if needs is None:
        return True
    got = points(unit, needs.item)
    return got is not None and got >= Fraction(needs.least)


def _room(quota: Quota, band: Band, group: RoundGroup, barred: Mapping[str, set[str]]) -> int:
    """How many units a quota has room for."""
    if quota.count is not None:
        return quota.count
    listed = set(group.units) - set(group.unranked)
    if quota.of == "eligible":
        listed -= barred.get(band.name, set())
    share = (quota.share or Fraction(0)) * len(listed)
    return int(rounded(share, 0, "half-up")) if quota.round == "half-up" else _WHOLE[quota.round](share)


def _within(units: Iterable[Unit], room: int, quota: Quota) -> list[Unit]:
    """The units that a quota has room for, in order of rank. Of a tie on the line all get in, or none."""
    by_rank: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        by_rank[unit.rank or 0].append(unit)
    taken: list[Unit] = []
    for rank in sorted(by_rank):
        if len(taken) + len(by_rank[rank]) > room and (quota.tie == "out" or len(taken) >= room):
            break
        taken += by_rank[rank]
    return taken
