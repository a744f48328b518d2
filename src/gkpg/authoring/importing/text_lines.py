"""The lines of a text file: a row of a table is a line with tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.authoring.importing.table_lines import TableCell, TableLine
from gkpg.base.text import Text
from gkpg.findings.place import Place
from gkpg.workbooks.encodings import decode
from gkpg.workbooks.package import damaged_error, too_large_error
from gkpg.workbooks.strict import LONGEST_TEXT

if TYPE_CHECKING:
    from gkpg.authoring.importing.table_lines import Stream
    from gkpg.workbooks.limits import Limits

#: No printed table has more lines; a text without any would take long to look through.
_MOST_LINES = 100_000


def read_text_lines(raw: bytes, file: str, limits: Limits) -> tuple[Stream, ...]:
    """The lines of a text. Raises UnreadableError."""
    if not raw.strip():
        raise damaged_error(Text("空文件", "an empty file"))
    lines = decode(raw).splitlines()
    if len(lines) > _MOST_LINES:
        raise too_large_error("行数", "lines", len(lines), _MOST_LINES)
    if (longest := max(map(len, lines), default=0)) > LONGEST_TEXT:
        raise too_large_error("一行的字数", "characters in a line", longest, LONGEST_TEXT)
    if (count := sum(line.count("\t") for line in lines)) > limits.cells:
        raise too_large_error("单元格数", "cells", count, limits.cells)
    return (tuple(_line(text, Place(file, number, 1)) for number, text in enumerate(lines, 1)),)


def _line(text: str, place: Place) -> TableLine:
    """A line, each cell of it placed where its text begins."""
    cells, at = [], 1
    for piece in text.split("\t"):
        begin = at + len(piece) - len(piece.lstrip())
        cells.append(TableCell(piece, Place(place.file, place.line, begin)))
        at += len(piece) + 1
    return TableLine(place, tuple(cells), is_row=len(cells) > 1)
