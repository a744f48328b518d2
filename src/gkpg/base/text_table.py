"""Tables of plain text: columns that fit a width, cells that are too long go on in the next line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import display_width
from gkpg.base.wrapping import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP = "  "
#: No column that gives way becomes narrower; nor narrower still, where the table would not fit even then.
_NARROW, _NARROWEST = 10, 6


class TextTable(NamedTuple):
    """Rows of cells, the headings first. `widths` are those of the columns; figures are flush right."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    figures: Sequence[bool]

    @property
    def width(self) -> int:
        """How wide its rows are."""
        return sum(self.widths) + len(GAP) * (len(self.widths) - 1)

    def lines(self) -> Iterator[tuple[str, ...]]:
        """The lines of each row."""
        for row in self.rows:
            yield tuple(self._row(row))

    def _row(self, row: Sequence[str]) -> Iterator[str]:
        sizes = list(map(display_width, row))
        if all(size <= width for size, width in zip(sizes, self.widths, strict=True)):
            yield self._line(row, sizes)
            return
        pieces = [list(fold(cell, width)) for cell, width in zip(row, self.widths, strict=True)]
        for number in range(max(map(len, pieces))):
            shown = [each[number] if number < len(each) else "" for each in pieces]
            yield self._line(shown, list(map(display_width, shown)))

    def _line(self, cells: Sequence[str], sizes: Sequence[int]) -> str:
        columns = zip(cells, sizes, self.widths, self.figures, strict=True)
        return GAP.join(_pad(cell, " " * (width - size), figure) for cell, size, width, figure in columns).rstrip()


def lay_out(
    rows: Sequence[Sequence[str]], figures: Sequence[bool], room: int | None = None, widest: int | None = None
) -> TextTable:
    """A table that fits a room, if it can: words give way first, then figures; None is room for anything.

    No column of words is wider than `widest`.
    """
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    if widest is not None:
        widths = [width if figure else min(width, widest) for width, figure in zip(widths, figures, strict=True)]
    if room is not None:
        for least in (_NARROW, _NARROWEST):
            for give in (False, True):
                _narrow(widths, [place for place, figure in enumerate(figures) if figure is give], room, least)
    return TextTable(rows, widths, figures)


def _narrow(widths: list[int], places: Sequence[int], room: int, least: int) -> None:
    """Take from the widest of some columns, again and again, until all fit the room or none may give more."""
    over = sum(widths) + len(GAP) * (len(widths) - 1) - room
    for _ in range(over):
        place = max(places, key=widths.__getitem__, default=None)
        if place is None or widths[place] <= least:
            return
        widths[place] -= 1


def _pad(cell: str, space: str, is_figure: bool) -> str:
    return f"{space}{cell}" if is_figure else f"{cell}{space}"
