"""Figures: what is entered for items whose points depend on more than the cell. Scoring makes points of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from gkpg.base.normalize import fold_name
from gkpg.base.points import MOST_DIGITS, format_points
from gkpg.base.text import Text
from gkpg.rubric.kinds.cell_rule import CellRule
from gkpg.rubric.kinds.kind import Kind
from gkpg.rubric.kinds.units import is_percent

if TYPE_CHECKING:
    from gkpg.rubric.kinds.kind import EntryForm

_NONE = Text("", "")
#: What a spreadsheet takes for no bound at all.
_FAR = Decimal(10**MOST_DIGITS - 1)


def recount_figure(written: str, unit: str, as_filled: Kind) -> Fraction | None:
    """The points of a number in a unit where a row is filled with one in the same unit; None where it is not."""
    is_alike = as_filled.form in {"figure", "measure"} and fold_name(unit) == fold_name(as_filled.unit)
    points = as_filled.points(Decimal(written)) if is_alike else None
    return None if points is None else Fraction(points)


@dataclass(frozen=True, slots=True)
class Figure(Kind):
    """A number within its bounds, None for none; `max` is the most that it can come to, `counted_in` what it counts.

    Where points are asked for, here stands the figure itself: it is kept, joined and decided as a figure. `how` says
    what makes points of it, `reach` the least and the most that these are, where that is not zero and the max.
    """

    max: Decimal | None
    counted_in: str | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    how: Text = _NONE
    reach: tuple[Fraction | None, Fraction | None] | None = field(default=None, compare=False)

    has_own_cell: ClassVar[bool] = True

    @property
    def form(self) -> EntryForm:
        """A figure."""
        return "figure"

    @property
    def unit(self) -> str:
        """What it counts."""
        return self.counted_in or ""

    @property
    def asks(self) -> Text:
        """The figure, with what it counts."""
        unit = self.counted_in
        asks = Text(f"填数值（{unit}）", f"the figure ({unit})") if unit else Text("填数值", "the figure")
        return Text(f"{asks.zh}，{self.how.zh}", f"{asks.en}; {self.how.en}") if self.how.zh else asks

    @property
    def hint(self) -> Text:
        """What it counts."""
        return Text(f"填数值，{self.unit}", f"figure, {self.unit}") if self.unit else Text("填数值", "figure")

    @property
    def allowed(self) -> Text:
        """Numbers within the bounds."""
        if self.lowest == 0 and self.highest is None:
            return Text("0 或正数", "a number, 0 or more")
        low, high = (None if each is None else format_points(each) for each in (self.lowest, self.highest))
        if low is not None and high is not None:
            return Text(f"{low} 至 {high} 的数", f"a number from {low} to {high}")
        if low is not None:
            return Text(f"不小于 {low} 的数", f"a number not below {low}")
        return Text("一个数", "a number") if high is None else Text(f"不大于 {high} 的数", f"a number not above {high}")

    @property
    def rule(self) -> CellRule:
        """The same."""
        return CellRule("decimal", least=self._least, most=_FAR if self.highest is None else self.highest)

    @property
    def _least(self) -> Decimal:
        return -_FAR if self.lowest is None else self.lowest

    @property
    def least(self) -> Decimal | Fraction | None:
        """The least that it can be worth."""
        return Decimal(0) if self.reach is None else self.reach[0]

    @property
    def most(self) -> Decimal | Fraction | None:
        """The most."""
        return self.max if self.reach is None else self.reach[1]

    def points(self, entered: Decimal) -> Decimal | None:
        """The figure itself."""
        return entered if self._least <= entered <= (_FAR if self.highest is None else self.highest) else None

    def recount(self, written: str, as_filled: Kind) -> Fraction | None:
        """The same figure, or what a rule makes of it, if it is in the same unit."""
        return recount_figure(written, self.unit, as_filled)

    def doubt(self, entered: Decimal) -> Decimal | None:
        """The percentage that a share such as 0.95 was probably meant for."""
        meant = entered * 100
        return meant if is_percent(self.unit) and 0 < entered < 1 and self.points(meant) is not None else None

    def formula(self, cell: str) -> str:
        """No sheet knows the points."""
        del cell
        return '"—"'
