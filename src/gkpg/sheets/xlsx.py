"""The strict reader of xlsx files: one pass over each sheet's XML, every kind of cell told apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.sheets.cells import Cell, Grid, Kind, UnreadableError, Workbook
from gkpg.sheets.package import DAMAGED, Attributes, Package, read_bytes
from gkpg.words import Text

if TYPE_CHECKING:
    from pathlib import Path

#: A unit sheet has some 60 × 13 cells, a matrix of units some 3,000 × 60. Blank cells that the file lists count too.
MOST_CELLS = 200_000
MOST_GRIDS = 50
# What a spreadsheet itself allows: characters of a format, characters of a cell.
_LONGEST_FORMAT = 255
_LONGEST_TEXT = 32_767

# The numbers that ECMA-376 (part 1, 18.8.30) gives to formats of dates and times, and to percents.
_DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENT_IDS = {9, 10}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def read_xlsx(path: Path) -> Workbook:
    """Read all sheets of an xlsx or xlsm file. Raises UnreadableError; macros are never looked at."""
    package = Package(read_bytes(path))
    main = next((name for kind, name in package.related("").values() if kind == "officeDocument"), "xl/workbook.xml")
    if not package.has(main):
        raise package.damaged(Text("不是 xlsx 文件", "no xlsx file"))
    related = package.related(main)
    by_kind = dict(related.values())
    strings = _Strings(package, by_kind.get("sharedStrings")).found
    formats = _formats(package, by_kind.get("styles"))
    grids = []
    for tag, attributes in package.elements(main):
        kind, part = related.get(_attribute(attributes, "id"), ("", ""))
        if tag == "sheet" and kind == "worksheet":
            hidden = attributes.get("state", "visible") != "visible"
            cells = _SheetScan(package, part, strings, formats).cells
            grids.append(Grid(attributes.get("name", ""), hidden, cells))
            if len(grids) > MOST_GRIDS:
                raise UnreadableError("S403", package.sha256, reason=Text("工作表过多", "too many sheets"))
    if not grids:
        raise package.damaged(Text("没有工作表", "it has no sheet"))
    return Workbook(package.sha256, tuple(grids))


def _attribute(attributes: Attributes, name: str) -> str:
    """An attribute whatever its prefix: `r:id`."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name and ":" in key), "")


class _Strings:
    """The shared strings, without phonetic hints."""

    def __init__(self, package: Package, part: str | None) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._inside = {"t": 0, "rPh": 0}
        if part is not None:
            package.scan(part, self._start, self._end, self._text)

    def _start(self, tag: str, _: Attributes) -> None:
        if tag in self._inside:
            self._inside[tag] += 1

    def _end(self, tag: str) -> None:
        if tag in self._inside:
            self._inside[tag] -= 1
        elif tag == "si":
            self.found.append(_unescaped("".join(self._pieces)[:_LONGEST_TEXT]))
            self._pieces.clear()

    def _text(self, data: str) -> None:
        if self._inside["t"] and not self._inside["rPh"]:
            self._pieces.append(data)


def _unescaped(text: str) -> str:
    """Text with the characters that a file escapes as `_x000D_` (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _formats(package: Package, part: str | None) -> list[Kind]:
    """What a number is shown as, by the cell's style: a number, a date or a percent."""
    if part is None:
        return []
    custom: dict[str, str] = {}
    kinds: list[Kind] = []
    known: dict[str, Kind] = {}
    in_cells = False
    for tag, attributes in package.elements(part):
        if tag == "numFmt":
            custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            in_cells = tag == "cellXfs"
        elif tag == "xf" and in_cells:
            number = attributes.get("numFmtId", "0")
            if number not in known:
                known[number] = _shown_as(number, custom)
            kinds.append(known[number])
    return kinds


def _shown_as(format_id: str, custom: dict[str, str]) -> Kind:
    if format_id in custom:
        code = (
            _LITERAL.sub("", custom[format_id][:_LONGEST_FORMAT])
            .split(";")[0]
            .lower()
            .replace("general", "")
            .replace("g/通用格式", "")
        )
        is_date, is_percent = any(part in code for part in (*"ydhsm", "aaa")), "%" in code
    else:
        number = int(format_id) if format_id.isdigit() else 0
        is_date, is_percent = number in _DATE_IDS, number in _PERCENT_IDS
    return Kind.DATE if is_date else Kind.PERCENT if is_percent else Kind.NUMBER


class _SheetScan:
    """One pass over a sheet's XML."""

    def __init__(self, package: Package, part: str, strings: list[str], formats: list[Kind]) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self._package, self._strings, self._formats = package, strings, formats
        self._row = self._column = 0
        self._seen: set[int] = set()
        self._count = 0
        self._cell: Attributes | None = None
        self._pieces: dict[str, list[str]] = {}
        self._into: list[str] | None = None
        self._phonetic = 0
        package.scan(part, self._start, self._end, self._text)

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._cell = attributes
            self._pieces = {}
            self._place(attributes.get("r"))
        elif tag in {"v", "f", "t"} and self._cell is not None and not self._phonetic:
            self._into = self._pieces.setdefault(tag, [])
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif tag == "rPh":
            self._phonetic += 1

    def _end(self, tag: str) -> None:
        if tag in {"v", "f", "t"}:
            self._into = None
        elif tag == "rPh":
            self._phonetic -= 1
        elif tag == "c" and self._cell is not None:
            self._finish(self._cell)
            self._cell = None

    def _text(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def _place(self, address: str | None) -> None:
        """Move to a cell's own address, or one to the right where the file does not give it. No cell stands twice."""
        if address is None:
            self._column += 1
        else:
            match = _ADDRESS.fullmatch(address)
            if match is None:
                raise self._package.damaged(DAMAGED)
            self._row, self._column = int(match[2]), _column(match[1])
        if not (1 <= self._row <= _LAST_ROW and 1 <= self._column <= _LAST_COLUMN):
            raise self._package.damaged(DAMAGED)
        self._seen.add(self._row * _LAST_COLUMN + self._column)
        self._count += 1
        if self._count > len(self._seen):
            raise self._package.damaged(Text("单元格重复", "a cell stands twice"))
        if self._count > MOST_CELLS:
            reason = Text(f"单元格超过 {MOST_CELLS} 个", f"more than {MOST_CELLS} cells")
            raise UnreadableError("S403", self._package.sha256, reason=reason)

    def _finish(self, attributes: Attributes) -> None:
        value = "".join(self._pieces.get("v", ()))
        formula = "".join(self._pieces["f"]) if "f" in self._pieces else None
        kind, text = self._value(attributes.get("t", "n"), value, attributes.get("s", "0"))
        is_empty_text = attributes.get("t") == "str" and "v" in self._pieces
        if formula is not None and not value and not is_empty_text:
            kind, text = Kind.UNCALCULATED, formula
        if kind is not Kind.BLANK:
            self.cells[self._row, self._column] = Cell(self._row, self._column, kind, text, formula)

    def _value(self, stored_as: str, value: str, style: str) -> tuple[Kind, str]:
        if stored_as == "inlineStr":
            value = _unescaped("".join(self._pieces.get("t", ())))
        elif stored_as == "s" and value:
            value = self._strings[_index(value)]
        if not value.strip():
            return Kind.BLANK, ""
        if stored_as in {"s", "str", "inlineStr"}:
            return Kind.TEXT, value
        if stored_as in {"b", "e", "d"}:
            return {"b": Kind.BOOLEAN, "e": Kind.ERROR, "d": Kind.DATE}[stored_as], value
        index = _index(style)
        return self._formats[index] if self._formats else Kind.NUMBER, value


def _index(text: str) -> int:
    number = int(text)
    if number < 0:
        raise IndexError(text)
    return number


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
