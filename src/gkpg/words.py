"""Words: sentences in the two languages that gkpg speaks."""

from __future__ import annotations

import unicodedata
from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")

_LONGEST = 200


class Text(NamedTuple):
    """One sentence in Chinese and in English, with the same `{names}` to fill in both."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The sentence in one language."""
        return self.zh if lang == "zh" else self.en


def tidy(text: str) -> str:
    """Text from outside, safe to show on one line: control characters made visible, the very long cut in the middle."""
    if not text.isprintable():
        text = "".join(_visible(character) for character in text)
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"
    return text


def _visible(character: str) -> str:
    if character.isprintable() or character == "\u3000":
        return character
    if character in "\n\r\t\u2028\u2029":
        return "⏎" if character != "\t" else " "
    if "\udc80" <= character <= "\udcff":
        return f"\\x{ord(character) - 0xDC00:02x}"
    return f"\\u{ord(character):04x}"


def width(text: str) -> int:
    """How many columns of a terminal a text takes: Chinese characters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
