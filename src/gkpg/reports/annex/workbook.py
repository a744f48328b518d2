"""The Excel report: a sheet a table, ready to read, to filter or to print."""

from __future__ import annotations

import re
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gkpg.reports.annex.frame import CATEGORY, HEAD, FramedSheet, render_frame
from gkpg.reports.annex.rows import RowWriter
from gkpg.reports.grade_colours import grade_colours
from gkpg.reports.package_seal import add_properties, is_of_category, is_sealed
from gkpg.reports.tables import all_tables
from gkpg.workbooks.tab_names import TabNames
from gkpg.workbooks.written_parts import CORE, undated_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from gkpg.reports.report import Report
    from gkpg.reports.table import Table, Value

#: A worksheet ends here; a part of a package that is larger than 2 GiB would need another form.
_MOST_ROWS, _MOST_CHARACTERS = 1_048_576, 600_000_000
#: XlsxWriter counts the rows that it wrote.
_DIMENSION = re.compile(r"<dimension [^>]*/>")
_BATCH = 500


def write(report: Report, out: BinaryIO) -> None:
    """Write a workbook with all tables of a report."""
    write_tables(all_tables(report), grade_colours(report.results.round, report.lang), out)


def is_own_report(path: Path) -> bool:
    """Whether a file is an Excel report that gkpg wrote."""
    return is_of_category(path, CATEGORY)


def is_as_written(path: Path) -> bool:
    """Whether a report is just as gkpg wrote it."""
    return is_sealed(path)


def write_tables(
    tables: Iterable[Table], colours: Mapping[str, str], out: BinaryIO, most_rows: int = _MOST_ROWS
) -> None:
    """Write a workbook with a worksheet for each table, and further ones where it has more rows than one holds."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        frame = _Worksheets(package, tables, colours, most_rows).write()
        for name in sorted({*frame.namelist()} - {*package.namelist(), CORE}):
            package.writestr(undated_entry(name), frame.read(name))
        add_properties(package, frame.read(CORE))


class _Worksheets:
    """Writes the worksheets into a package, rows as they come. The frame is made anew where it was wrong about rows."""

    def __init__(
        self, package: zipfile.ZipFile, tables: Iterable[Table], colours: Mapping[str, str], most_rows: int
    ) -> None:
        self._package, self._colours, self._most_rows = package, colours, most_rows
        self._tabs = TabNames()
        self._sheets = [self._plan(table, table.count) for table in tables]
        self._frame = render_frame(self._sheets, colours)

    def write(self) -> zipfile.ZipFile:
        """Write them all; gives the frame around them."""
        number = 0
        while number < len(self._sheets):
            table = self._sheets[number].table
            rows, is_first = _Waiting(table.rows), True
            while rows or is_first:
                if not is_first:
                    self._sheets.insert(number, self._plan(table, None))
                    self._frame = render_frame(self._sheets, self._colours)
                self._write_one(number, rows)
                number, is_first = number + 1, False
        return self._frame

    def _plan(self, table: Table, count: int | None) -> FramedSheet:
        return FramedSheet(self._tabs.of(table.name), table, 1 if count is None else min(count, self._room(table)))

    def _room(self, table: Table) -> int:
        """How many rows of a table a worksheet has room for, with headings above and notes below."""
        return self._most_rows - HEAD - 1 - len(table.notes)

    def _write_one(self, number: int, rows: _Waiting) -> None:
        """Write a worksheet, by its number from 0, with as many rows as it has room for."""
        sheet = self._sheets[number]
        cut = self._cut(number)
        written = RowWriter(sheet.table.columns, cut.framed_row).write(rows.take(self._room(sheet.table)))
        with self._package.open(undated_entry(_part(number)), "w") as part:
            part.write(cut.before.encode())
            count = size = 0
            while size < _MOST_CHARACTERS and (batch := list(islice(written, _BATCH))):
                text = "".join(batch)
                part.write(text.encode())
                count, size = count + len(batch), size + len(text)
            if count != sheet.rows:
                self._sheets[number] = sheet._replace(rows=count)
                self._frame = render_frame(self._sheets, self._colours)
            part.write(self._cut(number).after.encode())

    def _cut(self, number: int) -> _Cut:
        """The part of a worksheet in the frame, cut where its rows go."""
        text = _DIMENSION.sub("", self._frame.read(_part(number)).decode())
        end = text.find(f'<row r="{HEAD + self._sheets[number].rows + 2}"')
        end = text.index("</sheetData>") if end < 0 else end
        begin = text.index(f'<row r="{HEAD + 1}"')
        return _Cut(text[:begin], text[begin:end], text[end:])


class _Cut(NamedTuple):
    """A worksheet: what stands before its rows, the row that the frame has in their place, what stands behind them."""

    before: str
    framed_row: str
    after: str


class _Waiting:
    """Rows that are still to be written: true while there are any."""

    def __init__(self, rows: Iterable[Sequence[Value]]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    def __bool__(self) -> bool:
        return self._next is not None

    def take(self, most: int) -> Iterator[Sequence[Value]]:
        """The next rows, so many at most."""
        for _ in range(most):
            if self._next is None:
                return
            row, self._next = self._next, next(self._rows, None)
            yield row


def _part(number: int) -> str:
    return f"xl/worksheets/sheet{number + 1}.xml"
