"""Side by side: tables that stand beside each other on one page, or one that goes on beside itself, put in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from gkpg.authoring.importing.headings import columns_of
from gkpg.authoring.importing.line_kinds import is_sum
from gkpg.authoring.importing.wording import points_of
from gkpg.base.normalize import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.authoring.importing.headings import Columns
    from gkpg.authoring.importing.table_lines import Stream, TableLine

#: A heading over two tables has so many cells at least, and so many lines above it may be their titles.
_FEWEST, _TITLES = 4, 2


def part_side_by_side(stream: Stream) -> tuple[Stream, ...]:
    """A stream, of whose tables none stands beside another any more: those on the right come behind as their own.

    What goes on in the same columns and numbers is one table.
    """
    for place, line in enumerate(stream):
        is_heading = line.is_row and len(line.filled) >= _FEWEST and columns_of(line) is not None
        seam = _seam(stream, place) if is_heading else None
        if seam is not None:
            return _Pair(stream, place, seam).parted()
    return (stream,)


def _seam(stream: Stream, place: int) -> int | None:
    """The column at which a second heading begins in a line; None where it is one heading, or none."""
    line, below = stream[place], [each for each in stream[place + 1 :] if each.is_row]
    for column in range(2, len(line.cells)):
        left, right = _cut(line, 0, column), _cut(line, column)
        if not right.cells[0].content or columns_of(left) is None or columns_of(right) is None:
            continue
        is_apart = not any(each.at(column - 1).content or each.at(column - 1).inside for each in (line, *below))
        is_again = _said(left) == _said(right)[: len(left.filled)]
        if is_apart or (is_again and not _are_levels(below, column)):
            return column
    return None


def _are_levels(below: Sequence[TableLine], column: int) -> bool:
    """Whether what stands on the left goes over rows on the right: then it is a level above them."""
    begun = [bool(_cut(each, 0, column).filled) for each in below if each.filled]
    return any(not here and there for here, there in pairwise(begun))


def _said(line: TableLine) -> list[str]:
    return [fold_name(cell.content) for cell in line.filled]


def _cut(line: TableLine, first: int, end: int | None = None) -> TableLine:
    """The cells of a line from a column up to another."""
    cells = line.cells[first:end]
    return replace(line, place=cells[0].place if cells else line.place, cells=cells)


@dataclass(frozen=True)
class _Pair:
    """Two tables of a stream whose headings stand in one line, the second one from the column `seam` on."""

    stream: Stream
    place: int
    seam: int

    def parted(self) -> tuple[Stream, ...]:
        """The stream up to the left table, and the right one with what follows."""
        first, end = self._first, self._end
        before, behind = self.stream[:first], self.stream[end:]
        pairs = [self._halves(line) for line in self.stream[first:end]]
        left, right = tuple(one for one, _ in pairs), tuple(other for _, other in pairs)
        at = self.place - first
        more = part_side_by_side(right)
        if len(more) == 1 and _is_one(left, more[0], at):
            return ((*before, *_joined(left, more[0], at), *behind),)
        return ((*before, *left), *more[:-1], (*more[-1], *behind))

    @property
    def _first(self) -> int:
        """Where the titles begin: lines just above the heading with cells on both sides."""
        first = self.place
        while first > 0 and self.place - first < _TITLES and self._is_title(self.stream[first - 1]):
            first -= 1
        return first

    def _is_title(self, line: TableLine) -> bool:
        sides = _cut(line, 0, self.seam).filled, _cut(line, self.seam).filled
        return line.is_row and (self._is_over_both(line) or (len(sides[0]) == 1 and bool(sides[1])))

    def _is_over_both(self, line: TableLine) -> bool:
        return len(line.filled) == 1 and line.at(self.seam).inside == "left"

    @property
    def _end(self) -> int:
        """Where both end: at text, or at another heading."""
        for at in range(self.place + 1, len(self.stream)):
            line = self.stream[at]
            is_other = columns_of(line) is not None and _said(line) != _said(self.stream[self.place])
            if line.filled and (not line.is_row or is_other):
                return at
        return len(self.stream)

    def _halves(self, line: TableLine) -> tuple[TableLine, TableLine]:
        """A line of each table. A title over both is that of either; the figure of a sum may stand on the right."""
        left, right = _cut(line, 0, self.seam), _cut(line, self.seam)
        if self._is_over_both(line):
            return left, left
        columns = columns_of(_cut(self.stream[self.place], 0, self.seam))
        if columns is None or not left.filled or not is_sum(left, columns) or not columns.maxes:
            return left, right
        figures = [cell for cell in right.filled if points_of(cell.content) is not None]
        if len(figures) != len(right.filled) or not figures or any(left.at(each).content for each in columns.maxes):
            return left, right
        cells = tuple(figures[-1] if at == columns.maxes[-1] else cell for at, cell in enumerate(left.cells))
        return replace(left, cells=cells), replace(right, cells=())


def _is_one(left: Stream, right: Stream, at: int) -> bool:
    """Whether the right table is the left one, going on: under the same heading and title, in its numbers."""
    columns = columns_of(left[at])
    if columns is None or columns != columns_of(right[at]):
        return False
    if any(other.filled and one.said != other.said for one, other in zip(left[:at], right[:at], strict=True)):
        return False
    is_summed = [any(is_sum(line, columns) for line in lines[at + 1 :] if line.filled) for lines in (left, right)]
    return not all(is_summed) and _goes_on(left[at + 1 :], right[at + 1 :], columns)


def _goes_on(left: Sequence[TableLine], right: Sequence[TableLine], columns: Columns) -> bool:
    """Whether the numbers on the right go on where those on the left end; without numbers it is taken so."""
    if columns.number is None:
        return True
    mine, others = (
        [int(text) for line in lines if (text := line.at(columns.number or 0).content).isdecimal()]
        for lines in (left, right)
    )
    return bool(mine and others) and others[0] == mine[-1] + 1


def _joined(left: Stream, right: Stream, at: int) -> Stream:
    """Both as one table, its sum last."""
    columns = columns_of(left[at])
    sums = [line for line in left[at + 1 :] if columns is not None and line.filled and is_sum(line, columns)]
    return (*(line for line in left if line not in sums), *right[at:], *sums)
