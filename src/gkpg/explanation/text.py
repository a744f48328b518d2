"""An explanation as plain text that fits a terminal, or a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.explanation.page import Grid, Page

#: So many columns, in which Chinese characters take two.
_WIDTH = 80
_INDENT = "  "
#: A column of words is no wider.
_WIDEST = 34
#: Nor narrower, where a table would not fit otherwise.
_NARROWEST = 10
#: Before these no line may begin.
_CLOSING = frozenset("，。；：、！？）”〕》】,.;:!?)]}…-")
_OPENING = frozenset("（“〔《【([")


def render_text(page: Page) -> str:
    """A page as text; it ends with a line break."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    yield from wrap(page.headline, "", "")
    for section in page.sections:
        yield ""
        yield section.title
        if section.grid is not None:
            yield from _table(section.grid)
        for line in section.lines:
            indent = _INDENT * (min(line.depth, 12) + 1)
            yield from wrap(line.text, indent, indent + _INDENT)


def _table(grid: Grid) -> Iterator[str]:
    """A table, with the lines that belong to a row below it."""
    figures = [column.is_figure for column in grid.columns]
    cells = [[column.name for column in grid.columns], *(row.cells for row in grid.rows)]
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    widths = _fit(widths, figures)
    yield from _row(cells[0], widths, figures)
    for row in grid.rows:
        yield from _row(row.cells, widths, figures)
        for detail in row.details:
            yield from wrap(detail, _INDENT * 3, _INDENT * 4)


def _fit(widths: Sequence[int], figures: Sequence[bool]) -> list[int]:
    """The widths of columns that fit together: words give way first, then figures such as long fractions."""
    room = _WIDTH - len(_INDENT) * len(widths)
    fitted = [width if is_figure else min(width, _WIDEST) for width, is_figure in zip(widths, figures, strict=True)]
    for least, gives_way in ((_NARROWEST, False), (_NARROWEST, True)):
        for place, is_figure in enumerate(figures):
            over = sum(fitted) - room
            if is_figure is gives_way and over > 0:
                fitted[place] = min(fitted[place], max(least, fitted[place] - over))
    return fitted


def _row(cells: Sequence[str], widths: Sequence[int], figures: Sequence[bool]) -> Iterator[str]:
    """A row; cells that are too long go on in the next line."""
    pieces = [list(_fold(cell, width)) or [""] for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, pieces))):
        shown = [each[number] if number < len(each) else "" for each in pieces]
        padded = (_pad(*each) for each in zip(shown, widths, figures, strict=True))
        yield (_INDENT + _INDENT.join(padded)).rstrip()


def _pad(cell: str, width: int, is_figure: bool) -> str:
    space = " " * (width - display_width(cell))
    return f"{space}{cell}" if is_figure else f"{cell}{space}"


def wrap(text: str, first: str, others: str) -> Iterator[str]:
    """A sentence in lines of no more than the width; nothing of it is lost, long words are parted."""
    indent = first
    for line in _fold(text, _WIDTH - display_width(others)):
        yield f"{indent}{line}".rstrip()
        indent = others


def _fold(text: str, width: int) -> Iterator[str]:
    """A text in pieces of no more than a width, parted between words, or anywhere between Chinese characters."""
    if display_width(text) <= width:
        if text.strip():
            yield text.rstrip()
        return
    line, used = "", 0
    for word in _words(text):
        size = display_width(word)
        if used + size > width and line.strip():
            yield line.rstrip()
            line, used = "", 0
            word = word.lstrip()  # noqa: PLW2901 - the same word
            size = display_width(word)
        for character in word if size > width else (word,):
            more = display_width(character)
            if used + more > width and line:
                yield line
                line, used = "", 0
            line, used = line + character, used + more
    if line.strip():
        yield line.rstrip()


def _words(text: str) -> Iterator[str]:
    """The pieces that a line may be parted between."""
    word = ""
    for character in text:
        is_wide = display_width(character) > 1
        joins = not word or character in _CLOSING or word[-1] in _OPENING
        if not joins and (is_wide or display_width(word[-1]) > 1 or (word[-1] == " " and character != " ")):
            yield word
            word = ""
        word += character
    if word:
        yield word
