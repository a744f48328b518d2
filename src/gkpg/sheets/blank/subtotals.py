"""Subtotals of a sheet: what the scores in its rows come to, as formulas, as far as the sheet alone can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.rubric.item import most_of
from gkpg.rubric.kinds import KINDS
from gkpg.sheets.blank.look import LETTER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from fractions import Fraction

    from gkpg.rubric import Item


def is_untold(item: Item, ids: Collection[str]) -> bool:
    """Whether a sheet has rows of an item and cannot tell its points: these look at more than the rows there."""
    there = [leaf.id in ids for leaf in item.leaves()]
    return any(there) and bool(item.looks_at or (item.converts_below and not all(there)))


def items_of_the_table(item: Item, ids: Collection[str]) -> Iterator[Item]:
    """The items of which a sheet has rows and whose points add up to the total, down to what has a scale of its own."""
    if item.items is None or item.has_rows or item.is_apart_from_below or item.chooses:
        yield from (item,) if any(leaf.id in ids for leaf in item.leaves()) else ()
    else:
        yield from items_below(item, ids)


def items_below(item: Item, ids: Collection[str]) -> Iterator[Item]:
    """The same of the items below one, on their scale."""
    for each in item.items or ():
        yield from items_of_the_table(each, ids)


def formula_of_sum(rows: list[int]) -> str:
    """The formula that adds up the scores of some rows."""
    cells = ",".join(f"{LETTER['score']}{row}" for row in rows)
    return f"=ROUND(SUM({cells}),4)" if rows else "=0"


def _terms(item: Item, placed: Mapping[str, int]) -> Iterator[str]:
    """What the scores below an item add up from: cells, and sums that do not fall below zero."""
    for each in item.items or ():
        if each.is_apart_from_below and not _is_convertible(each, placed):
            continue
        if each.id in placed:
            yield f"{LETTER['score']}{placed[each.id]}"
        elif _has_rule(each, placed) and (terms := ",".join(_terms(each, placed))):
            yield KINDS[each.kind].formula_of_rows(each, terms)
        elif each.stays_above_zero and (terms := ",".join(_terms(each, placed))):
            yield f"MAX(0,SUM({terms}))"
        elif item.chooses and (terms := ",".join(_terms(each, placed))):
            yield f"SUM({terms})"
        else:
            yield from _terms(each, placed)


def is_more_than_a_sum(top: Item, placed: Collection[str]) -> bool:
    """Whether an indicator counts by its subtotal, not by its rows."""
    if top.is_apart_from_below and not _is_convertible(top, placed):
        return False
    return any(each.stays_above_zero or _has_rule(each, placed) for each in top.walk())


def _has_rule(item: Item, placed: Collection[str]) -> bool:
    """Whether what is below an item is more than added up, and a sheet can tell what that comes to."""
    return bool(item.chooses) or _is_convertible(item, placed)


def _is_convertible(item: Item, placed: Collection[str]) -> bool:
    """Whether a sheet can tell what its rule makes of the items below it: all of them are there, in points."""
    is_told = all(each.id in placed for each in item.scored_items())
    return item.converts_below and is_told and not any(each.looks_at for each in item.walk())


def _is_there(item: Item, placed: Collection[str]) -> bool:
    """Whether a sheet has rows of an item."""
    return any(each.id in placed for each in item.scored_items())


def formula_of_items(top: Item, placed: Mapping[str, int]) -> str:
    """What the items below one come to, by its rule where it has one; `placed` has the rows of their scores."""
    terms = ",".join(_terms(top, placed))
    if not terms:
        return "=0"
    together = KINDS[top.kind].formula_of_rows(top, terms) if _has_rule(top, placed) else f"SUM({terms})"
    whole = f"ROUND({together},4)"
    return f"=MAX(0,{whole})" if top.stays_above_zero else f"={whole}"


def most_of_items(top: Item, ids: Collection[str], placed: Mapping[str, int]) -> Fraction | None:
    """The most that these come to; None where there is no limit."""
    return top.max if _has_rule(top, placed) else most_of(items_below(top, ids))


def told_of_items(top: Item, placed: Mapping[str, int]) -> Text | None:
    """By which rules a subtotal makes points of items, or chooses among them; None where it only adds up."""
    ruled = [each for each in top.walk() if _has_rule(each, placed) and _is_there(each, placed)]
    told = [(each, how) for each in ruled if (how := KINDS[each.kind].told_of_rows(each)) is not None]
    zh = "；".join(how.zh if each is top else f"{each.name}：{how.zh}" for each, how in told)
    en = "; ".join(how.en if each is top else f"{each.name}: {how.en}" for each, how in told)
    return Text(zh, en) if told else None
