"""The layout: blocks become a Word document, sealed, the same bytes each time."""

from __future__ import annotations

import zipfile
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from gkpg.reports.docx import page
from gkpg.reports.docx.blocks import Paragraph
from gkpg.reports.docx.frame import DOCUMENT, render_frame, render_properties, render_section
from gkpg.reports.docx.markup import element, part, text
from gkpg.reports.docx.styles import style_id
from gkpg.reports.package_seal import add_properties
from gkpg.workbooks.written_parts import undated_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from gkpg.base.text import Lang
    from gkpg.reports.docx.blocks import Block, Column, Table
    from gkpg.reports.docx.styles import StyleName

#: A table of so many rows is not cut; of a longer one so many at least stand below the headings.
_WHOLE, _KEPT = 12, 2
_HERE = "here"


def lay_out(title: str, blocks: Iterable[Block], lang: Lang, out: BinaryIO) -> None:
    """Write a document of blocks, whose texts are safe to show on one line."""
    before, after = part("document", element("body", _HERE, render_section())).split(_HERE)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in render_frame(lang).items():
            package.writestr(undated_entry(name), content)
        with package.open(undated_entry(DOCUMENT), "w") as written:
            written.write(before.encode())
            for block in blocks:
                for piece in _pieces(block):
                    written.write(piece.encode())
            written.write(after.encode())
        add_properties(package, render_properties(title, lang))


def _pieces(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        indent = element("ind", right=page.indent_of(block.right)) if block.right else ""
        keeps = element("keepNext") if block.keeps_next else ""
        starts = element("pageBreakBefore") if block.starts_page else ""
        yield element("p", _inside(block.style, block.lines, keeps + starts, indent))
    else:
        yield from _table(block)


def _inside(style: StyleName, lines: Sequence[str], before: str = "", after: str = "") -> str:
    """The properties of a paragraph and its text."""
    said = "<w:br/>".join(text(line) for line in lines if line)
    return _marks(style, before, after) + (f"<w:r>{said}</w:r>" if said else "")


@cache
def _marks(style: StyleName, before: str, after: str) -> str:
    """The properties of a paragraph; there are few that differ."""
    return element("pPr", element("pStyle", val=style_id(style)), before, after)


def _table(block: Table) -> Iterator[str]:
    """A table, row by row; none is cut in two."""
    widths, styles = _widths(block.columns), [column.style for column in block.columns]
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    marks = element(
        "tblPr",
        element("tblStyle", val="TableGrid"),
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
    )
    yield f"<w:tbl>{marks}{grid}"
    heads: list[StyleName] = ["Table Head"] * len(widths)
    yield _row(heads, [column.heading for column in block.columns], widths, element("tblHeader"), keeps_next=True)
    count = len(block.rows)
    begin, end = (count - 1, count - 1) if count <= _WHOLE else (_KEPT, count - _KEPT)
    for number, row in enumerate(block.rows):
        keeps = number < begin or (block.keeps_next and number >= end)
        yield _row(styles, row, widths, keeps_next=keeps)
    yield "</w:tbl>"


def _row(
    styles: Sequence[StyleName], row: Sequence[str], widths: Sequence[int], mark: str = "", *, keeps_next: bool = False
) -> str:
    """A row. One that keeps the next does not stand alone at the foot of a page."""
    keeps = element("keepNext") if keeps_next else ""
    cells = (
        f"<w:tc>{_cell_marks(width)}<w:p>{_inside(style, (said,), keeps)}</w:p></w:tc>"
        for style, said, width in zip(styles, row, widths, strict=True)
    )
    return f"<w:tr>{_row_marks(mark)}{''.join(cells)}</w:tr>"


@cache
def _cell_marks(width: int) -> str:
    return element("tcPr", element("tcW", w=width, type="dxa"), element("vAlign", val="center"))


@cache
def _row_marks(mark: str) -> str:
    return element("trPr", element("cantSplit"), element("trHeight", val=page.ROW, hRule="atLeast"), mark)


def _widths(columns: Sequence[Column]) -> list[int]:
    """The widths of columns, by their shares of the width of the text."""
    ends = [0, *accumulate(column.share for column in columns)]
    return [page.TEXT_WIDTH * end // ends[-1] - page.TEXT_WIDTH * start // ends[-1] for start, end in pairwise(ends)]
