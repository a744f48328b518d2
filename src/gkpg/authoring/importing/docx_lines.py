"""The lines of a Word document: its paragraphs, the rows of its tables with merged cells understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from gkpg.authoring.importing.table_lines import TableCell, TableLine
from gkpg.findings.place import Place
from gkpg.workbooks.cells import letters
from gkpg.workbooks.package import damaged_error, too_large_error
from gkpg.workbooks.strict import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from gkpg.authoring.importing.table_lines import Stream
    from gkpg.workbooks.package import Package

#: How the name of the part begins that holds the text.
MAIN = "word/document"
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
#: What does not print: text that was deleted or moved away, and what older programs show in place of a drawing.
_UNSEEN = {"del", "moveFrom", "Fallback"}
_MOST_COLUMNS = 63  # what Word itself allows


def read_docx_lines(package: Package, file: str) -> tuple[Stream, ...]:
    """The lines of a document's body. Tables within cells are read as text. Raises UnreadableError."""
    parts = {name: package.part(name) for name in package.names()}  # no part of it is a bomb
    main = next(iter(sorted(name for name in parts if name.startswith(MAIN) and name.endswith(".xml"))), "")
    count = parts.get(main, b"").count(b"tc>") // 2
    if count > package.limits.cells:
        raise too_large_error("单元格数", "cells", count, package.limits.cells)
    try:
        document = _parse_part(parts.get(main, b""))
    except (ParseError, ValueError, LookupError):
        raise damaged_error() from None
    body = next((each for each in document if _name(each) == "body"), None)
    if body is None:
        raise damaged_error()
    return (tuple(_lines(body, file)),)


def _parse_part(data: bytes) -> Element:
    """The root of a part. Raises ParseError or ValueError; a document type, by which XML bombs are made, is one."""
    from xml.etree.ElementTree import TreeBuilder, XMLParser  # noqa: PLC0415 - documents with types are refused

    class Builder(TreeBuilder):
        """Refuses document types."""

        def doctype(self, *_: object) -> None:
            """Such a declaration is in no document that a program wrote."""
            raise ValueError

    parser = XMLParser(target=Builder())  # noqa: S314
    parser.feed(data)
    root: Element = parser.close()
    return root


def _name(element: Element) -> str:
    """The name of an element, whichever of the two namespaces of Word it is in."""
    return element.tag.rpartition("}")[2]


def _lines(body: Element, file: str) -> Iterator[TableLine]:
    tables = 0
    for block in _within(body, {"p", "tbl"}):
        if _name(block) == "tbl":
            tables += 1
            yield from _rows(block, file, f"表{tables}")
        else:
            place = Place(file)
            yield from (TableLine(place, (TableCell(text, place),), is_row=False) for text in _text(block).split("\n"))


def _within(element: Element, wanted: set[str]) -> Iterator[Element]:
    """The children of an element that are wanted, whatever wraps them."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if _name(child) in wanted:
            yield child
        elif _name(child) in _WRAPPERS:
            waiting += reversed(child)


def _rows(table: Element, file: str, name: str) -> list[TableLine]:
    """The rows of a table, each with a cell for every column of its grid."""
    rows = [_cells(row, number, file, name) for number, row in enumerate(_within(table, {"tr"}), 1)]
    below: dict[int, int] = {}
    lines: list[TableLine] = []
    for cells in reversed(rows):  # so that a merged cell knows how many rows continue it
        heights = {column: 1 + below.get(column, 0) for column, cell in enumerate(cells)}
        below = {column: heights[column] for column, cell in enumerate(cells) if cell.inside == "above"}
        done = [TableCell(cell.text, cell.place, heights[column], cell.inside) for column, cell in enumerate(cells)]
        lines.append(TableLine(Place(file, sheet=name, cell=f"A{len(rows) - len(lines)}"), tuple(done), is_row=True))
    return lines[::-1]


def _cells(row: Element, number: int, file: str, name: str) -> list[TableCell]:
    cells: list[TableCell] = []

    def put(text: str, inside: Any = None) -> None:
        if len(cells) < _MOST_COLUMNS:
            place = Place(file, sheet=name, cell=f"{letters(len(cells) + 1)}{number}")
            cells.append(TableCell(text, place, 1, inside))

    for _ in range(_number(row, "trPr", "gridBefore", 0)):
        put("")
    for cell in _within(row, {"tc"}):
        is_above = _property(cell, "tcPr", "vMerge", "continue") == "continue"
        put("" if is_above else _text(cell), "above" if is_above else None)
        for _ in range(1, _number(cell, "tcPr", "gridSpan", 1)):
            put("", "above" if is_above else "left")
    return cells


def _property(element: Element, group: str, name: str, unsaid: str = "") -> str | None:
    """What a property of a row or cell says, `unsaid` where it says nothing; None where it is not there."""
    groups = (each for each in element if _name(each) == group)
    found = next((each for properties in groups for each in properties if _name(each) == name), None)
    if found is None:
        return None
    return next((value for key, value in found.items() if key.rpartition("}")[2] == "val"), unsaid)


def _number(element: Element, group: str, name: str, otherwise: int) -> int:
    """A property that is a number of columns."""
    text = _property(element, group, name)
    return min(int(text[:9]), _MOST_COLUMNS) if text and text.isascii() and text.isdecimal() else otherwise


def _text(element: Element) -> str:
    """The text of a paragraph or cell as it prints."""
    pieces: list[str] = []
    for each, above in _printed_elements(element):
        name = _name(each)
        if name == "t":
            pieces.append(each.text or "")
        elif name in _BREAKS and above == "r":
            pieces.append(_BREAKS[name])
        elif name == "p" and pieces:
            pieces.append("\n")
    text = "".join(pieces)
    if len(text) > LONGEST_TEXT:
        raise too_large_error("一段的字数", "characters in a paragraph", len(text), LONGEST_TEXT)
    return text


def _printed_elements(element: Element) -> Iterator[tuple[Element, str]]:
    """An element and all within it that prints, in order, each with the name of what is around it."""
    waiting = [(element, "")]
    while waiting:
        each, above = waiting.pop()
        yield each, above
        name = _name(each)
        waiting += [(child, name) for child in reversed(each) if _name(child) not in _UNSEEN]
