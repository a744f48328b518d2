"""What is kept of earlier work: only of what is short, so that a process that reads many files stays within bounds."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Given = TypeVar("Given", str, bytes)
Made = TypeVar("Made")


def kept(most: int, longest: int) -> Callable[[Callable[[Given], Made]], Callable[[Given], Made]]:
    """Keep what a function makes of the last `most` texts that are no longer than `longest`."""

    def keeping(make: Callable[[Given], Made]) -> Callable[[Given], Made]:
        known = lru_cache(maxsize=most)(make)

        @wraps(make)
        def made(given: Given) -> Made:
            return known(given) if len(given) <= longest else make(given)

        return made

    return keeping
