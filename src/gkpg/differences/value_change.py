"""Changes of values: what a thing was in one result, and what it is in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from fractions import Fraction

Value = TypeVar("Value")


class ValueChange(NamedTuple, Generic[Value]):
    """A value before and after."""

    before: Value
    after: Value

    @property
    def is_different(self) -> bool:
        """Whether it is another value."""
        return self.before != self.after


class FigureChange(NamedTuple):
    """An exact figure before and after, each with the most that it could be.

    A figure is None where it could not be told, a most where there is no limit.
    """

    before: Fraction | None
    after: Fraction | None
    most_before: Fraction | None = None
    most_after: Fraction | None = None

    @property
    def is_different(self) -> bool:
        """Whether it is another figure, or out of another whole."""
        return self.before != self.after or not self.is_on_one_scale

    @property
    def is_on_one_scale(self) -> bool:
        """Whether both are out of the same."""
        return self.most_before == self.most_after

    @property
    def shares(self) -> tuple[Fraction | None, Fraction | None]:
        """Each as a share of its most; None where it has none."""
        return _share(self.before, self.most_before), _share(self.after, self.most_after)


def _share(figure: Fraction | None, most: Fraction | None) -> Fraction | None:
    return None if figure is None or not most else figure / most
