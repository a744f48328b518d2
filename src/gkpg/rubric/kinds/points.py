"""The kind `points`: a score from 0 to the max."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from gkpg.base.points import as_decimal, format_points, has_end
from gkpg.base.text import Text
from gkpg.rubric.kinds.between import Between
from gkpg.rubric.kinds.cell_rule import CellRule
from gkpg.rubric.kinds.item_kind import DEFAULT, ItemKind
from gkpg.rubric.kinds.kind import Kind
from gkpg.rubric.kinds.raw_scale import RAW, RawFields, raw_scale_of, slips_of_scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.rubric.draft import Draft
    from gkpg.yamlfiles.form import Slip

_ZERO = Decimal(0)
#: What may be entered where there is no max.
NOT_NEGATIVE = Text("0 或更大的数", "a number of 0 or more")


@dataclass(frozen=True, slots=True)
class Score(Kind):
    """Points from 0 to the max; None where there is none."""

    max: Decimal | None

    is_plain: ClassVar[bool] = True
    red: ClassVar[str | None] = 'AND({cell}<>"",OR(NOT(ISNUMBER({cell})),N({cell})<0,N({cell})>{cap}))'

    @property
    def asks(self) -> Text:
        """A score."""
        return Text("填得分", "a score")

    @property
    def allowed(self) -> Text:
        """From 0 to the max."""
        if self.max is None:
            return NOT_NEGATIVE
        return Text(f"0 至 {format_points(self.max)} 的数", f"a number from 0 to {format_points(self.max)}")

    @property
    def rule(self) -> CellRule:
        """The same."""
        return CellRule("decimal", least=_ZERO, most=self.max)

    @property
    def least(self) -> Decimal:
        """Zero."""
        return _ZERO

    @property
    def most(self) -> Decimal | None:
        """The max."""
        return self.max

    def points(self, entered: Decimal) -> Decimal | None:
        """The score itself."""
        return entered if entered >= _ZERO and (self.max is None or entered <= self.max) else None

    def recount(self, written: str, as_filled: Kind) -> Fraction | None:
        """The same share of the most that there is to get."""
        if not isinstance(as_filled, Score) or (self.max is None) != (as_filled.max is None):
            return None
        if self.max is None or as_filled.max is None:
            return Fraction(written)
        return Fraction(written) * Fraction(as_filled.max) / Fraction(self.max)


def score_up_to(most: Fraction | None) -> Kind:
    """Points from 0 to the most that there are, which no decimals need say; None where there is no such."""
    if most is None or has_end(most):
        return Score(None if most is None else as_decimal(most))
    return Between(Fraction(0), most)


class PointsItems(ItemKind[RawFields]):
    """Items that are given a score, or what the items below them come to."""

    name = DEFAULT
    says = Text("打分：填 0 至分值", "a score from 0 to max")
    takes_items = True
    may_be_open = True
    is_plain = True
    own = RAW
    may_have = frozenset(RAW)

    def cell(self, item: RawFields) -> Kind:
        """A number on a scale of its own, else a score."""
        return raw_scale_of(item) or Score(item.cap)

    def enters_points(self, item: Draft) -> bool:
        """Whether it has no scale of its own, and is no loss that is counted."""
        return "out_of" not in item.values and "each" not in item.values

    def slips(self, item: Draft) -> Iterator[Slip]:
        """Its scale is sound."""
        yield from slips_of_scale(item)
