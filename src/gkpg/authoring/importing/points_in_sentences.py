"""Points in sentences: texts that name figures of which neither sub-items nor a kind were made."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.base.text import list_words
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes
    from gkpg.findings.finding import Fact

_POINTS = re.compile(
    r"(?P<figure>\d+(?:\.\d+)?)\s*(?:分(?![钟之值类级项管析布])|points?\b|pts?\b|marks?\b)", re.IGNORECASE
)
#: The texts that say how points are given, the one that is looked at first before the other.
_KEYS = ("standard", "description")


def tell_points_in_sentences(items: ItemNodes) -> Iterator[Finding]:
    """One note for each item without a kind whose texts name figures that it does not have."""
    for item in (each for top in items for each in top.walk()):
        if not item.kind and (finding := _told(item)) is not None:
            yield finding


def _told(item: ItemNode) -> Finding | None:
    for key in _KEYS:
        found = list(_POINTS.finditer(item.texts.get(key, "")))
        if _says_more(item, [Decimal(each["figure"]) for each in found]):
            facts: dict[str, Fact] = {"item": item.label, "points": list_words(each[0] for each in found)}
            return Finding("T316", item.at(key), facts)
    return None


def _says_more(item: ItemNode, figures: list[Decimal]) -> bool:
    """Whether figures are other ones than those of an item and of what is below it, or several of a single one."""
    known = {each.max for each in item.walk()}
    return any(figure not in known for figure in figures) or (len(figures) > 1 and not item.children)
