"""Roots: where an explanation begins: at the total, and without one at the highest figures that can be told."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.explanation.nodes import Node, StepTree
    from gkpg.round.group import RoundGroup
    from gkpg.round.total_terms import TotalTerm
    from gkpg.rubric import Item
    from gkpg.scoring import GroupResult, UnitResult


class Root(NamedTuple):
    """A figure that no other one is made of, and what a point of it counts in the total."""

    node: Node
    factor: Fraction


def roots_of(tree: StepTree, group: GroupResult, unit: UnitResult) -> list[Root]:
    """The total, else what it would be made of, as far down as something is missing."""
    if tree.root is not None:
        return [Root(tree.root, Fraction(1))]
    rules = group.rules
    if rules is None or not unit.parts:
        return []
    terms = zip(rules.terms(unit.name), rules.factors(unit.name), strict=True)
    return [root for term, factor in terms for root in _of_term(tree, rules, term, factor)]


def _of_term(tree: StepTree, rules: RoundGroup, term: TotalTerm, factor: Fraction) -> Iterator[Root]:
    """What was chosen among parts, else what each part came to; of what is open what it would count if chosen."""
    chosen = tree.of_part(term.title) if term.rule is not None else None
    if chosen is not None:
        yield Root(chosen, factor)
        return
    for number, scale in zip(term.parts, term.scales, strict=True):
        part = rules.parts[number]
        whole = tree.of_part(part.title)
        tops = part.rubric.indicators if whole is None else ()
        found = [whole] if whole else [node for top in tops for node in known_nodes(tree, part.title, top)]
        beside = (block.as_item() for block in part.rubric.beside)
        told = {id(node) for each in found for node in tree.walk(each)}
        found += [node for top in beside for node in known_nodes(tree, part.title, top) if id(node) not in told]
        yield from (Root(node, factor * scale) for node in found)


def known_nodes(tree: StepTree, part: str, item: Item) -> Iterator[Node]:
    """What an item of a part came to, else what those below it came to."""
    node = tree.of_item(part, item.id)
    if node is not None:
        yield node
        return
    for each in item.items or ():
        yield from known_nodes(tree, part, each)
