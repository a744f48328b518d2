"""Blocks: what a document is made of, one below the other, before it is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.reports.docx.styles import StyleName


class Paragraph(NamedTuple):
    """A paragraph in a style, as lines that are broken where the text says. `right` is its indent, in characters.

    One that keeps the next is on the same page as what follows.
    """

    style: StyleName
    lines: tuple[str, ...] = ("",)
    right: float = 0
    starts_page: bool = False
    keeps_next: bool = False


class Column(NamedTuple):
    """A column of a table: its heading, its share of the width, how its cells are set."""

    heading: str
    share: int
    style: StyleName = "Table Text"


class Table(NamedTuple):
    """A table as wide as the text, whose headings stand on every page. Its end may keep what follows on its page."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    keeps_next: bool = False


Block = Paragraph | Table
#: An empty line of the text.
BLANK = Paragraph("Body")
#: What stands behind a table at the end, which Word asks for; next to nothing, so that it begins no page.
END = Paragraph("End")


def paragraph(style: StyleName, text: str) -> Paragraph:
    """A paragraph of one text."""
    return Paragraph(style, (text,))
