"""Blocks beside the total: a bonus that is added, a penalty that is taken off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class BlockKind:
    """One way in which a block changes a total.

    `name` is what rubrics call it, `title` what people do, `says` its meaning. `adds` says that its points are added.
    Its rows are of any kind; those without one have, beside what all may have, the fields of `rows_may_have`.
    """

    name: str
    title: Text
    says: Text
    adds: bool
    rows_may_have: frozenset[str] = frozenset()
    has_rows: bool = True
    rows_have_kinds: bool = True
    rows_may_nest: bool = True
    rows_may_take: bool = False

    def capped(self, value: Fraction, cap: Fraction | None) -> Fraction:
        """What its rows come to, no more than its cap; a penalty is below zero."""
        if cap is None:
            return value
        return min(value, cap) if self.adds else max(value, -cap)

    def formula_of_cap(self, value: str, cap: Fraction) -> str:
        """The same as a formula."""
        most = format_exact(cap)
        return f"MIN({most},{value})" if self.adds else f"MAX(-{most},{value})"


_BONUS = BlockKind("bonus", Text("加分", "bonus"), Text("加分", "added to the total"), adds=True)
_PENALTY = BlockKind(
    "penalty",
    Text("扣分", "penalty"),
    Text("扣分", "taken from the total"),
    adds=False,
    rows_may_have=frozenset({"each"}),
)
#: All kinds of blocks, by name.
BLOCKS: Mapping[str, BlockKind] = {kind.name: kind for kind in (_BONUS, _PENALTY)}
