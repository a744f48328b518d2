"""A change: one thing that is different between two rubrics, with how much hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from gkpg.differences.rubrics.row_nodes import RowNode


class ChangeLevel(IntEnum):
    """What a change touches: words alone; how many points there are; which rows there are and who fills them in."""

    WORDING = 1
    POINTS = 2
    STRUCTURE = 3


ChangeKind = Literal[
    "text", "renamed", "order", "points", "moved", "added", "removed", "split", "merged", "renumbered", "placed", "way"
]
_LEVELS: dict[ChangeKind, ChangeLevel] = {
    "text": ChangeLevel.WORDING,
    "renamed": ChangeLevel.WORDING,
    "order": ChangeLevel.WORDING,
    "points": ChangeLevel.POINTS,
    "moved": ChangeLevel.POINTS,
    "added": ChangeLevel.STRUCTURE,
    "removed": ChangeLevel.STRUCTURE,
    "split": ChangeLevel.STRUCTURE,
    "merged": ChangeLevel.STRUCTURE,
    "renumbered": ChangeLevel.STRUCTURE,
    "placed": ChangeLevel.STRUCTURE,
    "way": ChangeLevel.STRUCTURE,
}


class ChangeTerm(NamedTuple):
    """A row that a change is about, with its points before and after; None where it was or is not there."""

    node: RowNode
    before: Fraction | None
    after: Fraction | None


@dataclass(frozen=True, eq=False)
class Change:
    """One change. `old` and `new` are the row before and after; None where it was or is not there.

    text: a `field` reads otherwise. renamed, order: so is its name; so are the rows below it. points: a field of
    points is another. moved: points went from some rows below to others, as `terms` tell. added, removed: a row.
    split, merged: one row became several (`terms`), several became one. renumbered, placed: another id; under
    another row. way: it is filled in in another way, or by others.
    """

    kind: ChangeKind
    old: RowNode | None
    new: RowNode | None
    field: str = ""
    terms: tuple[ChangeTerm, ...] = ()

    @property
    def level(self) -> ChangeLevel:
        """How much hangs on it."""
        return _LEVELS[self.kind]

    @property
    def node(self) -> RowNode:
        """The row, as it is now; as it was where it is gone."""
        node = self.new or self.old
        assert node is not None  # noqa: S101 - a change is of some row
        return node

    @property
    def is_in_new(self) -> bool:
        """Whether it shows in the new rubric: not where a row is gone."""
        return self.new is not None or self.kind == "split"

    @property
    def stands_at(self) -> RowNode:
        """The row at which it shows."""
        return self.terms[0].node if self.new is None and self.kind == "split" else self.node
