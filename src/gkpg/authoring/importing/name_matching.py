"""Matching: which of two lists of names mean the same, both in their order."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gkpg.authoring.importing.wording import bare_text

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Names that share less than the first mean different things; those that share the second or more are the same.
ALIKE, SAME = 0.3, 0.75
#: Names and sentences are compared by so many characters, and lists by so many names.
_LONGEST, _MOST = 200, 60


@lru_cache(4_096)
def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a name; the character itself where there is only one."""
    letters = bare_text(text)[:_LONGEST]
    return frozenset(letters[at : at + 2] for at in range(max(1, len(letters) - 1))) if letters else frozenset()


def likeness(one: str, other: str) -> float:
    """How much of the shorter name stands in the other, from 0 to 1."""
    mine, others = pairs_of(one), pairs_of(other)
    return len(mine & others) / min(len(mine), len(others)) if mine and others else 0.0


def share_held_in(part: str, whole: str) -> float:
    """How much of a name stands in a longer one, from 0 to 1."""
    mine = pairs_of(part)
    return len(mine & pairs_of(whole)) / len(mine) if mine else 0.0


def is_same(one: str, other: str) -> bool:
    """Whether two names are one, put differently: one is the other with more words, or they share most of theirs."""
    short, long = sorted((bare_text(one), bare_text(other)), key=len)
    return bool(short) and (_within(short, long) or likeness(one, other) >= SAME)


def _within(short: str, long: str) -> bool:
    """Whether the characters of one text stand in the other in their order."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def align(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of places whose names mean the same, in order, with the greatest likeness altogether."""
    if len(left) > _MOST or len(right) > _MOST:
        return []
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for row in range(len(left) - 1, -1, -1):
        for column in range(len(right) - 1, -1, -1):
            both = _worth(left[row], right[column]) + best[row + 1][column + 1]
            best[row][column] = max(both, best[row + 1][column], best[row][column + 1])
    return _trace_back(left, right, best)


def _worth(one: str, other: str) -> float:
    found = likeness(one, other)
    return found if found >= ALIKE else -1.0


def _trace_back(left: Sequence[str], right: Sequence[str], best: list[list[float]]) -> list[tuple[int, int]]:
    """The pairs that the best sum is made of."""
    row = column = 0
    found = []
    while row < len(left) and column < len(right):
        if best[row][column] == _worth(left[row], right[column]) + best[row + 1][column + 1]:
            found.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return found
