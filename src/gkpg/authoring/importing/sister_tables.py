"""Sister tables: what one table of a file has of an indicator that another one lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.item_nodes import ItemNode
from gkpg.authoring.importing.name_matching import align, is_same
from gkpg.authoring.importing.wording import bare_text
from gkpg.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
from gkpg.authoring.importing.item_nodes import ItemNodes


def complete_indicators(items: ItemNodes, others: Sequence[ItemNodes]) -> ItemNodes:
    """The indicators of a table, with what only the same indicators of the other tables of the file print."""
    return tuple(_complete(item, list(sisters_of(item, others))) for item in items)


def sisters_of(item: ItemNode, others: Iterable[ItemNodes]) -> Iterable[ItemNode]:
    """The indicators of the same name in other tables that have sub-items."""
    return (
        each
        for items in others
        for each in items
        if each.children and bare_text(each.name) == bare_text(item.name) != ""
    )


def _complete(item: ItemNode, sisters: Sequence[ItemNode]) -> ItemNode:
    if not item.children or not sisters:
        return item
    sister = sisters[0]
    if item.max is not None and item.sum < item.max and all(child.max is not None for child in item.children):
        item = _with_missing(item, sister)
    if any("description" in child.texts for child in item.children):
        item = replace(item, children=tuple(_with_description(child, sister) for child in item.children))
    return item


def _with_missing(item: ItemNode, sister: ItemNode) -> ItemNode:
    """The indicator with the one sub-item that its sister has besides, at the place that it has there."""
    names = [child.name for child in item.children]
    pairs = {other: mine for mine, other in align(names, [child.name for child in sister.children])}
    missing = [place for place in range(len(sister.children)) if place not in pairs]
    if len(missing) != 1 or len(pairs) != len(names):
        return item
    (place,) = missing
    at = max((mine + 1 for other, mine in pairs.items() if other < place), default=0)
    other = sister.children[place]
    reason = Text(
        "原表未印此项，名称取自同一文件另一张表的同名指标",
        "not printed; the name is that in the other table of the file",
    )
    new = ItemNode(other.name, item.at("standard"), lack="sister").mend("name", kind="restored", reason=reason)
    return replace(item, children=(*item.children[:at], new, *item.children[at:]))


def _with_description(child: ItemNode, sister: ItemNode) -> ItemNode:
    """A sub-item whose description is lost, with that of its sister, which somebody must confirm."""
    other = next((each for each in sister.children if is_same(each.name, child.name)), None)
    if "description" in child.texts or other is None or "description" not in other.texts:
        return child
    reason = Text(
        "原表缺这一段说明，取自同一文件另一张表的同名指标",
        "the description is lost; it is that in the other table of the file",
    )
    texts = {**child.texts, "description": other.texts["description"]}
    return child.mend("description", kind="assumed", reason=reason, texts=texts)


def same_figures(item: ItemNode, sister: ItemNode) -> bool:
    """Whether two indicators print the same figures for the same sub-items, those left aside that lack theirs."""
    if len(item.children) != len(sister.children):
        return False
    pairs = zip(item.children, sister.children, strict=True)
    return all(
        (is_same(mine.name, other.name) and None in {mine.max, other.max}) or mine.max == other.max
        for mine, other in pairs
    )
