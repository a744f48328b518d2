"""The rows of a ranking as elements of the page."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_points
from gkpg.reports.html.rows import Heading
from gkpg.reports.html.templates import render
from gkpg.reports.tables import ranking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from gkpg.base.text import Lang
    from gkpg.reports.group_view import GroupView
    from gkpg.reports.html.addresses import Addresses
    from gkpg.reports.table import Column, Table, Value

_FIGURES = {"number", "points"}


class Cell(NamedTuple):
    """A cell of a ranking: `kind` is its class, `name` where it is that of the unit; `href` leads to its view."""

    text: str
    kind: str
    href: str = ""


def ranking_rows(of: GroupView, places: Addresses) -> tuple[list[Heading], Iterator[Markup]]:
    """The headings of a ranking, and its rows."""
    table = ranking(of)
    headings = [_heading(column) for column in table.columns]
    named = next(at for at, column in enumerate(table.columns) if column.kind == "text")
    pairs = zip(of.units, table.rows, strict=True)
    return headings, (_row(of.lang, table, row, named, places.unit(unit.name)) for unit, row in pairs)


def _heading(column: Column) -> Heading:
    return Heading(column.heading, "n" if column.kind in _FIGURES else "", column.kind == "grade")


def _row(lang: Lang, table: Table, row: Sequence[Value], named: int, href: str) -> Markup:
    pairs = zip(table.columns, row, strict=True)
    cells = [Cell(_text(value, column, table.places), _kind(column)) for column, value in pairs]
    cells[named] = Cell(cells[named].text, "name", href)
    return render(lang, "ranking_row", row=cells)


def _kind(column: Column) -> str:
    return "n" if column.kind in _FIGURES else "words" if column.kind == "wide" else ""


def _text(value: Value, column: Column, places: int) -> str:
    """A value as it is shown: points with all their decimals."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.{places}f}" if column.kind == "points" else format_points(value)
    return str(value)
