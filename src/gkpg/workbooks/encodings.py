"""Text from bytes, in the encodings that Chinese and other programs save."""

from __future__ import annotations

import codecs

from gkpg.base.text import Text
from gkpg.workbooks.package import damaged_error

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(raw: bytes) -> str:
    """The text of a file: by its mark, else UTF-8, else GB18030. Raises UnreadableError for what is no text."""
    marked = [encoding for mark, encoding in _MARKS if raw.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise damaged_error(Text("不是文本文件", "no text file"))
