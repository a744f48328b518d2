"""Comparing two rubrics: everything that is different, in the order of the table."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name
from gkpg.differences.rubrics.change import Change, ChangeLevel, ChangeTerm
from gkpg.differences.rubrics.row_matching import RowMatching
from gkpg.differences.rubrics.row_nodes import build_nodes
from gkpg.differences.rubrics.splits import find_splits, rows_that_stayed, split_nodes
from gkpg.rubric.kinds import KIND_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gkpg.differences.rubrics.row_nodes import RowNode
    from gkpg.rubric import Rubric

#: Fields of points, and those that say how a row is filled in and by whom. All others are words.
_POINTS = ("total", "max", "weight", *KIND_FIELDS, "gate", "effect", "beside_max")
_WAYS = ("kind", "assessed_by")
#: Fields that have changes of their own kind, or follow from others.
_ELSEWHERE = ("name", "max", "total")


@dataclass(frozen=True)
class Comparison:
    """Two rubrics, which of their rows are the same, and what is different between them."""

    old: Rubric
    new: Rubric

    @cached_property
    def matching(self) -> RowMatching:
        """Which row is which."""
        return RowMatching(build_nodes(self.old), build_nodes(self.new))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """All changes: row by row in the order of the new rubric, then what is gone."""
        found = [change for rule in RULES for change in rule(self.matching)]
        return tuple(sorted(found, key=lambda change: self.matching.place(change.stands_at)))

    @property
    def level(self) -> ChangeLevel | None:
        """The weightiest of the changes; None where there are none."""
        return max((change.level for change in self.changes), default=None)


def compare_rubrics(old: Rubric, new: Rubric) -> Comparison:
    """Two rubrics, compared."""
    return Comparison(old, new)


def fields_differ(matching: RowMatching) -> Iterator[Change]:
    """A row reads otherwise, gives points in another way, or is filled in otherwise or by others."""
    for old, new in matching.pairs:
        for name in dict.fromkeys((*old.fields, *new.fields)):
            if name not in _ELSEWHERE and old.fields.get(name) != new.fields.get(name):
                if name == "weight" and old.max != new.max:
                    continue
                kind = "points" if name in _POINTS else "way" if name in _WAYS else "text"
                yield Change(kind, old, new, name)  # type: ignore[arg-type] # mypy takes the branches for str


def names_differ(matching: RowMatching) -> Iterator[Change]:
    """A row has another name, or another id than follows from that of the row above."""
    for old, new in matching.pairs:
        if old.name != new.name and new.kind != "rubric":
            yield Change("renamed" if fold_name(old.name) != fold_name(new.name) else "text", old, new, "name")
        if old.id != new.id and not _follows(old, new):
            yield Change("renumbered", old, new, "rubric" if new.kind == "rubric" else "id")


def _follows(old: RowNode, new: RowNode) -> bool:
    """Whether an id changed only with that of the row above."""
    if old.above is None or new.above is None or new.above.kind == "rubric":
        return False
    tails = [node.id.removeprefix(node.above.id) for node in (old, new) if node.above is not None]
    return old.id.startswith(old.above.id) and new.id.startswith(new.above.id) and tails[0] == tails[1]


def points_differ(matching: RowMatching) -> Iterator[Change]:
    """A row has more or fewer points. Where rows below one row only pass them on to each other, that is told as one."""
    moved: set[RowNode] = set()
    for old, new in matching.pairs:
        terms = [
            ChangeTerm(each, was.max, each.max)
            for was, each in rows_that_stayed(matching, new)
            if was.max != each.max and each.kind == "item"
        ]
        bounded = all(term.before is not None and term.after is not None for term in terms)
        if old.max == new.max and bounded and len(terms) > 1 and not sum((_more(term) for term in terms), Fraction(0)):
            moved |= {term.node for term in terms}
            yield Change("moved", old, new, "max", tuple(terms))
    split = split_nodes(matching)
    for old, new in matching.pairs:
        if old.max != new.max and new not in moved and new not in split and _has_max(old, new):
            yield Change("points", old, new, "total" if new.kind == "rubric" else "max")


def _more(term: ChangeTerm) -> Fraction:
    return (term.after or Fraction(0)) - (term.before or Fraction(0))


def _has_max(old: RowNode, new: RowNode) -> bool:
    """Whether its points are written: those of a block without a max are the sum of its rows."""
    return new.kind != "block" or "max" in old.fields or "max" in new.fields


def rows_split(matching: RowMatching) -> Iterator[Change]:
    """One row became several with the same points together, or several became one."""
    for change, _ in find_splits(matching):
        yield change


def rows_come_and_go(matching: RowMatching) -> Iterator[Change]:
    """A row was added or is gone; what stands below it comes or goes with it. A row stands below another one."""
    told = split_nodes(matching)
    for added in matching.added:
        if added not in told and not _is_with(added, matching.old):
            yield Change("added", None, added)
    for gone in matching.gone:
        if gone not in told and not _is_with(gone, matching.new):
            yield Change("removed", gone, None)
    for old, new in matching.pairs:
        if new.above is not None and matching.old(new.above) is not old.above and new not in told:
            yield Change("placed", old, new)


def _is_with(node: RowNode, other: Callable[[RowNode], RowNode | None]) -> bool:
    """Whether the row above came or went as well."""
    return node.above is not None and other(node.above) is None


def order_differs(matching: RowMatching) -> Iterator[Change]:
    """The rows below a row stand in another order."""
    for old, new in matching.pairs:
        olds = [old.below.index(was) for was, _ in rows_that_stayed(matching, new)]
        if olds != sorted(olds):
            yield Change("order", old, new)


#: All rules by which rubrics are compared.
RULES: tuple[Callable[[RowMatching], Iterator[Change]], ...] = (
    rows_come_and_go,
    rows_split,
    names_differ,
    points_differ,
    fields_differ,
    order_differs,
)
