"""Evidence: whether a unit gave the link or the document that an item's 填报说明 asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.sheets.read.said import says_something

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.findings.finding import Finding
    from gkpg.rubric import Item
    from gkpg.sheets.read.score_cells import FilledRow
    from gkpg.sheets.read.sheet_place import SheetPlace
    from gkpg.sheets.read.sheet_rules import SheetRules

_LINK = re.compile(r"(?:https?://|www\.)[^\s，。；、]+", re.IGNORECASE)
_WANTED = {
    "link": Text("网址", "a link"),
    "document": Text("材料名称或网址", "the name of a document, or a link"),
}


def find_links(text: str) -> tuple[str, ...]:
    """The links in a cell, of which there may be several."""
    return tuple(_LINK.findall(text))


def check_evidence(spot: SheetPlace, item: Item, filled: FilledRow, held: SheetRules) -> Iterator[Finding]:
    """A self-check shows the link, or names the document, that the rubric's words ask for."""
    wanted = held.rules.evidence
    if wanted is None or filled.link is None or filled.score.content in {"", "0"}:
        return
    words = _required_evidence(item, held)
    given = filled.link.content if says_something(filled.link) else ""
    for what, asking, is_there in (
        ("link", wanted.link, bool(find_links(given))),
        ("document", wanted.document, bool(given)),
    ):
        if any(word in words for word in asking) and not is_there:
            yield spot.finding("S122", filled.link, item=item.label, asked=words, what=_WANTED[what])
            return


def _required_evidence(item: Item, held: SheetRules) -> str:
    """The 填报说明 of an item, or of the nearest item around it."""
    around = (held.rubric.by_id[each] for each in held.rubric.above(item.id))
    return next((each.evidence for each in (item, *around) if each.evidence), "")
