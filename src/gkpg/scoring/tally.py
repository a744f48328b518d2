"""Adding up one unit: whole numbers of a small part of a point, so that nothing is rounded and adding is fast."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from gkpg.points import MOST_DECIMALS, NO_POINTS, NOT_APPLICABLE, exact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.filled import Layout, Sheet

Values = list[int | None]
_FINE = re.compile(rf"\.[0-9]{{{MOST_DECIMALS + 1}}}")


class Plan:
    """Where the items of a rubric stand among its ids, so that units are added up without looking it up again.

    `count` is how many items there are; `indicators` are the places of the indicators; `sums` has each item that has
    others below it, with the places of those, the deepest first.
    """

    def __init__(self, rubric: Rubric) -> None:
        self._places = {item_id: place for place, item_id in enumerate(rubric.ids)}
        self._ways: dict[int, tuple[Layout, tuple[int, ...]]] = {}
        inner = [item for item in rubric.walk() if item.items is not None]
        self.count = len(self._places)
        self.indicators = tuple(self._places[indicator.id] for indicator in rubric.indicators)
        self.sums = tuple((self._places[item.id], self._below(item)) for item in reversed(inner))

    def _below(self, item: Item) -> tuple[int, ...]:
        return tuple(self._places[below.id] for below in item.items or ())

    def places(self, layout: Layout) -> tuple[int, ...]:
        """Where the items of a layout stand. Sheets share layouts, so each is looked up once."""
        known = self._ways.get(id(layout))
        if known is None:
            known = self._ways[id(layout)] = layout, tuple(self._places[item] for item in layout.items)
        return known[1]


class Tally:
    """The points of every item of one unit, each a whole number of `1 / over` points; None where they cannot be told.

    An item has points where every sheet of the unit gives it some: in a cell of its own, or in those of all items
    below it. Several sheets are joined by the mean.
    """

    def __init__(self, plan: Plan, sheets: Sequence[Sheet]) -> None:
        self._plan = plan
        places = max(_places(sheet.points) for sheet in sheets)
        each = [_of_one(plan, sheet, _scale(places)) for sheet in sheets]
        self.over = 10**places * len(sheets)
        self.values = each[0] if len(each) == 1 else [_sum(values) for values in zip(*each, strict=True)]

    def whole(self) -> int | None:
        """The sum of the indicators; None where any of them has no points."""
        return _sum([self.values[place] for place in self._plan.indicators])

    def line(self) -> str:
        """The exact points of all items, in the order of `Rubric.ids`."""
        texts = _texts(self.over)
        return " ".join(map(texts.__getitem__, self.values))


def _of_one(plan: Plan, sheet: Sheet, scale: _Scale) -> Values:
    """The points of all items by one sheet."""
    values: Values = [None] * plan.count
    given = map(scale.__getitem__, sheet.points.split())
    for place, value in zip(plan.places(sheet.layout), given, strict=True):
        values[place] = value
    get = values.__getitem__
    for place, below in plan.sums:
        if values[place] is None:
            values[place] = _sum(list(map(get, below)))
    return values


def _sum(values: Sequence[int | None]) -> int | None:
    """The sum; None where any is missing."""
    return None if None in values else sum(values)  # type: ignore[arg-type]  # none is None


class _Scale(dict[str, int | None]):
    """Points as text to whole numbers of some decimals, each computed once."""

    def __init__(self, places: int) -> None:
        super().__init__({NO_POINTS: None, NOT_APPLICABLE: None})
        self._one = 10**places

    def __missing__(self, points: str) -> int:
        self[points] = whole = int(Fraction(points) * self._one)
        return whole


@lru_cache(maxsize=64)
def _scale(places: int) -> _Scale:
    return _Scale(places)


def _places(line: str) -> int:
    """How many decimals the points of a sheet need: four, but for scores that were computed elsewhere."""
    if not _FINE.search(line):
        return MOST_DECIMALS
    return max(len(points.partition(".")[2]) for points in line.split())


class _Texts(dict[int | None, str]):
    """Whole numbers of a part of a point to the exact points that they are, as text; each computed once."""

    def __init__(self, over: int) -> None:
        super().__init__({None: NO_POINTS})
        self._over = over

    def __missing__(self, value: int) -> str:
        self[value] = text = exact(Fraction(value, self._over))
        return text


@lru_cache(maxsize=64)
def _texts(over: int) -> _Texts:
    return _Texts(over)
