"""Tables: what a report shows, before it takes a format."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

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

    `places` are the decimals of its points; `strong` is the number of columns that stay in sight.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    places: int = 2
    strong: int = 0
