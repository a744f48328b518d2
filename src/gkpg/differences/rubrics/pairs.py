"""Pairs of rubrics that are to be compared, out of two sets of files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.rubric import LoadedRubric

Key = tuple[str, str]


class RubricPair(NamedTuple):
    """A rubric before and after; None where it was or is not there."""

    old: LoadedRubric | None
    new: LoadedRubric | None


def pair_rubrics(olds: Iterable[LoadedRubric], news: Iterable[LoadedRubric]) -> Iterator[RubricPair]:
    """Every rubric with its earlier self: the same version, else the last one before it; alone where there is none.

    One file against one file are a pair whatever they are called. Files that are not sound are left out, and so are
    the others of their ids where they would seem to have come or gone; of all ids where a file claims none.
    """
    olds, news = tuple(olds), tuple(news)
    lost_before, lost_now = (frozenset(_id(each) for each in side if each.rubric is None) for side in (olds, news))
    before = {_key(each): each for each in olds if each.rubric is not None}
    now = {_key(each): each for each in news if each.rubric is not None}
    if len(olds) == len(news) == len(before) == len(now) == 1:
        yield RubricPair(*before.values(), *now.values())
        return
    followed: set[Key] = set()
    for key, new in now.items():
        earlier = _before(key, before, now)
        if earlier is not None:
            followed.add(_key(earlier))
            yield RubricPair(earlier, new)
        elif not lost_before & {key[0], ""}:
            yield RubricPair(None, new)
    for key, old in before.items():
        if key not in followed and key not in now and not lost_now & {key[0], ""}:
            yield RubricPair(old, None)


def _before(key: Key, before: dict[Key, LoadedRubric], now: dict[Key, LoadedRubric]) -> LoadedRubric | None:
    """The earlier self of a rubric: the same version, else the last one below it, else the last one that there was."""
    if key in before:
        return before[key]
    known = {**now, **before}
    earlier = [each for each in known if each[0] == key[0] and _order(each[1]) < _order(key[1])]
    others = earlier or [each for each in before if each[0] == key[0]]
    return known[max(others, key=lambda each: _order(each[1]))] if others else None


def _order(version: str) -> tuple[tuple[int, str], ...]:
    """Versions in their order: numbers in them as numbers, so that 10 comes after 9."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.findall(r"[0-9]+|[^0-9]+", version))


def _id(loaded: LoadedRubric) -> str:
    """The id that a file claims, sound or not; empty where it claims none."""
    data = loaded.document.data
    return str(data.get("rubric", "")) if isinstance(data, dict) else ""


def _key(loaded: LoadedRubric) -> Key:
    assert loaded.rubric is not None  # noqa: S101 - others are left out
    return loaded.rubric.rubric, loaded.rubric.version
