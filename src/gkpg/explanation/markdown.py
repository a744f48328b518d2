"""An explanation as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.base.markdown import escape_markdown
from gkpg.base.wrapping import without_marks
from gkpg.explanation.page import LONGEST_TOLD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.explanation.page import Grid, Page

#: What would begin a list, or a heading below a line.
_BEGINS = re.compile(r"^(\d+)([.)])(?=\s)|^([-+=])(?=\s|$)")


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
            yield f"{'  ' * line.depth}- {_item(line.text)}"


def _table(grid: Grid) -> Iterator[str]:
    """A table; the lines that belong to a row stand in its last cell of words."""
    words = max(place for place, column in enumerate(grid.columns) if not column.is_figure)
    yield f"| {' | '.join(_plain(column.name) for column in grid.columns)} |"
    yield f"| {' | '.join('---:' if column.is_figure else '---' for column in grid.columns)} |"
    for row in grid.rows:
        cells = [_plain(cell) for cell in row.cells]
        cells[words] = "<br>".join([cells[words], *map(_plain, row.details)])
        yield f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Text from outside, in which nothing is markup."""
    return escape_markdown(without_marks(text), LONGEST_TOLD)


def _item(text: str) -> str:
    """The same as an entry of a list, which begins none of its own."""
    return _BEGINS.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", _plain(text))
