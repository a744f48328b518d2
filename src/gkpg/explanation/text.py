"""An explanation as plain text that fits a terminal, or a pipe."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gkpg.base.text_table import lay_out
from gkpg.base.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.explanation.page import Grid, Page

#: So many columns, in which Chinese characters take two.
_WIDTH = 80
_INDENT = "  "
#: A column of words is no wider.
_WIDEST = 34
_wrap = partial(wrap, width=_WIDTH)


def render_text(page: Page) -> str:
    """A page as text; it ends with a line break."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield from _wrap(page.headline)
    for section in page.sections:
        yield ""
        yield section.title
        if section.grid is not None:
            yield from _table(section.grid)
        for line in section.lines:
            indent = _INDENT * (min(line.depth, 12) + 1)
            yield from _wrap(line.text, first=indent, others=indent + _INDENT)


def _table(grid: Grid) -> Iterator[str]:
    """A table, with the lines that belong to a row below it."""
    rows = [[column.name for column in grid.columns], *(row.cells for row in grid.rows)]
    figures = [column.is_figure for column in grid.columns]
    table = lay_out(rows, figures, _WIDTH - len(_INDENT), _WIDEST)
    details = ((), *(row.details for row in grid.rows))
    for lines, below in zip(table.lines(), details, strict=True):
        yield from (f"{_INDENT}{line}".rstrip() for line in lines)
        for detail in below:
            yield from _wrap(detail, first=_INDENT * 3, others=_INDENT * 4)
