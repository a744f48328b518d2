"""Splits: one row that became several with the same points together, and several that became one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.changes.change import Change, Term
from gkpg.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.changes.matching import Matching
    from gkpg.changes.nodes import Node


def splits(matching: Matching) -> Iterator[tuple[Change, frozenset[Node]]]:
    """Every split and merger, with the rows that it tells of."""
    for old, new in matching.pairs:
        if is_split(matching, old, new):
            yield _told("split", old, new, new.below)
        elif is_merged(matching, old, new):
            yield _told("merged", old, new, old.below)
        yield from _side_by_side(matching, old, new)


def is_split(matching: Matching, old: Node, new: Node) -> bool:
    """Whether a row has parts now, all of them new: one that others were put under is a heading, and not split."""
    return new.kind == "item" and not old.below and bool(new.below) and all(matching.old(n) is None for n in new.below)


def is_merged(matching: Matching, old: Node, new: Node) -> bool:
    """Whether a row had parts and has none any more, nor has any other row."""
    return new.kind == "item" and bool(old.below) and not new.below and all(matching.new(n) is None for n in old.below)


def split_nodes(matching: Matching) -> frozenset[Node]:
    """All rows that splits and mergers tell of."""
    return frozenset(node for _, nodes in splits(matching) for node in nodes)


def stayed(matching: Matching, new: Node) -> Iterator[tuple[Node, Node]]:
    """The rows below a row that stood below it before, as they were and as they are."""
    for each in new.below:
        was = matching.old(each)
        if was is not None and was.above is matching.old(new):
            yield was, each


def _side_by_side(matching: Matching, old: Node, new: Node) -> Iterator[tuple[Change, frozenset[Node]]]:
    """Rows below one row: one that is gone gave its points to several, or one that goes on gave up some of them."""
    gone = [each for each in old.below if matching.new(each) is None]
    added = [each for each in new.below if matching.old(each) is None]
    if any(each.below or each.kind != "item" for each in (*gone, *added)):
        return
    if len(gone) == 1 and len(added) > 1 and gone[0].max == _sum(added):
        yield _told("split", gone[0], None, added)
    elif len(gone) > 1 and len(added) == 1 and added[0].max == _sum(gone):
        yield _told("merged", None, added[0], gone)
    yield from _in_part(list(stayed(matching, new)), gone, added)


def _in_part(
    pairs: list[tuple[Node, Node]], gone: list[Node], added: list[Node]
) -> Iterator[tuple[Change, frozenset[Node]]]:
    """One row alone changed its points, and its name, by what came beside it or went."""
    changed = [(was, each) for was, each in pairs if was.max != each.max]
    if len(changed) != 1:
        return
    ((was, each),) = changed
    if folded(was.name) == folded(each.name) or was.below or each.below or was.max is None or each.max is None:
        return
    if added and not gone and was.max - each.max == _sum(added):
        yield _told("split", was, None, [each, *added])
    elif gone and not added and each.max - was.max == _sum(gone):
        yield _told("merged", None, each, [was, *gone])


def _told(kind: str, old: Node | None, new: Node | None, nodes: list[Node]) -> tuple[Change, frozenset[Node]]:
    is_split = kind == "split"
    terms = tuple(Term(each, None if is_split else each.max, each.max if is_split else None) for each in nodes)
    told = {node for each in nodes for node in each.walk()}
    told |= {each for each in (old, new) if each is not None} if old is None or new is None else set()
    return Change("split" if is_split else "merged", old, new, "", terms), frozenset(told)


def _sum(nodes: list[Node]) -> Decimal:
    return sum((each.max for each in nodes if each.max is not None), Decimal(0))
