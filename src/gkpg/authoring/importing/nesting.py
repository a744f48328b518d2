"""Nesting: rows that their printed numbers put below others, such as 1.1 below 1, （一） below 一, 1 below （一）."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.printed_numbers import PrintedNumber, parse_number

if TYPE_CHECKING:
    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes


def nest_items(items: ItemNodes) -> ItemNodes:
    """The items of a level, those put below others whose numbers say so; as they are where none does.

    A style of numbers that was not seen yet begins a level below; one that is open goes on with its own.
    """
    levels: list[tuple[PrintedNumber | None, ItemNode, list[ItemNode]]] = []
    top: list[ItemNode] = []

    def close(depth: int) -> None:
        while len(levels) > depth:
            _, item, below = levels.pop()
            (levels[-1][2] if levels else top).append(replace(item, children=(*item.children, *below)))

    for item in items:
        number = parse_number(item.number)
        close(_depth(number, [each for each, _, _ in levels]))
        levels.append((number, replace(item, children=nest_items(item.children)), []))
    close(0)
    return tuple(top)


def _depth(number: PrintedNumber | None, opened: list[PrintedNumber | None]) -> int:
    """How many levels stay open above an item. One without a number is of the first level, and holds nothing."""
    if number is None or (opened and opened[0] is None):
        return 0
    if len(number.path) > 1:
        above = (depth for depth, each in enumerate(opened) if each is not None and each.path == number.path[:-1])
        found = max(above, default=None)
        if found is not None:
            return found + 1
    same = (depth for depth, each in enumerate(opened) if each is not None and each.level == number.level)
    return next(same, len(opened))
