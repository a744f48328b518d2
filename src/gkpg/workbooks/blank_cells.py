"""Blank cells that were only formatted, dropped from a sheet's XML while it is unpacked.

Programs leave them by the million, down to the last row. A blank that stands behind the last cell of its row says
nothing, nor does a row without cells before another row that has its number; all else is left as it is.
"""

from __future__ import annotations

import re

_BLANKS = re.compile(
    rb'((?:<c(?: r="[A-Z]{1,3}[1-9][0-9]{0,6}")?(?: s="[0-9]{1,6}")?(?: t="[a-z]{1,3}")? ?'
    rb"(?:/>|>(?:<v ?/>|<v></v>)?</c>))++)(</row>)?"
)
_NUMBERED = b'<row r="'
_EMPTY_ROWS = re.compile(
    rb'(?:<row r="[1-9][0-9]{0,6}"(?: [A-Za-z][A-Za-z0-9:]*="[^"<>&]{0,200}")* ?(?:/>|></row>))++'
    rb'((?=<row r="|</sheetData>))?'
)


class BlankDropper:
    """Takes the XML of a sheet piece by piece and gives it back without blanks that say nothing."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, piece: bytes) -> bytes:
        """What can be said of the sheet so far: up to the last row that begins in it."""
        self._held += piece
        cut = self._held.rfind(b"<row ")
        if cut < 0:
            return b""
        ready, self._held = self._held[:cut], self._held[cut:]
        if not self._held.startswith(_NUMBERED):
            return _drop(ready)
        return _drop(ready + _NUMBERED)[: -len(_NUMBERED)]

    @property
    def held(self) -> int:
        """How many bytes it has not given back."""
        return len(self._held)

    def finish(self) -> bytes:
        """The rest."""
        return _drop(self._held)


def _drop(text: bytes) -> bytes:
    return _EMPTY_ROWS.sub(_rows, _BLANKS.sub(_blanks, text))


def _blanks(run: re.Match[bytes]) -> bytes:
    """Nothing of blanks that end their row."""
    return run[0] if run[2] is None else b"</row>"


def _rows(run: re.Match[bytes]) -> bytes:
    """Nothing of empty rows before one that has its number, for no row counts from them."""
    return run[0] if run[1] is None else b""
