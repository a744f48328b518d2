"""The columns of figures in a ranking: parts, what is chosen among them, indicators, what stands beside the total."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkpg.rubric import Item
    from gkpg.scoring import GroupResult, Results, UnitResult


@dataclass(frozen=True)
class FigureColumn:
    """A column: what it is called, the most that can be had in it (None: no limit, or not the same for all).

    `parts` are the numbers of the parts that it shows, of which each unit has one at most; none where it shows what is
    chosen among parts. `item` is the indicator or block that it shows; None where it shows parts as a whole.
    """

    name: str
    most: Fraction | None
    parts: tuple[int, ...] = ()
    item: Item | None = None
    is_beside: bool = False

    @property
    def is_indicator(self) -> bool:
        """Whether it shows what a part is made of and is a share of something."""
        return self.item is not None and not self.is_beside


class FigureColumns:
    """The columns of a group, and what a unit has in each, exactly."""

    def __init__(self, results: Results, group: GroupResult) -> None:
        self._results, self._group = results, group
        self.all: tuple[FigureColumn, ...] = (*_choices(group), *_parts(group))
        ids = [part.rubric.ids for part in group.parts]
        self._places = [ids[each.parts[0]].index(each.item.id) if each.item else -1 for each in self.all]

    def values(self, unit: UnitResult) -> list[Fraction | None]:
        """What a unit has in each column; None where that cannot be told, or is not for it."""
        numbers = self._group.numbers(unit) if unit.parts else ()
        words = {number: unit.parts[number].points.split() for number in numbers}
        pairs = zip(self.all, self._places, strict=True)
        return [self._value(column, place, unit, words) for column, place in pairs]

    def shares(self, unit: UnitResult) -> list[Fraction | None]:
        """The same as shares of the most that the unit can have there; None where there is none to be a share of."""
        pairs = zip(self.all, self.values(unit), strict=True)
        return [_share(value, self._most(column, unit)) for column, value in pairs]

    def _most(self, column: FigureColumn, unit: UnitResult) -> Fraction | None:
        """The most in a column, which may be another for units with tables of their own."""
        own = [number for number in self._group.numbers(unit) if number in column.parts]
        if column.item is not None or not own:
            return column.most
        return self._group.parts[own[0]].rubric.total

    def _value(
        self, column: FigureColumn, place: int, unit: UnitResult, words: Mapping[int, Sequence[str]]
    ) -> Fraction | None:
        if not column.parts:
            return self._results.choices(self._group, unit).get(column.name)
        own = next((number for number in column.parts if number in words), None)
        if own is None:
            return None
        if column.item is None:
            return unit.parts[own].total
        return _points(words[own][place]) if words[own] else None


def _share(value: Fraction | None, most: Fraction | None) -> Fraction | None:
    return value / most if value is not None and most else None


@lru_cache(maxsize=8_192)
def _points(word: str) -> Fraction | None:
    """A word of a line as points; units share few words."""
    return None if word in {NO_POINTS, NOT_APPLICABLE} else Fraction(word)


def _choices(group: GroupResult) -> Iterator[FigureColumn]:
    """What is chosen among parts."""
    for term in group.chosen_terms:
        yield FigureColumn(term.name, term.most)


def _parts(group: GroupResult) -> Iterator[FigureColumn]:
    """The parts, where there are several, and of each the indicators, then what is added or taken off beside them."""
    for number, part in enumerate(group.parts):
        if part.units is not None:
            if all(each.title != part.title for each in group.parts[:number]):
                yield _own_part(group, part.title)
            continue
        if len(group.parts) > 1:
            yield FigureColumn(part.title, part.rubric.total, (number,))
        blocks = tuple(block.as_item() for block in part.rubric.beside)
        if len(part.rubric.indicators) > 1 or len(group.parts) == 1:
            yield from (FigureColumn(each.label, each.max, (number,), each) for each in part.rubric.indicators)
        yield from (FigureColumn(each.label, each.max, (number,), each, is_beside=True) for each in blocks)


def _own_part(group: GroupResult, title: str) -> FigureColumn:
    """One column for a part that each unit has under a table of its own; what is in these tables stands by item."""
    numbers = tuple(number for number, part in enumerate(group.parts) if part.title == title)
    totals = {group.parts[number].rubric.total for number in numbers}
    return FigureColumn(title, totals.pop() if len(totals) == 1 else None, numbers)
