"""The kind `measure`: a measured value with its unit, which becomes points by a rule."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from gkpg.base.interval import Interval
from gkpg.base.points import HUNDRED, format_exact, format_points
from gkpg.base.text import Text
from gkpg.rubric.kinds.between import Between
from gkpg.rubric.kinds.cell_rule import CellRule
from gkpg.rubric.kinds.conversion import Bound, Conversion, Mark, Working, in_formula
from gkpg.rubric.kinds.figure import recount_figure
from gkpg.rubric.kinds.kind import Kind
from gkpg.rubric.kinds.units import is_percent, of_percentages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gkpg.rubric.kinds.kind import EntryForm
    from gkpg.rubric.kinds.value_rounding import ValueRounding


def formula_within(cell: str, value: str, lowest: Decimal | None, highest: Decimal | None, points: str) -> str:
    """The formula of points for the number in a cell; nothing at all for what is no number, or out of bounds."""
    bounds = [f"{value}>={format_points(lowest)}"] if lowest is not None else []
    bounds += [f"{value}<={format_points(highest)}"] if highest is not None else []
    inner = f'IF(AND({",".join(bounds)}),{points},"")' if bounds else points
    return f'IF(ISNUMBER({cell}),{inner},"")'


@dataclass(frozen=True, slots=True)
class Measure(Kind):
    """A value in the unit `measured_in`, whose points lie between floor and ceiling; None where there is no bound.

    `lowest` and `highest` are the bounds of the value itself.
    """

    max: Bound
    measured_in: str
    conversion: Conversion
    floor: Bound
    ceiling: Bound
    rounding: ValueRounding | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None

    has_own_cell: ClassVar[bool] = True
    zero: ClassVar[Text] = Text("数值为零请填 0", "if the value is zero, write 0")
    write: ClassVar[Text] = Text("请只填数值", "write the value alone")

    @property
    def form(self) -> EntryForm:
        """A measured value."""
        return "measure"

    @property
    def unit(self) -> str:
        """The unit of the value."""
        return self.measured_in

    @property
    def is_rounded(self) -> bool:
        """Whether its rule rounds the value first."""
        return self.rounding is not None

    @property
    def in_points(self) -> Kind:
        """Points between the least and the most that it can come to."""
        return Between(self.least, self.most)

    @property
    def asks(self) -> Text:
        """A value in its unit, and what it comes to."""
        return Text(f"填数值，单位 {self.unit}；{self.says.zh}", f"the value in {self.unit}; {self.says.en}")

    @property
    def says(self) -> Text:
        """What a value comes to."""
        rule, bounds, rounded = self.conversion.says, self._bounds, Text("", "")
        if self.rounding is not None:
            rounded = Text(f"数值{self.rounding.says.zh}，", f"value {self.rounding.says.en}, ")
        return Text(f"{rounded.zh}{rule.zh}{bounds.zh}", f"{rounded.en}{rule.en}{bounds.en}")

    @property
    def hint(self) -> Text:
        """The unit."""
        return Text(f"填数值，{self.unit}", f"value, {self.unit}")

    @property
    def _bounds(self) -> Text:
        """The bounds of the points, where the rule goes beyond them."""
        least, most = self._reach
        zh, en = "", ""
        if self.floor is not None and (least is None or least < self.floor):
            zh, en = f"，最低 {format_exact(self.floor)} 分", f", {format_exact(self.floor)} at least"
        if self.ceiling is not None and (most is None or most > self.ceiling):
            zh, en = f"{zh}，最高 {format_exact(self.ceiling)} 分", f"{en}, {format_exact(self.ceiling)} at most"
        return Text(zh, en)

    @property
    def allowed(self) -> Text:
        """Numbers, within the bounds."""
        low, high = (None if each is None else format_points(each) for each in (self.lowest, self.highest))
        if low is not None and high is not None:
            return Text(f"{low} 至 {high} 的数（单位 {self.unit}）", f"a number from {low} to {high} (in {self.unit})")
        if low is not None:
            return Text(f"不小于 {low} 的数（单位 {self.unit}）", f"a number not below {low} (in {self.unit})")
        if high is not None:
            return Text(f"不大于 {high} 的数（单位 {self.unit}）", f"a number not above {high} (in {self.unit})")
        return Text(f"一个数（单位 {self.unit}）", f"a number (in {self.unit})")

    @property
    def rule(self) -> CellRule:
        """Numbers within the bounds."""
        return CellRule("decimal", least=self.lowest, most=self.highest)

    @property
    def _reach(self) -> tuple[Bound, Bound]:
        """What the rule alone comes to."""
        lowest, highest = (None if each is None else Fraction(each) for each in (self.lowest, self.highest))
        return self.conversion.reach(lowest, highest)

    @property
    def least(self) -> Fraction | None:
        """The least of the rule, no lower than the floor."""
        return self._bounded(self._reach).least

    @property
    def most(self) -> Fraction | None:
        """The most of the rule, no higher than the ceiling."""
        return self._bounded(self._reach).most

    def interval_of(self, values: Interval) -> Interval:
        """The least and the most that it gives values between two bounds."""
        return self._bounded(self.conversion.reach(*values))

    def _bounded(self, reach: tuple[Bound, Bound]) -> Interval:
        """What the rule alone comes to, within floor and ceiling."""
        least, most = reach
        return Interval(
            self.floor if least is None else self._within(least), self.ceiling if most is None else self._within(most)
        )

    def value(self, entered: Decimal | Fraction) -> Fraction:
        """The value that the rule looks at: what was entered, rounded where the rule says so."""
        return Fraction(entered) if self.rounding is None else self.rounding.round(Fraction(entered))

    def worth(self, value: Fraction) -> Fraction:
        """What the rule gives a value that was computed, whatever bounds there are for what is entered."""
        return self._within(self.conversion.points(self.value(value)))

    def points(self, entered: Decimal) -> Fraction | None:
        """What the rule gives the value, within floor and ceiling."""
        is_off = (self.lowest is not None and entered < self.lowest) or (
            self.highest is not None and entered > self.highest
        )
        return None if is_off else self.worth(Fraction(entered))

    def _within(self, points: Fraction) -> Fraction:
        """Points no higher than the ceiling and no lower than the floor."""
        if self.ceiling is not None and points > self.ceiling:
            return self.ceiling
        return self.floor if self.floor is not None and points < self.floor else points

    def working(self, entered: Decimal | Fraction) -> Working:
        """The figures of the rule, and the bound where it holds."""
        value, key = self.value(entered), self.conversion.key
        points, marks = self.conversion.points(value), self.conversion.marks(value)
        kept = self._within(points)
        if kept != points:
            marks = (*marks, Mark("limit", "floor" if kept > points else "ceiling", kept))
        return Working(key, "" if self.rounding is None else self.rounding.key, value, marks)

    def formula(self, cell: str) -> str:
        """The same; nothing at all for what is no number, or out of bounds."""
        value = of_percentages(cell) if is_percent(self.unit) else cell
        return formula_within(cell, value, self.lowest, self.highest, self.worth_formula(value))

    def worth_formula(self, value: str) -> str:
        """The points of a value that another formula computes."""
        seen = value if self.rounding is None else self.rounding.formula(value)
        points = self.conversion.formula(seen)
        points = points if self.ceiling is None else f"MIN({in_formula(self.ceiling)},{points})"
        return points if self.floor is None else f"MAX({in_formula(self.floor)},{points})"

    def recount(self, written: str, as_filled: Kind) -> Fraction | None:
        """The same value under the other rule, or as a figure, if it has the same unit."""
        return recount_figure(written, self.unit, as_filled)

    def doubt(self, entered: Decimal) -> Decimal | None:
        """The percentage that a share such as 0.95 may have been meant for; None where that is not likely.

        It is likely where that lies nearer to the values that the rule names; as near, where it would bring more: where
        less is better, the small figure may well be meant.
        """
        if not is_percent(self.unit) or not 0 < abs(entered) <= 1:
            return None
        meant = entered * HUNDRED
        points, as_entered = self.points(meant), self.points(entered)
        if points is None or as_entered is None or points == as_entered:
            return None
        gap = self._distance(meant) - self._distance(entered)
        return meant if gap < 0 or (gap == 0 and points > as_entered) else None

    def _distance(self, value: Decimal) -> Fraction:
        """How far a value lies outside of those that the rule names."""
        named = [*self._named()]
        return max(min(named) - Fraction(value), Fraction(value) - max(named), Fraction(0)) if named else Fraction(0)

    def _named(self) -> Iterator[Fraction]:
        yield from self.conversion.values()
