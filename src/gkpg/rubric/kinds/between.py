"""Decisions: points within bounds, as they may be decided where scores are in dispute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.base.points import format_points
from gkpg.base.text import Text
from gkpg.rubric.kinds.cell_rule import CellRule
from gkpg.rubric.kinds.kind import Kind

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Between(Kind):
    """Points within bounds; `lower` and `upper` are None where there is none."""

    lower: Decimal | None
    upper: Decimal | None

    @property
    def asks(self) -> Text:
        """Points."""
        return Text("填得分", "points")

    @property
    def allowed(self) -> Text:
        """The bounds."""
        least = None if self.lower is None else format_points(self.lower)
        most = None if self.upper is None else format_points(self.upper)
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
        return CellRule("decimal", least=self.lower, most=self.upper)

    @property
    def least(self) -> Decimal | None:
        """The lower bound."""
        return self.lower

    @property
    def most(self) -> Decimal | None:
        """The upper bound."""
        return self.upper

    def points(self, entered: Decimal) -> Decimal | None:
        """The points themselves."""
        is_in = (self.upper is None or entered <= self.upper) and (self.lower is None or entered >= self.lower)
        return entered if is_in else None
