"""The nearest of known names, found without comparing a word with each of very many."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from gkpg.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: So many names are all compared; of more, so many that share most pairs of neighbouring characters with the word.
_FEW, _COMPARED = 1_000, 64
#: Names that share a pair are looked at, rare pairs first, until they are so many.
_LOOKED_AT = 4_000
#: How many lists of names, and how many words beside each, are remembered.
_MOST_LISTS, _MOST_WORDS = 8, 10_000
_EDGE = "\0"


def nearest_name(word: str, known: Sequence[str], close: float) -> str | None:
    """The known name that is closest to a word; None if none is at least so close (1 is the same word)."""
    if len(known) <= _FEW:
        return _compare(word, known, close)
    kept = _indices.get(id(known))
    if kept is None or kept.known is not known:
        if len(_indices) >= _MOST_LISTS:
            _indices.clear()
        kept = _indices[id(known)] = _NameIndex(known)
    return kept.nearest(word, close)


def nearest_names(word: str, known: Sequence[str], close: float = 0.5, most: int = 3) -> tuple[str, ...]:
    """The known names that are closest to a word, the closest first; of very many names only that."""
    if len(known) <= _FEW:
        return tuple(difflib.get_close_matches(word, known, n=most, cutoff=close))
    found = nearest_name(word, known, close)
    return () if found is None else (found,)


def ask_nearest(word: str, known: Sequence[str], close: float = 0.5) -> Text | Literal[""]:
    """The question whether the closest known name was meant; empty if none is at least so close (1 is the same word).

    Names of units have as few as two characters, of which one may be wrong: that is half of the word.
    """
    found = nearest_name(word, known, close)
    return "" if found is None else Text(f"（是不是 {found}？）", f" (did you mean {found}?)")


def _compare(word: str, known: Sequence[str], close: float) -> str | None:
    found = difflib.get_close_matches(word, known, n=1, cutoff=close)
    return found[0] if found else None


class _NameIndex:
    """Very many names by the pairs of neighbouring characters in them."""

    def __init__(self, known: Sequence[str]) -> None:
        self.known = known
        self._by_pair: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(known):
            for pair in set(_pairs(name)):
                self._by_pair[pair].append(name)
        self._found: dict[tuple[str, float], str | None] = {}

    def nearest(self, word: str, close: float) -> str | None:
        """The name that is closest to a word, of those that are most like it."""
        key = word, close
        if key not in self._found:
            if len(self._found) >= _MOST_WORDS:
                self._found.clear()
            self._found[key] = _compare(word, self._alike(word), close)
        return self._found[key]

    def _alike(self, word: str) -> list[str]:
        """The names that share most pairs with a word; pairs that very many have are passed over behind rare ones."""
        shared: Counter[str] = Counter()
        rare_first = sorted((self._by_pair.get(pair, []) for pair in set(_pairs(word))), key=len)
        for names in rare_first:
            if shared and len(names) > _LOOKED_AT:
                break
            shared.update(names[:_LOOKED_AT])
        return [name for name, _ in shared.most_common(_COMPARED)]


def _pairs(name: str) -> Iterator[str]:
    """The pairs of neighbouring characters, the edges of the name included."""
    edged = f"{_EDGE}{name}{_EDGE}"
    return map("".join, pairwise(edged))


#: The indices by the identity of their lists, which they keep.
_indices: dict[int, _NameIndex] = {}
