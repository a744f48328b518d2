"""Rows of XML that are known by their bytes; new ones are read cell by cell.

Sheets of one make have most of their rows in common, byte for byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from gkpg.base.memo import Memo, memoize
from gkpg.base.unseen import is_blank
from gkpg.workbooks.cells import Cell, CellKind, Row
from gkpg.workbooks.fast.cell_pass import CELL_START, SHARED, known_cells
from gkpg.workbooks.fast.plain_xml import ATTRIBUTE, ATTRIBUTES, UnusualError, check_table_tags
from gkpg.workbooks.frame import YES, is_flat
from gkpg.workbooks.strict import parse_index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gkpg.workbooks.styles import Styles

_PLACE, _KIND = itemgetter(0), itemgetter(1)
_ROW_END = b"</row>"
_EMPTY_ROWS = re.compile(rf"(?:<row{ATTRIBUTES} ?/>)*")
_ROW = re.compile(rf"(?:<row{ATTRIBUTES} ?/>)*<row({ATTRIBUTES})>")
_HIDDEN = re.compile(' (hidden|ht)="([^"]*)"')

#: How much XML of rows is kept as known, and of one of them, in bytes; what it says takes some five times as much.
_MOST_KEPT, _LONGEST_ROW = 8_000_000, 8_000
_MOST_TAGS, _LONGEST_TAG = 200_000, 400
#: How many texts of a row's shared strings are kept with it.
_MOST_RESOLVED = 256


def read_rows(
    text: bytes, styles: Styles, strings: Sequence[str], most_cells: int
) -> tuple[dict[int, Row], frozenset[int]]:
    """All rows that hold anything, and which of them are hidden. Raises UnusualError where there is anything else."""
    *pieces, rest = text.split(_ROW_END)
    if rest:
        _check_rows(rest)
    written = list(map(_known_rows(styles).__getitem__, pieces))
    rows: dict[int, Row] = {}
    last = size = 0
    hidden = []
    for each in written:
        size += each.size
        if each.hidden:
            hidden.append(each.number)
        row = each.row if each.shared is None else each.shared[each.shared.pick(strings)]
        if row is not None:
            if row.number <= last:
                raise UnusualError
            last = row.number
            rows[last] = row
    if size > most_cells:
        raise UnusualError
    return rows, frozenset(filter(rows.__contains__, hidden))


@dataclass(slots=True)
class _ParsedRow:
    """A row as it is written: how many cells that are not blank it has, and the row, None if all of them are blank.

    `shared` is the row where it depends on the shared strings of its file.
    """

    number: int
    hidden: bool
    size: int
    row: Row | None
    shared: _StringRow | None = None


class _StringRow(dict[tuple[str, ...], Row | None]):
    """A row some cells of which hold numbers of shared strings, by the texts that these are.

    `pick` finds the texts among the strings of a file. It raises IndexError for one that is not there.
    """

    def __init__(self, number: int, cells: list[Cell]) -> None:
        super().__init__()
        self._number, self._cells = number, cells
        self.pick = _picker([parse_index(cell.text) for cell in cells if cell.kind is SHARED])

    def __missing__(self, texts: tuple[str, ...]) -> Row | None:
        given = iter(texts)
        cells = [
            cell._replace(kind=CellKind.TEXT, text=next(given)) if cell.kind is SHARED else cell for cell in self._cells
        ]
        row = _row(self._number, [cell for cell in cells if cell.kind is not CellKind.TEXT or not is_blank(cell.text)])
        if len(self) < _MOST_RESOLVED and sum(map(len, texts)) <= _LONGEST_ROW:
            self[texts] = row
        return row


def _picker(numbers: list[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Picks the strings with these numbers, as a tuple."""
    if len(numbers) > 1:
        return itemgetter(*numbers)
    (number,) = numbers
    return lambda strings: (strings[number],)


def _row(number: int, cells: list[Cell]) -> Row | None:
    return Row(number, {cell.column: cell for cell in cells}) if cells else None


_by_styles: WeakKeyDictionary[Styles, Memo[bytes, _ParsedRow]] = WeakKeyDictionary()


def _known_rows(styles: Styles) -> Memo[bytes, _ParsedRow]:
    """The rows known in some styles, as long as the styles are. Sheets of one make share their styles."""
    if styles not in _by_styles:
        cells = known_cells(styles)
        _by_styles[styles] = Memo(lambda piece: _read(piece, cells), _MOST_KEPT, _LONGEST_ROW)
    return _by_styles[styles]


def _read(piece: bytes, known: Memo[bytes, Cell | None]) -> _ParsedRow:
    """A row, from the tag that begins it up to that which ends it."""
    before, *pieces = piece.split(CELL_START)
    given, hidden = _row_tag(before)
    cells = [cell for cell in map(known.__getitem__, pieces) if cell is not None]
    places = list(map(_PLACE, cells))
    number = given or (cells[0].row if cells else 0)
    if places != sorted(set(places)) or (cells and not cells[0].row == number == cells[-1].row):
        raise UnusualError
    if SHARED in map(_KIND, cells):
        return _ParsedRow(number, hidden, len(cells), None, _StringRow(number, cells))
    return _ParsedRow(number, hidden, len(cells), _row(number, cells))


@memoize(_MOST_TAGS, _LONGEST_TAG)
def _row_tag(tags: bytes) -> tuple[int, bool]:
    """What the tag that begins a row says: its number, 0 if none, and whether it is hidden."""
    text = tags.decode()
    check_table_tags(text)
    match = _ROW.fullmatch(text)
    if match is None:
        raise UnusualError
    attributes = dict(ATTRIBUTE.findall(match[1]))
    _check_none_hidden(text if "r" not in attributes else text[: match.start(1)])
    return int(attributes.get("r", "0")), any(_hides(*each) for each in attributes.items())


def _check_rows(tags: bytes) -> None:
    """Rows without cells, after the last that has any."""
    text = tags.decode()
    check_table_tags(text)
    if _EMPTY_ROWS.fullmatch(text) is None:
        raise UnusualError
    _check_none_hidden(text)


def _check_none_hidden(rows: str) -> None:
    """No row is hidden that has no cells or no number: which row that is depends on those before it."""
    if any(_hides(name, value) for name, value in _HIDDEN.findall(rows)):
        raise UnusualError


def _hides(name: str, value: str) -> bool:
    """Whether an attribute keeps a row from being seen."""
    return (name == "hidden" and value in YES) or (name == "ht" and is_flat(value))
