"""Nesting: rows that their printed numbers put below others, such as 1.1 below 1 or （一） below 一."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes

_CHINESE = "一二三四五六七八九十百"
_PLAIN = re.compile(rf"[{_CHINESE}]+[、．.]?")
_BRACKETED = re.compile(rf"[（(][{_CHINESE}]+[)）]")
_DOTTED = re.compile(r"([0-9]+(?:[.．-][0-9]+)*)[.．-][0-9]+")


def nest_items(items: ItemNodes) -> ItemNodes:
    """The items of the first level, those put below others whose numbers say so; as they are where none does."""
    found: list[ItemNode] = []
    for item in items:
        if not (found and (below := _below(found[-1], item))):
            found.append(item)
        else:
            found[-1] = below
    return tuple(found)


def _below(above: ItemNode, item: ItemNode) -> ItemNode | None:
    """An item with another one put below it, however deep; None where that does not stand below it."""
    if above.children and (deeper := _below(above.children[-1], item)):
        return replace(above, children=(*above.children[:-1], deeper))
    return replace(above, children=(*above.children, item)) if _is_below(above.number, item.number) else None


def _is_below(above: str, number: str) -> bool:
    dotted = _DOTTED.fullmatch(number)
    if dotted:
        return _plain(dotted[1]) == _plain(above)
    return bool(_BRACKETED.fullmatch(number) and _PLAIN.fullmatch(above))


def _plain(number: str) -> str:
    return number.replace("．", ".").replace("-", ".").rstrip(".")
