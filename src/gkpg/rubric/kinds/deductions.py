"""The kind `deductions`: rows of losses that are taken from the max, down to the floor."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.between import Between
from gkpg.rubric.kinds.conversion import in_formula
from gkpg.rubric.kinds.item_kind import ItemKind
from gkpg.rubric.kinds.loss import FloorField, Loss
from gkpg.rubric.kinds.points import score_up_to
from gkpg.rubric.kinds.ticks import ROWS_NEEDED
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.types import as_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    from gkpg.rubric.draft import Draft
    from gkpg.rubric.kinds.kind import Kind


class DeductionsItems(ItemKind[FloorField]):
    """Items that start full and lose what their rows say."""

    name = "deductions"
    says = Text(
        "逐行扣分：items 每行填扣分，从分值里扣去，扣到 floor", "rows in items are losses taken from max, down to floor"
    )
    needs: ClassVar[Mapping[str, Text]] = {"items": ROWS_NEEDED}
    may_have = frozenset({"floor"})
    takes_items = True
    has_rows = True
    rows_may_have = frozenset({"each"})
    rows_may_be_open = True
    starts_full = True
    only_adds = False

    def row_enters_points(self, row: Draft) -> bool:
        """Whether losses are entered, and not how often."""
        return "each" not in row.values

    def cell(self, item: FloorField) -> Kind:
        """A score, where it is scored as a whole."""
        return score_up_to(item.max)

    def decision(self, item: FloorField) -> Kind:
        """Points down to the floor."""
        return Between(item.bottom, item.limit)

    def rows(self, items: Iterable[FloorField]) -> dict[str, Kind]:
        """Losses, each up to its max."""
        return {row.id: Loss(row.max, row.each) for row in items}

    def start(self, item: FloorField) -> Fraction:
        """The max."""
        return item.limit

    def of_rows(self, item: FloorField, values: Iterable[Fraction]) -> Fraction:
        """The max with the losses, which are below zero, down to the floor."""
        rest = sum(values, self.start(item))
        return rest if item.bottom is None else max(item.bottom, rest)

    def formula_of_rows(self, item: FloorField, cells: str) -> str:
        """The same."""
        rest = f"{in_formula(item.limit)}+SUM({cells})"
        return rest if item.bottom is None else f"MAX({in_formula(item.bottom)},{rest})"

    def is_off(self, whole: Fraction, most: Fraction) -> bool:
        """Losses may come to anything."""
        del whole, most
        return False

    def slips(self, item: Draft) -> Iterator[Slip]:
        """Where losses together exceed what the item can lose, that is told: most of them then count for nothing."""
        floor = as_points(item.values.get("floor", Decimal(0)))
        if item.sum is None or item.max is None or floor is None:
            return
        most = item.max - floor
        if item.sum > most:
            facts = {"id": item.label, "sum": format_exact(item.sum), "most": format_exact(most)}
            yield Slip("R303", item.path, facts)
