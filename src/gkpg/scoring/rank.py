"""Ranking: the order of the totals of a group, with what parts equal ones."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from gkpg.round.defaults import RANKING
from gkpg.scoring.steps import Rule, Step, Term
from gkpg.scoring.unit_result import TieBreak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from gkpg.round.model import Ranking, TieBreaker
    from gkpg.scoring.held_vetoes import HeldVeto
    from gkpg.scoring.steps import TermKind
    from gkpg.scoring.unit_result import UnitResult

#: A total, and the points that part equal ones.
Order = tuple["Decimal | Fraction | float", ...]
#: Where there are none, which is behind all others.
NONE = float("-inf")


def by_name(unit: UnitResult) -> bytes:
    """A key that sorts units as Chinese lists do: GB18030 has the common characters in the order of their pinyin."""
    return unit.name.encode("gb18030", errors="replace")


class Standings:
    """The units of a group in order of rank; those without a total last, by name.

    `points` gives those that a tie-breaker names. A rank is one more than the number of better units; or, where ranking
    is dense, than the number of better ranks. `last` has by unit the vetoes that put it behind all others; several such
    units share that place, whatever their totals.
    """

    def __init__(
        self,
        units: Iterable[UnitResult],
        ranking: Ranking,
        points: Callable[[UnitResult, TieBreaker], Fraction | None],
        last: Mapping[str, Sequence[HeldVeto]] = MappingProxyType({}),
    ) -> None:
        self._ranking, self._points, self._last = ranking, points, last
        units = sorted(units, key=by_name)
        self._keyed = [(self._key(unit), unit) for unit in units if unit.total is not None]
        self._keyed.sort(key=lambda each: each[0], reverse=True)
        self._ranks = _rank_keys([key for key, _ in self._keyed], dense=ranking.ties == "dense")
        self._without = [unit for unit in units if unit.total is None]

    @property
    def units(self) -> list[UnitResult]:
        """All units in order, with their ranks and what parted them."""
        parting = self._parting
        return [
            *(unit._replace(rank=self._ranks[key], tie=self._tie(key, parting)) for key, unit in self._keyed),
            *self._without,
        ]

    def steps(self, unit: UnitResult) -> Iterator[Step]:
        """What parts a unit from those with its total, and its rank; nothing where it has no total."""
        position = self._positions.get(unit.name)
        if position is None:
            return
        key, _ = self._keyed[position]
        last = self._last.get(unit.name, ())
        yield from () if last else self._ties(unit, key)
        first = self._ranks_begin[key]
        total = Term("total", "total", Fraction(unit.total or 0))
        above = [
            Term("unit", each.name, Fraction(each.total or 0)) for _, each in self._keyed[max(first - 1, 0) : first]
        ]
        rank = self._ranks[key]
        terms = (total, Term("count", "better", Fraction(rank - 1)), *above)
        if last:
            vetoes = tuple(veto.term for veto in last)
            yield Step("rank", (*terms, *vetoes), Fraction(rank), last[0].rule("last"), last[0].part)
        else:
            yield Step("rank", terms, Fraction(rank), self._rule(self._ranking.ties))

    def _key(self, unit: UnitResult) -> Order:
        if unit.name in self._last:
            return (NONE,) * (1 + len(self._ranking.by))
        if not self._ranking.by:
            return (unit.total or 0,)
        further = (_signed(self._points(unit, breaker), breaker) for breaker in self._ranking.by)
        return (unit.total or 0, *(NONE if each is None else each for each in further))

    @cached_property
    def _same(self) -> Mapping[object, list[tuple[Order, UnitResult]]]:
        """The units by their totals."""
        found: dict[object, list[tuple[Order, UnitResult]]] = defaultdict(list)
        for key, unit in self._keyed:
            found[key[0]].append((key, unit))
        return found

    @property
    def _parting(self) -> Mapping[object, int]:
        """By each total that several units have: the number of the first points that part any of them, from 1."""
        found: dict[object, int] = {}
        for total, same in self._same.items() if self._ranking.by else ():
            numbers = range(1, len(self._ranking.by) + 1)
            first = next((each for each in numbers if len({key[each] for key, _ in same}) > 1), None)
            if first is not None:
                found[total] = first
        return found

    def _tie(self, key: Order, parting: Mapping[object, int]) -> TieBreak | None:
        """What parted a unit from others with its total: the first points that differ; None where nothing had to."""
        number = parting.get(key[0])
        if number is None:
            return None
        breaker = self._ranking.by[number - 1]
        return TieBreak(breaker.name, _signed(_value(key[number]), breaker))

    def _ties(self, unit: UnitResult, key: Order) -> Iterator[Step]:
        """The points that are compared with those of units with the same total, in turn, until none is the same."""
        same = [each for each in self._same[key[0]] if each[1].name != unit.name]
        for number, breaker in enumerate(self._ranking.by, 1):
            if not same:
                return
            kind: TermKind = "item" if breaker.item else "figure" if breaker.figure else "part"
            own = Term(kind, breaker.name, _signed(_value(key[number]), breaker))
            others = (Term("unit", each.name, _signed(_value(other[number]), breaker)) for other, each in same)
            still = [each for each in same if each[0][number] == key[number]]
            yield Step("tie", (own, *others), None, self._rule("by"), holds=len(still) < len(same))
            same = still
        if same:
            total = Fraction(unit.total or 0)
            others = (Term("unit", each.name, total) for _, each in same)
            yield Step(
                "tie", (Term("total", "total", total), *others), None, self._rule(self._ranking.ties), holds=False
            )

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {unit.name: position for position, (_, unit) in enumerate(self._keyed)}

    @cached_property
    def _ranks_begin(self) -> Mapping[Order, int]:
        """Where the units of each key begin."""
        found: dict[Order, int] = {}
        for position, (key, _) in enumerate(self._keyed):
            found.setdefault(key, position)
        return found

    def _rule(self, key: str) -> Rule:
        return Rule(key, self._ranking.basis, self._ranking is RANKING)


def _rank_keys(in_order: Sequence[Order], *, dense: bool) -> dict[Order, int]:
    """The rank of each key, given the keys of all units, best first."""
    found: dict[Order, int] = {}
    for position, key in enumerate(in_order, 1):
        found.setdefault(key, len(found) + 1 if dense else position)
    return found


def _signed(value: Fraction | None, breaker: TieBreaker) -> Fraction | None:
    """A value by which more is better, or the other way round."""
    return -value if value is not None and breaker.better == "lower" else value


def _value(points: Decimal | Fraction | float) -> Fraction | None:
    return None if points == NONE else Fraction(points)
