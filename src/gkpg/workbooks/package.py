"""The zip package of a workbook, opened so that no file can do harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.memo import memoize
from gkpg.base.text import Text
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.workbooks.limits import Limits

DAMAGED = Text("文件损坏", "the file is damaged")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

_ENTRY, _END = b"PK\x01\x02", b"PK\x05\x06"
#: The end of a package stands before a comment of at most 65,535 bytes. What systems put before a package is short.
_END_WITHIN, _BEGIN_WITHIN = 66_000, 65_536
_END_FIELDS = struct.Struct("<4x4H2LH")
_ENTRY_FIELDS = struct.Struct("<4s4x2H4x3L3H8xL")
_PART_FIELDS = struct.Struct("<4s2x2H4x4x4x4x2H")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, KeyError, IndexError, OverflowError,
)  # fmt: skip

#: Small parts are the same in all sheets of one make, so what they inflate to is kept.
#: A sheet may be so many times longer than other parts, if all that is too much is blank cells.
MOST_BLANK = 10
_SMALL_SHEET, _PIECE = 1_000_000, 1_000_000
_SMALL_PACKED, _SMALL, _MOST_KEPT = 4_096, 65_536, 256
_kept: dict[bytes, tuple[bytes, int]] = {}


class _ZipPart(NamedTuple):
    """One part as the directory lists it: sizes in bytes, `offset` where its own header begins."""

    name: str
    encrypted: bool
    method: int
    checksum: int
    packed: int
    size: int
    offset: int


class Package:
    """The parts of a zip file. Every method raises UnreadableError, and nothing else, for a bad file."""

    def __init__(self, raw: bytes, limits: Limits) -> None:
        self.limits = limits
        self._raw, self._left = raw, limits.parts_together
        self._left_blank = limits.parts_together * MOST_BLANK
        if raw.count(_ENTRY) > limits.parts:
            raise too_large_error("部件数", "parts", raw.count(_ENTRY), limits.parts)
        try:
            parts = list(_directory(raw) or _directory_by_library(raw))
        except _BROKEN:
            raise damaged_error() from None
        names = [_folded(part.name) for part in parts]
        self._parts = dict(zip(names, parts, strict=True))
        if len(self._parts) < len(parts) and _is_twice(names):
            raise damaged_error(Text("同名部件有两个", "two parts of one name"))

    def has(self, name: str) -> bool:
        """Whether there is such a part; the case of letters does not matter, nor which slashes the file has."""
        return name.lower() in self._parts

    def names(self) -> Iterator[str]:
        """The names of all parts, in small letters."""
        return iter(self._parts)

    def part(self, name: str) -> bytes:
        """One part, inflated no further than the bounds."""
        try:
            part = self._parts[name.lower()]
            if part.encrypted:
                raise UnreadableError("S402")
            if part.method not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise damaged_error(Text("压缩方式不认识", "an unknown compression"))
            data, checksum = self._unpack(part, self._packed_bytes(part))
            if len(data) != part.size or checksum != part.checksum:
                raise damaged_error()
        except _BROKEN:
            raise damaged_error() from None
        self._left -= len(data)
        return data

    def sheet(self, name: str) -> bytes:
        """The XML of a sheet without blank cells that say nothing, which the bounds do not count either."""
        part = self._parts.get(name.lower())
        if part is None or part.size <= _SMALL_SHEET or part.method != zipfile.ZIP_DEFLATED or part.encrypted:
            return self.part(name)
        try:
            data = self._inflate_sheet(part)
        except _BROKEN:
            raise damaged_error() from None
        self._left -= len(data)
        return data

    def _inflate_sheet(self, part: _ZipPart) -> bytes:
        from gkpg.workbooks.blank_cells import BlankDropper  # noqa: PLC0415 - for few files only

        limit, most = min(self.limits.part, self._left), min(self.limits.part * MOST_BLANK, self._left_blank)
        dropper, inflate = BlankDropper(), zlib.decompressobj(-zlib.MAX_WBITS)
        size = checksum = kept = 0
        pieces: list[bytes] = []
        packed = memoryview(self._packed_bytes(part))[1:]
        while not inflate.eof and (piece := inflate.decompress(packed, _PIECE)):
            packed = memoryview(inflate.unconsumed_tail)
            size, checksum = size + len(piece), zlib.crc32(piece, checksum)
            pieces.append(dropper.feed(piece))
            kept += len(pieces[-1])
            if kept + dropper.held > limit or size > most:
                raise too_large_error(part.name, part.name, max(kept + dropper.held, limit + 1), limit)
        if size != part.size or checksum != part.checksum:
            raise damaged_error()
        self._left_blank -= size
        return b"".join((*pieces, dropper.finish()))

    def _packed_bytes(self, part: _ZipPart) -> bytes:
        """The bytes of a part as they lie in the file, with its method before them."""
        signature, flags, method, name, extra = _PART_FIELDS.unpack_from(self._raw, part.offset)
        begin = part.offset + 30 + name + extra
        stands_as = _name(self._raw[part.offset + 30 : part.offset + 30 + name], flags)
        if signature != ZIP or method != part.method or stands_as != part.name:
            raise damaged_error()
        return bytes((method,)) + self._raw[begin : begin + part.packed]

    def _unpack(self, part: _ZipPart, packed: bytes) -> tuple[bytes, int]:
        """What a part inflates to, with its checksum."""
        is_small = len(packed) < _SMALL_PACKED
        if is_small and packed in _kept:
            return _kept[packed]
        data = self._inflate(part, packed)
        unpacked = data, zlib.crc32(data)
        if is_small and len(data) < _SMALL:
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            _kept[packed] = unpacked
        return unpacked

    def _inflate(self, part: _ZipPart, packed: bytes) -> bytes:
        limit = min(self.limits.part, self._left)
        if part.method == zipfile.ZIP_STORED:
            data = packed[1:]
        else:
            inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            data = inflate.decompress(packed[1:], limit + 1)
        if len(data) > limit:
            raise too_large_error(part.name, part.name, len(data), limit)
        return data


def _directory(raw: bytes) -> list[_ZipPart] | None:
    """The directory of a plain zip file; None where anything about it is unusual."""
    end = len(raw) - 22
    if end < 0 or raw[end : end + 4] != _END:
        return None
    disk, first, here, count, size, offset, comment = _END_FIELDS.unpack_from(raw, end)
    if (disk, first, comment) != (0, 0, 0) or here != count or offset + size != end:
        return None
    parts = []
    for _ in range(count):
        signature, flags, method, checksum, packed, size, name, extra, note, begin = _ENTRY_FIELDS.unpack_from(
            raw, offset
        )
        if signature != _ENTRY or max(packed, size, begin) == 0xFFFFFFFF:
            return None
        written = _name(raw[offset + 46 : offset + 46 + name], flags)
        parts.append(_ZipPart(written, bool(flags & 1), method, checksum, packed, size, begin))
        offset += 46 + name + extra + note
    return parts if offset == end else None


def _directory_by_library(raw: bytes) -> Iterator[_ZipPart]:
    """The directory of any other zip file: with a comment, bytes before it, or the fields for huge files."""
    for info in zipfile.ZipFile(io.BytesIO(raw)).infolist():
        encrypted = bool(info.flag_bits & 1)
        fields = (encrypted, info.compress_type, info.CRC, info.compress_size, info.file_size, info.header_offset)
        yield _ZipPart(info.orig_filename, *fields)


def is_zip(raw: bytes) -> bool:
    """Whether a file is a zip package, a whole one, though other bytes may stand before it or after."""
    return raw.rfind(_END, -_END_WITHIN) >= 0 and (raw.startswith(ZIP) or raw.find(ZIP, 0, _BEGIN_WITHIN) >= 0)


def _is_twice(names: list[str]) -> bool:
    """Whether a part stands twice; folders hold nothing."""
    parts = [name for name in names if not name.endswith("/")]
    return len(set(parts)) < len(parts)


@memoize(200_000, 200)
def _folded(name: str) -> str:
    """A part's name as it is asked for: some programs write it with backslashes, in capitals, from the root."""
    return name.replace("\\", "/").lower().lstrip("/")


def _name(written: bytes, flags: int) -> str:
    return written.decode("utf-8" if flags & 0x800 or written.isascii() else "cp437")


def damaged_error(reason: Text = DAMAGED, remedy: Text | None = None) -> UnreadableError:
    """The exception that says that a file is no workbook; `remedy` is what to do, None to save it again."""
    return UnreadableError("S401", reason=reason, **({} if remedy is None else {"remedy": remedy}))


def too_large_error(zh: str, en: str, found: int, limit: int) -> UnreadableError:
    """The exception that says that a file exceeds a limit, with what was found of what."""
    return UnreadableError("S403", reason=Text(f"{zh} {found}，上限 {limit}", f"{en}: {found}, at most {limit}"))
