"""Weights: percentages in place of points, each a share of the item above or of the whole table."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.authoring.importing.leaf_weights import with_leaf_weights
from gkpg.authoring.importing.missing_weights import WHOLE, restore_weight
from gkpg.authoring.importing.named_figures import with_named_figures
from gkpg.authoring.importing.sums import WEIGHT, name_of_whole
from gkpg.base.points import format_points
from gkpg.base.text import Text, list_words
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes
    from gkpg.findings.finding import Fact
    from gkpg.findings.place import Place

_ONE = Decimal(1)
_NOR = Text("，也不是上一级的权重", ", nor the weight of the item above")
_WEIGHT = re.compile(r"权|比重|weight", re.IGNORECASE)


class TableWeights:
    """The points that the percentages of one table come to.

    `heading` is where the table begins, `headed` what stands over its points, `foot` where its sum stands, None where
    it has none.
    """

    def __init__(self, total: Decimal | None, heading: Place, headed: str, foot: Place | None) -> None:
        self.total, self._heading, self._headed, self._foot = total, heading, headed, foot
        self._of_total: bool | None = None
        self.findings: list[Finding] = []

    def settle(self, items: ItemNodes) -> ItemNodes:
        """The items with the points that their percentages come to; without a printed total the whole is 100."""
        if self._are_parts_of_one(items):
            items, self.total = tuple(map(_as_percentages, items)), None
        items, told = with_leaf_weights(items)
        self.findings += told
        items = with_named_figures(items)
        if self.total is None and _is_weighted(items):
            self.total = WHOLE
            self.findings.append(Finding("T311", self._heading, {}))
        self._of_total = _tell_share(items)
        return self._level(items, self.total, None)

    def _are_parts_of_one(self, items: ItemNodes) -> bool:
        """Whether a column of weights divides 1, as 0.6 and 0.4: then they are percentages without their sign."""
        figures = [item.max for item in items if item.max is not None]
        is_one = self.total in {None, _ONE} and len(figures) == len(items) > 1 and sum(figures) == _ONE
        return is_one and bool(_WEIGHT.search(self._headed))

    def _level(self, items: ItemNodes, most: Decimal | None, above: ItemNode | None) -> ItemNodes:
        """One level below an item of so many points, which itself has a share."""
        if not any(item.weight is not None for item in items):
            return tuple(replace(item, children=self._level(item.children, item.max, item)) for item in items)
        if not _is_weighted(items):
            return tuple(map(self._mixed, items))
        share = above.weight if above is not None else None
        items = self._without_blanks(items, share, above)
        whole = _sum(items)
        is_full = all(item.weight is not None for item in items)
        of_total = is_full and share is not None and whole == share != WHOLE  # of the table, not of the item above
        if is_full and whole != WHOLE and not of_total:
            place = (self._foot if above is None else None) or items[0].at("max")
            facts: dict[str, Fact] = {
                "item": name_of_whole(above),
                "sum": format_points(whole),
                "nor": _NOR if share else Text("", ""),
            }
            self.findings.append(Finding("T312", place, facts))
        return tuple(self._item(item, self.total if of_total else most, is_share=not of_total) for item in items)

    def _item(self, item: ItemNode, base: Decimal | None, *, is_share: bool) -> ItemNode:
        """An item with the points that its weight comes to, which it keeps if that is a share of the item above."""
        if item.weight is not None and base is not None and item.max is None:
            item = replace(item, max=base * item.weight / WHOLE)
        below = self._level(item.children, item.max, item)
        return replace(item, children=below) if is_share else _in_points(item, below)

    def _without_blanks(self, items: ItemNodes, share: Decimal | None, above: ItemNode | None) -> ItemNodes:
        """The items of a level, the one weight restored that is missing; what cannot be is told."""
        blanks = [item for item in items if item.weight is None and not item.lack]
        if not blanks:
            return items
        if len(blanks) == 1 and not any(item.lack for item in items):
            whole = self._whole(share, _sum(items))
            if whole is not None and whole > _sum(items):
                items, told = restore_weight(items, whole, above)
                self.findings.append(told)
                return items
        self.findings.append(_missing(blanks, above))
        return tuple(replace(item, lack="weight") if item in blanks else item for item in items)

    def _whole(self, share: Decimal | None, printed: Decimal) -> Decimal | None:
        """What the weights of a level must add up to, of which so much is printed; None where both may be meant."""
        if share is None or share == WHOLE or self._of_total is False or printed >= share:
            return WHOLE
        return share if self._of_total else None

    def _mixed(self, item: ItemNode) -> ItemNode:
        """An item of a level in which some have weights and others points: whose weight is no points."""
        if item.weight is not None:
            facts = {"item": item.name, "text": f"{format_points(item.weight)}%"}
            self.findings.append(Finding("T305", item.at("max"), facts))
            item = replace(item, lack="weight")
        return replace(item, children=self._level(item.children, item.max, item))


def _in_points(item: ItemNode, below: ItemNodes) -> ItemNode:
    """An item whose percentage is of the whole table, with the points that it comes to in its place."""
    mended = tuple(replace(each, fields=("max",)) if each.fields == ("weight",) else each for each in item.mended)
    return replace(item, children=below, weight=None, mended=mended)


def _sum(items: ItemNodes) -> Decimal:
    return sum((item.weight for item in items if item.weight is not None), Decimal(0))


def _is_weighted(items: ItemNodes) -> bool:
    """Whether the items of a level have weights, and none has points of its own."""
    return any(item.weight is not None for item in items) and all(
        item.max is None for item in items if item.weight is None
    )


def _tell_share(items: ItemNodes) -> bool | None:
    """Whether weights below others are of the whole table, by the levels that are printed in full; None if unknown."""
    found = {
        _sum(each.children) != WHOLE
        for top in items
        for each in top.walk()
        if each.weight != WHOLE and each.children and all(row.weight is not None for row in each.children)
        if _sum(each.children) in {WHOLE, each.weight}
    }
    return found.pop() if len(found) == 1 else None


def _missing(blanks: list[ItemNode], above: ItemNode | None) -> Finding:
    names = list_words(item.label for item in blanks)
    facts: dict[str, Fact] = {"item": name_of_whole(above), "what": WEIGHT, "names": names, "left": Text("", "")}
    return Finding("T307", blanks[0].at("max"), facts)


def _as_percentages(item: ItemNode) -> ItemNode:
    """An item whose figures, and those below it, are parts of 1."""
    weight = item.weight if item.max is None else item.max * WHOLE
    return replace(item, max=None, weight=weight, children=tuple(map(_as_percentages, item.children)))
