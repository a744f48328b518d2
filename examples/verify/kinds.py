"""From what was entered in a row to points, kind by kind."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any

from figures import NA, Amount, clip, exact, rounded
from rubric import WITH_ROWS, Item


def number_entered(word: str, scale: dict[str, str]) -> Fraction | None:
    """A plain number, or a word of the source's scale; None where it is neither."""
    text = word.lstrip("#").removeprefix(":").replace("\u00a0", " ")
    try:
        return exact(scale.get(text, text))
    except (ValueError, ZeroDivisionError):
        return None


def row_points(item: Item, points: str, word: str, scale: dict[str, str]) -> Amount:
    """What one row comes to; of an item of figures the figure itself."""
    if points in ("-", NA):
        return None if points == "-" else NA
    if item.is_figure:
        return number_entered(word if word != "=" else points, scale)
    if word == "=":
        return exact(points)
    value = _worth_of_word(item, word, scale)
    return -value if value is not None and item.lost else value


def _worth_of_word(item: Item, word: str, scale: dict[str, str]) -> Fraction | None:
    if item.kind in ("tick", "veto"):
        value = item.max if item.kind == "tick" else Fraction(1)
        return value if word == "✓" else Fraction(0)
    if item.kind == "levels" and word.startswith(":"):
        return exact(item.written["levels"][word[1:].replace("\u00a0", " ")])
    value = number_entered(word, scale)
    return None if value is None else _of_number(item, value)


def _of_number(item: Item, value: Fraction) -> Fraction:
    each = item.get("each")
    worth = value if each is None else value * each
    if item.kind == "count" or (item.lost and item.kind == "points"):
        return clip(worth, None, item.max)
    if item.kind == "loss":
        return -clip(worth, None, item.max)
    if item.kind == "deduction":
        return clip(item.max - worth, item.floor, None)
    if item.kind == "measure":
        return measured(item, value)
    if "out_of" in item.written:
        zero = item.get("zero") or Fraction(0)
        return (value - zero) / (item.get("out_of") - zero) * item.max
    return value


def item_points(item: Item, rows: dict[str, Amount]) -> Amount:
    """What an assessor's rows of one item come to: its own row, or those below it."""
    if item.kind not in WITH_ROWS or item.id in rows:
        return rows.get(item.id)
    values = [rows.get(row.id) for row in item.items]
    if all(value == NA for value in values):
        return NA
    if any(value is None or value == NA for value in values):
        return None
    start = {"deductions": item.max, "ticks": Fraction(0)}.get(item.kind, item.get("base") or Fraction(0))
    sign = -1 if item.lost else 1
    return sign * clip(start + sign * sum(values), None if item.kind == "ticks" else item.floor, item.max)


def measured(item: Item, value: Fraction) -> Fraction:
    """The points of a measured value: by a line, bands or steps; never below the floor, nor above the ceiling."""
    if "round" in item.written:
        value = rounded(value, int(item.written["round"]["places"]), item.written["round"].get("mode", "half-up"))
    ceiling = item.written.get("ceiling")
    most = item.max if ceiling is None else None if ceiling == "none" else exact(ceiling)
    if ceiling is not None and ceiling.endswith("%"):
        most *= item.max
    return clip(_by_rule(item.written, value, item), item.floor, most)


def _by_rule(rule: dict[str, Any], value: Fraction, item: Item) -> Fraction:
    if "line" in rule:
        return _on_line([(exact(x), exact(y)) for x, y in rule["line"]], value)
    if "per" in rule:
        return _by_steps(rule["per"], value, item)
    if "bands" in rule:
        return _by_rule(next(band for band in rule["bands"] if within(band, value)), value, item)
    return exact(rule["points"])


def within(edges: dict[str, Any], value: Fraction) -> bool:
    """Whether a value is within the edges that a band has: from and to include theirs, above and below do not."""
    return all(
        (
            "from" not in edges or value >= exact(edges["from"]),
            "above" not in edges or value > exact(edges["above"]),
            "to" not in edges or value <= exact(edges["to"]),
            "below" not in edges or value < exact(edges["below"]),
        )
    )


def _on_line(knots: list[tuple[Fraction, Fraction]], value: Fraction) -> Fraction:
    knots = sorted(knots)
    if value <= knots[0][0]:
        return knots[0][1]
    for (x0, y0), (x1, y1) in pairwise(knots):
        if value <= x1:
            return y0 + (value - x0) * (y1 - y0) / (x1 - x0)
    return knots[-1][1]


def _by_steps(per: dict[str, str], value: Fraction, item: Item) -> Fraction:
    away = value - exact(per["from"])
    steps = abs(away) / exact(per["step"])
    steps = {"exact": steps, "whole": Fraction(floor(steps)), "begun": Fraction(ceil(steps))}[per.get("count", "exact")]
    base = exact(per["base"]) if "base" in per else item.max
    return base + steps * exact(per.get("below" if away < 0 else "above", "0"))
