"""Reading a written file back, whatever it is: every text in it, packed and hidden ones included."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from gkpg.reports.leaks.fields import Field, UnreadPartError
from gkpg.reports.leaks.html import html_fields
from gkpg.reports.leaks.package import find_members
from gkpg.reports.leaks.text_fields import json_fields, line_fields, table_fields
from gkpg.reports.leaks.variants import packed_in, readings
from gkpg.reports.leaks.xml import xml_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

#: So deep files may lie in files.
_DEEPEST = 6
_GZIP = b"\x1f\x8b"


def fields_of(name: str, content: bytes, depth: int = 0) -> Iterator[Field]:
    """Every text in the bytes of a file. Raises UnreadPartError."""
    if depth > _DEEPEST:
        raise UnreadPartError(name)
    yield Field(name, name.rpartition("/")[2])
    if zipfile.is_zipfile(io.BytesIO(content)):
        for part, member in find_members(name, content):
            yield from fields_of(part, member, depth + 1)
    elif content.startswith(_GZIP):
        yield from fields_of(f"{name} (gzip)", _unpack(name, content), depth + 1)
    else:
        for text in readings(content):
            yield from _with_packed(_fields_of_text(name, text), depth)


def _unpack(name: str, content: bytes) -> bytes:
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        raise UnreadPartError(name) from None


def _fields_of_text(name: str, text: str) -> Iterator[Field]:
    """The texts in a text, by what it is."""
    head = text[:2_000].lstrip("\ufeff \r\n\t").lower()
    if head.startswith(("<!doctype html", "<html")) or name.lower().endswith((".html", ".htm")):
        return html_fields(name, text)
    if head.startswith("<"):
        return xml_fields(name, text)
    if head.startswith(("{", "[")):
        return json_fields(name, text)
    if name.lower().endswith(".csv"):
        return table_fields(name, text)
    return line_fields(name, text)


def _with_packed(fields: Iterator[Field], depth: int) -> Iterator[Field]:
    """Fields, and what is packed in them as base64."""
    for field in fields:
        yield field
        for packed in packed_in(field.text):
            yield from fields_of(f"{field.part} (base64)", packed, depth + 1)
