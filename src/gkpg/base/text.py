"""Text: sentences in the two languages that gkpg speaks."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple

from gkpg.base.system_text import decode_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePath

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")

#: What is shown of one fact, such as a name, and of a whole sentence of ours, in which nothing of ours may be lost.
LONGEST_FACT, LONGEST_SENTENCE = 200, 4_000


class Text(NamedTuple):
    """One sentence in Chinese and in English, with the same `{names}` to fill in both."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """The sentence in one language."""
        return self.zh if lang == "zh" else self.en


def list_words(words: Iterable[str], most: int = 20) -> Text:
    """Words one after another, as each language lists them; of very many only the first."""
    words = tuple(words)
    more = "…" if len(words) > most else ""
    return Text("、".join(words[:most]) + more, ", ".join(words[:most]) + more)


def spell_path(path: PurePath | str) -> str:
    """A path as text that can be written anywhere: bytes that are no UTF-8 are shown as escapes."""
    text = path if isinstance(path, str) else path.as_posix()
    return text if text.isprintable() else decode_bytes(text).encode(errors="backslashreplace").decode()


def tidy_text(text: str, longest: int = LONGEST_FACT) -> str:
    """Text from outside, safe to show on one line: control characters made visible, the very long cut in the middle."""
    if not text.isprintable():
        text = "".join(_visible(character) for character in decode_bytes(text))
    if len(text) > longest:
        text = f"{text[: longest // 2]}…{text[-longest // 2 :]}"
    return text


def _visible(character: str) -> str:
    if character.isprintable() or character == "\u3000":
        return character
    if character in "\n\r\t\u2028\u2029":
        return "⏎" if character != "\t" else " "
    if "\udc80" <= character <= "\udcff":
        return f"\\x{ord(character) - 0xDC00:02x}"
    return f"\\u{ord(character):04x}"


#: Marks that are drawn on the character before them, and what is not drawn; the soft hyphen is.
_ON_THE_LAST = {"Mn", "Me", "Cf"}
#: Korean letters that join the one before them.
_VOWELS_AND_FINALS = frozenset(map(chr, range(0x1160, 0x1200)))


class _Widths(dict[str, int]):
    """How many columns of a terminal each character takes; looked up once."""

    def __missing__(self, character: str) -> int:
        self[character] = columns = _columns(character)
        return columns


def _columns(character: str) -> int:
    if character in _VOWELS_AND_FINALS or (unicodedata.category(character) in _ON_THE_LAST and character != "\xad"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


_widths = _Widths()


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes: Chinese characters and emoji take two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_widths.__getitem__, text))
