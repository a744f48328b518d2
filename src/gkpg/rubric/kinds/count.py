"""The kind `count`: a number of times, each worth the same, up to the max."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.cell_rule import CellRule
from gkpg.rubric.kinds.conversion import counted_working, in_formula
from gkpg.rubric.kinds.item_kind import ItemHead, ItemKind
from gkpg.rubric.kinds.kind import Kind
from gkpg.rubric.kinds.points import score_up_to
from gkpg.yamlfiles.schema.about import About
from gkpg.yamlfiles.types import SharePoints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.rubric.kinds.conversion import Working
    from gkpg.rubric.kinds.kind import EntryForm

#: What a heading says of a column of counts.
HOW_OFTEN = Text("填次数", "how often")
#: What may be entered where something is counted, and the rule of such a cell.
WHOLE = Text("0 或正整数", "a whole number, 0 or more")
WHOLE_RULE = CellRule("whole", least=Decimal(0))


def is_whole(number: Decimal) -> bool:
    """Whether something can happen so many times."""
    return number >= 0 and number == int(number)


@dataclass(frozen=True, slots=True)
class Count(Kind):
    """A number of times, each worth the same, up to the max; None where there is none."""

    each: Fraction
    max: Fraction | None

    has_own_cell: ClassVar[bool] = True

    @property
    def form(self) -> EntryForm:
        """How often."""
        return "count"

    @property
    def asks(self) -> Text:
        """How often."""
        each = format_exact(self.each)
        if self.max is None:
            return Text(f"填次数，每次 {each} 分", f"how often; {each} each time")
        most = format_exact(self.max)
        return Text(f"填次数，每次 {each} 分，最多 {most} 分", f"how often; {each} each time, {most} at most")

    @property
    def hint(self) -> Text:
        """How often."""
        return HOW_OFTEN

    @property
    def allowed(self) -> Text:
        """Whole numbers."""
        return WHOLE

    @property
    def rule(self) -> CellRule:
        """Whole numbers."""
        return WHOLE_RULE

    @property
    def least(self) -> Decimal:
        """Zero."""
        return Decimal(0)

    @property
    def most(self) -> Fraction | None:
        """The max."""
        return self.max

    @property
    def decision(self) -> Kind:
        """Points."""
        return score_up_to(self.max)

    def points(self, entered: Decimal) -> Fraction | None:
        """So many times the rate, no more than the max."""
        if not is_whole(entered):
            return None
        whole = Fraction(entered) * self.each
        return whole if self.max is None else min(whole, self.max)

    def working(self, entered: Decimal) -> Working | None:
        """The rate, and how often."""
        points = self.points(entered)
        return None if points is None else counted_working("each", entered, Fraction(0), self.each, points)

    def formula(self, cell: str) -> str:
        """The same."""
        whole = f"{cell}*{in_formula(self.each)}"
        return whole if self.max is None else f"MIN({in_formula(self.max)},{whole})"


class EachField(ItemHead):
    """Items with a rate: the points of each time."""

    each: SharePoints | None = None


class CountItems(ItemKind[EachField]):
    """Items of which is counted how often."""

    name = "count"
    may_be_open = True
    is_entered_in_points = False
    says = Text("计次：填次数，得 each × 次数，最多为分值", "a number of times: each × times, up to max")
    own: ClassVar[Mapping[str, About]] = {
        "each": About(
            Text("每次几分", "Each"),
            Text(
                "每一次加或扣几分（单位：分）。用于 count、deduction、loss，以及扣分的各行。",
                "Points for each time. For count, deduction, loss, and rows of losses.",
            ),
            "0.5",
        )
    }
    needs: ClassVar[Mapping[str, Text]] = {
        "each": Text("计次的项（kind: count）要写 each（每次几分）", "kind count needs each")
    }

    def cell(self, item: EachField) -> Kind:
        """How often."""
        return Count(item.each or Fraction(1), item.max)
