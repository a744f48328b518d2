"""An explanation as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.markdown import escape_line, escape_markdown, grid_lines
from gkpg.base.wrapping import without_marks
from gkpg.explanation.page import LONGEST_TOLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.explanation.page import Grid, Page


def render_markdown(page: Page) -> str:
    """A page as Markdown; it ends with a line break."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield f"# {_plain(page.headline)}"
    for section in page.sections:
        yield ""
        yield f"## {_plain(section.title)}"
        yield ""
        if section.grid is not None:
            yield from _table(section.grid)
        for line in section.lines:
            yield f"{'  ' * line.depth}- {escape_line(without_marks(line.text), LONGEST_TOLD)}"


def _table(grid: Grid) -> Iterator[str]:
    """A table; the lines that belong to a row stand in its last cell of words."""
    words = max(place for place, column in enumerate(grid.columns) if not column.is_figure)
    rows = (list(map(_plain, row.cells)) for row in grid.rows)
    whole = (
        [*cells[:words], "<br>".join([cells[words], *map(_plain, row.details)]), *cells[words + 1 :]]
        for cells, row in zip(rows, grid.rows, strict=True)
    )
    headings = [_plain(column.name) for column in grid.columns]
    yield from grid_lines(headings, whole, [column.is_figure for column in grid.columns])


def _plain(text: str) -> str:
    """Text from outside, in which nothing is markup."""
    return escape_markdown(without_marks(text), LONGEST_TOLD)
