"""Intervals of a rubric: the least and the most that each item, and all of it, can come to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.interval import Interval, apply_rule, sum_up
from gkpg.rubric.kinds import BLOCKS, KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.rubric.blocks import Block
    from gkpg.rubric.item import Item
    from gkpg.rubric.model import Rubric

_NO_CAPS: Mapping[str, Fraction] = {}


def intervals_of(rubric: Rubric, caps: Mapping[str, Fraction] = _NO_CAPS) -> dict[str, Interval]:
    """The least and the most of every item by its id, and of every block; vetoes come to no points.

    `caps` is the most that some items are to be.
    """
    found: dict[str, Interval] = {}
    for item in rubric.indicators:
        _put_item(item, rubric, found, caps)
    for block in rubric.beside:
        _put_block(block, rubric, found, caps)
    return found


def _put_item(item: Item, rubric: Rubric, found: dict[str, Interval], caps: Mapping[str, Fraction]) -> None:
    """An item, after all below it."""
    for each in item.items or ():
        _put_item(each, rubric, found, caps)
    found[item.id] = own = _of_item(item, rubric, found)
    if item.id in caps and (own.most is None or own.most > caps[item.id]):
        found[item.id] = own._replace(most=caps[item.id])


def _of_item(item: Item, rubric: Rubric, found: Mapping[str, Interval]) -> Interval:
    if item.id in rubric.kinds:
        return rubric.kinds[item.id].interval
    below = KINDS[item.kind].interval(item, [found[each.id] for each in item.items or ()])
    is_bounded = item.stays_above_zero and (below.least is None or below.least < 0)
    return below._replace(least=Fraction(0)) if is_bounded else below


def _put_block(block: Block, rubric: Rubric, found: dict[str, Interval], caps: Mapping[str, Fraction]) -> None:
    """A block: its rows together within its cap; nothing where its gate stays shut."""
    for row in block.items:
        _put_item(row, rubric, found, caps)
    kind = BLOCKS[block.kind]
    rows = [found[row.id] for row in block.items]
    whole = apply_rule(lambda values: kind.capped(sum(values, Fraction(0)), block.most), rows)
    found[block.id] = whole if block.gate is None else _or_nothing(whole)


def _or_nothing(whole: Interval) -> Interval:
    """What may count or not count at all."""
    least = None if whole.least is None else min(whole.least, Fraction(0))
    return Interval(least, None if whole.most is None else max(whole.most, Fraction(0)))


def interval_of_table(rubric: Rubric, found: Mapping[str, Interval] | None = None) -> Interval:
    """The least and the most that the indicators come to together, by the intervals of the rubric or by others."""
    intervals = rubric.intervals if found is None else found
    return sum_up(intervals[each.id] for each in rubric.indicators)


def interval_of_all(rubric: Rubric, found: Mapping[str, Interval] | None = None) -> Interval:
    """The same with the bonuses and the penalties beside them, within the bounds of the table, before any veto."""
    return apply_rule(lambda values: rubric.hold(sum(values, Fraction(0))), [interval_of_unheld(rubric, found)])


def interval_of_unheld(rubric: Rubric, found: Mapping[str, Interval] | None = None) -> Interval:
    """The same without these bounds."""
    intervals = rubric.intervals if found is None else found
    blocks = [(BLOCKS[block.kind].adds, intervals[block.id]) for block in rubric.beside]
    bonus, most = sum_up(each for adds, each in blocks if adds), rubric.beside_max
    if most is not None and (bonus.most is None or bonus.most > most):
        bonus = bonus._replace(most=Fraction(most))
    return sum_up((interval_of_table(rubric, found), bonus, *(each for adds, each in blocks if not adds)))
