"""Handing on: the max of items that do not apply, taken over by other items of the unit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.round.model import HANDS_ON

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gkpg.round.model import NotApplicable
    from gkpg.rubric import Item, Rubric
    from gkpg.scoring.amounts import Amount


class TakenOver(NamedTuple):
    """How much of the max of others an item takes over, and the rule of the last of them."""

    more: Amount
    rule: NotApplicable


class HandingOn:
    """Who takes over what in one table of a unit.

    `scored` are the items with a score of their own, `left_out` those of them that have no points.
    """

    def __init__(self, rubric: Rubric, scored: Sequence[Item], left_out: Collection[str]) -> None:
        self._rubric, self._scored, self._left_out = rubric, scored, left_out

    def taken_over(self, rules: Mapping[str, NotApplicable], most: Mapping[str, Amount]) -> dict[str, TakenOver]:
        """What each item takes over; chains of hands are followed to their end.

        `rules` are those of the items that do not apply, `most` is the max of each of them.
        """
        handed = {item: to for item, rule in rules.items() if (to := self.takers(item, rule)) is not None}
        extra = {item: TakenOver(most[item], rules[item]) for item in handed}
        for _ in handed:  # as often as a chain can be long
            for item, to in handed.items():
                part = extra.pop(item).more if to and item in extra else 0
                for each in to if part else ():
                    before = extra[each].more if each in extra else 0
                    extra[each] = TakenOver(before + Fraction(part) / len(to), rules[item])
        return extra

    def takers(self, item: str, rule: NotApplicable) -> list[str] | None:
        """The items that take over the max of one that does not apply; None where its rule hands nothing on."""
        if rule.treatment not in HANDS_ON:
            return None
        if rule.to is not None:
            return [rule.to]
        return [each for each in self._siblings(item) if each not in self._left_out]

    def _siblings(self, item: str) -> list[str]:
        """The other scored items of an item's indicator."""
        indicator = (item, *self._rubric.above(item))[-1]
        below = {each.id for each in self._rubric.by_id[indicator].walk()}
        return [each.id for each in self._scored if each.id in below and each.id != item]
