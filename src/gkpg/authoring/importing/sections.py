"""Sections: rows without numbers that stand above numbered ones, and rows whose points are the sum of those below."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.authoring.importing.beside_words import beside_kind
from gkpg.authoring.importing.item_nodes import add_points
from gkpg.base.text import Text, list_words
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes


def put_below_sections(items: ItemNodes, total: Decimal | None) -> tuple[ItemNodes, list[Finding]]:
    """The items of the first level, those of a section put below it; as they are where none shows.

    Rows without numbers above numbered ones are sections where the sums bear it out. Without numbers, a row is one
    where the rows up to the next have its points, and all such rows have the total, if one is printed: that is a
    guess, and told.
    """
    own = [item for item in items if beside_kind(item.name) is None]
    if _sum(own) in {None, total} or any(item.children for item in own):
        return items, []
    sections = _by_numbers(own) or _by_sums(own)
    if (
        not sections
        or len(sections) == len(own)
        or total not in {None, sum((each.max or Decimal(0) for each, _ in sections), Decimal(0))}
    ):
        return items, []
    put = {id(head): _above(head, below) for head, below in sections}
    gone = {id(item) for _, below in sections for item in below}
    nested = tuple(put.get(id(item), item) for item in items if id(item) not in gone)
    names = list_words(head.label for head, below in sections if below)
    return nested, [Finding("T207", own[0].place, {"names": names})]


def _above(head: ItemNode, below: list[ItemNode]) -> ItemNode:
    """A section with the rows that are put below it."""
    if not below:
        return head
    reason = Text("原表未印层级，按分值合计归入", "no levels are printed; the rows are put here by the sums")
    return head.mend("items", kind="assumed", reason=reason, children=tuple(below))


def _sum(items: Sequence[ItemNode]) -> Decimal | None:
    return add_points(item.max for item in items)


def _by_numbers(items: Sequence[ItemNode]) -> list[tuple[ItemNode, list[ItemNode]]]:
    """Rows without numbers, each with the numbered ones below it."""
    numbered = [bool(item.number) for item in items]
    if all(numbered) or not any(numbered) or numbered[0]:
        return []
    found: list[tuple[ItemNode, list[ItemNode]]] = []
    for item in items:
        if item.number:
            found[-1][1].append(item)
        else:
            found.append((item, []))
    return found if all(not below or _sum(below) == head.max for head, below in found) else []


def _by_sums(items: Sequence[ItemNode]) -> list[tuple[ItemNode, list[ItemNode]]]:
    """Rows, each with those behind it that have its points together, two at least; none where one does not come out."""
    if any(item.number for item in items):
        return []
    found: list[tuple[ItemNode, list[ItemNode]]] = []
    place = 0
    while place < len(items):
        head = items[place]
        below: list[ItemNode] = []
        while (_sum(below) or 0) < (head.max or 0) and place + 1 + len(below) < len(items):
            below.append(items[place + 1 + len(below)])
        if _sum(below) != head.max or len(below) < 2 or head.texts:
            return []
        found.append((head, below))
        place += 1 + len(below)
    return found
