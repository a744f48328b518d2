"""Nodes: the steps and entries of a unit, each figure linked to the node that it came from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from gkpg.explanation.entered import EnteredScore
    from gkpg.scoring.steps import Step, Term


#: Of more units than this that took a quota, or share a total, only the first and the last are named.
_MOST_UNITS = 100


class LinkedTerm(NamedTuple):
    """A figure that went into a step, and the id of the node that came to it; empty where it is a figure of a rule.

    Of a veto the node says whether it holds.
    """

    term: Term
    node: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A step or an entry, by its id. Just one of `step` and `entry` is there.

    Of very many units that a verdict is about only the first and the last are among the terms; `left_off` counts the
    others.
    """

    id: str
    step: Step | None = None
    terms: tuple[LinkedTerm, ...] = ()
    left_off: int = 0
    entry: EnteredScore | None = None

    @property
    def value(self) -> Fraction | None:
        """What it came to; None of a verdict, and of an entry that is no points."""
        if self.step is not None:
            return self.step.value
        return None if self.entry is None else self.entry.points


class StepTree:
    """All nodes of a unit: entries first, then steps in their order, each behind those that it is made of."""

    def __init__(self, entries: Iterable[EnteredScore], steps: Iterable[Step]) -> None:
        self.entries = tuple(Node(f"e{number}", entry=entry) for number, entry in enumerate(entries, 1))
        self._found: dict[tuple[str, ...], str] = {
            ("entry", node.entry.place): node.id for node in self.entries if node.entry
        }
        self.steps = tuple(self._linked(step, number) for number, step in enumerate(steps, 1))

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        """Every node by its id."""
        return {node.id: node for node in (*self.entries, *self.steps)}

    @property
    def root(self) -> Node | None:
        """The node of the total; None where there is none."""
        return self.by_id.get(self._found.get(("total",), ""))

    @property
    def converted(self) -> Node | None:
        """The node of the total on another scale; None where there is none."""
        return self.by_id.get(self._found.get(("converted",), ""))

    def of_part(self, part: str) -> Node | None:
        """What a part came to."""
        return self.by_id.get(self._found.get(("part", part), ""))

    def of_item(self, part: str, item: str) -> Node | None:
        """What an item came to in a part."""
        return self.by_id.get(self._found.get(("item", part, item), ""))

    def below(self, node: Node) -> Iterator[Node]:
        """The nodes that a node is made of, each once."""
        for each in dict.fromkeys(term.node for term in node.terms if term.node):
            yield self.by_id[each]

    def walk(self, node: Node) -> Iterator[Node]:
        """A node and all that it is made of."""
        yield node
        for each in self.below(node):
            yield from self.walk(each)

    def _linked(self, step: Step, number: int) -> Node:
        """A step as a node, with what it came to known from now on."""
        shown = _shown(step)
        terms = tuple(LinkedTerm(term, self._source(step, term)) for term in shown)
        node = Node(f"s{number}", step, terms, len(step.terms) - len(shown))
        for key in _results(step):
            self._found[key] = node.id
        return node

    def _source(self, step: Step, term: Term) -> str:
        """The id of the node that a term's value came from; empty where it is a figure of a rule."""
        return next((self._found[key] for key in _origins(step, term) if key in self._found), "")


def _shown(step: Step) -> Sequence[Term]:
    """The terms of a step, without most of the units where these are very many and nothing is computed of them."""
    if step.value is not None or len(step.terms) <= _MOST_UNITS:
        return step.terms
    units = [number for number, term in enumerate(step.terms) if term.kind == "unit"]
    out = set(units[_MOST_UNITS - 1 : -1])
    return [term for number, term in enumerate(step.terms) if number not in out]


def _results(step: Step) -> Iterator[tuple[str, ...]]:
    """What a step came to is called, so that later terms find it."""
    if step.place:
        yield ("figure" if step.what == "round" else "cell", step.place)
    elif step.item is not None:
        yield "item", step.part, step.item
        if step.source:
            yield "source", step.part, step.item, step.source
    elif step.what == "round" and step.band:
        yield "room", step.band
    elif step.what in _OF_PARTS and step.part:
        yield ("bonus" if step.rule.key == "beside_max" else "part", step.part)
    elif step.what in _OF_TOTALS:
        is_converted = step.what == "convert" or any(term.name == "converted" for term in step.terms)
        yield ("converted" if is_converted else "total",)


_OF_PARTS = {"sum", "rescale", "beside", "bound", "round", "choose"}
_OF_TOTALS = {"total", "rescale", "coefficient", "compose", "veto", "round", "convert"}


def _origins(step: Step, term: Term) -> Iterator[tuple[str, ...]]:
    """What the figure of a term may be called, the likeliest first."""
    item = step.item or ""
    if term.kind == "cell":
        yield from (("cell", term.name), ("entry", term.name))
    elif term.kind == "figure" and step.place:
        yield from (("figure", term.name), ("entry", term.name))
    elif term.kind in {"item", "figure", "veto"}:
        yield "item", step.part, term.name
    elif term.kind == "source":
        yield "source", step.part, item, term.name
    elif term.kind in {"part", "bonus"}:
        yield term.kind, term.name if term.kind == "part" else step.part
    elif term.kind == "total":
        yield (term.name,)
    elif term.kind == "limit" and term.name == "room":
        yield "room", step.band
