"""What is kept of earlier work: what was made of short texts, so many characters, so that a process stays small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Given = TypeVar("Given", str, bytes)
Made = TypeVar("Made")

#: What it takes to keep even an empty text, in characters.
_ENTRY = 64


class Known(dict[Given, Made], Generic[Given, Made]):
    """What `make` makes of each text, made when it is first asked for: `known[text]`.

    Kept of texts no longer than `longest`; when they are more than `most` characters together, all are forgotten.
    """

    def __init__(self, make: Callable[[Given], Made], most: int, longest: int) -> None:
        super().__init__()
        self._make: Callable[[Given], Made] = make
        self._most, self._longest, self._kept = most, longest, 0

    def __missing__(self, given: Given) -> Made:
        made = self._make(given)
        if len(given) <= self._longest:
            self._kept += len(given) + _ENTRY
            if self._kept > self._most:
                self.clear()
                self._kept = len(given) + _ENTRY
            self[given] = made
        return made


def kept(most: int, longest: int) -> Callable[[Callable[[Given], Made]], Callable[[Given], Made]]:
    """Keep what a function makes of texts."""

    def keeping(make: Callable[[Given], Made]) -> Callable[[Given], Made]:
        return Known(make, most, longest).__getitem__

    return keeping
