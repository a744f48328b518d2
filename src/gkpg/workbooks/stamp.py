"""A stamp: one workbook from which others are made that differ in a few texts, byte for byte as if each were rendered.

The parts of a workbook that have none of the texts keep their compressed bytes. The others are cut at the texts, put
together anew, and compressed as `zipfile` does it.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: What the records of a zip begin with, how long they are without names, and where in them the changing fields stand.
_LOCAL, _CENTRAL, _END = 30, 46, 22
_SIZES_IN_LOCAL, _SIZES_IN_CENTRAL, _OFFSET_IN_CENTRAL, _PLACE_IN_END = 14, 16, 42, 12
_SIZES, _NUMBER, _PLACE = struct.Struct("<LLL"), struct.Struct("<L"), struct.Struct("<LL")


@dataclass(frozen=True, slots=True)
class _Part:
    """One part: its record of the zip with its data, and its entry in the zip's directory.

    `pieces` are constants and, between them, the numbers of texts; empty where the part has no text.
    """

    name: str
    record: bytes
    entry: bytes
    pieces: tuple[bytes | int, ...] = ()

    @property
    def head(self) -> bytes:
        """The record up to its data."""
        return self.record[: _LOCAL + len(self.name)]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A workbook that was cut at some texts."""

    parts: tuple[_Part, ...]
    end: bytes

    @property
    def places(self) -> Mapping[str, Counter[int]]:
        """How often each text stands in a part, by the text's number; without the parts that have none."""
        return {part.name: Counter(each for each in part.pieces if isinstance(each, int)) for part in self._changing}

    @property
    def _changing(self) -> Iterator[_Part]:
        return (part for part in self.parts if part.pieces)

    def make(self, texts: Sequence[bytes]) -> bytes:
        """The workbook with other texts in place of those at which it was cut."""
        out: list[bytes] = []
        entries: list[bytes] = []
        offset = 0
        for part in self.parts:
            record, entry = _filled(part, texts) if part.pieces else (part.record, part.entry)
            out.append(record)
            entries.append(_with(entry, _OFFSET_IN_CENTRAL, _NUMBER.pack(offset)))
            offset += len(record)
        directory = b"".join(entries)
        return b"".join((*out, directory, _with(self.end, _PLACE_IN_END, _PLACE.pack(len(directory), offset))))


def cut_at(workbook: bytes, texts: Sequence[bytes]) -> Stamp | None:
    """Cut a workbook wherever one of the texts stands, the first in order where two begin together.

    None where what it would make of the very same texts is not the same workbook.
    """
    pattern = re.compile(b"(" + b"|".join(map(re.escape, texts)) + b")")
    numbers = {text: number for number, text in enumerate(texts)}
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        begin = package.start_dir
        infos = package.infolist()
        ends = [*(info.header_offset for info in infos[1:]), begin]
        parts = []
        for info, end in zip(infos, ends, strict=True):
            size = _CENTRAL + len(info.filename)
            pieces = pattern.split(package.read(info))
            numbered = tuple(numbers[each] if place % 2 else each for place, each in enumerate(pieces))
            record, entry = workbook[info.header_offset : end], workbook[begin : begin + size]
            parts.append(_Part(info.filename, record, entry, numbered if len(pieces) > 1 else ()))
            begin += size
    stamp = Stamp(tuple(parts), workbook[-_END:])
    return stamp if stamp.make(texts) == workbook else None


def _filled(part: _Part, texts: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The record of a part with its texts, and its entry in the directory."""
    data = b"".join(texts[each] if isinstance(each, int) else each for each in part.pieces)
    compressor = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = compressor.compress(data) + compressor.flush()
    sizes = _SIZES.pack(zlib.crc32(data), len(packed), len(data))
    return _with(part.head, _SIZES_IN_LOCAL, sizes) + packed, _with(part.entry, _SIZES_IN_CENTRAL, sizes)


def _with(record: bytes, place: int, field: bytes) -> bytes:
    """A record with another field at a place."""
    return record[:place] + field + record[place + len(field) :]
