"""Matching: which row of the new rubric is which of the old one."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_id, fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from gkpg.differences.rubrics.row_nodes import RowNode

#: How much alike two names must be (1 is the same) under one id, and where the id differs as well; and descriptions.
_ALIKE, _VERY_ALIKE, _SAME_TEXT = 0.5, 0.75, 0.8


class RowMatching:
    """The rows of two rubrics, paired as far as they are the same: first by what is surest, then by what is likely.

    Surest is a name below the same row above, with the same id or without; so a table whose rows were numbered anew
    still has its rows, and rows of one name below several others are not mixed up. Then an id with its name; then a
    name that stands once in both tables, wherever it now stands; then an id whose name or description is much the
    same; then such a name below the same row above.
    """

    def __init__(self, old: RowNode, new: RowNode) -> None:
        self.before, self.after = old, new
        self._news: dict[RowNode, RowNode] = {}
        self._olds: dict[RowNode, RowNode] = {}
        self._old, self._new = tuple(old.walk()), tuple(new.walk())
        self._places = {node: place for place, node in enumerate((*self._new, *self._old))}
        self._join(old, new)
        self._pair(self.gone, self.added, _by_id_and_name, self._agree)
        self._pair_moved()
        self._pair(self.gone, self.added, _by_id, lambda old, new: self._agree(old, new) and _is_alike(old, new))
        self._pair_likely()

    def new(self, old: RowNode) -> RowNode | None:
        """The row of the new rubric that a row of the old one is; None where it is gone."""
        return self._news.get(old)

    def old(self, new: RowNode) -> RowNode | None:
        """The row of the old rubric that a row of the new one is; None where it was added."""
        return self._olds.get(new)

    @property
    def pairs(self) -> tuple[tuple[RowNode, RowNode], ...]:
        """Every pair, in the order of the new rubric."""
        return tuple((old, new) for new in self._new if (old := self._olds.get(new)) is not None)

    @property
    def gone(self) -> tuple[RowNode, ...]:
        """The rows of the old rubric that the new one does not have."""
        return tuple(node for node in self._old if node not in self._news)

    @property
    def added(self) -> tuple[RowNode, ...]:
        """The rows of the new rubric that the old one did not have."""
        return tuple(node for node in self._new if node not in self._olds)

    def place(self, node: RowNode) -> int:
        """Where a row stands: those of the new rubric in order, then those of the old one."""
        return self._places[node]

    def _join(self, old: RowNode, new: RowNode) -> None:
        """A pair, and those of the rows below it that are surely the same."""
        self._news[old], self._olds[new] = new, old
        for key in (_by_id_and_name, _by_name):
            olds = [each for each in old.below if each not in self._news]
            self._pair(olds, [each for each in new.below if each not in self._olds], key)

    def _pair(
        self,
        olds: Iterable[RowNode],
        news: Iterable[RowNode],
        key: Callable[[RowNode], Hashable],
        also: Callable[[RowNode, RowNode], bool] | None = None,
    ) -> None:
        """Pair the rows that have a key which no other of these has; `also` is asked of each pair."""
        by_key = _once(news, key)
        for shared, old in _once(olds, key).items():
            new = by_key.get(shared)
            is_free = new is not None and old not in self._news and new not in self._olds
            if new is not None and is_free and (also is None or also(old, new)):
                self._join(old, new)

    def _agree(self, old: RowNode, new: RowNode) -> bool:
        """Whether the rows above are a pair, or at least not each in another one."""
        above, now = old.above, new.above
        if above is None or now is None:
            return above is now
        return self._news.get(above, now) is now and self._olds.get(now, above) is above

    def _pair_moved(self) -> None:
        """Pair rows whose name stands once in each whole table."""
        olds, news = _once(self._old, _by_name), _once(self._new, _by_name)
        for name, old in olds.items():
            new = news.get(name)
            if new is not None and old not in self._news and new not in self._olds:
                self._join(old, new)

    def _pair_likely(self) -> None:
        """Pair what is left by likeness, where both stand under the same row, the likest first."""
        likely = [
            (_likeness(old.name, new.name), old, new)
            for old in self.gone
            for new in self.added
            if old.kind == new.kind and self._are_below_one(old, new)
        ]
        for likeness, old, new in sorted(likely, key=lambda each: each[0], reverse=True):
            if likeness >= _VERY_ALIKE and old not in self._news and new not in self._olds:
                self._join(old, new)

    def _are_below_one(self, old: RowNode, new: RowNode) -> bool:
        return old.above is not None and new.above is not None and self._news.get(old.above) is new.above


def _by_id_and_name(node: RowNode) -> Hashable:
    return node.kind, fold_id(node.id), fold_name(node.name)


def _by_name(node: RowNode) -> Hashable:
    return node.kind, fold_name(node.name)


def _by_id(node: RowNode) -> Hashable:
    return node.kind, fold_id(node.id)


def _once(nodes: Iterable[RowNode], key: Callable[[RowNode], Hashable]) -> dict[Hashable, RowNode]:
    nodes = tuple(nodes)
    count = Counter(map(key, nodes))
    return {key(node): node for node in nodes if count[key(node)] == 1}


def _is_alike(old: RowNode, new: RowNode) -> bool:
    """Whether two rows under one id are one row, as far as their words tell."""
    if _likeness(old.name, new.name) >= _ALIKE:
        return True
    texts = (old.fields.get("description"), new.fields.get("description"))
    return bool(texts[0] and texts[1]) and _likeness(str(texts[0]), str(texts[1])) >= _SAME_TEXT


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, fold_name(one), fold_name(other), autojunk=False).ratio()
