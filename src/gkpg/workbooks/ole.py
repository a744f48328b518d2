"""The OLE files that xls workbooks and encrypted workbooks are: what such a file holds, as far as that can be told.

Microsoft's [MS-CFB] gives the layout of the file, [MS-XLS] (2.1.4, 2.4.117) that of the beginning of a workbook.
"""

from __future__ import annotations

import struct
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OLE = b"\xd0\xcf\x11\xe0"

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "WORKBOOK", "Book", "BOOK"))
_HEADER, _ENTRY, _FILE_PASS = 512, 128, 0x2F
_MOST_RECORDS = 8


def is_encrypted(raw: bytes) -> bool:
    """Whether a password is needed to open the workbook: a package is encrypted as a whole, an xls says so inside."""
    return _ENCRYPTED in raw or any(kind == _FILE_PASS for kind in islice(_records(raw), _MOST_RECORDS))


def has_workbook(raw: bytes) -> bool:
    """Whether an xls workbook is in the file."""
    return any(name in raw for name in _WORKBOOKS)


def _records(raw: bytes) -> Iterator[int]:
    """The kinds of the records with which the workbook in the file begins; none where it is not where it should be."""
    place = _begin_of_workbook(raw)
    while place is not None and place + 4 <= len(raw):
        kind, size = struct.unpack_from("<2H", raw, place)
        yield kind
        place += 4 + size


def _begin_of_workbook(raw: bytes) -> int | None:
    """Where the stream of the workbook begins, by the entry of the directory that has its name."""
    if len(raw) < _HEADER:
        return None
    (shift,) = struct.unpack_from("<H", raw, 30)
    for name in _WORKBOOKS:
        entry = raw.find(name + b"\0\0", _HEADER)
        if entry > 0 and entry % _ENTRY == 0 and entry + _ENTRY <= len(raw) and shift in {9, 12}:
            (sector,) = struct.unpack_from("<I", raw, entry + 116)
            return int((sector + 1) << shift)
    return None
