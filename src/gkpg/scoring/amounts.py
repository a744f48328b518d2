"""Amounts: points as whole numbers of a small part of a point, so that adding is exact and fast."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.base.points import MOST_DECIMALS, NO_POINTS, NOT_APPLICABLE, format_exact, round_to_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from gkpg.base.points import Rounding

#: So many parts of a point; a whole number unless a rule made a fraction of it.
Amount = int | Fraction
#: None where there is no amount.
Amounts = list[Amount | None]
_POINT = 10**MOST_DECIMALS
#: Words of lines of points that are remembered in one unit of account; a round has few.
_MOST_WORDS = 100_000


def amount_of(points: Fraction, over: int) -> Amount:
    """Points in parts of which `over` make a point."""
    return simplify(points * over)


def simplify(amount: Fraction) -> Amount:
    """An amount as a whole number where it is one."""
    return amount.numerator if amount.denominator == 1 else amount


class _FromWords(dict[str, Amount | None]):
    """The amount of each word of a line of points, computed once."""

    def __init__(self, over: int) -> None:
        super().__init__({NO_POINTS: None, NOT_APPLICABLE: None})
        self._over = over

    def __missing__(self, word: str) -> Amount:
        if len(self) > _MOST_WORDS:
            self.clear()
            self.update({NO_POINTS: None, NOT_APPLICABLE: None})
        self[word] = amount = amount_of(Fraction(word), self._over)
        return amount


class _ToWords(dict[Amount | None, str]):
    """The word of each amount in a line of points, made once."""

    def __init__(self, over: int) -> None:
        super().__init__({None: NO_POINTS})
        self._over = over

    def __missing__(self, amount: Amount) -> str:
        if len(self) > _MOST_WORDS:
            self.clear()
            self[None] = NO_POINTS
        self[amount] = word = format_exact(Fraction(amount, self._over))
        return word


class Scale:
    """One unit of account: amounts are parts of which `over` make a point. `most` are those of every item's max.

    Zero stands for an item without a limit, which no rule may name that looks at a max.
    """

    def __init__(self, over: int, most: Sequence[Fraction]) -> None:
        self.over, self._most = over, most
        self._rounded: dict[tuple[Amount, int, str], Amount] = {}
        self.from_words, self._words = _FromWords(over), _ToWords(over)

    def amount(self, points: Fraction | Decimal) -> Amount:
        """Points in this unit."""
        return amount_of(Fraction(points), self.over)

    def points(self, amount: Amount) -> Fraction:
        """An amount in points."""
        return Fraction(amount, self.over)

    def rounded(self, amount: Amount, places: int, mode: Rounding) -> Amount:
        """An amount that is rounded to so many decimals of a point. Many items get few points, so each is kept."""
        found = self._rounded.get((amount, places, mode))
        if found is None:
            if len(self._rounded) > _MOST_WORDS:
                self._rounded.clear()
            found = self._rounded[amount, places, mode] = self.amount(
                round_to_places(self.points(amount), places, mode)
            )
        return found

    def read(self, line: str) -> Amounts:
        """The amounts of a line of points."""
        return list(map(self.from_words.__getitem__, line.split()))

    def line(self, amounts: Iterable[Amount | None]) -> str:
        """Amounts as a line of exact points."""
        return " ".join(map(self._words.__getitem__, amounts))

    def word(self, amount: Amount | None) -> str:
        """An amount as a word of such a line."""
        return self._words[amount]

    @cached_property
    def most(self) -> tuple[Amount, ...]:
        """The max of every item, in the order of `Rubric.ids`."""
        return tuple(self.amount(each) for each in self._most)


class Scales:
    """The units of account of one part, each made once: the finest figures, divided as joining needs it."""

    def __init__(self, most: Sequence[Fraction]) -> None:
        self._most = most
        self._made: dict[int, Scale] = {}

    def divided(self, divisor: int) -> Scale:
        """The unit in which points divided by this are whole numbers."""
        if divisor not in self._made:
            self._made[divisor] = Scale(_POINT * divisor, self._most)
        return self._made[divisor]
