"""Splits: one row that became several with the same points together, or several that became one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name
from gkpg.differences.rubrics.change import Change, ChangeTerm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.differences.rubrics.row_matching import RowMatching
    from gkpg.differences.rubrics.row_nodes import RowNode


def find_splits(matching: RowMatching) -> Iterator[tuple[Change, frozenset[RowNode]]]:
    """Every split and merger, with the rows that it tells of."""
    for old, new in matching.pairs:
        if is_split(matching, old, new):
            yield _changes_of_split("split", old, new, new.below)
        elif is_merged(matching, old, new):
            yield _changes_of_split("merged", old, new, old.below)
        yield from _side_by_side(matching, old, new)


def is_split(matching: RowMatching, old: RowNode, new: RowNode) -> bool:
    """Whether a row has parts now, all of them new: one that others were put under is a heading, and not split."""
    return new.kind == "item" and not old.below and bool(new.below) and all(matching.old(n) is None for n in new.below)


def is_merged(matching: RowMatching, old: RowNode, new: RowNode) -> bool:
    """Whether a row had parts and has none any more, nor has any other row."""
    return new.kind == "item" and bool(old.below) and not new.below and all(matching.new(n) is None for n in old.below)


def split_nodes(matching: RowMatching) -> frozenset[RowNode]:
    """All rows that splits and mergers tell of."""
    return frozenset(node for _, nodes in find_splits(matching) for node in nodes)


def rows_that_stayed(matching: RowMatching, new: RowNode) -> Iterator[tuple[RowNode, RowNode]]:
    """The rows below a row that stood below it before, as they were and as they are."""
    for each in new.below:
        was = matching.old(each)
        if was is not None and was.above is matching.old(new):
            yield was, each


def _side_by_side(matching: RowMatching, old: RowNode, new: RowNode) -> Iterator[tuple[Change, frozenset[RowNode]]]:
    """Rows below one row: one that is gone gave its points to several, or one that goes on gave up some of them."""
    gone = [each for each in old.below if matching.new(each) is None]
    added = [each for each in new.below if matching.old(each) is None]
    if any(each.below or each.kind != "item" for each in (*gone, *added)):
        return
    if len(gone) == 1 and len(added) > 1 and gone[0].max == _sum(added):
        yield _changes_of_split("split", gone[0], None, added)
    elif len(gone) > 1 and len(added) == 1 and added[0].max == _sum(gone):
        yield _changes_of_split("merged", None, added[0], gone)
    yield from _in_part(list(rows_that_stayed(matching, new)), gone, added)


def _in_part(
    pairs: list[tuple[RowNode, RowNode]], gone: list[RowNode], added: list[RowNode]
) -> Iterator[tuple[Change, frozenset[RowNode]]]:
    """One row alone changed its points, and its name, by what came beside it or went."""
    changed = [(was, each) for was, each in pairs if was.max != each.max]
    if len(changed) != 1:
        return
    ((was, each),) = changed
    if fold_name(was.name) == fold_name(each.name) or was.below or each.below or was.max is None or each.max is None:
        return
    if added and not gone and was.max - each.max == _sum(added):
        yield _changes_of_split("split", was, None, [each, *added])
    elif gone and not added and each.max - was.max == _sum(gone):
        yield _changes_of_split("merged", None, each, [was, *gone])


def _changes_of_split(
    kind: str, old: RowNode | None, new: RowNode | None, nodes: list[RowNode]
) -> tuple[Change, frozenset[RowNode]]:
    is_split = kind == "split"
    terms = tuple(ChangeTerm(each, None if is_split else each.max, each.max if is_split else None) for each in nodes)
    told = {node for each in nodes for node in each.walk()}
    told |= {each for each in (old, new) if each is not None} if old is None or new is None else set()
    return Change("split" if is_split else "merged", old, new, "", terms), frozenset(told)


def _sum(nodes: list[RowNode]) -> Fraction:
    return sum((each.max for each in nodes if each.max is not None), Fraction(0))
