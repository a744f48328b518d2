"""Memory of earlier work: what was made of short texts, up to so many characters, so that a process stays small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

MemoKey = TypeVar("MemoKey", str, bytes)
MemoValue = TypeVar("MemoValue")

#: What it takes to keep even an empty text, in characters.
_ENTRY = 64


class Memo(dict[MemoKey, MemoValue], Generic[MemoKey, MemoValue]):
    """What `make` makes of each text, made when it is first asked for: `known[text]`.

    Kept of texts no longer than `longest`; when they are more than `most` characters together, all are forgotten.
    """

    def __init__(self, make: Callable[[MemoKey], MemoValue], most: int, longest: int) -> None:
        super().__init__()
        self._make: Callable[[MemoKey], MemoValue] = make
        self._most, self._longest, self._kept = most, longest, 0

    def __missing__(self, given: MemoKey) -> MemoValue:
        made = self._make(given)
        if len(given) <= self._longest:
            self._kept += len(given) + _ENTRY
            if self._kept > self._most:
                self.clear()
                self._kept = len(given) + _ENTRY
            self[given] = made
        return made


def memoize(most: int, longest: int) -> Callable[[Callable[[MemoKey], MemoValue]], Callable[[MemoKey], MemoValue]]:
    """Keep what a function makes of texts."""

    def keeping(make: Callable[[MemoKey], MemoValue]) -> Callable[[MemoKey], MemoValue]:
        return Memo(make, most, longest).__getitem__

    return keeping
