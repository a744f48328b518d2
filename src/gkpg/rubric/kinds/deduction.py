"""The kind `deduction`: an item that starts full and loses points, down to its floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from gkpg.base.text import Text
from gkpg.rubric.kinds.between import Between
from gkpg.rubric.kinds.conversion import in_formula
from gkpg.rubric.kinds.item_kind import ItemKind
from gkpg.rubric.kinds.kind import Kind
from gkpg.rubric.kinds.loss import FLOOR, FloorField, Loss

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from fractions import Fraction

    from gkpg.rubric.draft import Draft
    from gkpg.rubric.kinds.cell_rule import CellRule
    from gkpg.rubric.kinds.conversion import Working
    from gkpg.rubric.kinds.kind import EntryForm
    from gkpg.yamlfiles.schema.about import About


@dataclass(frozen=True, slots=True)
class Deduction(Kind):
    """Points that an item loses from its max, down to its floor; None where it has none."""

    max: Fraction
    loss: Loss
    floor: Fraction | None

    has_own_cell: ClassVar[bool] = True

    @property
    def form(self) -> EntryForm:
        """As of a loss."""
        return self.loss.form

    @property
    def asks(self) -> Text:
        """What is lost."""
        return self.loss.asks

    @property
    def hint(self) -> Text:
        """As of a loss."""
        return self.loss.hint

    @property
    def allowed(self) -> Text:
        """As of a loss."""
        return self.loss.allowed

    @property
    def rule(self) -> CellRule:
        """As of a loss."""
        return self.loss.rule

    @property
    def least(self) -> Fraction | None:
        """The max without all that it can lose, no lower than the floor."""
        if self.floor is None or self.loss.max is None:
            return self.floor
        return max(self.floor, self.max - self.loss.max)

    @property
    def most(self) -> Fraction:
        """The max."""
        return self.max

    @property
    def decision(self) -> Kind:
        """Points down to the floor."""
        return Between(self.floor, self.max)

    def points(self, entered: Decimal) -> Fraction | None:
        """The max without what is lost."""
        lost = self.loss.lost(entered)
        if lost is None:
            return None
        return self.max - lost if self.floor is None else max(self.floor, self.max - lost)

    def working(self, entered: Decimal) -> Working | None:
        """What is lost, from the max down."""
        return self.loss.working_from(self.max, entered, self.points(entered))

    def formula(self, cell: str) -> str:
        """The same."""
        rest = f"{in_formula(self.max)}{self.loss.formula(cell)}"
        return rest if self.floor is None else f"MAX({in_formula(self.floor)},{rest})"


class DeductionItems(ItemKind[FloorField]):
    """Items that start full and lose points."""

    name = "deduction"
    says = Text(
        "扣分：填扣多少，从分值扣到 floor；写了 each 的填次数",
        "a loss taken from max, down to floor; with each: how many times",
    )
    own: ClassVar[Mapping[str, About]] = {"floor": FLOOR}
    may_have = frozenset({"each", "floor"})
    starts_full = True
    only_adds = False

    def enters_points(self, item: Draft) -> bool:
        """Whether losses are entered, and not how often."""
        return "each" not in item.values

    def cell(self, item: FloorField) -> Kind:
        """The loss, or how often."""
        most = None if item.bottom is None else item.limit - item.bottom
        return Deduction(item.limit, Loss(most, item.each), item.bottom)
