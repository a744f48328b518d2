"""The figures of units that ties and grades look at: of the total, of parts, of items, each with the most it can be."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE
from gkpg.scoring.reach import Reach, absent_parts
from gkpg.scoring.unit_result import points_of_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gkpg.round.group import RoundGroup, RoundPart
    from gkpg.round.round import Round
    from gkpg.round.total_terms import TotalTerm
    from gkpg.scoring.unit_result import PartResult, UnitResult


class _Places(NamedTuple):
    """The numbers of the parts with each name, and of those that have each item: the first one in all its periods."""

    parts: Mapping[str, tuple[int, ...]]
    items: Mapping[str, tuple[int, ...]]


class UnitFigures:
    """What the units of a group got, by the names of parts and the ids of items.

    An item is that of the first part of the unit that has it. What is scored in periods is what these come to together.
    None stands for what a unit does not have.
    """

    def __init__(self, round_: Round, group: RoundGroup) -> None:
        self._group, self._reach = group, Reach(round_, group)
        self._known: dict[tuple[int, ...], _Places] = {}

    def item(self, unit: UnitResult, item: str) -> Fraction | None:
        """The points of an item."""
        found = self._of_item(unit, item)
        return _together((part.share, points_of_item(part, got.points, item)) for part, got in found)

    def most_of_item(self, unit: UnitResult, item: str) -> Fraction:
        """The most that an item can be for a unit."""
        of_item = self._reach.of_item
        own = self._of_item(unit, item)
        return _together((part.share, of_item(unit.name, part, got.points, item)) for part, got in own) or Fraction(0)

    def applies(self, unit: UnitResult, item: str) -> bool:
        """Whether an item applies to a unit in all periods, or has points all the same; none does to a composed one."""
        lines = [(part.rubric.ids, got.points.split()) for part, got in self._of_item(unit, item) if got.points]
        return bool(lines) and all(line[ids.index(item)] not in {NOT_APPLICABLE, NO_POINTS} for ids, line in lines)

    def part(self, unit: UnitResult, name: str) -> Fraction | None:
        """The points of a part, or of a choice among parts."""
        choices = self._choices(unit, name)
        if choices and unit.parts:
            absent = absent_parts(self._group, [part.points for part in unit.parts])
            points = {number: part.total for number, part in enumerate(unit.parts)}
            return _together((term.share, term.value(points, absent)) for term in choices)
        return _together((part.share, got.total) for part, got in self._of_part(unit, name))

    def most_of_part(self, unit: UnitResult, name: str) -> Fraction:
        """The most that a part, or a choice, can be for a unit."""
        lines, of_part = [part.points for part in unit.parts], self._reach.of_part
        found = [(term.share, self._reach.of_term(unit.name, term, lines)) for term in self._choices(unit, name)]
        own = ((part.share, of_part(unit.name, part, got.points)) for part, got in self._of_part(unit, name))
        return _together(found or own) or Fraction(0)

    def _choices(self, unit: UnitResult, name: str) -> list[TotalTerm]:
        """A choice among the parts of a unit by its name, in each period; none where that is the name of a part."""
        if not self._group.choices:
            return []
        return [term for term in self._group.terms(unit.name) if term.rule and term.name == name]

    def most(self, unit: UnitResult) -> Fraction:
        """The most that the total of a unit can be; zero where there is no limit, of which no share is asked for."""
        if not self._reach.may_differ:
            return self._group.total or Fraction(0)
        return self._reach.of(unit.name, (part.points for part in unit.parts)) or Fraction(0)

    def _places(self, unit: UnitResult) -> _Places:
        """Where the parts and items of a unit are; the same for all units with the same parts."""
        numbers = self._group.numbers(unit.name)
        known = self._known.get(numbers)
        if known is None:
            parts: dict[str, tuple[int, ...]] = {}
            for number in numbers:
                name = self._group.parts[number].name
                parts[name] = (*parts.get(name, ()), number)
            firsts = [(own, self._group.parts[own[0]].rubric.ids) for own in reversed(parts.values())]
            items = {item: own for own, ids in firsts for item in ids}
            known = self._known[numbers] = _Places(parts, items)
        return known

    def _of_item(self, unit: UnitResult, item: str) -> list[tuple[RoundPart, PartResult]]:
        """The part that has an item, in each period, and what a unit got there."""
        return self._found(unit, self._places(unit).items.get(item, ()))

    def _of_part(self, unit: UnitResult, name: str) -> list[tuple[RoundPart, PartResult]]:
        """A part in each period, and what a unit got there."""
        return self._found(unit, self._places(unit).parts.get(name, ()))

    def _found(self, unit: UnitResult, numbers: tuple[int, ...]) -> list[tuple[RoundPart, PartResult]]:
        return [(self._group.parts[number], unit.parts[number]) for number in numbers if number < len(unit.parts)]


def _together(found: Iterable[tuple[Fraction, Fraction | None]]) -> Fraction | None:
    """What the figures of all periods come to, each with its share; None where one is missing, or all are."""
    figures = [None if value is None else share * value for share, value in found]
    known = [figure for figure in figures if figure is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(figures) else None
