"""Numbering: which items a number may mean, as it is written, as a spreadsheet's number, or as the date it became."""

from __future__ import annotations

import operator
import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_id
from gkpg.base.points import parse_stored

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from gkpg.rubric.item import Item

    Items = tuple[Item, ...]

#: A number that a spreadsheet may take for a date: `1-10`, `1/2`, `3.10`, `1-1-1`.
_LIKE_DATE = re.compile(r"\(?([0-9]{1,4})[-/.]([0-9]{1,4})(?:[-/.]([0-9]{1,4}))?\)?")
_MONTH_AND = 2
#: `(1)` is a negative number to a spreadsheet.
_IN_BRACKETS = re.compile(r"\(([0-9]{1,15})\)")


class Numbering:
    """The items of a rubric by their ids and their printed numbers, which may be of several items each."""

    def __init__(self, items: Iterable[Item]) -> None:
        found: defaultdict[str, dict[str, Item]] = defaultdict(dict)
        written: dict[str, str] = {}
        for item in items:
            for number in (item.id, item.printed):
                written[number] = folded = fold_id(number)
                found[folded][item.id] = item
        self._folded: Mapping[str, Items] = {folded: tuple(each.values()) for folded, each in found.items()}
        self._written = {number: self._folded[folded] for number, folded in written.items()}

    @cached_property
    def rows(self) -> Mapping[str, Item]:
        """The items that are filled in, by each number that is of one of them alone, just as the rubric writes it."""
        alone = {number: items[0] for number, items in self._written.items() if len(items) == 1}
        return {number: item for number, item in alone.items() if item.items is None}

    def find(self, number: str) -> Items:
        """The items that a number means as it is written."""
        return self._written.get(number) or self._folded.get(fold_id(number), ())

    def of_number(self, number: Decimal) -> Items:
        """The items that a spreadsheet's number may mean: 3.1 may be `3.1` or `3.10`, -1 is `（1）`."""
        return self._numbers.get(number, ())

    @cached_property
    def _numbers(self) -> Mapping[Decimal, Items]:
        found: defaultdict[Decimal, dict[str, Item]] = defaultdict(dict)
        for folded, items in self._folded.items():
            bare = _IN_BRACKETS.fullmatch(folded)
            number = parse_stored(f"-{bare[1]}" if bare else folded)
            if number is not None:
                found[number] |= {item.id: item for item in items}
        return {number: tuple(each.values()) for number, each in found.items()}

    def of_date(self, day: datetime.date) -> Items:
        """The items whose number a spreadsheet may have taken for a date."""
        found = [items for folded, items in self._folded.items() if _may_become(folded, day)]
        return tuple({item.id: item for items in found for item in items}.values())


def _may_become(folded: str, day: datetime.date) -> bool:
    """Whether a number may have become a date: month and day, month and year, or all three, in any order."""
    match = _LIKE_DATE.fullmatch(folded)
    if match is None:
        return False
    parts = [int(each) for each in match.groups() if each is not None]
    years, month, days = {day.year, day.year % 100}, {day.month}, {day.day}
    orders: list[tuple[set[int], ...]] = [(years, month, days), (month, days, years), (days, month, years)]
    if len(parts) == _MONTH_AND:
        orders = [(month, days), (days, month), *([(month, years), (years, month)] if day.day == 1 else ())]
    return any(all(map(operator.contains, order, parts)) for order in orders)
