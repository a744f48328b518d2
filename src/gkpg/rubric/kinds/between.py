"""Decisions: points within bounds, as they may be decided where scores are in dispute."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import decimals_of, format_any
from gkpg.base.text import Text
from gkpg.rubric.kinds.cell_rule import CellRule
from gkpg.rubric.kinds.kind import Kind

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Between(Kind):
    """Points within bounds; `lower` and `upper` are None where there is none.

    Where no decimals say a bound, its first four stand for it.
    """

    lower: Decimal | Fraction | None
    upper: Decimal | Fraction | None

    @property
    def asks(self) -> Text:
        """Points."""
        return Text("填得分", "points")

    @property
    def allowed(self) -> Text:
        """The bounds."""
        least = None if self.lower is None else format_any(self.lower)
        most = None if self.upper is None else format_any(self.upper)
        if most is None:
            return (
                Text("数", "a number") if least is None else Text(f"不小于 {least} 的数", f"a number not below {least}")
            )
        if least is None:
            return Text(f"不大于 {most} 的数", f"a number not above {most}")
        return Text(f"{least} 至 {most} 的数", f"a number from {least} to {most}")

    @property
    def rule(self) -> CellRule:
        """The bounds."""
        return CellRule("decimal", least=self._lowest, most=self._highest)

    @property
    def _lowest(self) -> Decimal | None:
        return None if self.lower is None else decimals_of(Fraction(self.lower))[0]

    @property
    def _highest(self) -> Decimal | None:
        return None if self.upper is None else decimals_of(Fraction(self.upper))[-1]

    @property
    def least(self) -> Decimal | Fraction | None:
        """The lower bound."""
        return self.lower

    @property
    def most(self) -> Decimal | Fraction | None:
        """The upper bound."""
        return self.upper

    def points(self, entered: Decimal) -> Decimal | Fraction | None:
        """The points themselves; a bound where the number stands for one."""
        for bound in (self.upper, self.lower):
            if bound is not None and entered in decimals_of(Fraction(bound)):
                return bound
        is_in = (self.upper is None or entered <= self.upper) and (self.lower is None or entered >= self.lower)
        return entered if is_in else None
