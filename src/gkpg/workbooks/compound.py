"""Compound files, the containers of xls workbooks and of encrypted ones: their streams, by name.

Microsoft's [MS-CFB] gives the layout: sectors in chains, a directory of streams, and one stream that holds all those
which are too short for sectors of their own.
"""

from __future__ import annotations

import struct
import sys
from array import array
from typing import NamedTuple

_HEADER, _ENTRY = 512, 128
_LAST_SECTOR, _FREE = 0xFFFFFFFA, 0xFFFFFFFF
_MINI_SHIFT, _FIRST_PLACES = 6, 109
_ROOT, _STREAM = 5, 2
#: Encrypted workbooks have some 10 streams, those with macros some 50.
_MOST_ENTRIES = 10_000


class BrokenCompoundError(Exception):
    """A compound file that is not put together as it should be. `cut` says that its end is missing."""

    def __init__(self, *, cut: bool = False) -> None:
        super().__init__()
        self.cut = cut


class _Stream(NamedTuple):
    """A stream as the directory lists it: its first sector, its size in bytes."""

    start: int
    size: int


class CompoundFile:
    """The streams of a compound file. Raises BrokenCompoundError; no chain is followed for ever."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._mini_stream: bytes | None = None
        try:
            self._shift, mini_shift = struct.unpack_from("<2H", raw, 30)
            fats, first, _, self._cutoff, mini, _, more, _ = struct.unpack_from("<L L L L L L L L", raw, 44)
            if self._shift not in {9, 12} or mini_shift != _MINI_SHIFT:
                raise BrokenCompoundError
            self._size = 1 << self._shift
            self._fat = self._numbers(self._places(fats, more))
            self._list(b"".join(self._chain(first, _ENTRY * _MOST_ENTRIES)))
            self._mini_fat = self._numbers(self._sectors_of(mini))
        except struct.error:
            raise BrokenCompoundError(cut=True) from None

    def _list(self, directory: bytes) -> None:
        """Read the directory: the stream that holds the short ones, and all streams by name."""
        self._root = _Stream(_LAST_SECTOR, 0)
        self._streams: dict[str, _Stream] = {}
        for begin in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            name, length, kind = struct.unpack_from("<64sHB", directory, begin)
            start, size = struct.unpack_from("<LL", directory, begin + 116)
            if kind == _ROOT:
                self._root = _Stream(start, size)
            elif kind == _STREAM:
                self._streams.setdefault(
                    name[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"), _Stream(start, size)
                )

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams, whichever storage they stand in."""
        return frozenset(self._streams)

    @property
    def is_cut_off(self) -> bool:
        """Whether sectors that are in use lie beyond the end of the file."""
        last = max((number for number, following in enumerate(self._fat) if following != _FREE), default=0)
        return bool((last + 1) << self._shift >= len(self._raw))

    def stream(self, name: str, most: int | None = None) -> bytes:
        """A stream, or its beginning up to about `most` bytes. Raises KeyError for one that is not there."""
        found = self._streams[name]
        wanted = found.size if most is None else min(found.size, most)
        if found.size >= self._cutoff:
            return b"".join(self._chain(found.start, wanted))[:wanted]
        if self._mini_stream is None:
            self._mini_stream = b"".join(self._chain(self._root.start, self._root.size))[: self._root.size]
        return self._short(found.start, wanted)

    def with_stream(self, name: str, data: bytes) -> bytes:
        """The whole file with other bytes, as many, in a stream. Raises KeyError for one that is not there."""
        found, raw = self._streams[name], bytearray(self._raw)
        if found.size >= self._cutoff:
            pieces = [((sector + 1) << self._shift, self._size) for sector in self._sectors_of(found.start, found.size)]
        else:
            held = self._sectors_of(self._root.start, self._root.size)
            minis = [mini << _MINI_SHIFT for mini in self._short_sectors(found.start, found.size)]
            pieces = [
                (((held[at >> self._shift] + 1) << self._shift) + (at & (self._size - 1)), 1 << _MINI_SHIFT)
                for at in minis
            ]
        done = 0
        for at, length in pieces:
            piece = data[done : done + length]
            raw[at : at + len(piece)] = piece
            done += length
        return bytes(raw)

    def _short(self, number: int, wanted: int) -> bytes:
        """A stream that lies in the one of short streams."""
        stream = self._mini_stream or b""
        sectors = self._short_sectors(number, wanted)
        return b"".join(stream[each << _MINI_SHIFT : (each + 1) << _MINI_SHIFT] for each in sectors)[:wanted]

    def _short_sectors(self, number: int, wanted: int) -> list[int]:
        """The short sectors of a chain, as many as it takes for some bytes."""
        found: list[int] = []
        while number < _LAST_SECTOR and len(found) << _MINI_SHIFT < wanted:
            if number >= len(self._mini_fat) or number << _MINI_SHIFT >= self._root.size:
                raise BrokenCompoundError
            found.append(number)
            number = self._mini_fat[number]
        return found

    def _places(self, count: int, more: int) -> list[int]:
        """The sectors that the table of chains lies in: the header has the first, a chain of its own the rest."""
        found = list(struct.unpack_from(f"<{_FIRST_PLACES}L", self._raw, 76))
        while more < _LAST_SECTOR and len(found) < min(count, len(self._raw) >> self._shift):
            *numbers, more = struct.unpack(f"<{self._size // 4}L", self._sector(more))
            found += numbers
        return [number for number in found[:count] if number < _LAST_SECTOR]

    def _numbers(self, sectors: list[int]) -> array[int]:
        numbers = array("I", b"".join(map(self._sector, sectors)))
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers

    def _sectors_of(self, number: int, wanted: int | None = None) -> list[int]:
        """The sectors of a chain, as many as it takes for some bytes."""
        found: list[int] = []
        most = len(self._raw) >> self._shift
        if wanted is not None:
            most = min(most, (wanted + self._size - 1) >> self._shift)
        while number < _LAST_SECTOR and len(found) < most:
            if number >= len(self._fat):
                raise BrokenCompoundError(cut=True)
            found.append(number)
            number = self._fat[number]
        return found

    def _chain(self, number: int, wanted: int | None = None) -> list[bytes]:
        return list(map(self._sector, self._sectors_of(number, wanted)))

    def _sector(self, number: int) -> bytes:
        """A sector; the last one of a file may be shorter than the others."""
        begin = (number + 1) << self._shift
        sector = self._raw[begin : begin + self._size]
        if not sector:
            raise BrokenCompoundError(cut=True)
        return sector.ljust(self._size, b"\0")
