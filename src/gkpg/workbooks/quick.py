"""The quick pass over a sheet's XML: rows that were seen before are known, new ones are read by regular expressions.

Sheets of one make have most of their rows in common, byte for byte. Every byte is accounted for: what is not written in
the plain way that spreadsheets write it makes the pass give up (None), and then the strict pass reads the sheet. So
both give the same cells, or only the strict one gives any.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from gkpg.workbooks.cells import LAST_COLUMN, LAST_ROW, Cell, Kind, Marks, Row, UnreadableError, place_of
from gkpg.workbooks.strict import LONGEST_TEXT, SheetScan, cell_of, index, row_and_column, unescaped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gkpg.workbooks.styles import Styles

_PLACE = itemgetter(0)
_ROWS, _ROWS_END, _NO_ROWS = b"<sheetData>", b"</sheetData>", b"<sheetData/>"
_ROW_END, _CELL_START = b"</row>", b'<c r="'
_ATTRIBUTES = r'(?: [A-Za-z0-9:]+="[^"<&\n\t]*")*'
_EMPTY_ROWS = re.compile(rf"(?:<row{_ATTRIBUTES} ?/>)*")
_ROW = re.compile(rf"(?:<row{_ATTRIBUTES} ?/>)*<row({_ATTRIBUTES})>")
_CELL = re.compile(
    r'([A-Z]{1,3}[1-9][0-9]{0,6})"(?: s="([0-9]{1,6})")?(?: t="(n|s|str|inlineStr|b|e|d)")? ?'
    r"(?:/>|>"
    rf"(?:<f({_ATTRIBUTES})(?: ?/>|>([^<]*)</f>))?"
    r'(?:<v>([^<]*)</v>|<v ?/>()|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?'
    r"</c>)"
)
_PASSING = re.compile(rf"<(?:selection|pane){_ATTRIBUTES} ?/>|(?<=<sheetView){_ATTRIBUTES}(?=>)")
_FOOTERS = re.compile("<((?:odd|even|first)(?:Header|Footer))>([^<]*)</\\1>")
_TAG = re.compile(r"(?:^|<[a-z]+)( [^>]*)")
_ATTRIBUTE = re.compile(r'([A-Za-z0-9:]+)="([^"]*)"')
_ROW_NUMBER = re.compile("[1-9][0-9]{0,6}")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos);)?")
#: What XML does not allow, and what it reads as another character (a carriage return).
_NOT_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = re.compile(
    rb"""(?:\xef\xbb\xbf)?<\?xml version=["']1\.0["'](?: encoding=["'][uU][tT][fF]-8["'])?"""
    rb"""(?: standalone=["']yes["'])? ?\?>\s*"""
)
_STRING = re.compile(r'<si>(?:<t(?: xml:space="preserve")?>([^<]*)</t>|<t ?/>)</si>')
_STRINGS = re.compile(rf"<sst{_ATTRIBUTES}>")

#: How much XML of rows and of cells is kept as known, in bytes; what it says takes some five times as much.
_MOST_KEPT, _LONGEST_ROW, _LONGEST_CELL = 8_000_000, 8_000, 400
#: How many texts of a row's shared strings are kept with it.
_MOST_RESOLVED = 256
_MOST_FRAMES, _LONGEST_FRAME = 64, 65_536
_frames: dict[str, Marks] = {}


#: In place of a kind: the cell's text is the number of a shared string.
_SHARED: Any = object()


class _UnusualError(Exception):
    """Something is not written in the plain way."""


def quick_sheet(
    data: bytes, styles: Styles, strings: Sequence[str], most_cells: int
) -> tuple[dict[int, Row], Marks] | None:
    """The rows and marks of a sheet, as the strict pass gives them; None where that pass must read it."""
    begin, end = data.find(_ROWS), data.rfind(_ROWS_END)
    if begin < 0 or end < begin or not _is_utf_8(data):
        return None
    try:
        rows, hidden = _rows(data[begin + len(_ROWS) : end], styles, strings, most_cells)
        marks = _marks((data[:begin] + _NO_ROWS + data[end + len(_ROWS_END) :]).decode(), styles)
    except (_UnusualError, ValueError, IndexError):
        return None
    return rows, replace(marks, rows=hidden) if hidden else marks


def _is_utf_8(data: bytes) -> bool:
    """Whether a part does not declare another encoding."""
    return not data.startswith((b"<?", codecs.BOM_UTF8)) or _DECLARATION.match(data) is not None


def _rows(
    text: bytes, styles: Styles, strings: Sequence[str], most_cells: int
) -> tuple[dict[int, Row], frozenset[int]]:
    """All rows that hold anything, and which of them are hidden. Raises _UnusualError where there is anything else."""
    *pieces, rest = text.split(_ROW_END)
    if rest:
        _check_rows(rest)
    written = list(map(_known(styles).__getitem__, pieces))
    if sum([each.size for each in written]) > most_cells:
        raise _UnusualError
    rows: dict[int, Row] = {}
    last = 0
    for each in written:
        row = each.row if each.texts is None else each.resolved(strings)
        if row is not None:
            if row.number <= last:
                raise _UnusualError
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
        if len(self.rows) < _MOST_RESOLVED:
            self.rows[texts] = row
        return row


def _row(number: int, cells: list[Cell]) -> Row | None:
    return Row(number, {cell.column: cell for cell in sorted(cells, key=_PLACE)}) if cells else None


class _Pieces(dict[bytes, _Written]):
    """What each row's XML says in some styles. A new one is read when it is asked for, its cells kept as well."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self._styles, self._kept = styles, 0
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
        if places != sorted(set(places)) or any(cell.row != number for cell in cells):
            raise _UnusualError
        return _written(number, hidden, len(pieces), cells)

    def _cell(self, piece: bytes) -> Cell | None:
        """A cell, from its address on; None for a blank."""
        if piece in self._cells:
            return self._cells[piece]
        cell = _read_cell(piece.decode(), self._styles)
        if len(piece) <= _LONGEST_CELL:
            self._make_room(len(piece))
            self._cells[piece] = cell
        return cell


_by_styles: WeakKeyDictionary[Styles, _Pieces] = WeakKeyDictionary()


def _known(styles: Styles) -> _Pieces:
    """The pieces known in some styles. Sheets of one make share their styles."""
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


@lru_cache(maxsize=1_024)
def _row_tag(tags: bytes) -> tuple[int, bool]:
    """What the tag that begins a row says: its number, 0 if none, and whether it is hidden."""
    text = tags.decode()
    match = _ROW.fullmatch(text)
    if match is None:
        raise _UnusualError
    _check_tags(text)
    attributes = dict(_ATTRIBUTE.findall(match[1]))
    return int(attributes.get("r", "0")), attributes.get("hidden", "0") in {"1", "true", "on"}


def _check_rows(tags: bytes) -> None:
    """Rows without cells, after the last that has any."""
    text = tags.decode()
    if _EMPTY_ROWS.fullmatch(text) is None:
        raise _UnusualError
    _check_tags(text)


def _read_cell(piece: str, styles: Styles) -> Cell | None:
    """What a piece says: a cell from its address on."""
    match = _CELL.fullmatch(piece)
    if match is None or _NOT_XML.search(piece) or "]]>" in piece:
        raise _UnusualError
    address, style, stored_as, formula_tag, formula, value, no_value, inline = match.groups()
    row, column = row_and_column(address)
    if row > LAST_ROW or column > LAST_COLUMN:
        raise _UnusualError
    if formula_tag:
        _check_tags(f"<f{formula_tag}>")
    texts = (
        no_value if value is None else _unescaped(value),
        None if formula_tag is None else _unescaped(formula or ""),
        _unescaped(inline or ""),
    )
    cell = cell_of(place_of(row, column), stored_as or "n", style or "", texts, styles)
    return cell._replace(kind=_SHARED) if cell and stored_as == "s" and cell.kind is Kind.TEXT else cell


@lru_cache(maxsize=4_096)
def _check_tags(tags: str) -> None:
    """No attribute stands twice in a tag, and rows have the numbers that rows can have."""
    for tag in _TAG.findall(tags):
        attributes = _ATTRIBUTE.findall(tag)
        if len({name for name, _ in attributes}) < len(attributes) or _NOT_XML.search(tag) or "&" in tag:
            raise _UnusualError
        if any(name == "r" and not _ROW_NUMBER.fullmatch(value) for name, value in attributes):
            raise _UnusualError


def _unescaped(text: str) -> str:
    """Text without the entities of XML; those of other kinds are for the strict pass."""
    if "&" not in text:
        return text
    if "&" in (match[0] for match in _ENTITY.finditer(text)):
        raise _UnusualError
    return _ENTITY.sub(lambda match: _ENTITIES[match[1]], text)


def _marks(frame: str, styles: Styles) -> Marks:
    """The marks of a sheet around its rows. They are the same in all sheets of one make, so those are kept."""
    frame = _lasting(frame)
    marks = _frames.get(frame)
    if marks is None:
        marks = _marks_around(frame, styles)
        if len(_frames) >= _MOST_FRAMES:
            _frames.clear()
        if len(frame) <= _LONGEST_FRAME:
            _frames[frame] = marks
    return marks


def _marks_around(frame: str, styles: Styles) -> Marks:
    """The same of a frame not seen before; the rows must stand where rows stand and nowhere else."""
    if "<!" in frame or frame.count("<?") > 1:
        raise _UnusualError
    try:
        scanned = SheetScan(frame.encode(), styles, (), 0)
    except UnreadableError:
        raise _UnusualError from None
    if scanned.blocks != 1:
        raise _UnusualError
    return scanned.marks


def _lasting(frame: str) -> str:
    """A frame without what differs from sheet to sheet and bears on no score: where the cursor is, the footer."""
    views, views_end, footer = frame.find("<sheetViews>"), frame.find("</sheetViews>"), frame.find("<headerFooter")
    if footer > 0:
        frame = frame[:footer] + _FOOTERS.sub(_emptied, frame[footer:])
    if 0 < views < views_end:
        frame = frame[:views] + _views(frame[views:views_end]) + frame[views_end:]
    return frame


@lru_cache(maxsize=256)
def _views(tags: str) -> str:
    return _PASSING.sub(_checked, tags)


def _checked(tag: re.Match[str]) -> str:
    """Nothing in the place of a tag that says only where the cursor is."""
    _check_tags(tag[0])
    return ""


def _emptied(footer: re.Match[str]) -> str:
    """A header or footer without its text."""
    if _NOT_XML.search(_unescaped(footer[2])):
        raise _UnusualError
    return f"<{footer[1]}></{footer[1]}>"


def quick_strings(data: bytes) -> list[str] | None:
    """The shared strings of a file, as the strict pass gives them; None where that pass must read them."""
    declared = _DECLARATION.match(data)
    try:
        text = data[declared.end() if declared else 0 :].decode()
    except UnicodeDecodeError:
        return None
    begin = _STRINGS.match(text)
    if begin is None or not text.endswith("</sst>") or _NOT_XML.search(text) or "]]>" in text:
        return None
    pieces = _STRING.split(text[begin.end() : -len("</sst>")])
    if any(pieces[::2]):
        return None
    try:
        _check_tags(begin[0])
        return [unescaped(_unescaped(each or "")[:LONGEST_TEXT]) for each in pieces[1::2]]
    except _UnusualError:
        return None
