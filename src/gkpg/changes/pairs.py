"""Pairs of rubrics that are to be compared, out of two sets of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.rubric import Loaded


class Pair(NamedTuple):
    """A rubric before and after; None where it was or is not there."""

    old: Loaded | None
    new: Loaded | None


def paired(olds: Iterable[Loaded], news: Iterable[Loaded]) -> Iterator[Pair]:
    """Every rubric with its earlier self: the same version, else the last other one; alone where there is none.

    One file against one file are a pair whatever they are called. Files that are not sound are left out.
    """
    olds, news = [each for each in olds if each.rubric], [each for each in news if each.rubric]
    if len(olds) == len(news) == 1:
        yield Pair(olds[0], news[0])
        return
    followed: set[str] = set()
    for new in news:
        same_id = [old for old in olds if _key(old)[0] == _key(new)[0]]
        same = [old for old in same_id if _key(old) == _key(new)]
        before = next(reversed(same or same_id), None)
        followed |= {before.file} if before else set()
        yield Pair(before, new)
    ids = {_key(new)[0] for new in news}
    for old in olds:
        if old.file not in followed and _key(old)[0] not in ids:
            yield Pair(old, None)


def _key(loaded: Loaded) -> tuple[str, str]:
    assert loaded.rubric is not None  # noqa: S101 - others are left out
    return loaded.rubric.rubric, loaded.rubric.version
