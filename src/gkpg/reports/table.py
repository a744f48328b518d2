"""Tables: what a report shows, before it takes a format."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = str | int | Decimal | None
ColumnKind = Literal["text", "wide", "number", "points", "grade"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `width` is in characters; `points` are shown with the decimals of the table."""

    heading: str
    kind: ColumnKind = "text"
    width: float = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table with its footnotes. `name` is short enough for the tab of a sheet; None in a row is an empty cell.

    `rows` are made while they are gone through, which can be done once: nobody holds all of them.

    `count` is how many there are, None where nobody knows beforehand. `places` are the decimals of its points; `strong`
    is the number of columns that stay in sight.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Value, ...]]
    notes: tuple[str, ...] = ()
    places: int = 2
    strong: int = 0
    count: int | None = None
