"""Sums: what the arithmetic of a table restores, and where it fails."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.findings import Finding
from gkpg.importing.nodes import Node
from gkpg.importing.sisters import same_figures, sisters_of
from gkpg.points import plain
from gkpg.words import Text, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.findings import Fact, Place

Items = tuple[Node, ...]


class Sums:
    """One table under its printed total, beside the other tables of its file. `heading` is where it begins."""

    def __init__(self, total: Decimal | None, heading: Place, others: Sequence[Items]) -> None:
        self._total, self._heading, self._others = total, heading, others
        self._confirmed = False
        self.findings: list[Finding] = []

    def settled(self, items: Items) -> tuple[Items, Decimal | None]:
        """The indicators with all figures that can be restored, and the total; None if it cannot be known."""
        whole = Node("", self._heading, max=self._total, children=items)
        self._confirmed = whole.sum == whole.max and all(item.max is not None for item in items)
        items = tuple(self._settled(item) for item in items)
        lost = [item for item in items if item.lack == "row"]
        whole = replace(whole, children=items)
        missing = [item for item in items if item.max is None]
        if lost:
            self._told_lost(whole, lost, missing)
            self._told_below(missing)
        if len(missing) == 1 and self._rest(whole) > 0:
            return self._with_rest(whole, missing[0]).children, self._total
        if self._total is None and not missing:
            self._tell("T112", self._heading, total=plain(whole.sum))
            return items, whole.sum
        if missing and not lost:
            self._told_missing(whole, missing)
        elif not missing and whole.sum != self._total:
            self._tell("T309", self._heading, sum=plain(whole.sum), max=_shown(self._total), terms=_terms(items))
        return items, self._total

    def _settled(self, item: Node) -> Node:
        """One item, those below it first."""
        if not item.children:
            return item
        return self._closed(replace(item, children=tuple(self._settled(child) for child in item.children)))

    def _closed(self, item: Node) -> Node:
        """One item whose sub-items are settled. Without points of its own it waits for what the sum above leaves."""
        missing = [child for child in item.children if child.max is None]
        if item.max is None:
            return item if missing else replace(item, max=item.sum)
        if len(missing) == 1 and self._rest(item) > 0:
            return self._with_rest(item, missing[0])
        if missing:
            self._told_missing(item, missing)
        elif item.sum != item.max:
            facts = {"sum": plain(item.sum), "max": plain(item.max), "terms": _terms(item.children)}
            self._tell("T308", item.at("standard"), item=item.label, **facts)
        return item

    def _rest(self, item: Node) -> Decimal:
        return (item.max or Decimal(0)) - item.sum

    def _with_rest(self, item: Node, missing: Node) -> Node:
        """An item with the one figure that its sum leaves."""
        rest = self._rest(item)
        terms = "+".join(plain(child.max) for child in item.children if child.max is not None)
        formula = f"{_shown(item.max)}-({terms})={plain(rest)}"
        doubted = self._is_doubted(item)
        reason = Text(f"原表未印分值：{formula}", f"no points are printed: {formula}")
        if doubted:
            reason = Text(
                f"{reason.zh}；但其余各项与另一张表相同，也可能是分值 {_shown(item.max)} 或另一项有误",
                f"{reason.en}; but the others are as in the other table: {_shown(item.max)} or one of them may be off",
            )
        new = missing.mend("max", kind="assumed" if doubted else "restored", reason=reason, max=rest)
        if missing.lack != "row":
            code = "T304" if doubted else {"ran": "T302", "sister": "T303"}.get(missing.lack, "T301")
            self._tell(code, missing.at("max"), item=_called(item), name=missing.name or "?", formula=formula)
        new = self._closed(new) if new.children else new
        return replace(item, children=tuple(new if child is missing else child for child in item.children))

    def _is_doubted(self, item: Node) -> bool:
        """Whether a figure hangs on a sum that nothing confirms: the table's fails, and a sister has another."""
        if self._confirmed:
            return False
        return any(same_figures(item, each) and each.max != item.max for each in sisters_of(item, self._others))

    def _told_missing(self, item: Node, missing: Sequence[Node]) -> None:
        """Items without points, of which there are too many, or for which nothing is left."""
        rest = self._rest(item) if item.max is not None else None
        left = Text("", "")
        if rest is not None:
            most, more = _shown(item.max), plain(rest)
            left = Text(f"，分值 {most} 减去已印的还剩 {more}", f"; of {most} points {more} are left")
        names = listed(child.label for child in missing)
        self._tell("T307", missing[0].at("max"), item=_called(item), names=names, left=left)
        self._told_below(missing)

    def _told_below(self, missing: Sequence[Node]) -> None:
        """The same of what stands below such items."""
        for item in missing:
            below = [child for child in item.children if child.max is None]
            if below:
                self._told_missing(item, below)

    def _told_lost(self, whole: Node, lost: Sequence[Node], missing: Sequence[Node]) -> None:
        """Rows that the numbers show to be lost, and the points that are missing with them."""
        rest = self._rest(whole) if self._total is not None and len(missing) == len(lost) else None
        left = Text("", "")
        if rest is not None:
            left = Text(
                f"；印出的合计 {plain(whole.sum)}，总分 {_shown(self._total)}，缺 {plain(rest)} 分",
                f"; those printed add up to {plain(whole.sum)} of {_shown(self._total)}: {plain(rest)} are missing",
            )
        self._tell("T204", lost[0].place, numbers=listed(item.number for item in lost), left=left)

    def _tell(self, code: str, place: Place, **facts: Fact) -> None:
        self.findings.append(Finding(code, place, facts))


def _called(item: Node) -> Fact:
    return item.label if item.name else Text("全表", "the table")


def _terms(items: Items) -> str:
    return "、".join(f"{item.label} {_shown(item.max)}" for item in items)


def _shown(number: Decimal | None) -> str:
    return "?" if number is None else plain(number)
