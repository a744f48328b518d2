"""Lines: points between knots are interpolated; before the first and behind the last they stay what they are there."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal  # noqa: TC003 - Pydantic looks at it
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple

from pydantic import Field, PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema

from gkpg.base.points import format_exact, format_points
from gkpg.base.text import Text
from gkpg.rubric.kinds.conversion import Bound, Conversion, Mark, in_formula
from gkpg.rubric.kinds.long_tables import LONG, in_short, look_up
from gkpg.rubric.kinds.pairs import pair_shape, two_of
from gkpg.yamlfiles.shapes import ANY_POINTS_OR_PERCENT, FIGURE
from gkpg.yamlfiles.types import any_exact_points, any_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WANTED = Text("[数值, 得分] 两个数", "[value, points], two numbers")
_KNOT = pair_shape(FIGURE, ANY_POINTS_OR_PERCENT, _WANTED)


class Knot(NamedTuple):
    """A value with its points."""

    value: Decimal
    points: Fraction

    @property
    def says(self) -> Text:
        """The knot in words."""
        value, points = format_points(self.value), format_exact(self.points)
        return Text(f"{value} 得 {points} 分", f"{points} at {value}")


def _knot(pair: Any, info: ValidationInfo) -> Knot:
    """Two numbers."""
    value, points = two_of(pair, _WANTED)
    return Knot(any_points(value, info), any_exact_points(points, info))


def _plain(knot: Knot) -> list[str]:
    return [format_points(knot.value), format_exact(knot.points)]


KnotField = Annotated[Knot, PlainValidator(_knot), PlainSerializer(_plain), WithJsonSchema(_KNOT)]
LineField = Annotated[tuple[KnotField, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Line(Conversion):
    """Points by knots whose values rise."""

    knots: tuple[tuple[Fraction, Fraction], ...]

    key: ClassVar[str] = "line"

    @classmethod
    def of(cls, knots: Sequence[Knot]) -> Line:
        """The line of knots as a rubric writes them, from either end."""
        return cls(tuple(sorted((Fraction(each.value), Fraction(each.points)) for each in knots)))

    def _around(self, value: Fraction) -> tuple[tuple[Fraction, Fraction], ...]:
        """The knots between which a value lies; one where it lies at or outside of it."""
        if value <= self.knots[0][0]:
            return (self.knots[0],)
        for left, right in pairwise(self.knots):
            if left[0] < value < right[0]:
                return (left, right)
            if value == right[0]:
                return (right,)
        return (self.knots[-1],)

    def points(self, value: Fraction) -> Fraction:
        """On the line between two knots, or those of the one knot."""
        (start, first), *others = self._around(value)
        if not others:
            return first
        end, last = others[0]
        return first + (last - first) * (value - start) / (end - start)

    def marks(self, value: Fraction) -> tuple[Mark, ...]:
        """The one or two knots."""
        return tuple(Mark("knot", format_exact(at), points) for at, points in self._around(value))

    def formula(self, value: str) -> str:
        """The points of the first knot, with what is gained or lost on the way between each two; or looked up."""
        if len(self.knots) > LONG and (found := self._looked_up(value)):
            return found
        parts = [in_formula(self.knots[0][1])]
        for (start, first), (end, last) in pairwise(self.knots):
            if first != last:
                way = f"(MEDIAN({in_formula(start)},{value},{in_formula(end)})-{in_formula(start)})"
                parts.append(f"{way}*{in_formula(last - first)}/{in_formula(end - start)}")
        return f"({'+'.join(parts)})"

    def _looked_up(self, value: str) -> str:
        """The formula that looks up the knot before a value and the way from there to the next; empty if it cannot."""
        at, worths = zip(*self.knots, strict=True)
        wide = [end - start for start, end in pairwise(at)]
        high = [last - first for first, last in pairwise(worths)]
        one, flat = Fraction(1), Fraction(0)
        parts = [
            look_up(value, at, each)
            for each in ((worths[0], *worths), (at[0], *at), (flat, *high, flat), (one, *wide, one))
        ]
        return "({0}+({4}-{1})*{2}/{3})".format(*parts, value) if all(parts) else ""

    def values(self) -> Iterator[Fraction]:
        """Those of the knots."""
        return (value for value, _ in self.knots)

    def reach(self, lowest: Bound, highest: Bound) -> tuple[Bound, Bound]:
        """What the knots within the bounds come to, and the ends."""
        ends = [each for each in (lowest, highest) if each is not None]
        inside = [value for value in self.values() if _is_within(value, lowest, highest)]
        worths = [self.points(value) for value in (*inside, *ends)]
        return (min(worths), max(worths)) if worths else (None, None)

    @property
    def says(self) -> Text:
        """Every knot."""
        knots = ((format_exact(value), format_exact(points)) for value, points in self.knots)
        told = in_short([Text(f"{value} 得 {points} 分", f"{points} at {value}") for value, points in knots])
        zh, en = "，".join(each.zh for each in told), ", ".join(each.en for each in told)
        return Text(f"{zh}，中间按比例", f"{en}, in proportion between")


def _is_within(value: Fraction, lowest: Bound, highest: Bound) -> bool:
    return (lowest is None or value >= lowest) and (highest is None or value <= highest)
