"""Losses: what lies between the most that a unit can have and its total, row by row, from the steps alone."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from gkpg.explanation.roots import roots_of
from gkpg.round.model import HANDS_ON
from gkpg.scoring.unit_result import parts_with_points, points_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from gkpg.explanation.nodes import LinkedTerm, Node, StepTree
    from gkpg.explanation.roots import Root
    from gkpg.rubric import Rubric
    from gkpg.scoring import GroupResult, UnitResult

#: What a row is. `item`: a scored item, or one that its own rule gives points; `beside`: a row of a bonus or a penalty;
#: `unit`: one that a composed total is made of; else what a rule made of something that was added up: `round`, `bound`
#: by a floor, a cap or a gate, `minus` and `veto` by a veto, `coefficient` by one of the unit's, `choose` where what
#: counts has another max.
LossKind = Literal["item", "beside", "unit", "round", "bound", "minus", "veto", "choose", "coefficient"]
_NOTHING = Fraction(0)


class Loss(NamedTuple):
    """One row. `cap`, `score` and `lost` are in points of the table; `factor` is what one of them counts in the total.

    `cap` is None where there is no limit: then what it got is a gain. `lost` is below zero of a gain. `item` is empty
    of what belongs to a part or to the total, `part` of what belongs to the total. `name` is that of a unit or a veto.
    """

    kind: LossKind
    node: Node
    part: str
    item: str
    name: str
    cap: Fraction | None
    score: Fraction
    lost: Fraction
    factor: Fraction

    @property
    def in_total(self) -> Fraction:
        """What was lost, in points of the total."""
        return self.lost * self.factor


def losses_of(tree: StepTree, group: GroupResult, unit: UnitResult, most: Fraction | None) -> tuple[Loss, ...]:
    """All rows of a unit, the largest loss first, gains last; all caps less all losses are exactly the total.

    Without a total they are those of all that has points. `most` is what the unit can have.
    """
    own = [(part, points_in(part, got.points)) for part, got in parts_with_points(group.rules, unit)]
    finder = _LossFinder(tree, {part.title: part.rubric for part, _ in own}, most)
    has_points = {(part.title, item) for part, points in own for item in points if not _is_apart(part.rubric, item)}
    found = [row for root in roots_of(tree, group, unit) if _counts(root, has_points) for row in finder.rows(*root)]
    return tuple(sorted(found, key=lambda row: -row.in_total))


def _is_apart(rubric: Rubric, item: str) -> bool:
    """Whether the points of an item are on another scale than those of one above it."""
    return any(rubric.by_id[above].is_apart_from_below for above in rubric.above(item))


def _counts(root: Root, has_points: Container[tuple[str, str]]) -> bool:
    """Whether a root is points of the table: not what only one of several sources gave, nor a figure."""
    step = root.node.step
    return step is not None and (step.item is None or (step.part, step.item) in has_points)


class _LossFinder:
    """Goes down from a total to what it is made of. A figure of which a rule made another has a row of its own."""

    def __init__(self, tree: StepTree, parts: Mapping[str, Rubric], most: Fraction | None) -> None:
        self._tree, self._parts, self._most = tree, parts, most

    def rows(self, node: Node, factor: Fraction) -> Iterator[Loss]:
        """The rows of a node, of which a point counts `factor` in the total."""
        step = node.step
        assert step is not None  # noqa: S101 - entries have no rows of their own
        if step.what in {"sum", "total", "beside", "rescale"}:
            yield from self._added(node, factor)
        elif step.what == "choose":
            yield from self._chosen(node, factor)
        elif step.what == "compose":
            yield from self._composed(node, factor)
        elif step.what in _CHANGES:
            yield from self._changed(node, factor)
        elif step.what == "apply" and step.rule.key in HANDS_ON:
            _, most, extra = (term.term.value or _NOTHING for term in node.terms[:3])
            yield from self._below(node.terms[0], factor * (most + extra) / most)
        elif self._is_sum_of_sources(node):
            yield from self._sources(node, factor)
        else:
            yield self._leaf(node, factor)

    def cap(self, node: Node) -> Fraction:
        """The most that a node can be, by its rows; what has no limit counts nothing."""
        rows = self.rows(node, Fraction(1))
        return sum(((row.cap or _NOTHING) * row.factor for row in rows), _NOTHING)

    def _below(self, linked: LinkedTerm, factor: Fraction) -> Iterator[Loss]:
        if linked.node:
            yield from self.rows(self._tree.by_id[linked.node], factor)

    def _added(self, node: Node, factor: Fraction) -> Iterator[Loss]:
        """What a sum is made of, each with what it counts there."""
        for linked, worth in _weighted(node.terms):
            yield from self._below(linked, factor * worth)

    def _chosen(self, node: Node, factor: Fraction) -> Iterator[Loss]:
        """What was chosen; where something else can bring more, or less, what that makes has a row as well."""
        options = [(linked, worth) for linked, worth in _weighted(node.terms) if linked.node]
        step = node.step
        assert step is not None  # noqa: S101 - it is a step
        pick = max if step.rule.key == "highest" else min
        linked, worth = pick(options, key=lambda each: (each[0].term.value or _NOTHING) * each[1])
        yield from self._below(linked, factor * worth)
        gained = (node.value or _NOTHING) - (linked.term.value or _NOTHING) * worth
        if gained:
            yield self._row("choose", node, (_NOTHING, gained, -gained), factor, linked.term.name)
        caps = [self.cap(self._tree.by_id[each.node]) * scale for each, scale in options]
        more = pick(caps) - self.cap(self._tree.by_id[linked.node]) * worth
        if more:
            yield self._row("choose", node, (more, _NOTHING, more), factor, linked.term.name)

    def _composed(self, node: Node, factor: Fraction) -> Iterator[Loss]:
        """The units that a total is made of, each with its share of what the unit can have."""
        for linked, worth in _weighted(node.terms):
            score = linked.term.value or _NOTHING
            lost = None if self._most is None else self._most - score
            facts = (self._most, score, -score if lost is None else lost)
            yield self._row("unit", node, facts, factor * worth, linked.term.name)

    def _changed(self, node: Node, factor: Fraction) -> Iterator[Loss]:
        """What a rule made of a figure, where that is another one; then the rows of the figure."""
        step = node.step
        assert step is not None  # noqa: S101 - it is a step
        is_capped = step.rule.key == "beside_max"
        figures = [each for each in node.terms if each.term.kind in {"item", "bonus"}] if is_capped else node.terms[:1]
        change = (step.value or _NOTHING) - sum((each.term.value or _NOTHING for each in figures), _NOTHING)
        if change:
            veto = next((each.term.name for each in node.terms if each.term.kind == "veto"), "")
            yield self._row(_CHANGES[step.what], node, (_NOTHING, change, -change), factor, veto)
        for each in figures:
            yield from self._below(each, factor)

    def _is_sum_of_sources(self, node: Node) -> bool:
        """Whether an item is settled among sources of which one was rounded, so that this has a row of its own."""
        step = node.step
        below = [self._tree.by_id[each.node].step for each in node.terms if each.node]
        return step is not None and step.what == "settle" and any(each and each.what == "round" for each in below)

    def _sources(self, node: Node, factor: Fraction) -> Iterator[Loss]:
        """The item by what its sources gave before rounding, and the rounding of each."""
        step = node.step
        assert step is not None  # noqa: S101 - it is a step
        weighted = list(_weighted(node.terms)) if step.rule.key == "weighted-mean" else [(node.terms[0], Fraction(1))]
        score = _NOTHING
        for linked, worth in weighted:
            below = self._tree.by_id[linked.node]
            rounded = below.step is not None and below.step.what == "round"
            before = (below.terms[0].term.value if rounded else below.value) or _NOTHING
            score += before * worth
            change = (below.value or _NOTHING) - before
            if change:
                yield self._row("round", below, (_NOTHING, change, -change), factor * worth)
        yield self._leaf(node, factor, score)

    def _leaf(self, node: Node, factor: Fraction, score: Fraction | None = None) -> Loss:
        """An item with points of its own."""
        step = node.step
        assert step is not None  # noqa: S101 - it is a step
        rubric, item = self._parts[step.part], step.item or ""
        value = (node.value or _NOTHING) if score is None else score
        top = (item, *rubric.above(item))[-1]
        if top in {block.id for block in rubric.beside}:
            return self._row("beside", node, (_NOTHING, value, -value), factor)
        cap = rubric.by_id[item].max
        return self._row("item", node, (cap, value, -value if cap is None else cap - value), factor)

    @staticmethod
    def _row(
        kind: LossKind, node: Node, facts: tuple[Fraction | None, Fraction, Fraction], factor: Fraction, name: str = ""
    ) -> Loss:
        step = node.step
        assert step is not None  # noqa: S101 - it is a step
        cap, score, lost = facts
        return Loss(kind, node, step.part, step.item or "", name, cap, score, lost, factor)


_CHANGES: Mapping[str, LossKind] = {
    "round": "round", "bound": "bound", "minus": "minus", "veto": "veto", "coefficient": "coefficient",
}  # fmt: skip


def _weighted(terms: Sequence[LinkedTerm]) -> Iterator[tuple[LinkedTerm, Fraction]]:
    """The terms that are figures of the unit or of others, each with the factor behind it, else 1."""
    for place, linked in enumerate(terms):
        if linked.term.kind in {"item", "part", "unit", "source", "bonus", "total"}:
            after = terms[place + 1].term if place + 1 < len(terms) else None
            is_weighed = after is not None and after.kind == "factor"
            yield linked, (after.value or _NOTHING) if is_weighed and after else Fraction(1)
