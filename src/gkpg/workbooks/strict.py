"""The strict pass over a sheet's XML: every element, by expat. Slower than the fast one, whose judge it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.base.unseen import is_blank
from gkpg.workbooks.cells import LAST_COLUMN, LAST_ROW, Cell, CellKind, Look, Marks, in_rows, place_of
from gkpg.workbooks.display.colours import WHITE, look_alike, parse_colour
from gkpg.workbooks.frame import YES, FrameScan, is_flat, namespace_key
from gkpg.workbooks.markup import local_name, scan
from gkpg.workbooks.package import DAMAGED, MOST_BLANK, damaged_error, too_large_error
from gkpg.workbooks.styles import is_tiny

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.workbooks.markup import Attributes
    from gkpg.workbooks.styles import Styles

#: What a spreadsheet itself allows in a cell, in characters.
LONGEST_TEXT = 32_767

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_FOREIGN = Text("表格里有不认识的标记", "unknown markup in its table")
#: What may stand in what, in the table of a sheet (ECMA-376 part 1, 18.3.1).
_BELONG = {
    "sheetData": frozenset({"row"}),
    "row": frozenset({"c", "extLst"}),
    "c": frozenset({"v", "f", "is", "extLst"}),
    "is": frozenset({"t", "r", "rPh", "phoneticPr"}),
    "r": frozenset({"t", "rPr"}),
    "rPh": frozenset({"t"}),
    "rPr": frozenset(
        {"b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "rFont"}
        | {"family", "charset", "scheme"}
    ),
}
#: A cell has one value and one formula; a text of its own is its value.
_ONCE = {"f": {"f"}, "v": {"v", "is"}, "is": {"v", "is"}}
_NONE: frozenset[str] = frozenset()
_ALTER = {"strike", "vertAlign", "color", "sz"}


class SheetScan:
    """One pass over a sheet: its cells that are not blank, by place, and its marks.

    In the table itself only what belongs there is read: what another program means by markup of its own, or which of
    two values it shows, nobody can tell, so such a sheet is refused.
    """

    def __init__(
        self,
        data: bytes,
        styles: Styles,
        strings: Sequence[str],
        most_cells: int,
        altered: frozenset[int] = frozenset(),
    ) -> None:
        """`altered` are the numbers of shared strings parts of which are struck out, raised or lowered."""
        self._styles, self._strings, self._most, self._altered = styles, strings, most_cells, altered
        self._cells: list[Cell] = []
        self._row = self._column = self._count = self._skipped = 0
        self._parents: list[str] = []
        self._cell: Attributes | None = None
        self._pieces: dict[str, list[str]] = {}
        self._into: list[str] | None = None
        self._hidden: set[int] = set()
        self._bare: set[int] = set()
        self._is_altered = False
        self.frame = FrameScan()
        scan(data, self._start, self._end, self._text, prefixed=True)
        try:
            self.rows = in_rows(self._cells)
        except ValueError:
            raise damaged_error(Text("单元格重复", "a cell stands twice")) from None

    @property
    def marks(self) -> Marks:
        """What else the sheet says."""
        hidden = self._hidden | (self._bare if self.frame.is_flat else set())
        return self.frame.marks(frozenset(hidden & self.rows.keys()))

    def _start(self, name: str, attributes: Attributes) -> None:
        if self._skipped:
            self._skipped += 1
        elif self._parents:
            self._check_place(name, attributes)
            self._in_rows(local_name(name), attributes)
        elif self.frame.start(name, attributes):
            self._parents.append("sheetData")

    def _check_place(self, name: str, attributes: Attributes) -> None:
        """Only what belongs to a table stands in it, once where it can stand only once."""
        prefix, _, tag = name.rpartition(":")
        is_known = prefix == self.frame.prefix and tag in _BELONG.get(self._parents[-1], _NONE)
        is_same = attributes.get(namespace_key(prefix), self.frame.namespace) == self.frame.namespace
        if not is_known or not is_same or (tag in _ONCE and not _ONCE[tag].isdisjoint(self._pieces)):
            raise damaged_error(_FOREIGN)

    def _in_rows(self, tag: str, attributes: Attributes) -> None:
        self._parents.append(tag)
        if tag == "c":
            self._cell, self._pieces, self._is_altered = attributes, {}, False
            self._place(attributes.get("r"))
        elif tag in {"v", "f", "is"}:
            self._pieces[tag] = []
            self._into = None if tag == "is" else self._pieces[tag]
        elif tag == "t" and "rPh" not in self._parents:
            self._into = self._pieces["is"]
        elif tag == "row":
            self._begin_row(attributes)
        elif tag in _ALTER:
            self._is_altered |= is_altered(tag, attributes)
        elif tag == "extLst":
            self._parents.pop()
            self._skipped = 1

    def _begin_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0
        if attributes.get("hidden", "0") in YES or is_flat(attributes.get("ht")):
            self._hidden.add(self._row)
        elif "ht" not in attributes:
            self._bare.add(self._row)

    def _end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif self._parents:
            self._parents.pop()
            if tag in {"v", "f", "t"}:
                self._into = None
            elif tag == "c" and self._cell is not None:
                self._finish(self._cell)
                self._cell = None
            elif tag == "sheetData":
                self.frame.end(tag)
        else:
            self.frame.end(tag)

    def _text(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)
        elif not self._parents:
            self.frame.text(data)

    def _place(self, address: str | None) -> None:
        """Move to a cell's own address, or one to the right where the file does not give it."""
        if address is None:
            self._column += 1
        else:
            self._row, self._column = row_and_column(address)
        if not (1 <= self._row <= LAST_ROW and 1 <= self._column <= LAST_COLUMN):
            raise damaged_error()
        self._count += 1
        if self._count > self._most * MOST_BLANK:
            raise too_large_error("单元格数", "cells", self._count, self._most * MOST_BLANK)

    def _finish(self, attributes: Attributes) -> None:
        value = "".join(self._pieces["v"]) if "v" in self._pieces else None
        formula = "".join(self._pieces["f"]) if "f" in self._pieces else None
        inline = "".join(self._pieces.get("is", ()))
        place = place_of(self._row, self._column)
        stored_as, style = attributes.get("t", "n"), attributes.get("s", "")
        if stored_as == "s" and value and value.strip():
            number = parse_index(value)
            self._is_altered = number in self._altered
            value = self._strings[number]
        cell = cell_of(place, stored_as, style, (value, formula, inline), self._styles)
        if cell is not None:
            self._cells.append(cell._replace(look=Look.STRUCK) if self._is_altered else cell)
            if len(self._cells) > self._most:
                raise too_large_error("单元格数", "cells", len(self._cells), self._most)


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
        return Cell(place, CellKind.TEXT, text, formula, *styles.text(style, text))
    if stored_as in {"b", "e", "d"}:
        return Cell(place, {"b": CellKind.BOOLEAN, "e": CellKind.ERROR, "d": CellKind.DATE}[stored_as], text, formula)
    (kind, shown), look = styles.number(style, text)
    return Cell(place, kind, text, formula, shown, look)


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


def is_altered(tag: str, attributes: Attributes) -> bool:
    """Whether an element of a run's properties has it struck out, raised or lowered, white or too small to read."""
    if tag == "strike":
        return attributes.get("val", "1") in YES
    if tag == "color":
        return look_alike(parse_colour(attributes), WHITE)
    return is_tiny(attributes.get("val", "")) if tag == "sz" else attributes.get("val", "baseline") != "baseline"


class StringsScan:
    """One pass over the shared strings, without phonetic hints.

    `altered` are the numbers of those of which parts are struck out, raised or lowered.
    """

    def __init__(self, data: bytes) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._inside = {"t": 0, "rPh": 0, "rPr": 0}
        self._altered: set[int] = set()
        scan(data, self._start, self._end, self._text)

    @property
    def altered(self) -> frozenset[int]:
        """The numbers of those of which parts are struck out, raised or lowered."""
        return frozenset(self._altered)

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag in self._inside:
            self._inside[tag] += 1
        elif self._inside["rPr"] and tag in _ALTER and is_altered(tag, attributes):
            self._altered.add(len(self.found))

    def _end(self, tag: str) -> None:
        if tag in self._inside:
            self._inside[tag] -= 1
        elif tag == "si":
            self.found.append(unescape("".join(self._pieces)[:LONGEST_TEXT]))
            self._pieces.clear()

    def _text(self, data: str) -> None:
        if self._inside["t"] and not self._inside["rPh"]:
            self._pieces.append(data)
