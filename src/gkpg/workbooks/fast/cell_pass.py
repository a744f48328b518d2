"""Cells of XML that are known by their bytes; a new one is read by one regular expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from weakref import ref

from gkpg.base.memo import Memo, memoize
from gkpg.workbooks.cells import LAST_COLUMN, LAST_ROW, Cell, CellKind, place_of
from gkpg.workbooks.fast.plain_xml import ATTRIBUTES, NOT_XML, UnusualError, check_table_tags, unescape_entities
from gkpg.workbooks.strict import cell_of, row_and_column

if TYPE_CHECKING:
    from gkpg.workbooks.styles import Styles

CELL_START = b'<c r="'
_CELL = re.compile(
    r'([A-Z]{1,3}[1-9][0-9]{0,6})"(?: s="([0-9]{1,6})")?(?: t="(n|s|str|inlineStr|b|e|d)")? ?'
    r"(?:/>|>"
    rf"(?:<f({ATTRIBUTES})(?: ?/>|>([^<]*)</f>))?"
    r'(?:<v>([^<]*)</v>|<v ?/>()|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?'
    r"</c>)"
)
#: How much XML of cells is kept as known, and of one of them, in bytes.
_MOST_KEPT, _LONGEST_CELL, _MOST_PLACES = 2_000_000, 400, 500_000
#: In place of a kind: the cell's text is the number of a shared string.
SHARED: Any = object()


def known_cells(styles: Styles) -> Memo[bytes, Cell | None]:
    """The cells known in some styles, by their XML from the address on; None for a blank."""
    held = ref(styles)

    def read(piece: bytes) -> Cell | None:
        styles = held()
        assert styles is not None  # noqa: S101 - whoever asks has them
        return _read_cell(piece.decode(), styles)

    return Memo(read, _MOST_KEPT, _LONGEST_CELL)


@memoize(_MOST_PLACES, 10)
def _place(address: str) -> int:
    row, column = row_and_column(address)
    if row > LAST_ROW or column > LAST_COLUMN:
        raise UnusualError
    return place_of(row, column)


def _read_cell(piece: str, styles: Styles) -> Cell | None:
    match = _CELL.fullmatch(piece)
    if match is None or NOT_XML.search(piece) or "]]>" in piece:
        raise UnusualError
    address, style, stored_as, formula_tag, formula, value, no_value, inline = match.groups()
    if stored_as == "s" and formula_tag is not None:
        raise UnusualError
    if formula_tag:
        check_table_tags(f"<f{formula_tag}>")
    texts = (
        no_value if value is None else unescape_entities(value),
        None if formula_tag is None else unescape_entities(formula or ""),
        unescape_entities(inline or ""),
    )
    cell = cell_of(_place(address), stored_as or "n", style or "", texts, styles)
    if cell is None or stored_as != "s" or cell.kind is not CellKind.TEXT:
        return cell
    if cell.shown is not None:  # its format makes something else of texts, and which text it is, is not known here
        raise UnusualError
    return cell._replace(kind=SHARED)
