"""Sums: what the arithmetic of a table restores, or where it fails."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.authoring.importing.item_nodes import ItemNode
from gkpg.authoring.importing.sister_tables import same_figures, sisters_of
from gkpg.base.points import format_points
from gkpg.base.text import Text, list_words
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.findings.finding import Fact
    from gkpg.findings.place import Place
from gkpg.authoring.importing.item_nodes import ItemNodes

#: What an item may lack, as messages call it.
POINTS, WEIGHT = Text("分值", "points"), Text("权重", "weight")


class TableSums:
    """One table under its printed total, beside the other tables of its file.

    `heading` is where the table begins, `foot` where its total stands.
    """

    def __init__(self, total: Decimal | None, heading: Place, foot: Place, others: Sequence[ItemNodes]) -> None:
        self._total, self._heading, self._foot, self._others = total, heading, foot, others
        self._confirmed = False
        self.findings: list[Finding] = []

    def settle(self, items: ItemNodes) -> tuple[ItemNodes, Decimal | None]:
        """The indicators with all figures that can be restored, and the total; None if it cannot be known."""
        whole = ItemNode("", self._heading, max=self._total, children=items)
        self._confirmed = whole.sum == whole.max and all(item.max is not None for item in items)
        items = tuple(self._settle(item) for item in items)
        items = self._without_gaps(items)
        lost = [item for item in items if item.lack == "row"]
        whole = replace(whole, children=items)
        missing = [item for item in items if item.max is None]
        if any(item.is_told for item in items):
            self._tell_others(whole, missing)
            return items, self._total
        if lost:
            self._tell_lost(whole, lost, missing)
            self._tell_below(missing)
        if len(missing) == 1 and self._rest(whole) > 0:
            return self._with_rest(whole, missing[0]).children, self._total
        if self._total is None and not missing:
            self._tell("T112", self._heading, total=format_points(whole.sum))
            return items, whole.sum
        if missing and not lost:
            self._tell_missing(whole, missing)
        elif not missing and whole.sum != self._total and not _are_shares(items):
            self._tell("T309", self._foot, sum=format_points(whole.sum), max=_show(self._total), terms=_terms(items))
        return items, self._total

    def _without_gaps(self, items: ItemNodes) -> ItemNodes:
        """The indicators, where they are the whole total without those that only a gap of the numbers asks for."""
        printed = tuple(item for item in items if item.lack != "row")
        known = [item.max for item in printed if item.max is not None]
        is_whole = len(known) == len(printed) and sum(known, Decimal(0)) == self._total
        return printed if is_whole else items

    def _settle(self, item: ItemNode) -> ItemNode:
        """One item, those below it first."""
        if not item.children:
            return item
        return self._close(replace(item, children=tuple(self._settle(child) for child in item.children)))

    def _close(self, item: ItemNode) -> ItemNode:
        """One item whose sub-items are settled. Without points of its own it waits for what the sum above leaves."""
        missing = [child for child in item.children if child.max is None]
        if any(child.is_told for child in item.children):
            self._tell_others(item, missing)
            return item
        if item.max is None:
            return item if missing else replace(item, max=item.sum)
        if len(missing) == 1 and self._rest(item) > 0:
            return self._with_rest(item, missing[0])
        if missing:
            self._tell_missing(item, missing)
        elif item.sum != item.max and not _are_shares(item.children):
            facts = {"sum": format_points(item.sum), "max": format_points(item.max), "terms": _terms(item.children)}
            self._tell("T308", item.at("standard"), item=item.label, **facts)
        return item

    def _rest(self, item: ItemNode) -> Decimal:
        return (item.max or Decimal(0)) - item.sum

    def _with_rest(self, item: ItemNode, missing: ItemNode) -> ItemNode:
        """An item with the one figure that its sum leaves."""
        rest = self._rest(item)
        terms = "+".join(format_points(child.max) for child in item.children if child.max is not None)
        formula = f"{_show(item.max)}-({terms})={format_points(rest)}"
        doubted = self._is_doubted(item)
        reason = Text(f"原表未印分值：{formula}", f"no points are printed: {formula}")
        if doubted:
            reason = Text(
                f"{reason.zh}；但其余各项与另一张表相同，也可能是分值 {_show(item.max)} 或另一项有误",
                f"{reason.en}; but the others are as in the other table: {_show(item.max)} or one of them may be off",
            )
        new = missing.mend("max", kind="assumed" if doubted else "restored", reason=reason, max=rest)
        if missing.lack != "row":
            code = "T304" if doubted else {"ran": "T302", "sister": "T303"}.get(missing.lack, "T301")
            facts = {"name": missing.name or "?", "formula": formula}
            self._tell(code, missing.at("max"), item=name_of_whole(item), what=POINTS, **facts)
        new = self._close(new) if new.children else new
        return replace(item, children=tuple(new if child is missing else child for child in item.children))

    def _is_doubted(self, item: ItemNode) -> bool:
        """Whether a figure hangs on a sum that nothing confirms: the table's fails, and a sister has another."""
        if self._confirmed:
            return False
        return any(same_figures(item, each) and each.max != item.max for each in sisters_of(item, self._others))

    def _tell_missing(self, item: ItemNode, missing: Sequence[ItemNode]) -> None:
        """Items without points, of which there are too many, or for which nothing is left."""
        rest = self._rest(item) if item.max is not None else None
        left = Text("", "")
        if rest is not None:
            most, more = _show(item.max), format_points(rest)
            left = Text(f"，分值 {most} 减去已印的还剩 {more}", f"; of {most} points {more} are left")
        names = list_words(child.label for child in missing)
        self._tell("T307", missing[0].at("max"), item=name_of_whole(item), what=POINTS, names=names, left=left)
        self._tell_below(missing)

    def _tell_below(self, missing: Sequence[ItemNode]) -> None:
        """The same of what stands below such items."""
        for item in missing:
            below = [child for child in item.children if child.max is None and child.weight is None]
            if below and not any(child.is_told for child in item.children):
                self._tell_missing(item, below)

    def _tell_others(self, item: ItemNode, missing: Sequence[ItemNode]) -> None:
        """Items without points beside some of which it is told already why theirs are not known."""
        others = [child for child in missing if not child.is_told and child.weight is None]
        if others:
            facts = {"names": list_words(child.label for child in others), "left": Text("", "")}
            self._tell("T307", others[0].at("max"), item=name_of_whole(item), what=POINTS, **facts)
        self._tell_below(missing)

    def _tell_lost(self, whole: ItemNode, lost: Sequence[ItemNode], missing: Sequence[ItemNode]) -> None:
        """Rows that the numbers show to be lost, and the points that are missing with them."""
        rest = self._rest(whole) if self._total is not None and len(missing) == len(lost) else None
        left = Text("", "")
        if rest is not None:
            left = Text(
                f"；印出的合计 {format_points(whole.sum)}，总分 {_show(self._total)}，缺 {format_points(rest)} 分",
                f"; those printed add up to {format_points(whole.sum)} of {_show(self._total)}: "
                f"{format_points(rest)} are missing",
            )
        self._tell("T204", lost[0].place, numbers=list_words(item.number for item in lost), left=left)

    def _tell(self, code: str, place: Place, **facts: Fact) -> None:
        self.findings.append(Finding(code, place, facts))


def name_of_whole(item: ItemNode | None) -> Fact:
    """What messages call that of which items are parts: the item above them, or the table."""
    return item.label if item is not None and item.name else Text("全表", "the table")


def _are_shares(items: ItemNodes) -> bool:
    """Whether all items are weighted: what their weights add up to is told of the weights."""
    return all(item.weight is not None for item in items)


def _terms(items: ItemNodes) -> str:
    return "、".join(f"{item.label} {_show(item.max)}" for item in items)


def _show(number: Decimal | None) -> str:
    return "?" if number is None else format_points(number)
