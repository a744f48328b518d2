"""The strict pass over a sheet's XML: every element, by expat. Slower than the fast one, whose judge it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.base.unseen import is_blank
from gkpg.workbooks.cells import LAST_COLUMN, LAST_ROW, Cell, CellKind, Marks, in_rows, place_of
from gkpg.workbooks.markup import scan
from gkpg.workbooks.package import DAMAGED, damaged_error, too_large_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.workbooks.markup import Attributes
    from gkpg.workbooks.styles import Styles

#: What a spreadsheet itself allows in a cell, in characters.
LONGEST_TEXT = 32_767

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_YES = {"1", "true", "on"}


class SheetScan:
    """One pass over a sheet: its cells that are not blank, by place, and its marks."""

    def __init__(self, data: bytes, styles: Styles, strings: Sequence[str], most_cells: int) -> None:
        self._styles, self._strings, self._most = styles, strings, most_cells
        self._cells: list[Cell] = []
        self._row = self._column = self._count = self._depth = self._phonetic = 0
        self._in_rows = False
        #: How many blocks of rows there are; in a sheet one.
        self.blocks = 0
        self._cell: Attributes | None = None
        self._pieces: dict[str, list[str]] = {}
        self._into: list[str] | None = None
        self._hidden: set[int] = set()
        self._columns: list[range] = []
        self._filtered = self._locked = self._filters = False
        self._merged: list[str] = []
        scan(data, self._start, self._end, self._text)
        try:
            self.rows = in_rows(self._cells)
        except ValueError:
            raise damaged_error(Text("单元格重复", "a cell stands twice")) from None

    @property
    def marks(self) -> Marks:
        """What else the sheet says."""
        hidden = frozenset(self._hidden & self.rows.keys())
        return Marks(hidden, tuple(self._columns), self._filtered, self._locked, tuple(self._merged))

    def _start(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if not self._in_rows:
            self._around(tag, attributes)
        elif tag == "c":
            self._cell = attributes
            self._pieces = {}
            self._place(attributes.get("r"))
        elif tag in {"v", "f", "t"} and self._cell is not None and not self._phonetic:
            self._into = self._pieces.setdefault(tag, [])
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if attributes.get("hidden", "0") in _YES:
                self._hidden.add(self._row)
        elif tag == "rPh":
            self._phonetic += 1

    def _around(self, tag: str, attributes: Attributes) -> None:
        """What stands before and after the rows."""
        if tag == "sheetData" and self._depth == 2:
            self._in_rows = True
            self.blocks += 1
        elif tag == "col" and attributes.get("hidden", "0") in _YES:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self._columns.append(range(max(1, first), min(last, LAST_COLUMN) + 1))
        elif tag == "sheetProtection":
            self._locked = attributes.get("sheet", "0") in _YES
        elif tag == "mergeCell":
            self._merged.append(attributes.get("ref", ""))
        elif tag == "autoFilter":
            self._filters = True
        elif tag == "filterColumn" and self._filters:
            self._filtered = True

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if tag in {"v", "f", "t"}:
            self._into = None
        elif tag == "rPh":
            self._phonetic = max(0, self._phonetic - 1)  # those outside of rows were not counted
        elif tag == "c" and self._cell is not None:
            self._finish(self._cell)
            self._cell = None
        elif tag == "sheetData":
            self._in_rows = self._in_rows and self._depth > 1
        elif tag == "autoFilter":
            self._filters = False

    def _text(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def _place(self, address: str | None) -> None:
        """Move to a cell's own address, or one to the right where the file does not give it."""
        if address is None:
            self._column += 1
        else:
            self._row, self._column = row_and_column(address)
        if not (1 <= self._row <= LAST_ROW and 1 <= self._column <= LAST_COLUMN):
            raise damaged_error()
        self._count += 1
        if self._count > self._most:
            raise too_large_error("单元格数", "cells", self._count, self._most)

    def _finish(self, attributes: Attributes) -> None:
        value = "".join(self._pieces["v"]) if "v" in self._pieces else None
        formula = "".join(self._pieces["f"]) if "f" in self._pieces else None
        inline = "".join(self._pieces.get("t", ()))
        place = place_of(self._row, self._column)
        stored_as, style = attributes.get("t", "n"), attributes.get("s", "")
        if stored_as == "s" and value and value.strip():
            value = self._strings[parse_index(value)]
        cell = cell_of(place, stored_as, style, (value, formula, inline), self._styles)
        if cell is not None:
            self._cells.append(cell)


def cell_of(
    place: int, stored_as: str, style: str, texts: tuple[str | None, str | None, str], styles: Styles
) -> Cell | None:
    """The cell that a `c` element is; None for a blank. Raises ValueError and IndexError for numbers that cannot be.

    `texts` are its value (that which it shares with others looked up, None where it has none), its formula (None where
    it has none) and its inline text.
    """
    value, formula, inline = texts
    formula = formula and formula[:LONGEST_TEXT]
    if formula is not None and not value and not (stored_as == "str" and value is not None):
        return Cell(place, CellKind.UNCALCULATED, formula, formula)
    text = (unescape(inline) if stored_as == "inlineStr" else value or "")[:LONGEST_TEXT]
    if is_blank(text):
        return None
    if stored_as in {"s", "str", "inlineStr"}:
        return Cell(place, CellKind.TEXT, text, formula)
    if stored_as in {"b", "e", "d"}:
        return Cell(place, {"b": CellKind.BOOLEAN, "e": CellKind.ERROR, "d": CellKind.DATE}[stored_as], text, formula)
    kind, decimals = styles.format(style)
    return Cell(place, kind, text, formula, decimals)


def unescape(text: str) -> str:
    """Text with the characters that a file escapes as `_x000D_` (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(escaped: re.Match[str]) -> str:
    """What an escape stands for; half of a pair of surrogates is no character and cannot be written anywhere."""
    code = int(escaped[1], 16)
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def row_and_column(address: str) -> tuple[int, int]:
    """Where `G12` or `g12` is, both from 1. Raises UnreadableError for what is no address."""
    match = _ADDRESS.fullmatch(address.upper() if address.isascii() else address)
    if match is None:
        raise damaged_error(DAMAGED)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def parse_index(text: str) -> int:
    """A number that counts from 0. Raises ValueError and IndexError."""
    number = int(text)
    if number < 0:
        raise IndexError(text)
    return number


class StringsScan:
    """One pass over the shared strings, without phonetic hints."""

    def __init__(self, data: bytes) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._inside = {"t": 0, "rPh": 0}
        scan(data, self._start, self._end, self._text)

    def _start(self, tag: str, _: Attributes) -> None:
        if tag in self._inside:
            self._inside[tag] += 1

    def _end(self, tag: str) -> None:
        if tag in self._inside:
            self._inside[tag] -= 1
        elif tag == "si":
            self.found.append(unescape("".join(self._pieces)[:LONGEST_TEXT]))
            self._pieces.clear()

    def _text(self, data: str) -> None:
        if self._inside["t"] and not self._inside["rPh"]:
            self._pieces.append(data)
