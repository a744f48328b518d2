"""Groups of a round: the units that are ranked together, with the parts of their totals."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.base.points import highest_of
from gkpg.round.defaults import GRADES
from gkpg.round.total_terms import most_of_terms, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gkpg.round.coefficients import OwnCoefficient
    from gkpg.round.grades import Grades
    from gkpg.round.periods import Periods
    from gkpg.round.total_terms import Choice, TotalTerm
    from gkpg.rubric import Rubric

RubricKey = tuple[str, str]


@dataclass(frozen=True)
class RoundPart:
    """A part of a group's total: its rubric, its weight (None: its points count as they are), who scores what in it.

    `sources` has the ids of the scored items of each source, self-checks included, in the order of the rubric. `units`
    are those that it is for, where units have tables of their own; None for all of the group. Where there are periods,
    it is the part in one `period`, of whose points `share` counts; it is called by its `title`. Parts that are made of
    one that is written share its name.
    """

    name: str
    rubric: Rubric
    weight: Fraction | None
    sources: Mapping[str, tuple[str, ...]]
    units: frozenset[str] | None = None
    period: str = ""
    share: Fraction = Fraction(1)
    label: str = ""

    @property
    def title(self) -> str:
        """What it is called: by its name, its period, or both."""
        return self.label or self.name

    @property
    def key(self) -> RubricKey:
        """The key of its rubric."""
        return self.rubric.rubric, self.rubric.version

    @property
    def most(self) -> Fraction | None:
        """The most that can be had in it; None where there is no limit."""
        return self.rubric.total

    def is_for(self, unit: str) -> bool:
        """Whether it is a part of the total of a unit of its group."""
        return self.units is None or unit in self.units


@dataclass(frozen=True)
class RoundGroup:
    """The units that are ranked together: by which parts, on which scale, with which grades.

    `scale` is the most that a unit can have; None stands for the sum of its parts. `unranked` has the reason of each
    unit that is listed only. `parts` are numbered from 0; where units have tables of their own, not all are for each.
    `choices` are the highest or lowest of some parts, which stand in their place. `composed` are the units whose total
    is made of other units', which have no parts of their own. `coefficients` are by unit.
    """

    name: str
    units: tuple[str, ...]
    parts: tuple[RoundPart, ...]
    scale: Fraction | None = None
    grades: Grades = GRADES
    unranked: Mapping[str, str] = field(default_factory=dict)
    ranked: bool = True
    choices: tuple[Choice, ...] = ()
    composed: frozenset[str] = frozenset()
    coefficients: Mapping[str, tuple[OwnCoefficient, ...]] = field(default_factory=dict)

    @cached_property
    def has_own_tables(self) -> bool:
        """Whether some units have tables of their own."""
        return any(part.units is not None for part in self.parts)

    def numbers(self, unit: str) -> tuple[int, ...]:
        """The numbers of the parts that are for a unit."""
        return self._numbers.get(unit, self._common) if self.has_own_tables else self._common

    def parts_for(self, unit: str) -> tuple[RoundPart, ...]:
        """The parts that are for a unit."""
        return tuple(self.parts[number] for number in self.numbers(unit)) if self.has_own_tables else self.parts

    @cached_property
    def _common(self) -> tuple[int, ...]:
        """The numbers of the parts that are for every unit."""
        return tuple(number for number, part in enumerate(self.parts) if part.units is None)

    @cached_property
    def _numbers(self) -> Mapping[str, tuple[int, ...]]:
        """The numbers of the parts of each unit that has a table of its own."""
        own: dict[str, list[int]] = defaultdict(list)
        for number, part in enumerate(self.parts):
            for unit in part.units or ():
                own[unit].append(number)
        return {unit: tuple(sorted((*self._common, *numbers))) for unit, numbers in own.items()}

    @cached_property
    def total(self) -> Fraction | None:
        """The most that any of the units can have; None where there is no limit."""
        return highest_of(self.totals)

    @cached_property
    def totals(self) -> tuple[Fraction | None, ...]:
        """What units can have, each once."""
        return tuple(dict.fromkeys(map(self.most, self.representatives)))

    @cached_property
    def representatives(self) -> tuple[str, ...]:
        """A unit for each set of parts that any unit has; an empty name for all, where their parts are the same."""
        if not self.has_own_tables:
            return ("",)
        return tuple({self.numbers(unit): unit for unit in self.units if unit not in self.composed}.values())

    def alike(self, unit: str) -> tuple[str, ...]:
        """A unit for each way in which the totals of units with the parts of this one are made."""
        own = self.numbers(unit)
        scored = (each for each in self.units if self.coefficients and each not in self.composed)
        return tuple({self.way(each): each for each in scored if self.numbers(each) == own}.values()) or (unit,)

    def way(self, unit: str) -> tuple[tuple[int, ...], tuple[OwnCoefficient, ...]]:
        """How the total of a unit is made: of which parts, with which coefficients."""
        return self.numbers(unit), self.coefficients.get(unit, ())

    def most(self, unit: str) -> Fraction | None:
        """The most that a unit can have; None where there is no limit."""
        return most_of_terms(self.terms(unit)) if self.scale is None else self.scale

    def share_of(self, name: str) -> Fraction:
        """What a point of a part, or of a choice among parts, counts in all periods together."""
        named = next((choice.of for choice in self.choices if choice.name == name), (name,))
        shares = {part.period: part.share for part in self.parts if part.name in named}
        return sum(shares.values(), Fraction(0))

    def terms(self, unit: str) -> tuple[TotalTerm, ...]:
        """What the total of a unit is made of; the same for all units with the same parts."""
        numbers = self.numbers(unit)
        if numbers not in self._terms:
            self._terms[numbers] = terms_of({number: self.parts[number] for number in numbers}, self.choices)
        return self._terms[numbers]

    @cached_property
    def _terms(self) -> dict[tuple[int, ...], tuple[TotalTerm, ...]]:
        return {}

    def name_of_part(self, key: RubricKey, source: str, unit: str) -> str:
        """The name of the part that a source's sheets of a unit under a rubric are for; empty for its only one."""
        own = [part for part in self.parts_for(unit) if source in part.sources]
        several = len({part.name for part in own}) > 1
        return next((part.name for part in own if part.key == key), "") if several else ""

    def part_of(self, key: RubricKey, source: str, unit: str, period: str | None = None) -> int | None:
        """The number of the first part that a source's sheets about a unit belong to; None if none.

        They are under a rubric, and of a period, which is None where any will do.
        """
        own = ((number, self.parts[number]) for number in self.numbers(unit))
        fitting = (number for number, part in own if part.key == key and source in part.sources)
        return next((number for number in fitting if period in {None, self.parts[number].period}), None)

    def factor_key(self, unit: str) -> str:
        """The rule by which a point of a part counts in a unit's total; empty where points are only added."""
        terms = self.terms(unit)
        if any(term.weight is not None for term in terms):
            return "weights"
        if most_of_terms(terms) != self.most(unit):
            return "scale"
        return "" if all(term.share == 1 for term in terms) else "periods"

    def factors(self, unit: str) -> tuple[Fraction, ...]:
        """What a point of each figure that a unit's total is made of counts in it, before any coefficient."""
        key, terms, most = self.factor_key(unit), self.terms(unit), self.most(unit)
        if key == "weights":
            whole = _bounded(most)
            return tuple(term.share * _worth((term.weight or Fraction(0)) * whole, term.most) for term in terms)
        factor = _worth(_bounded(most), most_of_terms(terms)) if key == "scale" else Fraction(1)
        return tuple(term.share * factor for term in terms)

    def own_factors(self, unit: str) -> tuple[Fraction, ...]:
        """The same, with the coefficients of the unit."""
        factors = self.factors(unit)
        for own in self.coefficients.get(unit, ()):
            pairs = zip(self.terms(unit), factors, strict=True)
            factors = tuple(factor * own.value if own.is_of(term.name) else factor for term, factor in pairs)
        return factors


def periods_of(written: Iterable[Periods], group: str) -> Periods | None:
    """The periods of a group; None where it has none."""
    return next((each for each in written if each.groups is None or group in each.groups), None)


def _bounded(total: Fraction | None) -> Fraction:
    """The total of a group where weights or a scale make it; the rules of an assessment see to it that there is one."""
    return Fraction(0) if total is None else total


def _worth(total: Fraction, whole: Fraction | None) -> Fraction:
    """What a point counts; nothing where there is none to get, as in a rubric of which no row compares with another."""
    return total / whole if whole else Fraction(0)
