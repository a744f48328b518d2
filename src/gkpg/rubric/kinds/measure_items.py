"""Items of the kind `measure`: what a rubric writes of them, and what must hold of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from gkpg.base.interval import sum_up
from gkpg.base.text import Text
from gkpg.rubric.kinds.bands import BandsField, conversion_of
from gkpg.rubric.kinds.ceiling import CEILING, Ceiling, ceiling_of
from gkpg.rubric.kinds.figure import Figure
from gkpg.rubric.kinds.item_kind import ItemKind
from gkpg.rubric.kinds.line import LineField
from gkpg.rubric.kinds.loss import FloorField
from gkpg.rubric.kinds.measure import Measure
from gkpg.rubric.kinds.measure_checks import OF_A_VALUE, slips_of_measure
from gkpg.rubric.kinds.per import Per
from gkpg.rubric.kinds.value_rounding import ValueRounding
from gkpg.yamlfiles.schema.about import About
from gkpg.yamlfiles.types import AnyPoints, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gkpg.base.interval import Interval
    from gkpg.rubric.draft import Draft
    from gkpg.rubric.kinds.item_kind import LooksAt
    from gkpg.rubric.kinds.kind import Kind
    from gkpg.yamlfiles.form import Slip

#: What a figure is set beside before it becomes points.
Of = Literal["target", "previous", "mean", "median"]
#: So many decimals of what a spreadsheet adds up are no noise of binary fractions.
_CLEAN = 9

_LOOKS: Mapping[Of, LooksAt] = {"target": "target", "previous": "previous", "mean": "units", "median": "units"}


class MeasureFields(FloorField):
    """Items that a measured value gives points: its unit, one rule, and the bounds of values and points."""

    unit: Words | None = None
    line: LineField | None = None
    bands: BandsField | None = None
    per: Per | None = None
    ceiling: Ceiling | None = None
    rounding: Annotated[ValueRounding | None, Field(alias="round")] = None
    least: AnyPoints | None = None
    most: AnyPoints | None = None
    of: Of | None = None
    change: Literal["percent", "difference"] = "percent"


class MeasureItems(ItemKind[MeasureFields]):
    """Items whose points follow from a measured value."""

    name = "measure"
    says = Text(
        "测量值：填数值（单位见 unit），按 line、bands 或 per 换算成分；有子项的，按子项得分之和换算",
        "a measured value in its unit, or what its items come to together, becomes points by line, bands or per",
    )
    own: ClassVar[Mapping[str, About]] = {
        "of": About(
            Text("与什么相比", "Of"),
            Text(
                "先把填的数与本单位的目标值、上一次的数值，或各单位的平均数、中位数相比，"
                "得出的数再换算成分。用于 measure。",
                "What is entered is first set beside the unit's target, its earlier figure, or the mean or the median "
                "of all units; what that comes to becomes points. For measure.",
            ),
            values={
                "target": Text("完成率：数值 ÷ 目标 × 100", "figure ÷ target × 100"),
                "previous": Text("与上一次相比的变化，见 change", "the change on the earlier figure; see change"),
                "mean": Text("数值 ÷ 各单位平均 × 100，或差", "figure ÷ mean of the units × 100, or less it"),
                "median": Text("数值 ÷ 各单位中位数 × 100，或差", "the same with the median"),
            },
        ),
        "change": About(
            Text("变化", "Change"),
            Text(
                "of 为 previous 时，怎样算变化；of 为 mean、median 时，看比值还是差。",
                "For of: previous, how the change is told; for mean and median, whether a ratio or a difference is.",
            ),
            values={
                "percent": Text("百分数：增长率，或与平均、中位数的比", "in percent: growth, or the ratio"),
                "difference": Text("差", "the difference"),
            },
        ),
        "line": About(
            Text("折线", "Line"),
            Text(
                "几个 [数值, 得分]，数值依次增大或减小；中间按比例，两头之外不变。用于 measure。",
                "Pairs of [value, points], the values in order; in proportion between them, flat outside. For measure.",
            ),
            "[[80, 0], [100, 8]]",
        ),
        "bands": About(
            Text("分档区间", "Bands"),
            Text(
                "从上到下的几档，数值落进哪一档得哪一档的分；最后一档不写界限。"
                "越高越好写 from 或 above，越低越好写 to 或 below。用于 measure。",
                "Bands from the top down, the last without an edge. Edges are from or above where more is better, "
                "to or below where less is. For measure.",
            ),
            "[{from: 95, points: 5}, {from: 90, points: 3}, {points: 0}]",
        ),
        "per": About(
            Text("每步加减", "Per step"),
            Text(
                "在 from 处得 base 分（默认满分），每低或每高一步加减几分。用于 measure。",
                "Base points at `from` (by default the max), and so many more or less for each step below or above. "
                "For measure.",
            ),
            "{step: 1, below: -0.1, from: 95}",
        ),
        "ceiling": CEILING,
        "round": About(
            Text("先取整", "Round first"),
            Text(
                "数值先保留几位小数再换算。用于 measure。",
                "The value is rounded before it becomes points. For measure.",
            ),
            "{places: 0, mode: half-up}",
        ),
        "most": About(
            Text("数值上限", "Most"),
            Text("最大可以填几。用于 measure。", "The most that may be entered. For measure."),
            "100",
        ),
    }
    one_of: ClassVar[tuple[str, ...]] = ("line", "bands", "per")
    may_have = frozenset({"line", "bands", "per", "floor", "ceiling", "round", *OF_A_VALUE})
    takes_items = True
    is_apart_from_below = True
    only_adds = False
    may_be_open = True
    is_entered_in_points = False

    def cell(self, item: MeasureFields) -> Kind:
        """A value; a figure where more than that makes points of it."""
        if item.of is not None:
            rule = self.rule(item)
            return Figure(item.cap, item.unit, item.least, item.most, _OF[item.of], (rule.least, rule.most))
        return self.rule(item)

    def of_rows(self, item: MeasureFields, values: Iterable[Fraction]) -> Fraction:
        """What the rule gives them together."""
        return self.rule(item).worth(sum(values, Fraction(0)))

    def formula_of_rows(self, item: MeasureFields, cells: str) -> str:
        """The same; nothing as long as there is nothing in any of them."""
        return f"IF(COUNT({cells})=0,0,{self.rule(item).worth_formula(f'ROUND(SUM({cells}),{_CLEAN})')})"

    def told_of_rows(self, item: MeasureFields) -> Text:
        """The rule."""
        says = self.rule(item).says
        return Text(f"合计后{says.zh}", f"together, then {says.en}")

    def interval(self, item: MeasureFields, below: Sequence[Interval]) -> Interval:
        """What the rule gives all that may be entered, or all that those below may come to."""
        return self.rule(item).interval_of(sum_up(below)) if below else self.cell(item).interval

    def is_off(self, whole: Fraction, most: Fraction) -> bool:
        """What is converted is no points of the table."""
        del whole, most
        return False

    def looks_at(self, item: MeasureFields) -> LooksAt:
        """Its target, the figure of an earlier result, or those of the other units."""
        return _LOOKS[item.of] if item.of else ""

    @staticmethod
    def rule(item: MeasureFields) -> Measure:
        """What makes points of a value, whatever that was computed from."""
        is_entered = item.of is None
        return Measure(
            item.max,
            item.unit or "",
            conversion_of(item.line, item.bands, item.per, item.max),
            item.bottom,
            ceiling_of(item.ceiling, item.max),
            item.rounding,
            item.least if is_entered else None,
            item.most if is_entered else None,
        )

    def slips(self, item: Draft) -> Iterator[Slip]:
        """Its rule gives every value points, between floor and ceiling, up to the max."""
        yield from slips_of_measure(item)


_OF = {
    "target": Text("汇总时除以本单位的目标，按完成率得分", "its points come of its share of the unit's target"),
    "previous": Text("汇总时与上一次相比得分", "its points come of the change on the earlier figure"),
    "mean": Text("汇总时与各单位平均相比得分", "its points come of the mean of the units"),
    "median": Text("汇总时与各单位中位数相比得分", "its points come of the median of the units"),
}
