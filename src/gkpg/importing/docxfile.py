"""Reading a Word document: its paragraphs and the rows of its tables, merged cells understood."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from gkpg.findings import Place
from gkpg.importing.lines import Cell, Line
from gkpg.workbooks.cells import UnreadableError, letters
from gkpg.workbooks.package import damaged, too_large
from gkpg.workbooks.strict import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.importing.lines import Stream
    from gkpg.workbooks.package import Package

#: How the name of the part begins that holds the text.
MAIN = "word/document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_WRAPPERS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_MOST_COLUMNS = 63  # what Word itself allows


def read_docx(package: Package, raw: bytes, file: str) -> tuple[Stream, ...]:
    """The lines of a document's body. Tables within cells are read as text. Raises UnreadableError."""
    parts = {name: package.part(name) for name in package.names()}  # no part of it is a bomb
    count = sum(data.count(b"tc>") for name, data in parts.items() if name.startswith(MAIN)) // 2
    if count > package.limits.cells:
        raise too_large("单元格数", "cells", count, package.limits.cells)
    from docx import Document  # noqa: PLC0415 - only where a document is read

    try:
        return (tuple(_lines(Document(io.BytesIO(raw)).element.body, file)),)
    except UnreadableError:
        raise
    except Exception:
        raise damaged() from None


def _lines(body: Any, file: str) -> Iterator[Line]:
    tables = 0
    for block in _blocks(body):
        if block.tag == f"{_W}tbl":
            tables += 1
            yield from _rows(block, file, f"表{tables}")
        else:
            place = Place(file)
            yield from (Line(place, (Cell(text, place),), is_row=False) for text in _text(block).split("\n"))


def _blocks(body: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body, those within content controls included."""
    return _within(body, {f"{_W}p", f"{_W}tbl"})


def _within(element: Any, wanted: set[str]) -> Iterator[Any]:
    """The children of an element that are wanted, whatever wraps them."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            waiting += reversed(child)


def _rows(table: Any, file: str, name: str) -> list[Line]:
    """The rows of a table, each with a cell for every column of its grid."""
    rows = [_cells(row, number, file, name) for number, row in enumerate(_within(table, {f"{_W}tr"}), 1)]
    below: dict[int, int] = {}
    lines: list[Line] = []
    for cells in reversed(rows):  # so that a merged cell knows how many rows continue it
        heights = {column: 1 + below.get(column, 0) for column, cell in enumerate(cells)}
        below = {column: heights[column] for column, cell in enumerate(cells) if cell.inside == "above"}
        done = [Cell(cell.text, cell.place, heights[column], cell.inside) for column, cell in enumerate(cells)]
        lines.append(Line(Place(file, sheet=name, cell=f"A{len(rows) - len(lines)}"), tuple(done), is_row=True))
    return lines[::-1]


def _cells(row: Any, number: int, file: str, name: str) -> list[Cell]:
    cells: list[Cell] = []

    def put(text: str, inside: Any = None) -> None:
        if len(cells) < _MOST_COLUMNS:
            place = Place(file, sheet=name, cell=f"{letters(len(cells) + 1)}{number}")
            cells.append(Cell(text, place, 1, inside))

    for _ in range(min(row.grid_before, _MOST_COLUMNS)):
        put("")
    for cell in _within(row, {f"{_W}tc"}):
        is_above = cell.vMerge == "continue"
        put("" if is_above else _text(cell), "above" if is_above else None)
        for _ in range(1, min(cell.grid_span, _MOST_COLUMNS)):
            put("", "above" if is_above else "left")
    return cells


def _text(element: Any) -> str:
    """The text of a paragraph or cell as it prints: what was deleted under tracked changes is none."""
    pieces: list[str] = []
    for each in element.iter():
        if each.tag == f"{_W}t" and not any(above.tag == _FALLBACK for above in each.iterancestors()):
            pieces.append(each.text or "")
        elif each.tag in _BREAKS and each.getparent().tag == f"{_W}r":
            pieces.append(_BREAKS[each.tag])
        elif each.tag == f"{_W}p" and pieces:
            pieces.append("\n")
    text = "".join(pieces)
    if len(text) > LONGEST_TEXT:
        raise too_large("一段的字数", "characters in a paragraph", len(text), LONGEST_TEXT)
    return text
