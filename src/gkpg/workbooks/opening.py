"""Opening a file as a workbook, by what it holds instead of what it is called."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.findings.finding import system_reason as reason_of
from gkpg.workbooks.calamine import read_by_calamine
from gkpg.workbooks.csv_reader import read_csv
from gkpg.workbooks.limits import DEFAULT_LIMITS, Limits
from gkpg.workbooks.package import OLE, ZIP, Package, damaged_error, is_zip, too_large_error
from gkpg.workbooks.unreadable import UnreadableError
from gkpg.workbooks.xlsx_reader import MAIN, main_part, read_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.workbooks.cells import Workbook

#: The suffixes of the files that are read, and of other spreadsheets, which are not.
READ = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods", ".ots", ".et", ".ett", ".csv"})
NOT_READ = frozenset({".fods", ".numbers", ".gnumeric", ".uos", ".slk", ".dif", ".xlw"})

#: Where an ods file says that it is encrypted, and the part that newer ones are encrypted into as a whole.
_MANIFEST, _ENCRYPTED = "META-INF/manifest.xml", "encrypted-package"
_OTHERS = {"xl/workbook.bin": "xlsb", "content.xml": "ods"}


def read_bytes(path: str | Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The whole of a regular file of bearable size. Raises UnreadableError for anything else; waits for no pipe."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise UnreadableError("S405", reason=Text("不是普通文件", "not a regular file"))
            if found.st_size > limits.file:
                raise too_large_error("文件字节数", "bytes", found.st_size, limits.file)
            raw = _whole(handle, found.st_size)
        finally:
            os.close(handle)
    except OSError as error:
        raise UnreadableError("S405", reason=reason_of(error)) from None
    if len(raw) != found.st_size:
        raise UnreadableError("S405", reason=Text("读取时文件变了", "the file changed while it was read"))
    return raw


def _whole(handle: int, size: int) -> bytes:
    """All that a file holds, and a byte more if it has grown since its size was asked."""
    raw = os.read(handle, size + 1)
    while len(raw) < size and (more := os.read(handle, size + 1 - len(raw))):
        raw += more
    return raw


def sha256_of(raw: bytes) -> str:
    """The SHA-256 of a file's bytes, by which it is known."""
    return hashlib.sha256(raw).hexdigest()


def read_workbook(raw: bytes, limits: Limits = DEFAULT_LIMITS, suffix: str = "") -> Workbook:
    """The workbook that a file's bytes are. Only a csv file is told by its suffix. Raises UnreadableError."""
    if raw.startswith(ZIP) and is_zip(raw):
        return _read_package(Package(raw, limits), raw)
    return _read_compound(raw, limits) if raw.startswith(OLE) else _read_other(raw, limits, suffix)


def _read_other(raw: bytes, limits: Limits, suffix: str) -> Workbook:
    """The workbook in a file that begins like none: one with bytes before it, or a csv."""
    from gkpg.workbooks.file_kinds import CUT_OFF, kind_of_bytes, telling_kind  # noqa: PLC0415 - for few files only

    if raw.startswith(ZIP):
        raise damaged_error(*CUT_OFF)
    if telling_kind(raw) is None:
        if is_zip(raw):
            return _read_package(Package(raw, limits), raw)
        if suffix == ".csv":
            return read_csv(raw, limits)
    raise damaged_error(*kind_of_bytes(raw))


def _read_compound(raw: bytes, limits: Limits) -> Workbook:
    """The workbook in a compound file: an xls, which calamine reads, or a package that everybody can open."""
    from gkpg.workbooks import file_kinds, ole  # noqa: PLC0415 - for few files only

    if ole.is_encrypted(raw):
        opened = ole.open_standard(raw)
        if opened is None or (opened.startswith(OLE) and ole.is_encrypted(opened)):
            raise UnreadableError("S402")
        if opened.startswith(ZIP):
            return _read_package(Package(opened, limits), opened)
        return read_by_calamine(opened, "xls", limits)
    if ole.is_cut_off(raw):
        raise damaged_error(*file_kinds.CUT_OFF)
    if not ole.has_workbook(raw):
        raise damaged_error(*file_kinds.kind_of_streams(ole.stream_names(raw)))
    return read_by_calamine(raw, "xls", limits)


def _read_package(package: Package, raw: bytes) -> Workbook:
    """The workbook in a zip file: xlsx is read here, the others by calamine, once no part of them is a bomb."""
    if package.has(_ENCRYPTED) or (package.has(_MANIFEST) and b"encryption-data" in package.part(_MANIFEST)):
        raise UnreadableError("S402")
    other = next((name for part, name in _OTHERS.items() if package.has(part)), None)
    if package.has(MAIN) or (other is None and package.has(main_part(package))):
        return read_xlsx(package)
    if other is None:
        from gkpg.workbooks.file_kinds import kind_of_package  # noqa: PLC0415 - for few files only

        raise damaged_error(*kind_of_package(tuple(package.names())))
    if other == "ods":
        from gkpg.workbooks.ods_reader import read_ods  # noqa: PLC0415 - for few files only

        return read_ods(package)
    for part in package.names():
        package.part(part)
    return read_by_calamine(raw, other, package.limits)
