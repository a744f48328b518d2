"""Long tables: bands or knots of which there are more than conditions within one another have room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

#: A table with more entries than this is long.
LONG = 40
#: So many of its first and last entries are told.
_FIRST, _LAST = 3, 2
#: Below all values that a spreadsheet can hold.
_BOTTOM = "-9E+307"


def look_up(value: str, edges: Sequence[Fraction], worths: Sequence[Fraction]) -> str:
    """The formula that looks up what a value is worth from each edge on; empty where a figure is no decimal.

    The edges rise; there is one worth more, the first, of all values below them.
    """
    at, worth = ([format_exact(each) for each in figures] for figures in (edges, worths))
    if any("/" in each for each in (*at, *worth)):
        return ""
    return f"LOOKUP({value},{{{','.join((_BOTTOM, *at))}}},{{{','.join(worth)}}})"


def in_short(told: Sequence[Text]) -> Sequence[Text]:
    """The entries of a table in words, of a long one the first and the last with their number between them."""
    if len(told) <= LONG:
        return told
    between = Text(f"……（共 {len(told)} 行，见指标表）", f"… ({len(told)} rows, see the rubric)")
    return [*told[:_FIRST], between, *told[-_LAST:]]
