"""Wrapping: a text in lines of no more than a width, in which Chinese characters take two columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Before these no line may begin.
_CLOSING = frozenset("，。；：、！？）”〕》】,.;:!?)]}…-")
#: Behind these no line may end.
_OPENING = frozenset("（“〔《【([")
#: Between characters that stay in one line, and where they are parted if they do not fit one; neither is ever shown.
_TOGETHER, _APART = "\u2060", "\u200b"


def in_one_piece(place: str) -> str:
    """A cell's place, which is parted only behind a folder or the name of the file, where it does not fit a line."""
    return _TOGETHER.join(place).replace(f"/{_TOGETHER}", f"/{_APART}").replace(f" {_TOGETHER}", f" {_APART}")


def without_marks(text: str) -> str:
    """A text as it is shown."""
    return text.replace(_TOGETHER, "").replace(_APART, "")


def wrap(text: str, width: int, first: str = "", others: str = "") -> Iterator[str]:
    """A sentence in lines behind their indents; nothing of it is lost, long words are parted."""
    indent = first
    for line in fold(text, width - display_width(others)):
        yield without_marks(f"{indent}{line}").rstrip()
        indent = others


def fold(text: str, width: int) -> Iterator[str]:
    """A text in pieces of no more than a width, parted between words, or anywhere between Chinese characters."""
    if display_width(text) <= width:
        if text.strip():
            yield text.rstrip()
        return
    line = ""
    for word in _pieces(text, width):
        if line.strip() and display_width(f"{line}{word.rstrip()}") > width:
            yield line.rstrip()
            line, word = "", word.lstrip()  # noqa: PLW2901 - the same word
        line += word
        while display_width(line.rstrip()) > width:
            head = _head(line, width)
            yield head
            line = line[len(head) :]
    if line.strip():
        yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    """The pieces that a line may be parted between, of which those that stay together are parted where they must."""
    for word in _words(text):
        yield from word.split(_APART) if display_width(word) > width else (word,)


def _head(word: str, width: int) -> str:
    """As much of a long word as fits, one character at least."""
    used = 0
    for place, character in enumerate(word):
        used += display_width(character)
        if used > width and place:
            return word[:place]
    return word


def _words(text: str) -> Iterator[str]:
    """The pieces that a line may be parted between."""
    word = ""
    for character in text:
        is_wide = display_width(character) > 1
        joins = not word or character in _CLOSING or word[-1] in _OPENING or not display_width(character)
        joins = joins or word[-1] in {_TOGETHER, _APART}
        if not joins and (is_wide or display_width(word[-1]) > 1 or (word[-1] == " " and character != " ")):
            yield word
            word = ""
        word += character
    if word:
        yield word
