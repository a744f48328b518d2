"""A rubric reduced to the rows that were scored under another one, with their ids or sources there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from gkpg.rubric.item import most_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    from gkpg.authoring.impact.comparable_rows import ComparableRows
    from gkpg.differences.rubrics.row_matching import RowMatching
    from gkpg.differences.rubrics.row_nodes import RowNode
    from gkpg.rubric import Item, Rubric
    from gkpg.rubric.blocks import Block
    from gkpg.rubric.vetoes import Effect, VetoRule
    from gkpg.yamlfiles.document import Path_

Of = TypeVar("Of", bound=BaseModel)


class RubricReducer:
    """Makes the reduced rubric of `new`; `kept` are the ids of the old rubric's rows that stay in it."""

    def __init__(
        self, old: Rubric, new: Rubric, matching: RowMatching, comparable: ComparableRows, kept: frozenset[str]
    ) -> None:
        self._old, self._new, self._kept = old, new, kept
        self._matching, self._instead = matching, comparable.instead
        self._nodes: Mapping[Path_, RowNode] = {each.path: each for pair in matching.pairs for each in pair[1:]} | {
            each.path: each for each in matching.added
        }

    def rubric(self) -> Rubric:
        """The rubric, under the id and version of the old one, so that an assessment finds it."""
        indicators = tuple(self._items(self._new.indicators, ("indicators",)))
        beside = tuple(self._blocks())
        total = most_of(indicators)
        key = {"rubric": self._old.rubric, "version": self._old.version, "group": self._old.group_name}
        vetoes = tuple(self._vetoes())
        return with_values(self._new, **key, total=total, indicators=indicators, beside=beside, vetoes=vetoes)

    def _items(self, items: Iterable[Item], path: Path_) -> Iterator[Item]:
        for number, item in enumerate(items):
            node = self._nodes[*path, number]
            if node in self._instead:
                yield from (self._as_it_was(each) for each in self._instead[node] if each.id in self._kept)
            elif (made := self._item(item, node)) is not None:
                yield made

    def _as_it_was(self, node: RowNode) -> Item:
        return with_values(self._old.by_id[node.id], assessed_by=self._old.sources_of(node.id) or None)

    def _item(self, item: Item, node: RowNode) -> Item | None:
        """An item under its former id; None where nothing of it stays."""
        was = self._matching.old(node)
        old = self._old.by_id[was.id] if was is not None else None
        if old is not None and old.id in self._kept:
            return self._whole(item, old, node)
        if old is not None and item.items is None and old.items is not None:
            return self._merge(old)
        below = tuple(self._items(item.items or (), (*node.path, "items")))
        if not below:
            return None
        name, most = old.id if old and old.items else self._fresh(item.id), _most(item, below)
        return with_values(item, id=name, items=below, max=most, assessed_by=None)

    def _whole(self, item: Item, old: Item, node: RowNode) -> Item:
        """An item that is scored as one: with its rows under the ids that they had, or none where it was split."""
        rows = tuple(self._rows(node)) if item.has_rows else None
        return with_values(item, id=old.id, items=rows, assessed_by=self._old.sources_of(old.id) or None)

    def _rows(self, node: RowNode) -> Iterator[Item]:
        """The rows of ticks or losses below an item, in the order that they had."""
        olds = {was.id: each.id for each in node.below if (was := self._matching.old(each)) is not None}
        for item_id in (each for each in self._old.ids if each in olds):
            row = self._new.by_id[olds[item_id]]
            yield with_values(row, id=item_id, assessed_by=self._old.sources_of(item_id) or None)

    def _merge(self, old: Item) -> Item | None:
        """What is scored as a whole now and was not: as it was."""
        whole = with_values(old, assessed_by=self._old.sources_of(old.id) or None)
        return whole if all(leaf.id in self._kept for leaf in old.leaves()) else None

    def _fresh(self, item_id: str) -> str:
        """An id that the old rubric does not have."""
        while item_id in self._old.by_id:
            item_id += "′"
        return item_id

    def _blocks(self) -> Iterator[Block]:
        for number, block in enumerate(self._new.beside):
            node = self._nodes["beside", number]
            was = self._matching.old(node)
            items = tuple(self._items(block.items, (*node.path, "items")))
            gate = block.gate if block.gate is None or block.gate.item is None else self._gate(block)
            if items and (gate is not None or block.gate is None):
                yield with_values(block, id=was.id if was else self._fresh(block.id), items=items, gate=gate)

    def _gate(self, block: Block) -> Any:
        """The gate with the former id of the item that it looks at; None where that does not stay."""
        item = self._former(block.gate.item) if block.gate is not None else None
        return None if item is None else with_values(block.gate, item=item)  # type: ignore[type-var] # there is one

    def _vetoes(self) -> Iterator[VetoRule]:
        for number, veto in enumerate(self._new.vetoes):
            was = self._matching.old(self._nodes["vetoes", number])
            if was is None or was.id not in self._kept:
                continue
            effect = self._effect(veto.effect)
            if effect is not None:
                yield with_values(veto, id=was.id, assessed_by=self._old.sources_of(was.id) or None, effect=effect)

    def _effect(self, effect: Effect) -> Effect | None:
        """An effect with the former ids of the items that it changes; None where one of them does not stay."""
        former = {item: self._former(item) for item in effect.items}
        if None in former.values():
            return None
        minus = effect.minus and with_values(effect.minus, item=former[effect.minus.item])
        return with_values(effect, minus=minus, item=former.get(effect.item or ""))

    def _former(self, item_id: str | None) -> str | None:
        """The former id of an item that stays; None for others."""
        node = next((each for each in self._nodes.values() if each.kind == "item" and each.id == item_id), None)
        was = self._matching.old(node) if node is not None else None
        stays = was is not None and any(leaf.id in self._kept for leaf in self._old.by_id[was.id].scored_items())
        return was.id if was is not None and stays else None


def _most(item: Item, below: tuple[Item, ...]) -> Fraction | None:
    """The max of an item of which these rows are left: what they come to, or its own where that is another scale."""
    if item.is_apart_from_below:
        return item.max
    bounded = [each.max for each in below if each.max is not None]
    return item.of_rows(bounded) if item.chooses and len(bounded) == len(below) else most_of(below)


def without_bounds(rubric: Rubric) -> Rubric:
    """A rubric whose points nothing holds as a whole."""
    return with_values(rubric, floor=None, ceiling=None)


def with_values(model: Of, **changed: Any) -> Of:
    """A model with other values; what it has computed of itself is not taken over."""
    fields = {name: getattr(model, name) for name in type(model).model_fields}
    return type(model).model_construct(**{**fields, **changed})
