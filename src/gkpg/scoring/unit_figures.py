"""The figures of units that ties and grades look at: of the total, of parts, of items, each with the most it can be."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NOT_APPLICABLE
from gkpg.scoring.reach import Reach, absent_parts
from gkpg.scoring.unit_result import points_of_item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.round.round import Round, RoundGroup, RoundPart
    from gkpg.round.total_terms import TotalTerm
    from gkpg.scoring.unit_result import PartResult, UnitResult


class _Places(NamedTuple):
    """The number of each part by its name, and of the first part that has each item."""

    parts: Mapping[str, int]
    items: Mapping[str, int]


class UnitFigures:
    """What the units of a group got, by the names of parts and the ids of items.

    An item is that of the first part of the unit that has it. None stands for what a unit does not have.
    """

    def __init__(self, round_: Round, group: RoundGroup) -> None:
        self._group, self._reach = group, Reach(round_, group)
        self._known: dict[tuple[int, ...], _Places] = {}

    def item(self, unit: UnitResult, item: str) -> Fraction | None:
        """The points of an item."""
        found = self._of_item(unit, item)
        return None if found is None else points_of_item(found[0], found[1].points, item)

    def most_of_item(self, unit: UnitResult, item: str) -> Fraction:
        """The most that an item can be for a unit."""
        number = self._places(unit).items.get(item, 0)
        line = unit.parts[number].points if number < len(unit.parts) else ""
        return self._reach.of_item(unit.name, self._group.parts[number], line, item)

    def applies(self, unit: UnitResult, item: str) -> bool:
        """Whether an item applies to a unit, or has points all the same."""
        found = self._of_item(unit, item)
        if found is None or not found[1].points:
            return False
        return found[1].points.split()[found[0].rubric.ids.index(item)] != NOT_APPLICABLE

    def part(self, unit: UnitResult, name: str) -> Fraction | None:
        """The points of a part, or of a choice among parts."""
        choice = self._choice(unit, name)
        if choice is not None and unit.parts:
            absent = absent_parts(self._group, [part.points for part in unit.parts])
            return choice.value({number: unit.parts[number].total for number in choice.parts}, absent)
        number = self._places(unit).parts.get(name)
        return None if number is None or number >= len(unit.parts) else unit.parts[number].total

    def most_of_part(self, unit: UnitResult, name: str) -> Fraction:
        """The most that a part, or a choice, can be for a unit."""
        lines, choice = [part.points for part in unit.parts], self._choice(unit, name)
        if choice is not None:
            return self._reach.of_term(unit.name, choice, lines)
        number = self._places(unit).parts[name]
        return self._reach.of_part(unit.name, self._group.parts[number], lines[number] if number < len(lines) else "")

    def _choice(self, unit: UnitResult, name: str) -> TotalTerm | None:
        """A choice among the parts of a unit, by its name; None where that is none."""
        if not self._group.choices:
            return None
        return next((term for term in self._group.terms(unit.name) if term.rule and term.name == name), None)

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
            numbered = [(number, self._group.parts[number]) for number in reversed(numbers)]
            known = self._known[numbers] = _Places(
                {part.name: number for number, part in numbered},
                {item: number for number, part in numbered for item in part.rubric.ids},
            )
        return known

    def _of_item(self, unit: UnitResult, item: str) -> tuple[RoundPart, PartResult] | None:
        """The part that has an item, and what a unit got there."""
        number = self._places(unit).items.get(item)
        if number is None or number >= len(unit.parts):
            return None
        return self._group.parts[number], unit.parts[number]
