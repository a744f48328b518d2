"""Text from bytes, in the encodings that Chinese and other programs save."""

from __future__ import annotations

import codecs
import unicodedata

from gkpg.base.text import Text
from gkpg.workbooks.package import damaged_error

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MARK = "\ufeff"
_SAVE = Text("请另存为 UTF-8 编码的文本，或另存为 xlsx", "save it as text in UTF-8, or as xlsx")
_NO_TEXT = Text("不是文本文件", "no text file")
_NO_MARK = Text("是 UTF-16 编码，但开头没有编码标记", "in UTF-16, but without the mark at its beginning")
_BIG5 = Text("像是 Big5 编码", "in Big5, it seems")
_MIXED = Text("里面混有别的编码", "of more than one encoding")

#: Signs that Chinese text has as well: between characters, behind a digit or letter, before a digit.
_BETWEEN, _BEHIND, _BEFORE = frozenset("·×÷±"), frozenset("°²³½¼¾"), frozenset("±¥§")
#: The rarer characters stand behind the everyday ones there.
_RARE_IN_BIG5 = b"\xc9"
#: So much of a text is looked at, in characters.
_SAMPLE = 200_000


def decode(raw: bytes) -> str:
    """The text of a file: by its mark, else UTF-8 or GB18030. Raises UnreadableError for what is no text.

    Some Chinese words in GB18030 are bytes that UTF-8 allows as well, as letters that nobody writes: 通山 would be `ͨɽ`.
    A mark within the text, as files that were put together have it, is left out.
    """
    encoding = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    if encoding is not None:
        return _decode_marked(raw, encoding).replace(_MARK, "")
    utf_8, gb18030 = _read(raw, "utf-8"), None
    if utf_8 is None or (not utf_8.isascii() and _is_odd(utf_8[:_SAMPLE])):
        gb18030 = _read(raw, "gb18030")
    if utf_8 is not None and (gb18030 is None or not _is_everyday(gb18030[:_SAMPLE])):
        gb18030 = None
    text = utf_8 if gb18030 is None else gb18030
    if text is None or "\0" in text:
        raise damaged_error(_NO_MARK if _is_utf_16(raw) else _NO_TEXT, _SAVE)
    if utf_8 is None and _is_big5(raw, text):
        raise damaged_error(_BIG5, _SAVE)
    return text.replace(_MARK, "")


def _decode_marked(raw: bytes, encoding: str) -> str:
    text = _read(raw, encoding)
    if text is None or "\0" in text:
        raise damaged_error(_MIXED if text is None and encoding == "utf-8-sig" else _NO_TEXT, _SAVE)
    return text


def _read(raw: bytes, encoding: str) -> str | None:
    """The text in an encoding; None where the bytes are none in it."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_odd(text: str) -> bool:
    """Whether a text has more letters that Chinese text does not have than it has Chinese characters."""
    odd = chinese = 0
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if character < "\x80":
            continue
        if character >= "\u2000":
            chinese += "\u3400" <= character <= "\u9fff"
        elif not _is_at_home(before, character, after):
            odd += 1
    return odd > chinese


def _is_at_home(before: str, character: str, after: str) -> bool:
    """Whether a letter or sign stands where it may: a letter beside a plain letter, a sign where such signs stand."""
    if character in _BETWEEN and _is_known(before) and _is_known(after):
        return True
    if (character in _BEHIND and before.isdecimal()) or (character in _BEFORE and after.isdecimal()):
        return True
    is_latin = "\xc0" <= character <= "\u024f" and character not in "×÷"
    return is_latin and any(each.isascii() and each.isalpha() for each in (before, after))


def _is_known(character: str) -> bool:
    """Whether a character is a plain letter or digit, or Chinese."""
    return character.isalnum() and (character < "\x80" or character >= "\u2000")


def _is_everyday(text: str) -> bool:
    """Whether all Chinese characters of a text are among the everyday ones, those of GB 2312."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError as error:
        return error.object[error.start] < "\u3400" or unicodedata.category(error.object[error.start])[0] in "PSZ"
    return True


def _is_utf_16(raw: bytes) -> bool:
    """Whether bytes that hold zeros are UTF-16 of which the mark was lost."""
    return any(
        text is not None and "\0" not in text and any(each in text for each in "\n\t,;") and text.isascii() is False
        for text in (_read(raw, "utf-16-le"), _read(raw, "utf-16-be"))
    )


def _is_big5(raw: bytes, text: str) -> bool:
    """Whether bytes that GB18030 allows are rather Big5: everyday characters there, and rare ones here."""
    sample = [each for each in text[:_SAMPLE] if each >= "\x80"]
    rare = sum(1 for each in sample if not _is_everyday(each) or "\ue000" <= each <= "\uf8ff")
    big5 = _read(raw, "big5")
    if big5 is None or rare * 3 < len(sample):
        return False
    chinese = [each for each in big5[:_SAMPLE] if "\u4e00" <= each <= "\u9fff"]
    return sum(1 for each in chinese if each.encode("big5") < _RARE_IN_BIG5) * 10 >= 9 * len(chinese)
