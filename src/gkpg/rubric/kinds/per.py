"""Points per step: so many at an edge, and so many more or less for each step below or above it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.conversion import Bound, Conversion, Mark, in_formula
from gkpg.yamlfiles.types import AnyPoints, AnySharePoints, Model, Points

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZERO = Fraction(0)
#: How steps are counted: parts of one in proportion, only whole ones, or one that has begun as a whole one.
Counting = Literal["exact", "whole", "begun"]
COUNTINGS = {
    "exact": Text("按比例：半步算一半（默认）", "in proportion: half a step counts half"),
    "whole": Text("只算满的步：不足一步不算", "only whole steps count"),
    "begun": Text("不足一步按一步算", "a step that has begun counts as a whole one"),
}
_COUNTED = {
    "exact": Text("按比例", "in proportion"),
    "whole": Text("不足一步不计", "whole steps only"),
    "begun": Text("不足一步按一步计", "a step begun counts"),
}
_ROUNDED = {"exact": "{0}", "whole": "INT(ROUND({0},9))", "begun": "ROUNDUP(ROUND({0},9),0)"}


class Per(Model):
    """Points per step from an edge; `base` are those at the edge, None for the max of the item."""

    step: Points
    below: AnySharePoints | None = None
    above: AnySharePoints | None = None
    edge: Annotated[AnyPoints, Field(alias="from")]
    base: AnySharePoints | None = None
    count: Counting = "exact"

    def rule(self, most: Bound) -> PerStep:
        """The rule for an item with this max; one without a limit has a base of its own."""
        base = (most or _ZERO) if self.base is None else self.base
        below, above = self.below or _ZERO, self.above or _ZERO
        return PerStep(base, Fraction(self.step), Fraction(self.edge), below, above, self.count)

    @property
    def says(self) -> Text:
        """The rule in words."""
        rule = self.rule(Fraction(0))
        base = (
            Text("分值", "the max")
            if self.base is None
            else Text(f" {format_exact(rule.base)} 分", format_exact(rule.base))
        )
        return _say(rule, base)


@dataclass(frozen=True, slots=True)
class PerStep(Conversion):
    """`base` points at `edge`, with `below` or `above` more for each step from there, which may be less than zero."""

    base: Fraction
    step: Fraction
    edge: Fraction
    below: Fraction
    above: Fraction
    count: Counting = "exact"

    key: ClassVar[str] = "per"

    def _steps(self, value: Fraction) -> Fraction:
        """How many steps a value is away from the edge, as they are counted."""
        away = abs(value - self.edge) / self.step
        return (
            away if self.count == "exact" else Fraction(math.floor(away) if self.count == "whole" else math.ceil(away))
        )

    def _each(self, value: Fraction) -> Fraction:
        return self.above if value > self.edge else self.below

    def points(self, value: Fraction) -> Fraction:
        """The base, with those of the steps."""
        return self.base + self._each(value) * self._steps(value)

    def marks(self, value: Fraction) -> tuple[Mark, ...]:
        """The base at the edge, what each step is worth, how many there are."""
        base = Mark("knot", format_exact(self.edge), self.base)
        each = Mark("factor", format_exact(self.step), self._each(value))
        return (base, each, Mark("step", self.count, self._steps(value))) if value != self.edge else (base,)

    def formula(self, value: str) -> str:
        """The same."""
        edge, parts = in_formula(self.edge), [in_formula(self.base)]
        for away, each in ((f"{edge}-{value}", self.below), (f"{value}-{edge}", self.above)):
            if each:
                steps = _ROUNDED[self.count].format(f"MAX(0,{away})/{in_formula(self.step)}")
                parts.append(f"{in_formula(each)}*{steps}")
        return f"({'+'.join(parts)})"

    def values(self) -> Iterator[Fraction]:
        """The edge."""
        yield self.edge

    def reach(self, lowest: Bound, highest: Bound) -> tuple[Bound, Bound]:
        """What the ends come to, and the edge; no bound on a side that goes on without end."""
        is_inside = (lowest is None or lowest <= self.edge) and (highest is None or highest >= self.edge)
        worths = [self.points(each) for each in (lowest, highest) if each is not None]
        worths += [self.base] if is_inside else []
        endless = [each for each, end in ((self.below, lowest), (self.above, highest)) if end is None and each]
        return (
            None if any(each < 0 for each in endless) else min(worths, default=None),
            None if any(each > 0 for each in endless) else max(worths, default=None),
        )

    @property
    def says(self) -> Text:
        """Edge, steps, and how they are counted."""
        base = format_exact(self.base)
        return _say(self, Text(f" {base} 分", base))


def _say(rule: PerStep, base: Text) -> Text:
    """A rule with what it gives at its edge."""
    edge, step = format_exact(rule.edge), format_exact(rule.step)
    zh, en = [f"{edge} 得{base.zh}"], [f"{base.en} at {edge}"]
    for each, side in ((rule.below, Text("低", "below")), (rule.above, Text("高", "above"))):
        if each:
            how, points = ("加", "plus") if each > 0 else ("扣", "minus"), format_exact(abs(each))
            zh.append(f"每{side.zh} {step} {how[0]} {points} 分")
            en.append(f"{how[1]} {points} for each {step} {side.en}")
    counted = _COUNTED[rule.count]
    return Text(f"{'，'.join(zh)}（{counted.zh}）", f"{', '.join(en)} ({counted.en})")
