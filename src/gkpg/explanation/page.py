"""A page: an explanation as people read it, in sections of tables and indented lines, whatever the format."""

from __future__ import annotations

from typing import NamedTuple

#: A cell of a spreadsheet holds no more, so no reason is cut.
LONGEST_TOLD = 40_000


class Line(NamedTuple):
    """A sentence, so many steps to the right."""

    depth: int
    text: str


class Column(NamedTuple):
    """A column of a table; figures are flush right."""

    name: str
    is_figure: bool = False


class Row(NamedTuple):
    """A row of a table, with the lines that belong to it alone."""

    cells: tuple[str, ...]
    details: tuple[str, ...] = ()


class Grid(NamedTuple):
    """A table."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Section(NamedTuple):
    """What stands below one heading: a table, lines, or both."""

    title: str
    grid: Grid | None = None
    lines: tuple[Line, ...] = ()


class Page(NamedTuple):
    """The answer in one line, then what bears it out."""

    headline: str
    sections: tuple[Section, ...]
