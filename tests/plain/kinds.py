"""Kinds: what the entries of one sheet for one item come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.plain.figures import ZERO, Yaml, add, at_least, at_most, limit, number
from tests.plain.measures import measured

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from tests.plain.tables import Item

#: What is entered where an item does not apply, where something is there, where it is not.
MARK, YES, NO = "/", "✓", "✗"


def worth(item: Item, scores: Mapping[str, str | None], words: Yaml) -> Fraction | str | None:
    """What a sheet gives an item: points, or a figure; MARK where it does not apply, None where anything is blank."""
    entries = [scores.get(cell) for cell in item.cells]
    if None in entries:
        return None
    if MARK in entries:
        return MARK
    value = points_of(item, list(map(str, entries)), words)
    return -value if item.is_lost and not item.is_figure else value


def points_of(item: Item, entries: list[str], words: Yaml) -> Fraction:
    """What its entries come to, as if nothing was lost."""
    if not item.rows:
        return points(item, entries[0], words)
    given = dict(zip(item.rows, entries, strict=True))
    rows = {row: of_row(item, row, entry, words) for row, entry in given.items()}
    return together(item, rows)


def of_row(item: Item, row: Item, entry: str, words: Yaml) -> Fraction:
    """What one row of an item comes to."""
    if item.kind == "sum":
        return points(row, entry, words)
    return change(row, words.get(entry, entry) if row.kind == "plus" and "each" not in row.keys else entry)


def decided(item: Item, entry: str) -> Fraction:
    """What somebody decided: what the cell asks for, or points where that is a count, a loss, or several rows.

    A row of a penalty comes to points below zero.
    """
    if item.kind in ("tick", "veto", "measure") or "out_of" in item.keys:
        value = points(item, entry, {})
        return -value if item.is_lost and not item.is_figure else value
    return number(entry)


def together(item: Item, rows: Mapping[Item, Fraction]) -> Fraction:
    """What the rows of an item come to, within its bounds."""
    if item.kind == "ticks":
        return at_most(add(rows.values()), item.most)
    start = item.most if item.kind == "deductions" else number(item.keys.get("base", "0"))
    assert start is not None
    for row, value in rows.items():
        takes = item.kind == "deductions" or row.kind in ("minus", "loss")
        start = start - value if takes else start + value
    return at_most(at_least(start, floor(item)), item.most)


def floor(item: Item) -> Fraction | None:
    """The least that an item can get by itself; None where there is no such."""
    written = item.keys.get("floor", "0")
    return None if written == "parent" else limit(written)


def points(item: Item, entry: str, words: Yaml) -> Fraction:
    """What one entry is worth; a figure as it is, where that becomes points later on."""
    if item.is_figure:
        return number(entry)
    if item.kind == "steps" or (item.kind == "points" and not item.is_lost):
        return scaled(item, number(words.get(entry, entry)))
    if item.kind == "levels":
        return number(item.keys["levels"][entry])
    if item.kind == "deduction":
        assert item.most is not None
        return at_least(item.most - lost(item, entry), floor(item))
    if item.kind == "measure":
        return measured(item, number(entry))
    return change(item, entry)


def change(row: Item, entry: str) -> Fraction:
    """A tick is worth the max (of a veto 1); points or a count, its max at most."""
    if entry in (YES, NO):
        return (row.most or number("1")) if entry == YES else ZERO
    return at_most(lost(row, entry), row.most)


def lost(item: Item, entry: str) -> Fraction:
    """Points as entered, or with `each` how often."""
    return number(entry) * number(item.keys.get("each", "1"))


def scaled(item: Item, value: Fraction) -> Fraction:
    """A score; on a scale of its own its share of that is the share of the max."""
    if "out_of" not in item.keys:
        return value
    zero = number(item.keys.get("zero", "0"))
    assert item.most is not None
    return (value - zero) / (number(item.keys["out_of"]) - zero) * item.most
