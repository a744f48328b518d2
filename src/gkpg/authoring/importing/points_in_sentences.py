"""Points in sentences: texts that name several figures, of which neither sub-items nor a kind were made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.base.text import list_words
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes

_POINTS = re.compile(r"\d+(?:\.\d+)?\s*(?:分(?![钟之值类级项管析布])|points?\b|pts?\b|marks?\b)", re.IGNORECASE)
#: The texts that say how points are given, the one that is looked at first before the other.
_KEYS = ("standard", "description")


def tell_points_in_sentences(items: ItemNodes) -> Iterator[Finding]:
    """One note for each item without sub-items or kind whose texts name two figures or more."""
    for item in (each for top in items for each in top.walk()):
        if not item.children and not item.kind and (finding := _told(item)) is not None:
            yield finding


def _told(item: ItemNode) -> Finding | None:
    for key in _KEYS:
        points = _POINTS.findall(item.texts.get(key, ""))
        if len(points) > 1:
            return Finding("T316", item.at(key), {"item": item.label, "points": list_words(points)})
    return None
