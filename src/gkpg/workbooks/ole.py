"""What a compound (OLE) file holds: an xls workbook, an encrypted one, or some other document.

[MS-XLS] (2.1.4, 2.4.117) says how a workbook begins, [MS-OFFCRYPTO] how encrypted ones are kept.
"""

from __future__ import annotations

import struct
from itertools import islice
from typing import TYPE_CHECKING

from gkpg.workbooks.compound import BrokenCompoundError, CompoundFile
from gkpg.workbooks.package import ZIP

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENCRYPTED = "EncryptedPackage"
_WORKBOOKS = ("Workbook", "WORKBOOK", "Book", "BOOK")
_FILE_PASS = 0x2F
_MOST_RECORDS, _BEGINNING = 8, 65_536


def is_encrypted(raw: bytes) -> bool:
    """Whether a password is needed to open the workbook: a package is encrypted as a whole, an xls says so inside."""
    names = stream_names(raw)
    if names is None:
        return _ENCRYPTED.encode("utf-16-le") in raw
    return _ENCRYPTED in names or any(kind == _FILE_PASS for kind in islice(_records(raw), _MOST_RECORDS))


def open_standard(raw: bytes) -> bytes | None:
    """The package or the xls in an encrypted file that everybody can open; None where somebody chose the password."""
    from gkpg.workbooks import standard_password, standard_password_xls  # noqa: PLC0415 - for few files only

    try:
        file = CompoundFile(raw)
        if _ENCRYPTED in file.names:
            package = standard_password.open_package(file)
            return package if package is not None and package.startswith(ZIP) else None
        name = next(each for each in _WORKBOOKS if each in file.names)
        stream = standard_password_xls.open_stream(file.stream(name))
        return None if stream is None else file.with_stream(name, stream)
    except (BrokenCompoundError, StopIteration, IndexError):
        return None


def has_workbook(raw: bytes) -> bool:
    """Whether an xls workbook is in the file, as far as a broken one tells."""
    names = stream_names(raw)
    return any((name.encode("utf-16-le") in raw) if names is None else (name in names) for name in _WORKBOOKS)


def stream_names(raw: bytes) -> frozenset[str] | None:
    """The names of all streams; None where the file is broken."""
    try:
        return CompoundFile(raw).names
    except BrokenCompoundError:
        return None


def is_cut_off(raw: bytes) -> bool:
    """Whether the end of the file is missing."""
    try:
        return CompoundFile(raw).is_cut_off
    except BrokenCompoundError as error:
        return error.cut


def _records(raw: bytes) -> Iterator[int]:
    """The kinds of the records with which the workbook in the file begins; none where it cannot be got at."""
    try:
        file = CompoundFile(raw)
        name = next((each for each in _WORKBOOKS if each in file.names), None)
        stream = file.stream(name, _BEGINNING) if name else b""
    except BrokenCompoundError:
        return
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, place)
        yield kind
        place += 4 + size
