"""Folding: text as it is compared, whatever its width, its case, its spaces and what cannot be seen in it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN, _SPACES = {"Cc", "Cf", "Mn"}, {"Zs", "Zl", "Zp"}
_PLAIN = re.compile(r"[!-~]+")
_CHINESE = "\u2e7f"


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """A text without spaces and unseen characters, in half width and small letters."""
    return text.casefold() if _PLAIN.fullmatch(text) else "".join(fold_letters(text).split())


def fold_letters(text: str) -> str:
    """The same with its spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain.isascii() and plain.isprintable():
        return plain
    return "".join(" " if _is_space(each) else each for each in plain if not _is_unseen(each))


def _is_space(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in _SPACES


def _is_unseen(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) in _UNSEEN


def weight(folded: str) -> int:
    """How much a folded text tells: a Chinese character is worth two letters or digits, a mark nothing."""
    return sum(2 if each > _CHINESE else 1 for each in folded if each.isalnum())
