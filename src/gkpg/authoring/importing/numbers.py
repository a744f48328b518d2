"""Numbers: the ids of indicators, as printed, with the rows that their order shows to be lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.item_nodes import ItemNode
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
from gkpg.authoring.importing.item_nodes import ItemNodes

#: A jump of more than this is no loss of rows but another way of numbering.
_MOST_LOST = 20


def number_indicators(items: ItemNodes) -> tuple[ItemNodes, list[Finding]]:
    """The indicators with a number each, and those that are lost put in; a number that stands twice is told."""
    found: list[ItemNode] = []
    findings: list[Finding] = []
    seen: dict[str, ItemNode] = {}
    counted = _counts_up(items)
    for item in items:
        before = int(found[-1].number) if found and found[-1].number.isdecimal() else 0
        number = item.number if counted and item.number else str(before + 1)
        if counted and item.number:
            found += _missing_numbers(before, item)
        if number in seen:
            facts = {"number": number, "name": item.name, "first": seen[number].name}
            findings.append(Finding("T205", item.place, facts))
        found.append(replace(item, number=number))
        seen[number] = found[-1]
    return tuple(found), findings


def _counts_up(items: ItemNodes) -> bool:
    """Whether the numbers are printed and count up."""
    printed = [item.number for item in items if item.number]
    return bool(printed) and all(number.isascii() and number.isdecimal() and len(number) < 4 for number in printed)


def _missing_numbers(before: int, item: ItemNode) -> Iterator[ItemNode]:
    missing = range(before + 1, int(item.number))
    if len(missing) <= _MOST_LOST:
        yield from (ItemNode("", item.place, str(number), lack="row") for number in missing)


def with_ids(item: ItemNode) -> ItemNode:
    """An item with the ids of all that is below it: 1.1, 1.2 …; 1.01 … where there are ten or more."""
    digits = len(str(len(item.children)))
    children = (
        with_ids(replace(child, number=f"{item.number}.{place:0{digits}d}"))
        for place, child in enumerate(item.children, 1)
    )
    return replace(item, children=tuple(children))
