"""Packages: what lies in a zip file, its members, their names and remarks, and whatever stands between them."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from gkpg.reports.leaks.fields import UnreadPartError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCAL_HEAD = 30


def find_members(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of a zip file, each with a name that says where it is. Raises UnreadPartError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield f"{name} (comment)", package.comment
            for member in package.infolist():
                part = f"{name}!{member.filename}"
                yield part, package.read(member)
                yield f"{part} (name)", member.orig_filename.encode(errors="replace")
                yield f"{part} (comment)", member.comment
                yield f"{part} (extra field)", member.extra
            yield f"{name} (between members)", _between(content, package)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error, ValueError, KeyError):
        raise UnreadPartError(name) from None


def _between(content: bytes, package: zipfile.ZipFile) -> bytes:
    """The bytes before, between and behind the packed members, in which whatever stands is no member."""
    left, last = [], 0
    for member in sorted(package.infolist(), key=lambda each: each.header_offset):
        left.append(content[last : member.header_offset])
        head = content[member.header_offset : member.header_offset + _LOCAL_HEAD]
        lengths = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
        data = member.header_offset + _LOCAL_HEAD + sum(lengths)
        left.append(content[member.header_offset + _LOCAL_HEAD : data])
        last = data + member.compress_size
    left.append(content[last : package.start_dir])
    end = (
        content.rfind(zipfile.stringEndArchive)
        if hasattr(zipfile, "stringEndArchive")
        else content.rfind(b"PK\x05\x06")
    )
    left.append(content[end + 22 + len(package.comment) :])
    return b"\n".join(left)
