"""Numbers: the ids of indicators, as printed, with the rows that their order shows to be lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.item_nodes import ItemNode
from gkpg.authoring.importing.printed_numbers import parse_number
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
from gkpg.authoring.importing.item_nodes import ItemNodes

#: A jump of more than this is no loss of rows but another way of numbering.
_MOST_LOST = 20
#: The styles of numbers that are ids by themselves: 1, 1.1, A, A1.
_PLAIN = frozenset({"1", "1.1", "A"})


def number_indicators(items: ItemNodes) -> tuple[ItemNodes, list[Finding]]:
    """The indicators with a number each, and those that are lost put in; a number that stands twice is told."""
    found: list[ItemNode] = []
    findings = list(_twice(items))
    counted = _counts_up(items)
    for item in items:
        before = int(found[-1].number) if found else 0
        printed = parse_number(item.number) if counted else None
        number = str(before + 1 if printed is None else printed.value)
        if printed is not None:
            found += _missing_numbers(before, printed.value, item)
        found.append(replace(item, number=number, printed=item.number))
    return tuple(found), findings


def _twice(items: ItemNodes) -> Iterator[Finding]:
    """Items of one level that are printed with one number."""
    seen: dict[tuple[object, ...], ItemNode] = {}
    for item in items:
        number = parse_number(item.number)
        if number is not None:
            first = seen.setdefault((number.style, number.path), item)
            if first is not item:
                facts = {"number": item.number, "name": item.name, "first": first.name}
                yield Finding("T205", item.place, facts)
        yield from _twice(item.children)


def _counts_up(items: ItemNodes) -> bool:
    """Whether the numbers are printed, in one style, and count up; numbers that count the rows are no such."""
    printed = [parse_number(item.number) for item in items if item.number]
    levels = {None if number is None or len(number.path) > 1 else number.level for number in printed}
    return len(levels) == 1 and None not in levels and not any(_holds_numbers(item, levels) for item in items)


def _holds_numbers(item: ItemNode, levels: set[str | None]) -> bool:
    """Whether an item without a number has rows that are numbered as other items are."""
    below = (parse_number(each.number) for child in item.children for each in child.walk())
    return not item.number and any(number is not None and number.level in levels for number in below)


def _missing_numbers(before: int, number: int, item: ItemNode) -> Iterator[ItemNode]:
    missing = range(before + 1, number)
    if len(missing) <= _MOST_LOST:
        yield from (ItemNode("", item.place, str(lost), lack="row") for lost in missing)


def with_ids(items: ItemNodes) -> ItemNodes:
    """Items with the ids of all that is below them: as printed where each number stands once, else 1.1, 1.2."""
    counted = tuple(_counted(item, item.number) for item in items)
    every = [each for item in counted for each in item.walk()]
    numbers = [parse_number(each.printed) for each in every]
    is_plain = all(number is not None and number.style in _PLAIN for number in numbers)
    once = len({number.path for number in numbers if number is not None}) == len(every)
    return tuple(map(_as_printed, counted)) if is_plain and once else counted


def _counted(item: ItemNode, number: str) -> ItemNode:
    """An item under a number, all below it counted."""
    children = (
        _counted(replace(child, printed=child.number), f"{number}.{place}")
        for place, child in enumerate(item.children, 1)
    )
    return replace(item, number=number, children=tuple(children))


def _as_printed(item: ItemNode) -> ItemNode:
    number = parse_number(item.printed)
    return replace(item, number=number.text if number else "", children=tuple(map(_as_printed, item.children)))
