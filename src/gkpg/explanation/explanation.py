"""An explanation: what one unit came to, and all that it follows from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.explanation.entered import entered_scores
from gkpg.explanation.losses import losses_of
from gkpg.explanation.nodes import StepTree
from gkpg.explanation.roots import known_nodes, roots_of
from gkpg.explanation.self_check import self_check_of
from gkpg.explanation.standing import standing_of
from gkpg.scoring.unit_result import parts_with_points, points_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from gkpg.explanation.losses import Loss
    from gkpg.explanation.nodes import Node
    from gkpg.explanation.roots import Root
    from gkpg.explanation.self_check import SelfCheckRow
    from gkpg.explanation.standing import Ranking, Standing
    from gkpg.findings.finding import Finding
    from gkpg.round.model import NotApplicable
    from gkpg.rubric import Item, Rubric
    from gkpg.scoring import GroupResult, Results, UnitResult


class LeftOut(NamedTuple):
    """An item that does not apply to a unit and has no points, by which rule, and the cells that say so."""

    part: str
    item: Item
    rule: NotApplicable | None
    marks: tuple[Node, ...]


@dataclass(frozen=True)
class Explanation:
    """What a unit of a group came to in a result. Everything else is read from its nodes, when it is asked for."""

    results: Results
    group: GroupResult
    unit: UnitResult
    ranking: Ranking

    @cached_property
    def tree(self) -> StepTree:
        """Every entry and every step of the unit."""
        steps = self.results.steps(self.group, self.unit)
        return StepTree(entered_scores(self.results, self.unit.name), steps)

    @cached_property
    def most(self) -> Fraction | None:
        """The most that the unit can have; None where there is no limit."""
        return self.results.most(self.group, self.unit)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The errors that keep the unit from a total."""
        return tuple(self.results.ledger.blocking.get(self.unit.name, ())) if self.unit.total is None else ()

    @cached_property
    def roots(self) -> tuple[Root, ...]:
        """Where its steps begin: at its total, else at all that can be told."""
        return tuple(roots_of(self.tree, self.group, self.unit))

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """The rows between that and its total."""
        return losses_of(self.tree, self.group, self.unit, self.most)

    @cached_property
    def standing(self) -> Standing:
        """Its grade, and what parted it from the next better one."""
        return standing_of(self.tree, self.ranking, self.unit)

    @cached_property
    def rubrics(self) -> Mapping[str, Rubric]:
        """The rubric of each part of the unit, by what the part is called."""
        return {part.title: part.rubric for part, _ in parts_with_points(self.group.rules, self.unit)}

    def has_points(self, part: str, item: str) -> bool:
        """Whether an item has points; a node alone may be a figure, or what one of several sources gave."""
        pairs = parts_with_points(self.group.rules, self.unit)
        return any(item in points_in(each, got.points) for each, got in pairs if each.title == part)

    @cached_property
    def self_check(self) -> tuple[SelfCheckRow, ...]:
        """What the unit gave itself, item by item; empty where it says nothing."""
        return self_check_of(self.results, self.group, self.unit)

    @property
    def is_weighted(self) -> bool:
        """Whether a point of the table is not a point of the total for any row."""
        return any(loss.factor != 1 for loss in self.losses)

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The scored items that do not apply to the unit and have no points."""
        return tuple(self._left_out())

    def _left_out(self) -> Iterator[LeftOut]:
        for number in self.group.numbers(self.unit) if self.unit.parts else ():
            part, out = self.group.parts[number], self.results.inapplicable(self.group, self.unit, number)
            for item in (each for top in part.rubric.indicators for each in top.scored_items() if each.id in out):
                rule = self.results.round.applicability.rule(self.unit.name, part.rubric, item.id)
                rows = {leaf.id for leaf in item.leaves()} | {item.id}
                marks = (node for node in self.tree.entries if node.entry and self._is_mark(node, part.key, rows))
                yield LeftOut(part.title, item, rule, tuple(marks))

    @staticmethod
    def _is_mark(node: Node, key: tuple[str, str], rows: set[str]) -> bool:
        entry = node.entry
        return entry is not None and not entry.applies and entry.rubric == key and entry.item in rows

    def entries_of(self, node: Node) -> tuple[Node, ...]:
        """The entries that a node is made of, in the order of the ledger, each once."""
        found = {each.id for each in self.tree.walk(node) if each.entry}
        return tuple(each for each in self.tree.entries if each.id in found)

    def entries_of_veto(self, veto: str) -> tuple[Node, ...]:
        """The entries that say of a veto whether it holds."""
        return tuple(each for _, node in self.nodes_of(veto) for each in self.entries_of(node))

    def nodes_of(self, item: str) -> tuple[tuple[str, Node], ...]:
        """What an item came to in each part that has it, else what those below it came to."""
        found = ((part, rubric.by_id[item]) for part, rubric in self.rubrics.items() if item in rubric.by_id)
        return tuple((part, node) for part, each in found for node in known_nodes(self.tree, part, each))
