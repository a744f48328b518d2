"""The rules of an assessment: how scores join, how totals are rounded, graded and ranked."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.points import Rounding, exact
from gkpg.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """A grade and the share of the total from which on it is given (inclusive); 0 for the lowest."""

    name: Text
    share: Fraction


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one round. Several assessors are joined by the mean; equal totals share a rank (1-2-2-4).

    `places` are the decimals that a total is rounded to before it is graded and ranked; `bands` go from the best
    grade to the lowest. No rule of the 2022 notice fixes any of these, so what stands here is gkpg's default.
    """

    places: int = 2
    rounding: Rounding = "half-up"
    bands: tuple[Band, ...] = (
        Band(Text("优秀", "excellent"), Fraction(90, 100)),
        Band(Text("良好", "good"), Fraction(80, 100)),
        Band(Text("合格", "pass"), Fraction(60, 100)),
        Band(Text("不合格", "fail"), Fraction(0)),
    )

    def told(self) -> Iterator[tuple[Text, Text]]:
        """Every rule as a person reads it: what it settles, and how."""
        yield (
            Text("多位评分人", "several assessors"),
            Text("逐项求平均，平均数不舍入", "the mean of each item, not rounded"),
        )
        way = {"half-up": Text("四舍五入", "half up"), "half-even": Text("四舍六入五成双", "half to even")}
        how = way[self.rounding]
        yield (
            Text("舍入", "rounding"),
            Text(
                f"只在总分上舍入一次，保留 {self.places} 位小数，{how.zh}",
                f"once, of the total, to {self.places} decimals, {how.en}",
            ),
        )
        yield Text("等次", "grades"), self._grades()
        yield (
            Text("名次", "ranks"),
            Text(
                "按舍入后的总分，同分同名次（1、2、2、4）",
                "by the rounded total; equal totals share a rank (1, 2, 2, 4)",
            ),
        )
        yield (
            Text("空白和错误", "blanks and errors"),
            Text(
                "有空白或错误的单位不计总分、不排名",
                "a unit with a blank or an error has no total and no rank",
            ),
        )

    def _grades(self) -> Text:
        zh = "、".join(f"{band.name.zh} ≥ {exact(band.share * 100)}%" for band in self.bands[:-1])
        en = ", ".join(f"{band.name.en} ≥ {exact(band.share * 100)}%" for band in self.bands[:-1])
        lowest = self.bands[-1].name
        return Text(f"占总分的比例：{zh}，其余{lowest.zh}", f"by share of the total: {en}, otherwise {lowest.en}")

    def grade(self, total: Decimal, most: Decimal) -> Text:
        """The grade of a rounded total, out of the most that a unit can get."""
        return next(
            band.name for band in self.bands if Fraction(total) >= band.share * Fraction(most) or not band.share
        )


DEFAULTS = Rules()
