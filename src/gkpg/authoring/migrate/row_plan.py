"""A plan: which rows of a rubric carry what was entered in them over to another version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text
from gkpg.differences.rubrics import Comparison, compare_rubrics
from gkpg.rubric.describe import describe_max

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.differences.rubrics.row_nodes import RowNode
    from gkpg.rubric import Item, Rubric

_GONE = Text("新版没有这一项", "the new version has no such row")
_OTHERWISE = Text("填法变了", "it is filled in otherwise")


class PlannedRow(NamedTuple):
    """A row that was filled in, and the one that it becomes; `why` says why it carries nothing, None where it does."""

    old: Item
    new: Item | None
    why: Text | None


@dataclass(frozen=True)
class MigrationPlan:
    """From one version of a rubric to another."""

    comparison: Comparison

    @property
    def old(self) -> Rubric:
        """The version that sheets were filled under."""
        return self.comparison.old

    @property
    def new(self) -> Rubric:
        """The version that they go to."""
        return self.comparison.new

    @cached_property
    def rows(self) -> tuple[PlannedRow, ...]:
        """Every row of the old version, in the order of its table."""
        nodes = {node.id: node for node in self.comparison.matching.before.walk()}
        return tuple(self._row(leaf, self.comparison.matching.new(nodes[leaf.id])) for leaf in self.old.leaves)

    def _row(self, old: Item, node: RowNode | None) -> PlannedRow:
        new = None if node is None else self.new.by_id[node.id]
        if new is None:
            return PlannedRow(old, None, _GONE)
        if new.id not in self.new.kinds or self.new.kinds[new.id] != self.old.kinds[old.id]:
            is_other_max = new.items is None and new.kind == old.kind and new.max != old.max
            was, now = describe_max(old.max), describe_max(new.max)
            change = Text(f"分值 {was.zh} → {now.zh}", f"its max is {was.en} → {now.en}")
            return PlannedRow(old, new, change if is_other_max else _OTHERWISE)
        return PlannedRow(old, new, None)

    @cached_property
    def by_old(self) -> dict[str, PlannedRow]:
        """The rows by their old ids."""
        return {row.old.id: row for row in self.rows}

    @property
    def open(self) -> Iterator[Item]:
        """The rows of the new version that nothing is carried to."""
        filled = {row.new.id for row in self.rows if row.new is not None and row.why is None}
        return (leaf for leaf in self.new.leaves if leaf.id not in filled)


def plan_migration(old: Rubric, new: Rubric) -> MigrationPlan:
    """How rows go from one version to another."""
    return MigrationPlan(compare_rubrics(old, new))
