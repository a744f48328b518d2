"""Unseen characters: what takes no room on paper or screen, so that two names look the same and are not."""

from __future__ import annotations

import re

#: What Unicode calls default-ignorable, control characters but white space, the braille blank.
_SET = (
    "\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSEEN = re.compile(f"[{_SET}]")
#: What only asks for the coloured form of a sign, as phones add it behind ✔, tells no two names apart.
_TELLING = re.compile(f"(?![\ufe0e\ufe0f])[{_SET}]|(?<![\u2000-\u2bff\U0001f000-\U0001faff])[\ufe0e\ufe0f]")
_BLANK = re.compile(rf"[\s{_SET}]*")


def without_unseen(text: str) -> str:
    """A text without the characters that nobody sees."""
    return _UNSEEN.sub("", text) if not text.isascii() or not text.isprintable() else text


def find_unseen(text: str) -> str | None:
    """The first character in a text that nobody sees, as `U+200B`; None where all can be seen."""
    if text.isascii() and text.isprintable():
        return None
    found = _TELLING.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: it is empty, or holds only space or what nobody sees."""
    return _BLANK.fullmatch(text) is not None
