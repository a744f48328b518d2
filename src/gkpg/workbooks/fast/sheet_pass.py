"""The fast pass over the XML of sheets, for what is written in the plain way that spreadsheets write it.

Every byte is accounted for: whatever else there is makes the pass give up (None), and then the strict pass reads the
sheet. So both give the same cells, or only the strict one gives any.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.base.memo import Memo, memoize
from gkpg.workbooks.fast.plain_xml import (
    ATTRIBUTES,
    DECLARATION,
    LONGEST_PLAIN,
    NOT_XML,
    UnusualError,
    check_tags,
    is_utf_8,
    unescape_entities,
)
from gkpg.workbooks.fast.row_pass import read_rows
from gkpg.workbooks.strict import LONGEST_TEXT, SheetScan, StringsScan, unescape
from gkpg.workbooks.styles import Styles
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.workbooks.cells import Marks, Row

_ROWS, _ROWS_END, _NO_ROWS = b"<sheetData>", b"</sheetData>", b"<sheetData/>"
_PASSING = re.compile(rf"<(?:selection|pane){ATTRIBUTES} ?/>|(?<=<sheetView){ATTRIBUTES}(?=>)")
_ZEROS = re.compile(r' showZeros="[^"]*"')
_FOOTERS = re.compile("<((?:odd|even|first)(?:Header|Footer))>([^<]*)</\\1>")
_STRING_END = b"</si>"
_STRINGS = re.compile(rb"(?:" + DECLARATION.pattern + rb")?(<sst" + ATTRIBUTES.encode() + rb">)")
_PLAIN_STRING = re.compile('<si><t(?: xml:space="preserve")?>([^<&]*)</t>')
#: How much XML of shared strings is kept as known, and of one of them, in bytes; of what stands around rows.
_MOST_STRINGS, _LONGEST_STRING = 4_000_000, 40_000
_MOST_FRAMES, _LONGEST_FRAME, _MOST_VIEWS, _LONGEST_VIEWS = 1_000_000, 65_536, 200_000, 8_000


def read_sheet_fast(
    data: bytes, styles: Styles, strings: Sequence[str], most_cells: int
) -> tuple[dict[int, Row], Marks] | None:
    """The rows and marks of a sheet, as the strict pass gives them; None where that pass must read it."""
    begin, end = data.find(_ROWS), data.rfind(_ROWS_END)
    if begin < 0 or end < begin or not is_utf_8(data):
        return None
    try:
        rows, hidden = read_rows(data[begin + len(_ROWS) : end], styles, strings, most_cells)
        marks = _marks(data[:begin] + _NO_ROWS + data[end + len(_ROWS_END) :])
    except (UnusualError, ValueError, IndexError):
        return None
    return rows, replace(marks, rows=hidden) if hidden else marks


@memoize(_MOST_FRAMES, _LONGEST_FRAME)
def _marks(frame: bytes) -> Marks:
    """The marks of a sheet around its rows. They are the same in all sheets of one make, so those are kept."""
    return _marks_around(_drop_passing(frame.decode()))


@memoize(_MOST_FRAMES, _LONGEST_FRAME)
def _marks_around(frame: str) -> Marks:
    """The same without what does not last; the rows must stand where rows stand and nowhere else."""
    if "<!" in frame or frame.rfind("<?") > 1 or any(len(each) > LONGEST_PLAIN for each in frame.split("<")):
        raise UnusualError
    try:
        scanned = SheetScan(frame.encode(), Styles(), (), 0)
    except UnreadableError:
        raise UnusualError from None
    found = scanned.frame
    if found.blocks != 1 or found.prefix or found.is_flat:
        raise UnusualError
    return scanned.marks


def _drop_passing(frame: str) -> str:
    """A frame without what differs from sheet to sheet and bears on no score: where the cursor is, the footer."""
    views, views_end, footer = frame.find("<sheetViews>"), frame.find("</sheetViews>"), frame.find("<headerFooter")
    if footer > 0:
        frame = frame[:footer] + _FOOTERS.sub(_drop_text, frame[footer:])
    if 0 < views < views_end:
        frame = frame[:views] + _views(frame[views:views_end]) + frame[views_end:]
    return frame


@memoize(_MOST_VIEWS, _LONGEST_VIEWS)
def _views(tags: str) -> str:
    return _PASSING.sub(_check_cursor, tags)


def _check_cursor(tag: re.Match[str]) -> str:
    """Nothing in the place of a tag that says only where the cursor is, or how zeros show where that is said."""
    check_tags(tag[0])
    return "".join(_ZEROS.findall(tag[0]))


def _drop_text(footer: re.Match[str]) -> str:
    """A header or footer without its text."""
    if NOT_XML.search(unescape_entities(footer[2])) or "]]>" in footer[2]:
        raise UnusualError
    return f"<{footer[1]}></{footer[1]}>"


def read_strings_fast(data: bytes) -> list[str] | None:
    """The shared strings of a file, as the strict pass gives them; None where that pass must read them."""
    begin = _STRINGS.match(data)
    if begin is None or not is_utf_8(data):
        return None
    *pieces, rest = data[begin.end() :].split(_STRING_END)
    if rest != b"</sst>":
        return None
    try:
        check_tags(begin[1].decode())
        return list(map(_strings.__getitem__, pieces))
    except (UnusualError, UnicodeDecodeError):
        return None


def _string(piece: bytes) -> str:
    """A shared string, up to the tag that ends it; read strictly if it is more than a text."""
    if not piece.startswith(b"<si>"):
        raise UnusualError
    plain = _PLAIN_STRING.fullmatch(piece.decode())
    if plain is not None and not NOT_XML.search(plain[1]) and "]]>" not in plain[1]:
        return unescape(plain[1][:LONGEST_TEXT])
    try:
        scanned = StringsScan(b"<sst>" + piece + b"</si></sst>")
        (text,) = scanned.found
    except (UnreadableError, ValueError):
        raise UnusualError from None
    if scanned.altered:
        raise UnusualError
    return text


#: Sheets of one make have most of their shared strings in common.
_strings = Memo(_string, _MOST_STRINGS, _LONGEST_STRING)
