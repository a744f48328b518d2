"""The chart of a group: its totals by ranges, as columns whose places are percent, so that no letter shrinks."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_exact, format_points, round_to_places
from gkpg.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.base.text import Lang
    from gkpg.reports.view.bins import Bin

#: The line that columns stand on, and how high the highest is, in pixels.
_GROUND, _HIGHEST = 150, 128
#: The share of a column that is left free on either side.
_GAP = Fraction(1, 12)
#: So many edges have room below the columns of a narrow page.
_MOST_EDGES = 7
_RANGE, _STOP = Text("{low}–{high}：{size} 个", "{low}–{high}: {size}"), Text("；", "; ")


class ChartColumn(NamedTuple):
    """A column: its left side, width and middle in percent; its top and height in pixels; how many units it has."""

    x: str
    width: str
    middle: str
    y: int
    height: int
    size: int


class Edge(NamedTuple):
    """The edge of a range, in percent from the left."""

    x: str
    text: str


class Chart(NamedTuple):
    """A chart, and what it shows in words."""

    columns: tuple[ChartColumn, ...]
    edges: tuple[Edge, ...]
    told: str


def chart_of(bins: Sequence[Bin], lang: Lang) -> Chart | None:
    """The chart of totals; None where there are none."""
    if not bins:
        return None
    step = Fraction(100, len(bins))
    highest = max(each.size for each in bins)
    columns = tuple(_column(number * step, step, each.size, highest) for number, each in enumerate(bins))
    ends = [*(each.low for each in bins), bins[-1].high]
    every = -(-len(ends) // _MOST_EDGES)
    edges = tuple(
        Edge(_text(number * step), format_exact(end)) for number, end in enumerate(ends) if not number % every
    )
    between = "；" if lang == "zh" else "; "
    colon = "：" if lang == "zh" else ": "
    told = between.join(f"{format_exact(each.low)}–{format_exact(each.high)}{colon}{each.size}" for each in bins)
    return Chart(columns, edges, told)


def _column(left: Fraction, step: Fraction, size: int, highest: int) -> ChartColumn:
    height = round(_HIGHEST * Fraction(size, highest))
    x, width, middle = left + step * _GAP, step * (1 - 2 * _GAP), left + step / 2
    return ChartColumn(_text(x), _text(width), _text(middle), _GROUND - height, height, size)


def _text(number: Fraction) -> str:
    return format_points(round_to_places(number, 2, "half-up"))
