"""Losses: how a row is filled in that takes points away, and how low an item may fall by them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from gkpg.base.points import as_decimal, format_exact, parse_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.between import Between
from gkpg.rubric.kinds.cell_rule import CellRule
from gkpg.rubric.kinds.conversion import counted_working, in_formula
from gkpg.rubric.kinds.count import HOW_OFTEN, WHOLE, WHOLE_RULE, EachField, is_whole
from gkpg.rubric.kinds.item_kind import ItemKind
from gkpg.rubric.kinds.kind import Kind
from gkpg.yamlfiles.schema.about import About
from gkpg.yamlfiles.shapes import NUMBER, should_be
from gkpg.yamlfiles.types import as_points

if TYPE_CHECKING:
    from gkpg.rubric.draft import Draft
    from gkpg.rubric.kinds.conversion import Working
    from gkpg.rubric.kinds.kind import EntryForm

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Loss(Kind):
    """Points that are lost, or how often some are: below zero, and at most the max; None where that has no bound."""

    max: Fraction | None
    each: Fraction | None = None

    has_own_cell: ClassVar[bool] = True

    @property
    def form(self) -> EntryForm:
        """The loss, or how often."""
        return "loss" if self.each is None else "count"

    @property
    def asks(self) -> Text:
        """The loss, or how often."""
        zh = "" if self.max is None else f"，最多扣 {format_exact(self.max)} 分"
        en = "" if self.max is None else f", {format_exact(self.max)} at most"
        if self.each is None:
            return Text(f"填扣分{zh}", f"points lost{en}")
        each = format_exact(self.each)
        return Text(f"填次数，每次扣 {each} 分{zh}", f"how often; minus {each} each time{en}")

    @property
    def hint(self) -> Text:
        """The loss, or how often."""
        return Text("填扣分", "points lost") if self.each is None else HOW_OFTEN

    @property
    def allowed(self) -> Text:
        """Losses up to the max, or whole numbers."""
        if self.each is not None:
            return WHOLE
        if self.max is None:
            return Text("0 或正的扣分", "a loss of 0 or more")
        return Text(f"0 至 {format_exact(self.max)} 的扣分", f"a loss from 0 to {format_exact(self.max)}")

    @property
    def rule(self) -> CellRule:
        """The same."""
        if self.each is not None:
            return WHOLE_RULE
        return CellRule("decimal", least=Decimal(0), most=None if self.max is None else as_decimal(self.max))

    @property
    def least(self) -> Fraction | None:
        """All of it lost."""
        return None if self.max is None else -self.max

    @property
    def most(self) -> Fraction:
        """Nothing lost."""
        return _ZERO

    @property
    def decision(self) -> Kind:
        """Points, which are zero or below."""
        return Between(self.least, _ZERO)

    def points(self, entered: Decimal) -> Fraction | None:
        """Minus the loss."""
        lost = self.lost(entered)
        return None if lost is None else -lost

    def working(self, entered: Decimal) -> Working | None:
        """What is lost, from zero down."""
        return self.working_from(_ZERO, entered, self.points(entered))

    def working_from(self, start: Fraction, entered: Decimal, points: Fraction | None) -> Working | None:
        """What is lost from where an item starts, and what that leaves; None where it may not be entered."""
        if points is None:
            return None
        key, each = ("loss", Fraction(1)) if self.each is None else ("each", self.each)
        return counted_working(key, entered, start, -each, points)

    def lost(self, entered: Decimal) -> Fraction | None:
        """The loss; None where it may not be entered."""
        count = Fraction(entered)
        if self.each is not None:
            whole = count * self.each
            return None if not is_whole(entered) else whole if self.max is None else min(whole, self.max)
        return count if count >= 0 and (self.max is None or count <= self.max) else None

    def formula(self, cell: str) -> str:
        """The same."""
        whole = cell if self.each is None else f"{cell}*{in_formula(self.each)}"
        return f"-{whole}" if self.max is None else f"-MIN({in_formula(self.max)},{whole})"


_WANTED = Text("数、分值的百分比（60%）、none 或 parent", "a number, a percentage of the max (60%), none or parent")
_SHAPE: dict[str, Any] = {
    "type": ["number", "string"],
    "pattern": rf"^(none|parent|-?{NUMBER}%?)$",
    "errorMessage": should_be(_WANTED),
    "examples": [0, "none", "parent"],
}


def _floor(value: Any) -> str:
    """`none`, `parent`, or points, which may be zero or less."""
    if isinstance(value, str) and value in {"none", "parent"}:
        return value
    number = as_points(parse_exact(value) if isinstance(value, str) else value)
    if number is None:
        raise PydanticCustomError("not_floor", "no floor", {"wanted": _WANTED})
    return format_exact(number)


Floor = Annotated[str, PlainValidator(_floor), WithJsonSchema(_SHAPE)]


class FloorField(EachField):
    """Items that lose points, with how low they may fall."""

    floor: Floor = "0"

    @property
    def bottom(self) -> Fraction | None:
        """How low it may fall; None where that has no bound of its own."""
        return None if self.floor in {"none", "parent"} else Fraction(self.floor)


class LossItems(ItemKind[FloorField]):
    """Rows of a sum that take points away."""

    name = "loss"
    says = Text(
        "减分（只用于 sum 的各行）：填扣多少，写了 each 的填次数，最多扣 max",
        "a row of a sum that takes points away, max at most; with each: how many times",
    )
    may_have = frozenset({"each"})
    takes_away = True
    may_be_open = True

    def enters_points(self, item: Draft) -> bool:
        """Whether losses are entered, and not how often."""
        return "each" not in item.values

    def cell(self, item: FloorField) -> Kind:
        """The loss, or how often."""
        return Loss(item.max, item.each)


#: The words of `floor`.
FLOOR = About(
    Text("底线", "Floor"),
    Text(
        "最低扣到几分：0、正数、负数，none 没有底线，parent 由上一级不低于 0 来限制。"
        "用于 deduction、deductions、sum 和 adjust。",
        "How low losses may take it: 0, another number, none for no bound, parent where the item above stays at 0 "
        "or more. For deduction, deductions, sum and adjust.",
    ),
    "-3",
)
