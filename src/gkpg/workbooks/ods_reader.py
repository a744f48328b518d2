"""Reading ods files: every kind of cell told apart, with what it shows.

OASIS OpenDocument 1.3, part 3, gives the markup. What a cell shows stands beside its value, as the program that saved
it made it, so formats need not be read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.workbooks.cells import (
    LAST_COLUMN,
    LAST_ROW,
    Cell,
    CellKind,
    Grid,
    Marks,
    Workbook,
    in_rows,
    letters,
    place_of,
)
from gkpg.workbooks.markup import scan
from gkpg.workbooks.package import MOST_BLANK, damaged_error, too_large_error
from gkpg.workbooks.strict import LONGEST_TEXT

if TYPE_CHECKING:
    from gkpg.workbooks.limits import Limits
    from gkpg.workbooks.markup import Attributes
    from gkpg.workbooks.package import Package

CONTENT = "content.xml"
_NAMESPACE, _NEEDED = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0", ("office", "table", "text")
_KINDS = {
    "float": (CellKind.NUMBER, "value"), "currency": (CellKind.NUMBER, "value"),
    "percentage": (CellKind.PERCENT, "value"), "boolean": (CellKind.BOOLEAN, "boolean-value"),
    "date": (CellKind.DATE, "date-value"), "time": (CellKind.DATE, "time-value"),
    "string": (CellKind.TEXT, "string-value"),
}  # fmt: skip
_TRUTH = {"true": "1", "false": "0", "1": "1", "0": "0"}
#: What a formula shows that failed, where the file does not say so itself.
_FAILED = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NUM!|NULL!|REF!|VALUE!)|(?:Err|错误)[:：][0-9]{3}")
_FORMULA = re.compile(r"(?:[a-z]+:)?=?", re.IGNORECASE)
_MOST = {"columns": LAST_COLUMN, "rows": LAST_ROW}
_CELLS, _HIDDEN = {"table-cell", "covered-table-cell"}, {"collapse", "filter"}
#: What stands in a paragraph and is none of its words.
_ASIDE = {"annotation", "ruby-text", "note"}
#: Spaces that stand as marks, in characters that no XML can hold, until white space is dealt with.
_SPACES = {0: " ", 1: "\t", 2: "\n"}
_BETWEEN_WORDS = re.compile(r"[ \t\r\n]+")


def read_ods(package: Package) -> Workbook:
    """Read all sheets. Raises UnreadableError."""
    scanned = _ContentScan(package.part(CONTENT), package.limits)
    if not scanned.is_spreadsheet:
        what = Text("其实是 OpenDocument 的别种文档", "really an OpenDocument file of another kind")
        raise damaged_error(what, Text("请交填好的 xlsx 评分表本身", "hand in the filled xlsx itself"))
    if not scanned.grids:
        raise damaged_error(Text("没有工作表", "it has no sheet"))
    return Workbook(tuple(scanned.grids), "ods")


class _Table:
    """One sheet as it is read: where the next cell is, what was found so far."""

    def __init__(self, attributes: Attributes, hidden_styles: set[str]) -> None:
        self.name = attributes.get("table:name", "")
        self.is_hidden = attributes.get("table:style-name", "") in hidden_styles
        self.is_locked = attributes.get("table:protected", "false") == "true"
        self.row = self.column = 1
        self.columns_seen = 1
        self.row_attributes: Attributes = {}
        self.cells: list[Cell] = []
        self.in_row: list[tuple[int, int, Cell]] = []
        self.columns: list[range] = []
        self.hidden: set[int] = set()
        self.is_filtered = False
        self.merged: list[str] = []

    def merge(self, across: int, down: int) -> None:
        """The cell that was come to shows in place of so many columns and rows."""
        if across > 1 or down > 1:
            last = f"{letters(self.column + across - 1)}{self.row + down - 1}"
            self.merged.append(f"{letters(self.column)}{self.row}:{last}")

    def grid(self) -> Grid:
        """The sheet. One without any formula may be of a program that writes values in their place."""
        rows = in_rows(self.cells)
        hidden = frozenset(self.hidden & rows.keys())
        marks = Marks(hidden, tuple(self.columns), self.is_filtered, self.is_locked, tuple(self.merged))
        has_formulas = any(cell.formula is not None for cell in self.cells)
        return Grid(self.name, self.is_hidden, rows, marks, formulas=has_formulas)


class _ContentScan:
    """One pass over the content of an ods file.

    Tables stand in the spreadsheet itself; those of linked data, of changes and of cells are not its sheets. The text
    of a cell is that of its own paragraphs: not that of its note, of a drawing, of a reading aid.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.grids: list[Grid] = []
        self.is_spreadsheet = False
        self._limits = limits
        self._path: list[str] = []
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._table: _Table | None = None
        self._cell: Attributes | None = None
        self._lines: list[list[str]] = []
        self._passing = self._listed = 0
        scan(data, self._start, self._end, self._text, prefixed=True)

    def _start(self, name: str, attributes: Attributes) -> None:
        above = self._path[-1] if self._path else ""
        self._path.append(name.rpartition(":")[2])
        if self._passing:
            self._passing += 1
        elif self._cell is not None:
            self._in_cell(name, attributes, above)
        elif self._table is not None:
            self._in_table(self._path[-1], attributes)
        else:
            self._around(self._path[-1], attributes, above)

    def _around(self, tag: str, attributes: Attributes, above: str) -> None:
        """What stands around the sheets: styles, the spreadsheet itself."""
        if not above:
            if any(attributes.get(f"xmlns:{each}") != _NAMESPACE.format(each) for each in _NEEDED):
                raise damaged_error(Text("标记的前缀不寻常", "unusual prefixes in its markup"))
        elif tag == "spreadsheet":
            self.is_spreadsheet = True
        elif tag == "table" and above == "spreadsheet":
            if len(self.grids) >= self._limits.sheets:
                raise too_large_error("工作表数", "sheets", len(self.grids) + 1, self._limits.sheets)
            self._table = _Table(attributes, self._hidden_styles)
        elif tag == "style":
            self._style = attributes.get("style:name", "")
        elif tag == "table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def _in_table(self, tag: str, attributes: Attributes) -> None:
        table = self._table
        assert table is not None  # noqa: S101 - whoever asks has one
        if tag == "table-row":
            table.row_attributes, table.column, table.in_row = attributes, 1, []
        elif tag in _CELLS:
            self._cell, self._lines = attributes, []
        elif tag == "table-column":
            count = _count(attributes, "columns")
            if attributes.get("table:visibility") in _HIDDEN:
                table.columns.append(range(table.columns_seen, table.columns_seen + count))
            table.columns_seen += count
        elif tag in {"shapes", "forms", "named-expressions", "conditional-formats", "table"}:
            self._passing = 1

    def _in_cell(self, name: str, attributes: Attributes, above: str) -> None:
        """What stands in a cell: its paragraphs, in them words and spaces."""
        prefix, _, tag = name.rpartition(":")
        if tag == "p" and above in _CELLS:
            self._lines.append([])
        elif above in _CELLS or prefix == "draw" or tag in _ASIDE:
            self._passing = 1
        elif self._lines and tag == "s":
            self._lines[-1].append("\0" * min(int(attributes.get("text:c", "1")), LONGEST_TEXT))
        elif self._lines and tag == "tab":
            self._lines[-1].append("\1")
        elif self._lines and tag == "line-break":
            self._lines[-1].append("\2")

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        self._path.pop()
        if self._passing:
            self._passing -= 1
        elif self._cell is not None:
            if tag in _CELLS:
                self._finish_cell(self._cell)
                self._cell = None
        elif self._table is not None and tag == "table-row":
            self._finish_row(self._table)
        elif self._table is not None and tag == "table":
            self.grids.append(self._table.grid())
            self._table = None

    def _text(self, data: str) -> None:
        if self._lines and self._cell is not None and not self._passing and "p" in self._path:
            self._lines[-1].append(data)

    def _finish_cell(self, attributes: Attributes) -> None:
        """A cell, as many times as it stands beside itself."""
        table = self._table
        assert table is not None  # noqa: S101 - a cell stands in a table
        times = _count(attributes, "columns")
        cell = _cell_of(attributes, "\n".join(map(_join, self._lines))[:LONGEST_TEXT], bool(self._lines))
        if table.column <= LAST_COLUMN:
            self._listed += 1
            if self._listed > self._limits.cells * MOST_BLANK:
                raise too_large_error("单元格数", "cells", self._listed, self._limits.cells * MOST_BLANK)
            if cell is not None:
                table.in_row.append((table.column, min(times, LAST_COLUMN - table.column + 1), cell))
            table.merge(_count(attributes, "columns", "spanned"), _count(attributes, "rows", "spanned"))
        table.column += times

    def _finish_row(self, table: _Table) -> None:
        """A row, as many times as it stands below itself."""
        times = _count(table.row_attributes, "rows")
        visibility = table.row_attributes.get("table:visibility", "visible")
        count = sum(beside for _, beside, _ in table.in_row) * times
        if len(table.cells) + count > self._limits.cells:
            raise too_large_error("单元格数", "cells", len(table.cells) + count, self._limits.cells)
        if table.in_row:
            for row in range(table.row, min(table.row + times, LAST_ROW + 1)):
                for column, beside, cell in table.in_row:
                    table.cells += (cell._replace(place=place_of(row, each)) for each in range(column, column + beside))
                if visibility in _HIDDEN:
                    table.hidden.add(row)
        table.is_filtered |= visibility == "filter"
        table.row += times


def _count(attributes: Attributes, what: str, how: str = "repeated") -> int:
    """How often a row, a column or a cell stands there, or across how many. Raises ValueError for what is no count."""
    return max(1, min(int(attributes.get(f"table:number-{what}-{how}", "1")), _MOST[what]))


def _join(pieces: list[str]) -> str:
    """A paragraph: its white space is one space, at its ends none, but for that which stands as marks."""
    return _BETWEEN_WORDS.sub(" ", "".join(pieces)).strip(" ").translate(_SPACES)


def _cell_of(attributes: Attributes, text: str, has_text: bool) -> Cell | None:
    """What a cell holds, its place yet unknown; None for a blank. `text` is what it shows."""
    formula = attributes.get("table:formula")
    formula = None if formula is None else _FORMULA.sub("", formula, count=1)[:LONGEST_TEXT]
    said = attributes.get("calcext:value-type") or attributes.get("office:value-type", "")
    if said == "error" or (formula is not None and _FAILED.fullmatch(text)):
        return Cell(0, CellKind.ERROR, text or "#", formula)
    kind, key = _KINDS.get(attributes.get("office:value-type", ""), (CellKind.TEXT, "string-value"))
    value = attributes.get(f"office:{key}", "")
    if kind is CellKind.TEXT:
        value = text if has_text else value
    if formula is not None and not value.strip() and "office:value-type" not in attributes:
        return Cell(0, CellKind.UNCALCULATED, formula, formula)
    if not value.strip():
        return None
    if kind is CellKind.BOOLEAN or (kind is CellKind.NUMBER and text in {"TRUE", "FALSE"}):
        return Cell(0, CellKind.BOOLEAN, _TRUTH.get(value.strip(), value), formula)
    shown = text if kind is CellKind.NUMBER and has_text and text != value else None
    return Cell(0, kind, value.strip() if kind is not CellKind.TEXT else value[:LONGEST_TEXT], formula, shown)
