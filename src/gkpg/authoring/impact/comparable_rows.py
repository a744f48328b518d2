"""Comparable rows: those of a rubric that another one has as well, so that what was entered in them may count there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.differences.rubrics.splits import find_splits, is_split
from gkpg.rubric.kinds import kind_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.differences.rubrics.row_matching import RowMatching
    from gkpg.differences.rubrics.row_nodes import RowNode
    from gkpg.rubric.kinds import ItemKind, KindFields


class ComparableRows:
    """Which scored rows of a rubric another one has as well, by their place in the table.

    Whether what was entered in such a row can be told there as well is for the entries to say. A row that was split is
    carried as a whole; several that were merged, each for itself, which comes to the same only where the mean is
    taken of them: `merged` says which these are.
    """

    def __init__(self, matching: RowMatching) -> None:
        self._matching = matching
        self.instead: Mapping[RowNode, tuple[RowNode, ...]] = dict(_instead(matching))
        replaced = {node for nodes in self.instead.values() for node in nodes}
        self.kept = frozenset(
            node.id for node in scored_rows(matching.before) if node in replaced or self._is_kept(node)
        )

    @cached_property
    def merged(self) -> tuple[frozenset[str], ...]:
        """The ids of rows that were several and are one now, those of each such row together."""
        beside = [frozenset(each.id for each in olds) for olds in self.instead.values() if len(olds) > 1]
        below: dict[RowNode | None, set[str]] = {}
        for node in scored_rows(self._matching.before):
            if self._matching.new(node) is None and self._is_merged(node):
                below.setdefault(node.above, set()).add(node.id)
        return (*beside, *map(frozenset, below.values()))

    def _is_kept(self, node: RowNode) -> bool:
        new = self._matching.new(node)
        if new is None:
            return self._is_merged(node)
        if node.kind == "veto":
            return True
        if new.below and not node.below and not is_split(self._matching, node, new):
            return False
        return _has_rows(node) == _has_rows(new) and (not _has_rows(node) or self._has_same_rows(node, new))

    def _is_merged(self, node: RowNode) -> bool:
        """Whether a row is gone because the row above, which is worth the same, is now scored as a whole."""
        above = node.above
        now = self._matching.new(above) if above is not None else None
        is_leaf = (
            now is not None and now.kind == "item" and not now.below and _kind(node).is_plain and _kind(now).is_plain
        )
        return is_leaf and above is not None and now is not None and above.max == now.max

    def _has_same_rows(self, node: RowNode, new: RowNode) -> bool:
        """Rows of ticks and losses are those that they were."""
        news = [self._matching.new(each) for each in node.below]
        return len(new.below) == len(news) and all(each is not None and each.above is new for each in news)


def _instead(matching: RowMatching) -> Iterator[tuple[RowNode, tuple[RowNode, ...]]]:
    """Rows of the new rubric that are part of a split or merger side by side, and the old ones in their place."""
    for change, _ in find_splits(matching):
        if change.new is None and change.old is not None:
            first, *rest = (term.node for term in change.terms)
            yield first, (change.old,)
            yield from ((each, ()) for each in rest)
        elif change.old is None and change.new is not None:
            yield change.new, tuple(term.node for term in change.terms)


def scored_rows(base: RowNode) -> Iterator[RowNode]:
    """The rows with points of their own, and the vetoes."""
    for node in base.walk():
        is_row = node.above is not None and _has_rows(node.above)
        if node.kind == "veto" or (node.kind == "item" and not is_row and (not node.below or _has_rows(node))):
            yield node


def _has_rows(node: RowNode) -> bool:
    return node.kind == "item" and _kind(node).has_rows


def _kind(node: RowNode) -> ItemKind[KindFields]:
    return kind_named(node.fields.get("kind"))
