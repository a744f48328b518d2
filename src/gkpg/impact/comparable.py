"""Comparable rows: those of a rubric whose scores say what the same rows of another one would have got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.changes.splits import is_split, splits
from gkpg.rubric.kinds import BLOCKS, KIND_FIELDS, kind_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.changes.matching import Matching
    from gkpg.changes.nodes import Node
    from gkpg.rubric.kinds import ItemKind, KindFields

#: Fields by which a row is filled in; where they are the same, so is what was entered.
_FILLED = ("kind", *KIND_FIELDS, "max")


class Comparable:
    """Which scored rows of a rubric another one has as well, so that their scores can be carried over.

    A score of plain points is: where the most that there is to get changed, as the same share of it. What is
    ticked, counted, lost or chosen from steps is only where nothing of it changed. A row that was split is carried as a
    whole, and several that were merged, each for itself.
    """

    def __init__(self, matching: Matching) -> None:
        self._matching = matching
        self.instead: Mapping[Node, tuple[Node, ...]] = dict(_instead(matching))
        replaced = {node for nodes in self.instead.values() for node in nodes}
        self.kept = frozenset(
            node.id for node in scored_rows(matching.before) if node in replaced or self._is_kept(node)
        )

    def _is_kept(self, node: Node) -> bool:
        new = self._matching.new(node)
        if new is None:
            return self._is_merged(node)
        if node.kind == "veto":
            return True
        if (new.below and not node.below and not is_split(self._matching, node, new)) or _is_loss(node) != _is_loss(
            new
        ):
            return False
        if _both_plain(node, new) and not _is_loss(node):
            return True
        return _fills(node) == _fills(new) and self._has_same_rows(node, new)

    def _is_merged(self, node: Node) -> bool:
        """Whether a row is gone because the row above, which is worth the same, is now scored as a whole."""
        above = node.above
        now = self._matching.new(above) if above is not None else None
        is_leaf = now is not None and now.kind == "item" and not now.below and _both_plain(node, now)
        return is_leaf and above is not None and now is not None and above.max == now.max

    def _has_same_rows(self, node: Node, new: Node) -> bool:
        """Rows of ticks and losses are what they were."""
        news = [self._matching.new(each) for each in node.below]
        if len(new.below) != len(news) or any(each is None or each.above is not new for each in news):
            return False
        pairs = zip(node.below, news, strict=True)
        return all(each is not None and _fills(was) == _fills(each) for was, each in pairs)


def _instead(matching: Matching) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Rows of the new rubric that are part of a split or merger side by side, and the old ones in their place."""
    for change, _ in splits(matching):
        if change.new is None and change.old is not None:
            first, *rest = (term.node for term in change.terms)
            yield first, (change.old,)
            yield from ((each, ()) for each in rest)
        elif change.old is None and change.new is not None:
            yield change.new, tuple(term.node for term in change.terms)


def scored_rows(base: Node) -> Iterator[Node]:
    """The rows with points of their own, and the vetoes."""
    for node in base.walk():
        is_row = node.above is not None and _has_rows(node.above)
        if node.kind == "veto" or (node.kind == "item" and not is_row and (not node.below or _has_rows(node))):
            yield node


def _has_rows(node: Node) -> bool:
    return node.kind == "item" and _kind(node).has_rows


def _is_loss(node: Node) -> bool:
    """Whether it is a row of losses beside the total."""
    above = node.above
    return above is not None and above.kind == "block" and not BLOCKS[above.fields["kind"]].rows_have_kinds


def _both_plain(node: Node, other: Node) -> bool:
    """Whether both are given plain points in the same way."""
    return _kind(node).is_plain and _kind(node) is _kind(other)


def _kind(node: Node) -> ItemKind[KindFields]:
    return kind_named(node.fields.get("kind"))


def _fills(node: Node) -> tuple[object, ...]:
    return tuple(node.fields.get(name) for name in _FILLED)
