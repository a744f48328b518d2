"""Tables: which lines of a file are a printed table, over however many pages it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gkpg.authoring.importing.headings import columns_of, is_lower
from gkpg.authoring.importing.wording import clean_text, name_of, points_of
from gkpg.base.normalize import fold_name
from gkpg.workbooks.package import too_large_error

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from gkpg.authoring.importing.headings import Columns
    from gkpg.authoring.importing.table_lines import Stream, TableLine

SUMS = frozenset({"合计", "总计", "总分", "总分值", "共计", "总和", "合计分值", "总分数", "共计分值", "总得分"})
SUMS |= {"total", "sum", "grandtotal", "totalpoints", "totalscore", "totalmarks", "overall", "overalltotal"}
SUBTOTALS = frozenset({"小计", "分项合计", "分项小计", "subtotal", "sub-total"})
_SUM = re.compile(r"(合计|总计|总分|共计)[：:]?\(?(\d+(?:\.\d+)?)分?\)?")
_LONGEST_TITLE = 80
_MOST_TABLES, _MOST_ROWS = 50, 2_000
_ENDS = ("表", "标准", "细则", "指标", "体系", "办法", "Table", "table")


@dataclass
class PrintedTable:
    """A printed table: its heading, the lines above it, its rows, and the row that adds up, where there is one.

    `breaks` are the places in `rows` before which a heading is repeated, `bands` those of rows of one cell that name
    what the rows below belong to. `stray` are the lines below the sum or between the rows that are none of its rows.
    """

    heading: TableLine
    columns: Columns
    above: tuple[TableLine, ...]
    rows: list[TableLine] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    bands: set[int] = field(default_factory=set)
    sum: TableLine | None = None
    stray: list[TableLine] = field(default_factory=list)

    @property
    def total(self) -> Decimal | None:
        """The printed total; None if there is none that can be read."""
        return self.columns.total if self.sum is None else _total(self.sum, self.columns)

    def follows(self, columns: Columns, row: TableLine | None) -> bool:
        """Whether a further heading, with this row below, only repeats the table's own on a new page."""
        if self.sum is not None or columns != self.columns or not self.rows:
            return False
        mine, other = (_number(each, columns) for each in (self.rows[-1], row))
        return mine is None or other is None or other >= mine


def tables_of(streams: Sequence[Stream]) -> tuple[PrintedTable, ...]:
    """Every table of a file, in order. Raises UnreadableError where there are more than any notice has."""
    tables = tuple(table for stream in streams for table in _in_stream(stream) if table.rows)
    rows = sum(len(table.rows) for table in tables)
    if len(tables) > _MOST_TABLES:
        raise too_large_error("表数", "tables", len(tables), _MOST_TABLES)
    if rows > _MOST_ROWS:
        raise too_large_error("表的行数", "rows of tables", rows, _MOST_ROWS)
    return tables


def prose_lines(streams: Sequence[Stream], tables: Sequence[PrintedTable]) -> tuple[TableLine, ...]:
    """The lines of a file that say something and are no rows of a table."""
    taken = {id(line) for table in tables for line in (table.heading, table.sum, *table.rows)}
    return tuple(line for stream in streams for line in stream if line.filled and id(line) not in taken)


def _in_stream(stream: Stream) -> list[PrintedTable]:
    lines = [line for line in stream if line.filled]
    found: list[PrintedTable] = []
    above: list[TableLine] = []
    for place, line in enumerate(lines):
        columns, table = columns_of(line), found[-1] if found else None
        if columns is not None:
            below = lines[place + 1] if place + 1 < len(lines) else None
            if table is None or _begins_table(above) or not table.follows(columns, below):
                found.append(PrintedTable(line, columns, tuple(above)))
            else:
                table.breaks.add(len(table.rows))
            above = []
        elif table is None:
            above.append(line)
        elif not table.rows and table.sum is None and is_lower(line):
            table.columns = columns_of(table.heading, line) or table.columns
        elif not _put(table, line):
            above.append(line)
    return found


def _put(table: PrintedTable, line: TableLine) -> bool:
    """Give a line to a table as a row or as its sum; False where it is none of it."""
    columns = table.columns
    alone = _is_alone(line, columns)
    if not line.is_row or table.sum is not None or (alone and not _is_band(line)):
        table.stray.append(line)
        return False
    if alone:
        table.bands.add(len(table.rows))
    if _is_sum(line, columns):
        table.sum = line
    else:
        table.rows.append(line)
    return True


def _is_band(line: TableLine) -> bool:
    """Whether a row of one cell names what the rows below belong to: `一、主动公开（40分）`."""
    text = clean_text(line.said)
    name = name_of(text)
    return len(text) <= _LONGEST_TITLE and (name.points is not None or not text.startswith(name.name))


def _is_alone(line: TableLine, columns: Columns) -> bool:
    """Whether a row is one cell at its beginning that is no part of a merged one above."""
    if len(line.filled) > 1 or any(cell.inside == "above" for cell in line.cells) or _is_sum(line, columns):
        return False
    starts = {columns.number, columns.names[0], 0}
    return line.cells.index(line.filled[0]) in starts


def _is_sum(line: TableLine, columns: Columns) -> bool:
    """Whether a row says what the whole table adds up to."""
    firsts = [line.at(column).content for column in (columns.number, *columns.names) if column is not None]
    firsts += [line.filled[0].content]
    return any(fold_name(text) in SUMS or _SUM.fullmatch(fold_name(text)) for text in firsts)


def is_subtotal(line: TableLine) -> bool:
    """Whether a row says what a part of the table adds up to."""
    return any(fold_name(cell.content) in SUBTOTALS for cell in line.filled)


def _total(line: TableLine, columns: Columns) -> Decimal | None:
    cells = [line.at(column).content for column in columns.maxes]
    found = next((points for text in cells if (points := points_of(text)) is not None), None)
    match = _SUM.fullmatch(fold_name(line.filled[0].content))
    return points_of(match[2]) if found is None and match else found


def _number(line: TableLine | None, columns: Columns) -> int | None:
    """The printed number of a row; None if it has none."""
    text = line.at(columns.number).content if line is not None and columns.number is not None else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else None


def _begins_table(above: Sequence[TableLine]) -> bool:
    """Whether lines between two pages begin another table."""
    return any(is_title(line) or fold_name(line.said).startswith(("附件", "附表")) for line in above)


def is_title(line: TableLine) -> bool:
    """Whether a line can be the title of a table."""
    text = name_of(line.said).name
    return len(line.filled) == 1 and len(text) <= _LONGEST_TITLE and text.endswith(_ENDS)
