"""Conversions: rules by which a measured value becomes points, exactly."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from gkpg.base.points import format_exact
from gkpg.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

#: Where there is no bound.
Bound = Fraction | None


class Mark(NamedTuple):
    """One figure that a conversion looked at.

    `knot`: a value, which `name` has, and its points; `factor`: points for each step; `step`: how many steps were
    counted; `limit`: a floor or a ceiling.
    """

    kind: Literal["knot", "factor", "step", "limit"]
    name: str
    value: Fraction


class Working(NamedTuple):
    """How a value became points: the rule's key, how it was rounded before, the value then, the figures.

    `rounding` is empty where nothing was rounded.
    """

    key: str
    rounding: str
    value: Fraction
    marks: tuple[Mark, ...]


def flat_working(key: str, entered: Decimal | Fraction, name: str, points: Decimal | Fraction) -> Working:
    """How something that has a name became the points that it is worth."""
    return Working(key, "", Fraction(entered), (Mark("knot", name, Fraction(points)),))


def counted_working(key: str, entered: Decimal, start: Fraction, each: Fraction, points: Fraction) -> Working:
    """How so many times, or so many points lost, became points: from a start on, each worth so much, within bounds."""
    count = Fraction(entered)
    marks = [Mark("knot", "0", start), Mark("factor", "1", each), Mark("step", "exact", count)]
    whole = start + each * count
    if points != whole:
        marks.append(Mark("limit", "floor" if points > whole else "ceiling", points))
    return Working(key, "", count, tuple(marks))


class Conversion(ABC):
    """One rule. Frozen, hashable, and equal where its figures are. `key` is what rubrics call it."""

    __slots__ = ()

    key: ClassVar[str]

    @abstractmethod
    def points(self, value: Fraction) -> Fraction:
        """The points of a value, whatever the bounds of the item."""

    @abstractmethod
    def marks(self, value: Fraction) -> tuple[Mark, ...]:
        """The figures from which the points of a value follow."""

    @abstractmethod
    def formula(self, value: str) -> str:
        """The points as a spreadsheet computes them; `value` is a formula itself."""

    @abstractmethod
    def values(self) -> Iterator[Fraction]:
        """The values that the rule names."""

    @abstractmethod
    def reach(self, lowest: Bound, highest: Bound) -> tuple[Bound, Bound]:
        """The least and the most points that values between two bounds come to; None without bound."""

    @property
    @abstractmethod
    def says(self) -> Text:
        """The rule in words."""


@dataclass(frozen=True, slots=True)
class Flat(Conversion):
    """The same points whatever the value is."""

    worth: Fraction

    key: ClassVar[str] = "points"

    def points(self, value: Fraction) -> Fraction:
        """Always the same."""
        del value
        return self.worth

    def marks(self, value: Fraction) -> tuple[Mark, ...]:
        """The points."""
        return (Mark("knot", format_exact(value), self.worth),)

    def formula(self, value: str) -> str:
        """The points."""
        del value
        return in_formula(self.worth)

    def values(self) -> Iterator[Fraction]:
        """None."""
        return iter(())

    def reach(self, lowest: Bound, highest: Bound) -> tuple[Bound, Bound]:
        """The points."""
        del lowest, highest
        return self.worth, self.worth

    @property
    def says(self) -> Text:
        """The points."""
        return Text(f"{format_exact(self.worth)} 分", format_exact(self.worth))


def in_formula(number: Fraction) -> str:
    """A number as a part of a formula, wherever it stands there."""
    text = format_exact(number)
    return f"({text})" if number < 0 or "/" in text else text
