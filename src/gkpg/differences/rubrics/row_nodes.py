"""Nodes: the rows of a rubric as they are compared, each with its place in the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from pydantic import BaseModel

    from gkpg.rubric import Item, Rubric
    from gkpg.rubric.blocks import Block
    from gkpg.rubric.vetoes import VetoRule
    from gkpg.yamlfiles.document import Path_


@dataclass(frozen=True, eq=False)
class RowNode:
    """A row: an item, a block beside the total, or a veto; or the rubric itself, which is around all of them.

    `kind` is one of rubric, item, block and veto. `path` leads to it in the YAML file. `fields` are its own, by the
    names that they have there. `max` is the most that it gives: of a rubric the total; None where it has no bound.
    """

    kind: str
    path: Path_
    id: str
    name: str
    max: Fraction | None
    fields: Mapping[str, Any]
    above: RowNode | None
    below: list[RowNode] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Id and name, as messages call it."""
        return self.name if self.kind == "rubric" else f"{self.id} {self.name}"

    def walk(self) -> Iterator[RowNode]:
        """This node and all below it, in the order of the table."""
        yield self
        for each in self.below:
            yield from each.walk()


#: What is no field of a row: its place in the table, what it is called by, examples, which change nothing, and what
#: its rows say.
_NO_FIELDS = {"id", "items", "indicators", "beside", "vetoes", "rubric", "version", "cases", "plus", "minus"}


def build_nodes(rubric: Rubric) -> RowNode:
    """The rubric as a node, with all of its rows below it."""
    root = RowNode("rubric", (), rubric.rubric, rubric.title, rubric.total, _fields(rubric), None)
    root.below.extend(_item(each, ("indicators", n), root) for n, each in enumerate(rubric.indicators))
    root.below.extend(_block(each, ("beside", n), root) for n, each in enumerate(rubric.beside))
    root.below.extend(_veto(each, ("vetoes", n), root) for n, each in enumerate(rubric.vetoes))
    return root


def _item(item: Item, path: Path_, above: RowNode) -> RowNode:
    node = RowNode("item", path, item.id, item.name, item.max, _fields(item), above)
    node.below.extend(_item(each, (*path, "items", n), node) for n, each in enumerate(item.items or ()))
    return node


def _block(block: Block, path: Path_, above: RowNode) -> RowNode:
    node = RowNode("block", path, block.id, block.name, block.most, _fields(block), above)
    node.below.extend(_item(each, (*path, "items", n), node) for n, each in enumerate(block.items))
    return node


def _veto(veto: VetoRule, path: Path_, above: RowNode) -> RowNode:
    return RowNode("veto", path, veto.id, veto.name, None, _fields(veto), above)


def _fields(model: BaseModel) -> dict[str, Any]:
    """The fields of a row that say something, without those of the rows below it."""
    named = {each.alias or name: getattr(model, name) for name, each in type(model).model_fields.items()}
    return {name: value for name, value in named.items() if name not in _NO_FIELDS and value not in (None, ())}
