"""Ranks: the order of the totals of a group, and what parts equal ones."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.scoring.results import TieBreak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gkpg.assessment.model import Breaker, Ranking
    from gkpg.scoring.results import Unit

#: A total, and the points that part equal ones.
Order = tuple[Fraction | float, ...]
#: Where there are none, which is behind all others.
NONE = float("-inf")


def by_name(unit: Unit) -> bytes:
    """A key that sorts units as Chinese lists do: GB18030 has the common characters in the order of their pinyin."""
    return unit.name.encode("gb18030", errors="replace")


def ranked(
    units: Iterable[Unit], ranking: Ranking, points: Callable[[Unit, Breaker], Fraction | None]
) -> tuple[Unit, ...]:
    """Units in order of rank; those without a total last, by name. `points` are those that a tie-breaker names.

    A rank is one more than the number of better units; or, where ranking is dense, than the number of better ranks.
    """
    units = list(units)
    if not ranking.by:
        keys = [(unit.total, unit) for unit in units if unit.total is not None]
        keys.sort(key=lambda each: (-each[0], by_name(each[1])))
        ranks = _ranks([total for total, _ in keys], dense=ranking.ties == "dense")
        placed = [unit._replace(rank=ranks[total]) for total, unit in keys]
    else:
        placed = _parted([unit for unit in units if unit.total is not None], ranking, points)
    return (*placed, *sorted((unit for unit in units if unit.total is None), key=by_name))


def _ranks(in_order: Sequence[object], *, dense: bool) -> dict[object, int]:
    """The rank of each key, given the keys of all units, best first."""
    found: dict[object, int] = {}
    for position, key in enumerate(in_order, 1):
        found.setdefault(key, len(found) + 1 if dense else position)
    return found


def _parted(units: list[Unit], ranking: Ranking, points: Callable[[Unit, Breaker], Fraction | None]) -> list[Unit]:
    """Units in order of rank, equal totals parted by further points, in turn."""
    keyed: list[tuple[Order, Unit]] = []
    for unit in units:
        further = (points(unit, breaker) for breaker in ranking.by)
        keyed.append(((Fraction(unit.total or 0), *(NONE if each is None else each for each in further)), unit))
    keyed.sort(key=lambda each: (tuple(-value for value in each[0]), by_name(each[1])))
    ranks = _ranks([key for key, _ in keyed], dense=ranking.ties == "dense")
    return [unit._replace(rank=ranks[key], tie=_tie(key, keyed, ranking)) for key, unit in keyed]


def _tie(key: Order, keyed: list[tuple[Order, Unit]], ranking: Ranking) -> TieBreak | None:
    """What parted a unit from others with its total: the first points that differ; None where nothing had to."""
    same = {other for other, _ in keyed if other[0] == key[0]}
    for place, breaker in enumerate(ranking.by, 1):
        if len({other[place] for other in same}) > 1:
            points = key[place]
            return TieBreak(breaker.item or breaker.part or "?", None if points == NONE else Fraction(points))
    return None
