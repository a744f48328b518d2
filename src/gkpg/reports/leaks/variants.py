"""Variants: the ways in which bytes can be read as text, a text can be escaped, and bytes be packed in a text."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: In which bytes that are no UTF-8 are read, what is not in them left out.
_OTHERS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\([0-9a-f]{4,6})\s?", re.IGNORECASE)
_OF_EXCEL = re.compile(r"_x([0-9a-f]{4})_", re.IGNORECASE)
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_LEAST_PACKED = 12


def readings(content: bytes) -> Iterator[str]:
    """Bytes as text: the one way in which they are, else all in which they may be."""
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if marked:
        yield content.decode(marked, errors="replace")
        return
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        yield text
        return
    for encoding in _OTHERS:
        yield content.decode(encoding, errors="replace")
        if encoding.startswith("utf-16"):
            yield content[1:].decode(encoding, errors="replace")


def unescaped(text: str) -> Iterator[str]:
    """A text, and what it is when each way of escaping in it is undone."""
    yield text
    if "&" in text:
        text = html.unescape(html.unescape(text))
        yield text
    if "\\" in text:
        yield _BACKSLASH.sub(r"\1", text)
        yield _ESCAPE.sub(_character, _joined_halves(text))
    if "_x" in text:
        yield _OF_EXCEL.sub(lambda found: _safe_chr(int(found[1], 16)), text)
    if "%" in text:
        yield unquote(text, errors="replace")
        yield unquote(text, encoding="gb18030", errors="replace")


def _joined_halves(text: str) -> str:
    """Escapes of the two halves of a character as one escape."""
    return re.sub(
        r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})",
        lambda found: f"\\u{{{0x10000 + (int(found[1], 16) - 0xD800) * 0x400 + int(found[2], 16) - 0xDC00:x}}}",
        text,
        flags=re.IGNORECASE,
    )


def _character(found: re.Match[str]) -> str:
    return _safe_chr(int(next(each for each in found.groups() if each), 16))


def _safe_chr(number: int) -> str:
    return chr(number) if number < 0x110000 else "\ufffd"


def packed_in(text: str) -> Iterator[bytes]:
    """The bytes that stand in a text as base64."""
    for found in _BASE64.findall(text) if len(text) >= _LEAST_PACKED else ():
        stripped = found.rstrip("=").replace("-", "+").replace("_", "/")
        padded = stripped + "=" * (-len(stripped) % 4)
        try:
            content = base64.b64decode(padded, validate=True)
        except (binascii.Error, ValueError):
            continue
        if _is_something(content):
            yield content


def _is_something(content: bytes) -> bool:
    """Whether bytes are likely text or a file, not just letters that happen to be base64."""
    if content.startswith(
        (b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8", b"GIF8", *(mark for mark, _ in _MARKS))
    ):
        return True
    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.isprintable() or (encoding == "utf-8" and text.replace("\n", "").replace("\r", "").isprintable()):
            return True
    return False
