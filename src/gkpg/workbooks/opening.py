"""Opening a file as a workbook, by what it holds instead of what it is called."""

from __future__ import annotations

import hashlib
import os
import stat
from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.findings.finding import system_reason as reason_of
from gkpg.workbooks.calamine import read_by_calamine
from gkpg.workbooks.cells import UnreadableError
from gkpg.workbooks.csv_reader import read_csv
from gkpg.workbooks.limits import DEFAULT_LIMITS, Limits
from gkpg.workbooks.ole import OLE, has_workbook, is_encrypted
from gkpg.workbooks.package import ZIP, Package, damaged_error, too_large_error
from gkpg.workbooks.xlsx_reader import read_xlsx

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
    if raw.startswith(ZIP):
        return _read_package(Package(raw, limits), raw)
    if raw.startswith(OLE):
        if is_encrypted(raw):
            raise UnreadableError("S402")
        if not has_workbook(raw):
            raise damaged_error(Text("不是工作簿", "no workbook"))
        return read_by_calamine(raw, "xls", limits)
    if suffix == ".csv" and raw:
        return read_csv(raw, limits)
    raise damaged_error(_what_else(raw))


def _read_package(package: Package, raw: bytes) -> Workbook:
    """The workbook in a zip file: xlsx is read here, the others by calamine, once no part of them is a bomb."""
    if package.has(_ENCRYPTED) or (package.has(_MANIFEST) and b"encryption-data" in package.part(_MANIFEST)):
        raise UnreadableError("S402")
    other = next((name for part, name in _OTHERS.items() if package.has(part)), None)
    if other is None or package.has("xl/workbook.xml"):
        return read_xlsx(package)
    for part in package.names():
        package.part(part)
    return read_by_calamine(raw, other, package.limits)


def _what_else(raw: bytes) -> Text:
    """What a file is that is no workbook, as far as its beginning tells."""
    head = raw[:1_000].lower()
    if not raw:
        return Text("空文件", "an empty file")
    if b"<html" in head or b"<table" in head:
        return Text("其实是网页", "really a web page")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return Text("其实是 XML 表格", "really an XML spreadsheet")
    return Text("不是工作簿", "no workbook")
