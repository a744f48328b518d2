"""Bounds of what rows come to together: the least and the most, as figures and in a spreadsheet's formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.conversion import in_formula

if TYPE_CHECKING:
    from fractions import Fraction

    from gkpg.rubric.kinds.item_kind import ItemHead


class Bounds(NamedTuple):
    """The least and the most; None where there is none."""

    least: Fraction | None
    most: Fraction | None

    def hold(self, value: Fraction) -> Fraction:
        """A figure within them."""
        value = value if self.least is None else max(self.least, value)
        return value if self.most is None else min(self.most, value)

    def formula(self, whole: str) -> str:
        """The same as a formula."""
        whole = whole if self.least is None else f"MAX({in_formula(self.least)},{whole})"
        return whole if self.most is None else f"MIN({in_formula(self.most)},{whole})"


def bounds_of_rows(item: ItemHead, bottom: Fraction | None) -> Bounds:
    """Between which points the rows of an item take it, down to `bottom`; the other way round where they are lost."""
    if not item.is_taken:
        return Bounds(bottom, item.max)
    return Bounds(*(None if bound is None else -bound for bound in (item.max, bottom)))


def told_of_losses(most: Fraction | None) -> Text:
    """What a sheet says of rows whose points are lost."""
    if most is None:
        return Text("各行扣分相加", "all that the rows lose")
    cap = format_exact(most)
    return Text(f"各行扣分相加，最多扣 {cap} 分", f"all that the rows lose, {cap} at most")
