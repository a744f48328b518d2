"""A table of open data: its columns, and its rows, which are made while they are gone through."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from gkpg.reports.csv import keep_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gkpg.base.text import Lang, Text
    from gkpg.reports.data.column import DataColumn
    from gkpg.reports.disclosure import Disclosure, Topic
    from gkpg.reports.report import Report

#: A value of a cell; None for what there is none of.
DataValue = str | int | bool | None


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table. `key` are the columns that tell its rows apart, empty where rows may be alike.

    `refers` has the tables that its rows belong to, each with the columns that say to which row. `topic` is what all of
    it tells not everybody.
    """

    name: str
    title: Text
    about: Text
    columns: tuple[DataColumn, ...]
    rows: Callable[[Report], Iterable[tuple[DataValue, ...]]]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    topic: Topic | None = None

    def shown(self, disclosure: Disclosure) -> tuple[DataColumn, ...]:
        """The columns of which nothing is withheld."""
        return tuple(column for column in self.columns if disclosure.shows(column.topic))

    def render(self, report: Report, headings: Lang) -> bytes:
        """The table as csv: UTF-8 with a mark, in which nothing becomes a formula, a date or another number."""
        columns = self.shown(report.disclosure)
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([column.heading(headings) for column in columns])
        writer.writerows(self._lines(report, columns))
        return codecs.BOM_UTF8 + out.getvalue().encode(errors="replace")

    def _lines(self, report: Report, columns: tuple[DataColumn, ...]) -> Iterator[list[str]]:
        is_shown = [column in columns for column in self.columns]
        for row in self.rows(report):
            cells = compress(row, is_shown)
            yield [keep_safe(_text(cell), is_figure=col.is_figure) for cell, col in zip(cells, columns, strict=True)]


def _text(value: DataValue) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return "" if value is None else str(value)
