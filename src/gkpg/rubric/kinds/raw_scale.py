"""Raw scales: a number on a scale of its own, such as 0 to 100 or 1 to 6, that counts as a share of the max."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from gkpg.base.points import HUNDRED, format_exact, format_points
from gkpg.base.text import Text
from gkpg.rubric.kinds.between import Between
from gkpg.rubric.kinds.cell_rule import CellRule
from gkpg.rubric.kinds.conversion import Mark, Working, in_formula
from gkpg.rubric.kinds.item_kind import ItemHead
from gkpg.rubric.kinds.kind import Kind
from gkpg.rubric.kinds.units import UNIT, is_percent, of_percentages
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.schema.about import About
from gkpg.yamlfiles.types import AnyPoints, Points, Words, as_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.findings.finding import Fact
    from gkpg.rubric.draft import Draft
    from gkpg.rubric.kinds.kind import EntryForm

_ZERO = Decimal(0)
#: A scale with so many numbers or fewer is a list to choose from.
_MOST_CHOICES = 25


@dataclass(frozen=True, slots=True)
class RawScale(Kind):
    """A number from `lowest` to `out_of`, in steps where there are any; `nothing` is the one that brings no points."""

    max: Fraction
    out_of: Decimal
    lowest: Decimal = _ZERO
    nothing: Decimal = _ZERO
    step: Decimal | None = None
    counted_in: str = ""

    has_own_cell: ClassVar[bool] = True

    @property
    def form(self) -> EntryForm:
        """A number on a scale of its own."""
        return "raw"

    @property
    def unit(self) -> str:
        """The unit of the scale."""
        return self.counted_in

    @property
    def _span(self) -> Text:
        """The scale in words."""
        low, high = format_points(self.lowest), format_points(self.out_of)
        step = Text("", "")
        if self.step is not None:
            step = Text(f"，每 {format_points(self.step)} 一档", f" in steps of {format_points(self.step)}")
        unit = Text(f"（{self.unit}）", f" {self.unit}") if self.unit else Text("", "")
        return Text(f"{low} 至 {high}{unit.zh}{step.zh}", f"{low} to {high}{unit.en}{step.en}")

    @property
    def asks(self) -> Text:
        """The scale, and what it counts."""
        most, high = format_exact(self.max), format_points(self.out_of)
        if self.nothing == 0:
            counts = Text(f"得 填数 ÷ {high} × {most} 分", f"counts ÷ {high} × {most}")
        else:
            low = format_points(self.nothing)
            counts = Text(f"{low} 得 0 分，{high} 得 {most} 分，中间按比例", f"{low} is 0 and {high} is {most} points")
        return Text(f"填 {self._span.zh}，{counts.zh}", f"{self._span.en}; {counts.en}")

    @property
    def hint(self) -> Text:
        """The scale."""
        return Text(f"填 {self._span.zh}", self._span.en)

    @property
    def allowed(self) -> Text:
        """The scale."""
        return Text(f"{self._span.zh}", f"a number from {self._span.en}")

    @property
    def rule(self) -> CellRule:
        """A list of few numbers, or bounds."""
        choices = self._choices
        if choices is None:
            return CellRule("decimal", least=self.lowest, most=self.out_of)
        return CellRule("list", tuple(map(format_points, choices)))

    @property
    def _choices(self) -> tuple[Decimal, ...] | None:
        """The numbers of a short scale from the top down; None of a long one, or where cells may hold percentages."""
        if self.step is None or is_percent(self.unit):
            return None
        count = int((self.out_of - self.lowest) / self.step)
        return tuple(self.out_of - self.step * n for n in range(count + 1)) if count < _MOST_CHOICES else None

    @property
    def least(self) -> Fraction:
        """What the lowest number is worth."""
        return self._worth(self.lowest)

    @property
    def most(self) -> Fraction:
        """The max."""
        return self.max

    @property
    def highest(self) -> Decimal:
        """The top of the scale."""
        return self.out_of

    @property
    def in_points(self) -> Kind:
        """Points between the least and the max."""
        return Between(self.least, self.most)

    def _worth(self, entered: Decimal) -> Fraction:
        """The share of the max that a number stands for."""
        return self.max * Fraction(entered - self.nothing) / Fraction(self.out_of - self.nothing)

    def points(self, entered: Decimal) -> Fraction | None:
        """The same; None for what is not on the scale."""
        is_off = not self.lowest <= entered <= self.out_of
        if is_off or (self.step is not None and (Fraction(entered) - Fraction(self.lowest)) % Fraction(self.step)):
            return None
        return self._worth(entered)

    def working(self, entered: Decimal) -> Working:
        """The two ends of the scale that the points lie between."""
        ends = ((self.nothing, Fraction(0)), (self.out_of, self.max))
        marks = tuple(Mark("knot", format_points(value), points) for value, points in ends)
        return Working("out_of", "", Fraction(entered), marks)

    def formula(self, cell: str) -> str:
        """The same; nothing at all for what is not on the scale."""
        value = of_percentages(cell) if is_percent(self.unit) else cell
        bounds = f"{value}>={in_formula(Fraction(self.lowest))},{value}<={in_formula(Fraction(self.out_of))}"
        width = in_formula(Fraction(self.out_of - self.nothing))
        if self.step is not None:
            steps = f"({value}-{in_formula(Fraction(self.lowest))})/{in_formula(Fraction(self.step))}"
            bounds += f",ABS({steps}-ROUND({steps},0))<1E-9"
        points = f"({value}-{in_formula(Fraction(self.nothing))})*{in_formula(self.max)}/{width}"
        return f'IF(ISNUMBER({cell}),IF(AND({bounds}),{points},""),"")'

    def recount(self, written: str, as_filled: Kind) -> Fraction | None:
        """The same number on the same scale; on another scale nobody can tell."""
        if not isinstance(as_filled, RawScale):
            return None
        ends = ((each.lowest, each.nothing, each.out_of) for each in (self, as_filled))
        return as_filled.points(Decimal(written)) if len(set(ends)) == 1 else None

    def doubt(self, entered: Decimal) -> Decimal | None:
        """The percentage that a share such as 0.95 was probably meant for."""
        meant = entered * HUNDRED
        is_share = is_percent(self.unit) and 0 < entered <= 1
        return meant if is_share and self.points(meant) is not None else None


class RawFields(ItemHead):
    """Items that are given a number on a scale of its own."""

    unit: Words | None = None
    out_of: Points | None = None
    least: AnyPoints | None = None
    zero: AnyPoints | None = None
    step: Points | None = None


def raw_scale_of(item: RawFields) -> RawScale | None:
    """The scale of an item; None where points themselves are given."""
    if item.out_of is None or item.max is None:
        return None
    nothing = item.zero or _ZERO
    lowest = nothing if item.least is None else item.least
    return RawScale(item.max, item.out_of, lowest, nothing, item.step, item.unit or "")


#: The words of `least`, which measured values have as well.
LEAST = About(
    Text("数值下限", "Least"),
    Text(
        "最小可以填几。写了 out_of 的默认 0；测量值默认不限。",
        "The least that may be entered: by default 0 with out_of, and anything for a measure.",
    ),
    "1",
)
RAW: Mapping[str, About] = {
    "unit": UNIT,
    "out_of": About(
        Text("原始分满分", "Out of"),
        Text(
            "按另一个分制打分时，满分是几；填的数 ÷ out_of × 分值。",
            "Where scores are given on a scale of its own, its top; what is entered counts ÷ out_of × max.",
        ),
        "100",
    ),
    "least": LEAST,
    "zero": About(
        Text("零分处", "Zero"),
        Text(
            "原始分是几时得 0 分，默认 0。1 至 6 的分制写 zero: 1，则 1 不得分。",
            "Which number on the scale is worth no points; 0 by default. With zero: 1 a 1 of 1 to 6 gets nothing.",
        ),
        "1",
    ),
    "step": About(
        Text("原始分间隔", "Step"),
        Text("原始分只能从下限起按这个间隔填。", "Numbers on the scale go from the least in steps of this."),
        "0.5",
    ),
}

_NEEDS_OUT_OF = ("least", "zero", "step", "unit")
_LOW = Text("不大于 least 或 zero", " is not above least or zero")
_NEGATIVE = Text("低于 zero，得分会是负数", " is below zero, so that points would be negative")
_UNEVEN = Text("不能从下限走到 out_of", " does not lead from the least to out_of")
_OPEN = Text("要按分值折算，这一项却不封顶", " is a share of the max, and the item has no limit")


def slips_of_scale(item: Draft) -> Iterator[Slip]:
    """A scale has a top above its lowest number, nothing on it is below zero, and its steps lead to the top."""
    values = item.values
    facts: dict[str, Fact] = {"id": item.label, "kind": Text("打分的项", "scored")}
    if "out_of" not in values:
        for field in (each for each in _NEEDS_OUT_OF if each in values):
            told = Text(f"写了 {field} 的项", f"an item with {field}")
            yield Slip("R213", (*item.path, field), {**facts, "kind": told, "field": "out_of"})
        return
    if item.children:
        with_items = Text("有子项的项", "an item with sub-items")
        yield Slip("R214", (*item.path, "out_of"), {**facts, "kind": with_items, "field": "out_of"})
    if item.is_open:
        yield _wrong(item, "out_of", _OPEN)
    yield from _of_figures(item)


def _of_figures(item: Draft) -> Iterator[Slip]:
    keys = ("out_of", "least", "zero", "step")
    top, lowest, nothing, step = (as_points(item.values.get(key)) for key in keys)
    if top is None or any(key in item.values and as_points(item.values[key]) is None for key in keys):
        return  # what is refused is told as such
    nothing = nothing or Fraction(0)
    least = nothing if lowest is None else lowest
    if top <= 0:
        return
    if top <= max(least, nothing):
        yield _wrong(item, "out_of", _LOW)
    elif least < nothing:
        yield _wrong(item, "least", _NEGATIVE)
    elif step is not None and step > 0 and (top - least) % step:
        yield _wrong(item, "step", _UNEVEN)


def _wrong(item: Draft, field: str, how: Text) -> Slip:
    return Slip("R228", (*item.path, field), {"id": item.label, "field": field, "how": how})
