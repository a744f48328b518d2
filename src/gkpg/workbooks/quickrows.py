"""Rows of XML that are known by their bytes; new ones are read by regular expressions, cell by cell.

Sheets of one make have most of their rows in common, byte for byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, ref

from gkpg.kept import kept
from gkpg.workbooks.cells import LAST_COLUMN, LAST_ROW, Cell, Kind, Row, place_of
from gkpg.workbooks.plainxml import ATTRIBUTE, ATTRIBUTES, NOT_XML, UnusualError, check_tags, unescaped_entities
from gkpg.workbooks.strict import cell_of, index, row_and_column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gkpg.workbooks.styles import Styles

_PLACE = itemgetter(0)
_ROW_END, _CELL_START = b"</row>", b'<c r="'
_EMPTY_ROWS = re.compile(rf"(?:<row{ATTRIBUTES} ?/>)*")
_ROW = re.compile(rf"(?:<row{ATTRIBUTES} ?/>)*<row({ATTRIBUTES})>")
_HIDDEN = re.compile(' hidden="(?:1|true|on)"')
_CELL = re.compile(
    r'([A-Z]{1,3}[1-9][0-9]{0,6})"(?: s="([0-9]{1,6})")?(?: t="(n|s|str|inlineStr|b|e|d)")? ?'
    r"(?:/>|>"
    rf"(?:<f({ATTRIBUTES})(?: ?/>|>([^<]*)</f>))?"
    r'(?:<v>([^<]*)</v>|<v ?/>()|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?'
    r"</c>)"
)

#: How much XML of rows and of cells is kept as known, in bytes; what it says takes some five times as much.
_MOST_KEPT, _LONGEST_ROW, _LONGEST_CELL = 8_000_000, 8_000, 400
#: How many texts of a row's shared strings are kept with it.
_MOST_RESOLVED = 256
#: In place of a kind: the cell's text is the number of a shared string.
_SHARED: Any = object()


def read_rows(
    text: bytes, styles: Styles, strings: Sequence[str], most_cells: int
) -> tuple[dict[int, Row], frozenset[int]]:
    """All rows that hold anything, and which of them are hidden. Raises UnusualError where there is anything else."""
    *pieces, rest = text.split(_ROW_END)
    if rest:
        _check_rows(rest)
    written = list(map(_known(styles).__getitem__, pieces))
    if sum([each.size for each in written]) > most_cells:
        raise UnusualError
    rows: dict[int, Row] = {}
    last = 0
    for each in written:
        row = each.row if each.texts is None else each.resolved(strings)
        if row is not None:
            if row.number <= last:
                raise UnusualError
            last = row.number
            rows[last] = row
    return rows, frozenset(each.number for each in written if each.hidden and each.number in rows)


@dataclass(slots=True)
class _Written:
    """A row as it is written: how many cells the file lists in it, and the row, None if all of them are blank.

    `texts` picks the shared strings that the row's cells have; None where they have none. Then the row depends on them.
    """

    number: int
    hidden: bool
    size: int
    row: Row | None
    texts: Callable[[Sequence[str]], tuple[str, ...]] | None = None
    shared: tuple[Cell, ...] = ()
    rows: dict[tuple[str, ...], Row | None] = field(default_factory=dict)

    def resolved(self, strings: Sequence[str]) -> Row | None:
        """The row with its shared strings. Raises IndexError for one that is not there."""
        texts = self.texts(strings)  # type: ignore[misc]  # only called where there are some
        if texts in self.rows:
            return self.rows[texts]
        own = self.row.cells.values() if self.row else ()
        named = [
            Cell(cell.place, Kind.TEXT, text, cell.formula)
            for cell, text in zip(self.shared, texts, strict=True)
            if text.strip()
        ]
        row = _row(self.number, [*own, *named])
        if len(self.rows) < _MOST_RESOLVED and sum(map(len, texts)) <= _LONGEST_ROW:
            self.rows[texts] = row
        return row


def _row(number: int, cells: list[Cell]) -> Row | None:
    return Row(number, {cell.column: cell for cell in sorted(cells, key=_PLACE)}) if cells else None


class _Pieces(dict[bytes, _Written]):
    """What each row's XML says in some styles. A new one is read when it is asked for, its cells kept as well."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self._styles, self._kept = ref(styles), 0
        self._cells: dict[bytes, Cell | None] = {}

    def __missing__(self, piece: bytes) -> _Written:
        written = self._read(piece)
        if len(piece) <= _LONGEST_ROW:
            self._make_room(len(piece))
            self[piece] = written
        return written

    def _make_room(self, size: int) -> None:
        self._kept += size
        if self._kept > _MOST_KEPT:
            self.clear()
            self._cells.clear()
            self._kept = size

    def _read(self, piece: bytes) -> _Written:
        """A row, from the tag that begins it up to that which ends it."""
        before, *pieces = piece.split(_CELL_START)
        given, hidden = _row_tag(before)
        cells = [cell for each in pieces if (cell := self._cell(each)) is not None]
        places = [cell.place for cell in cells]
        number = given or (cells[0].row if cells else 0)
        if places != sorted(set(places)) or (cells and not cells[0].row == number == cells[-1].row):
            raise UnusualError
        return _written(number, hidden, len(pieces), cells)

    def _cell(self, piece: bytes) -> Cell | None:
        """A cell, from its address on; None for a blank."""
        if piece in self._cells:
            return self._cells[piece]
        styles = self._styles()
        assert styles is not None  # noqa: S101 - whoever asks has them
        cell = _read_cell(piece.decode(), styles)
        if len(piece) <= _LONGEST_CELL:
            self._make_room(len(piece))
            self._cells[piece] = cell
        return cell


_by_styles: WeakKeyDictionary[Styles, _Pieces] = WeakKeyDictionary()


def _known(styles: Styles) -> _Pieces:
    """The pieces known in some styles, as long as the styles are. Sheets of one make share their styles."""
    if styles not in _by_styles:
        _by_styles[styles] = _Pieces(styles)
    return _by_styles[styles]


def _written(number: int, hidden: bool, size: int, cells: list[Cell]) -> _Written:
    """A row from its cells, of which some have the number of a shared string in place of a text."""
    shared = tuple(cell for cell in cells if cell.kind is _SHARED)
    row = _row(number, [cell for cell in cells if cell.kind is not _SHARED])
    if not shared:
        return _Written(number, hidden, size, row)
    picked = [index(cell.text) for cell in shared]
    texts = itemgetter(*picked) if len(picked) > 1 else _single(picked[0])
    return _Written(number, hidden, size, row, texts, shared)


def _single(number: int) -> Callable[[Sequence[str]], tuple[str, ...]]:
    return lambda strings: (strings[number],)


@kept(1_024, _LONGEST_CELL)
def _row_tag(tags: bytes) -> tuple[int, bool]:
    """What the tag that begins a row says: its number, 0 if none, and whether it is hidden."""
    text = tags.decode()
    check_tags(text)
    match = _ROW.fullmatch(text)
    if match is None:
        raise UnusualError
    attributes = dict(ATTRIBUTE.findall(match[1]))
    _check_none_hidden(text if "r" not in attributes else text[: match.start(1)])
    return int(attributes.get("r", "0")), attributes.get("hidden", "0") in {"1", "true", "on"}


def _check_rows(tags: bytes) -> None:
    """Rows without cells, after the last that has any."""
    text = tags.decode()
    check_tags(text)
    if _EMPTY_ROWS.fullmatch(text) is None:
        raise UnusualError
    _check_none_hidden(text)


def _check_none_hidden(rows: str) -> None:
    """No row is hidden that has no cells or no number: which row that is depends on those before it."""
    if _HIDDEN.search(rows):
        raise UnusualError


def _read_cell(piece: str, styles: Styles) -> Cell | None:
    """What a piece says: a cell from its address on."""
    match = _CELL.fullmatch(piece)
    if match is None or NOT_XML.search(piece) or "]]>" in piece:
        raise UnusualError
    address, style, stored_as, formula_tag, formula, value, no_value, inline = match.groups()
    if stored_as == "s" and formula_tag is not None:
        raise UnusualError
    row, column = row_and_column(address)
    if row > LAST_ROW or column > LAST_COLUMN:
        raise UnusualError
    if formula_tag:
        check_tags(f"<f{formula_tag}>")
    texts = (
        no_value if value is None else unescaped_entities(value),
        None if formula_tag is None else unescaped_entities(formula or ""),
        unescaped_entities(inline or ""),
    )
    cell = cell_of(place_of(row, column), stored_as or "n", style or "", texts, styles)
    return cell._replace(kind=_SHARED) if cell and stored_as == "s" and cell.kind is Kind.TEXT else cell
