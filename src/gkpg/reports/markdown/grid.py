"""A table of the Markdown report: cells are texts, numbers or nothing, and none of them is markup."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.markdown import escape_markdown, grid_lines
from gkpg.base.text import LONGEST_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Cell = str | int | Decimal | None


class Column(NamedTuple):
    """A column; figures are flush right."""

    name: str
    is_figure: bool = False


def render_grid(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a table; None is a dash."""
    headings = [_plain(column.name) for column in columns]
    yield from grid_lines(headings, (list(map(_plain, row)) for row in rows), [each.is_figure for each in columns])


def _plain(cell: Cell) -> str:
    return "—" if cell is None else escape_markdown(str(cell), LONGEST_SENTENCE)
