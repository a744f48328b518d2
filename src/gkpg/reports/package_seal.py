"""The seal of a report that is an Office package: by its properties gkpg knows it again, and whether it was changed."""

from __future__ import annotations

import hashlib
import os
import zipfile
from typing import TYPE_CHECKING

from gkpg.workbooks.written_parts import CORE, undated_entry

if TYPE_CHECKING:
    from pathlib import Path

_END = b"</cp:coreProperties>"
#: How the first part of a package begins, and the record at its end, which has this size where no comment is in it.
_FIRST, _LAST, _END_SIZE = b"PK\3\4", b"PK\5\6", 22


def add_properties(package: zipfile.ZipFile, core: bytes) -> None:
    """Add the properties as the last part of a package, with the seal of all others in them."""
    seal = f"<dc:identifier>{_seal_of(package)}</dc:identifier>".encode()
    package.writestr(undated_entry(CORE), core.replace(_END, seal + _END))


def is_of_category(path: Path, category: str) -> bool:
    """Whether a file is a package that names a category in its properties."""
    return f"<cp:category>{category}</cp:category>".encode() in _properties(path)


def is_sealed(path: Path) -> bool:
    """Whether a package is just as gkpg wrote it: no program has saved it since, for that would change its parts."""
    try:
        if not _is_whole(path):
            return False
        with zipfile.ZipFile(path) as file:
            return f">{_seal_of(file)}</dc:identifier>".encode() in _properties(path)
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _is_whole(path: Path) -> bool:
    """Whether a package is all that is in a file: nothing before its first part, nothing behind its end."""
    with path.open("rb") as file:
        first = file.read(len(_FIRST))
        file.seek(-_END_SIZE, os.SEEK_END)
        return first == _FIRST and file.read(len(_LAST)) == _LAST


def _seal_of(package: zipfile.ZipFile) -> str:
    """A digest of all parts of a package but its properties, in which it stands."""
    parts = sorted((each.filename, each.file_size, each.CRC) for each in package.infolist() if each.filename != CORE)
    return f"gkpg-seal-{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def _properties(path: Path) -> bytes:
    """The properties of a package; empty where it has none, or is none."""
    try:
        with zipfile.ZipFile(path) as file:
            return file.read(CORE)[:10_000]
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, ValueError):
        return b""
