"""Bonuses and penalties in one line: `加分项：获国家表彰每次加1分，最多3分`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.beside_words import beside_kind
from gkpg.authoring.importing.item_nodes import ItemNode
from gkpg.authoring.importing.printed_numbers import split_number
from gkpg.authoring.importing.scoring_words import limit_in, most_in, points_for, points_off
from gkpg.authoring.importing.wording import clean_text, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.authoring.importing.beside_words import BesideKind
    from gkpg.authoring.importing.table_lines import TableLine
    from gkpg.findings.place import Place

#: How often, and what is given: what stands before is the name.
_GIVEN = re.compile(
    r"(?:的?[，,]?(?:每(?:一)?[次项个起例件条篇人处]|一次性))?[，,]?的?(?:可)?(?:[得加计记给奖扣减]|奖励|予以)?\s*\d.*$"
)


def beside_lines(lines: Sequence[TableLine]) -> tuple[list[ItemNode], list[TableLine]]:
    """The bonuses and penalties that lines of text say wholly, each as an item with its rows; and the other lines."""
    found: list[ItemNode] = []
    rest: list[TableLine] = []
    for line in lines:
        item = beside_item(line.said, line.place)
        if item is None:
            rest.append(line)
        else:
            found.append(item)
    return found, rest


def beside_item(text: str, place: Place) -> ItemNode | None:
    """The item that a text says; None where it is no bonus or penalty, or a part has no figure or no limit."""
    name, _, said = split_number(clean_text(text))[1].partition("：")
    kind = beside_kind(name_of(name).name)
    parts = [split_number(part.strip())[1] for part in re.split(r"[；;。]", said) if part.strip()]
    if kind not in {"bonus", "penalty"} or not parts:
        return None
    most = limit_in(parts[-1])
    rows = parts[:-1] if most is not None and len(parts) > 1 else parts
    if any(not _is_whole(part, kind, len(rows) < len(parts)) for part in rows):
        return None
    below = tuple(ItemNode(_name(part), place, texts={"standard": part}) for part in rows)
    head = name_of(name)
    return ItemNode(head.name, place, scope=head.scope, max=most if len(rows) < len(parts) else None, children=below)


def _is_whole(part: str, kind: BesideKind, is_limited: bool) -> bool:
    """Whether a part says what it brings and how much at most; one figure is both."""
    rule = points_off(part) if kind == "penalty" else points_for(part)
    if rule is None:
        return most_in(part) is not None and len(re.findall(r"\d\s*分", part)) == 1
    return is_limited or rule.most is not None


def _name(part: str) -> str:
    """What a part is about: what stands before its figures."""
    return _GIVEN.sub("", part).strip("，, ：") or part


def opened_item(item: ItemNode) -> ItemNode:
    """An item of a table whose name says it all, `加分项：获国家表彰每次加1分`, with that as a row below it."""
    name, _, said = item.name.partition("：")
    if item.children or not said or beside_kind(name) is None:
        return item
    whole = beside_item(item.name, item.place)
    if whole is not None and len(whole.children) > 1:
        return replace(item, name=name, max=item.max or whole.max, children=whole.children)
    row = replace(item, name=_name(said), number="", texts={"standard": said, **item.texts})
    return replace(item, name=name, max=None, signed="", texts={}, children=(row,))
