"""Blocks beside the total: a bonus that is added, a penalty that is taken off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.loss import Loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from gkpg.rubric.kinds.count import EachField
    from gkpg.rubric.kinds.kind import Kind


@dataclass(frozen=True, slots=True)
class BlockKind:
    """One way in which a block changes a total.

    `name` is what rubrics call it, `title` what people do, `says` its meaning. `adds` says that its points are added;
    `rows_have_kinds` that its rows are of any kind; those without are losses, with the fields of `rows_may_have`.
    """

    name: str
    title: Text
    says: Text
    adds: bool
    rows_have_kinds: bool
    rows_may_have: frozenset[str] = frozenset()
    has_rows: bool = True
    rows_may_nest: bool = True
    rows_may_take: bool = False

    def rows(self, items: Iterable[EachField]) -> dict[str, Kind]:
        """How its rows are filled in, by id; none where they say so themselves."""
        return {} if self.rows_have_kinds else {row.id: Loss(row.max, row.each) for row in items}

    def capped(self, value: Fraction, cap: Fraction | None) -> Fraction:
        """What its rows come to, no more than its cap; a penalty is below zero."""
        if cap is None:
            return value
        return min(value, cap) if self.adds else max(value, -cap)

    def formula_of_cap(self, value: str, cap: Fraction) -> str:
        """The same as a formula."""
        most = format_exact(cap)
        return f"MIN({most},{value})" if self.adds else f"MAX(-{most},{value})"


_BONUS = BlockKind("bonus", Text("加分", "bonus"), Text("加分", "added to the total"), adds=True, rows_have_kinds=True)
_PENALTY = BlockKind(
    "penalty",
    Text("扣分", "penalty"),
    Text("扣分", "taken from the total"),
    adds=False,
    rows_have_kinds=False,
    rows_may_have=frozenset({"each"}),
)
#: All kinds of blocks, by name.
BLOCKS: Mapping[str, BlockKind] = {kind.name: kind for kind in (_BONUS, _PENALTY)}
