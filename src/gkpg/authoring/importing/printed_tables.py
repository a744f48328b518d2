"""Tables: which lines of a file are a printed table, over however many pages it goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from gkpg.authoring.importing.beside_words import titled_kind
from gkpg.authoring.importing.headings import columns_of, is_lower, is_lower_part, is_upper, with_upper
from gkpg.authoring.importing.line_kinds import (
    is_alone,
    is_band,
    is_beside,
    is_page_seam,
    is_sum,
    is_title,
    part_section,
    total_of,
)
from gkpg.authoring.importing.printed_numbers import parse_number
from gkpg.authoring.importing.wide_headings import widen_columns
from gkpg.authoring.importing.wording import name_of
from gkpg.base.normalize import fold_name
from gkpg.workbooks.package import too_large_error

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from gkpg.authoring.importing.headings import Columns
    from gkpg.authoring.importing.table_lines import Stream, TableLine
    from gkpg.findings.place import Place

_MOST_TABLES, _MOST_ROWS = 50, 2_000
#: So many bands may stand one below another.
_MOST_BANDS = 4


@dataclass
class PrintedTable:
    """A printed table: its heading, the lines above it, its rows, and the row that adds up, where there is one.

    `headings` are further rows of its heading, and those that repeat it; `breaks` are the places in `rows` before
    which it is repeated, `bands` those of rows of one cell that name
    what the rows below belong to, `subtotals` those that add up a part; `is_summed_above` says that its sum stands
    before all of them. `foot` are the rows below the sum, as a table
    of their own. `stray` are the lines below or between the rows that are none of them, `parted` those that stand in
    `rows` as a band and a row, `seams` those between its pages.
    """

    heading: TableLine
    columns: Columns
    above: tuple[TableLine, ...]
    headings: list[TableLine] = field(default_factory=list)
    rows: list[TableLine] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    bands: set[int] = field(default_factory=set)
    subtotals: set[int] = field(default_factory=set)
    sum: TableLine | None = None
    foot: PrintedTable | None = None
    is_summed_above: bool = False
    stray: list[TableLine] = field(default_factory=list)
    parted: list[TableLine] = field(default_factory=list)
    seams: list[TableLine] = field(default_factory=list)

    @property
    def total(self) -> Decimal | None:
        """The printed total; None if there is none that can be read."""
        return self.columns.total if self.sum is None else total_of(self.sum, self.columns)

    @property
    def total_place(self) -> Place:
        """Where the total stands, or should: in the row that adds up, else in the heading."""
        if self.sum is None:
            return self.heading.place
        cells = [self.sum.at(column) for column in self.columns.maxes]
        return next(
            (cell.place for cell in (*cells, *self.sum.filled) if any(map(str.isdigit, cell.text))), self.sum.place
        )

    @property
    def every(self) -> tuple[TableLine, ...]:
        """All its lines that are taken but for its headings: rows and sums."""
        foot = self.foot.every if self.foot is not None else ()
        return (*self.rows, *((self.sum,) if self.sum is not None else ()), *foot)

    def widen(self) -> None:
        """Give columns without a heading to that on their left, where it stands over them."""
        self.columns = widen_columns(self.columns, (self.heading, *self.headings), self.rows)
        if self.foot is not None:
            self.foot.columns = self.columns

    def follows(self, columns: Columns, row: TableLine | None) -> bool:
        """Whether a further heading, with this row below, only repeats the table's own on a new page."""
        is_closed = self.sum is not None and not self.is_summed_above
        if is_closed or columns != self.columns or not self.rows:
            return False
        mine, other = (_number(each, columns) for each in (self.rows[-1], row))
        return mine is None or other is None or other >= mine


def tables_of(streams: Sequence[Stream]) -> tuple[PrintedTable, ...]:
    """Every table of a file, in order. Raises UnreadableError where there are more than any notice has."""
    tables = tuple(table for stream in streams for table in _in_stream(stream) if table.rows)
    for table in tables:
        table.widen()
        _drop_bands(table)
    rows = sum(len(table.rows) for table in tables)
    if len(tables) > _MOST_TABLES:
        raise too_large_error("表数", "tables", len(tables), _MOST_TABLES)
    if rows > _MOST_ROWS:
        raise too_large_error("表的行数", "rows of tables", rows, _MOST_ROWS)
    return tables


def _drop_bands(table: PrintedTable) -> None:
    """Take bands for rows where other rows count on from them: `1 公开（3分）` before `2 解读`."""
    first = table.columns.names[0]
    numbers = [parse_number(name_of(row.at(first).content).number) for row in table.rows]
    levels = {number.level for place in table.bands if (number := numbers[place]) is not None}
    if len(levels) != 1 or any(numbers[place] is None for place in table.bands):
        return
    found = [(place, number.value) for place, number in enumerate(numbers) if number and number.level in levels]
    if len(found) > len(table.bands) and all(before < behind for (_, before), (_, behind) in pairwise(found)):
        table.bands.clear()


def prose_lines(streams: Sequence[Stream], tables: Sequence[PrintedTable]) -> tuple[TableLine, ...]:
    """The lines of a file that say something and are no rows of a table."""
    taken = {id(line) for table in tables for line in _taken(table)}
    return tuple(line for stream in streams for line in stream if line.filled and id(line) not in taken)


def _taken(table: PrintedTable) -> tuple[TableLine, ...]:
    return (table.heading, *table.headings, *table.every, *table.parted, *table.seams)


def _in_stream(stream: Stream) -> list[PrintedTable]:
    lines = [line for line in stream if line.filled]
    found: list[PrintedTable] = []
    above: list[TableLine] = []
    upper: list[TableLine] = []
    for place, line in enumerate(lines):
        table = found[-1] if found else None
        if _is_upper_row(lines, place, table):
            upper = [line]
            continue
        if table is not None and not above and _put_in_heading(table, line, is_lower_part(table.heading, line)):
            continue
        columns = columns_of(with_upper(line, upper[0])) if upper else columns_of(line)
        if columns is not None:
            below = lines[place + 1] if place + 1 < len(lines) else None
            if table is None or _begins_table(above) or not table.follows(columns, below):
                _leave_title(table)
                found.append(PrintedTable(line, columns, tuple(above), headings=upper))
            else:
                table.breaks.add(len(table.rows))
                table.headings += [*upper, line]
            above, upper = [], []
        elif table is None or not _put_line(table, line, lines[place + 1 :]):
            above.append(line)
    return found


def _put_in_heading(table: PrintedTable, line: TableLine, is_part: bool) -> bool:
    """Take a line into the heading of a table that has no rows yet, if it is a part of it; False where it is none."""
    if table.rows or table.sum is not None or not is_part:
        return False
    table.columns = columns_of(table.heading, line) or table.columns
    table.headings.append(line)
    return True


def _put_line(table: PrintedTable, line: TableLine, behind: Sequence[TableLine]) -> bool:
    """Give a line that is no heading to a table; False where it is none of it."""
    if is_page_seam(line):
        table.seams.append(line)
        return True
    return _put_in_heading(table, line, is_lower(line)) or _put(table, line, behind)


def _is_upper_row(lines: Sequence[TableLine], place: int, table: PrintedTable | None) -> bool:
    """Whether a line is the upper row of the heading below it: of a first one, one below a title, or one once more."""
    line, below = lines[place], lines[place + 1 : place + 2]
    if not below or not is_upper(line, below[0]) or columns_of(line) is not None:
        return False
    is_again = table is not None and any(line.said == each.said for each in table.headings)
    is_first = table is None or is_again or _begins_table(lines[max(place - 1, 0) : place])
    return is_first and columns_of(with_upper(below[0], line)) is not None and columns_of(below[0]) is not None


def _put(table: PrintedTable, line: TableLine, behind: Sequence[TableLine]) -> bool:
    """Give a line to a table as a row, a band or its sum; False where it is none of it."""
    if is_sum(line, table.columns):
        _put_sum(table, line)
        return True
    part = table
    if table.sum is not None and not table.is_summed_above:
        part = table.foot = table.foot or PrintedTable(table.heading, table.columns, ())
    alone = not line.is_row or is_alone(line, table.columns)
    plain = not part.rows or 0 in part.bands  # bands without numbers stand above all rows or none
    if alone and not (is_band(line, table.columns, plain) and _leads_to_rows(table, behind)):
        table.stray.append(line)
        return False
    if alone:
        part.bands.add(len(part.rows))
    elif (parted := part_section(line, table.columns)) is not None:
        table.parted.append(line)
        band, line = parted
        if not part.bands or part.rows[max(part.bands)].said != band.said:  # it may be printed anew in each row
            part.bands.add(len(part.rows))
            part.rows.append(band)
    part.rows.append(line)
    return True


def _put_sum(table: PrintedTable, line: TableLine) -> None:
    """Of several rows that add up, the last one is the sum of the table, those before it are of its parts.

    Not so where what stands between them is beside the total.
    """
    if table.sum is None:
        table.sum, table.is_summed_above = line, not table.rows
        return
    foot = table.foot or PrintedTable(table.heading, table.columns, ())
    if not foot.rows or any(is_beside(each) for each in foot.rows[:1]):
        foot.sum = foot.sum or line
        table.foot = foot
        return
    table.subtotals.add(len(table.rows))
    table.bands |= {len(table.rows) + 1 + place for place in foot.bands}
    table.rows += [table.sum, *foot.rows]
    table.sum, table.foot = line, None


def _leads_to_rows(table: PrintedTable, behind: Sequence[TableLine]) -> bool:
    """Whether rows of the table stand behind a line, at most with further lines such as it between."""
    for line in behind[:_MOST_BANDS]:
        if columns_of(line) == table.columns:
            continue
        if not line.is_row or is_alone(line, table.columns):
            if not is_band(line, table.columns, plain=True):
                return False
            continue
        return columns_of(line) is None and not is_sum(line, table.columns)
    return False


def _leave_title(table: PrintedTable | None) -> None:
    """Leave what stands above the next table to that one."""
    stray = table.stray if table is not None else []
    starts = (place for place, line in enumerate(stray) if _begins_table([line]) or titled_kind(line.said))
    del stray[next(starts, len(stray)) :]


def _number(line: TableLine | None, columns: Columns) -> int | None:
    """The printed number of a row; None if it has none."""
    text = line.at(columns.number).content if line is not None and columns.number is not None else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else None


def _begins_table(above: Sequence[TableLine]) -> bool:
    """Whether lines between two pages begin another table."""
    return any(is_title(line) or fold_name(line.said).startswith(("附件", "附表")) for line in above)
