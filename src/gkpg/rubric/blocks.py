"""Blocks: bonuses or penalties beside the total of a table, each with what opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from gkpg.rubric.item import Item, most_of
from gkpg.rubric.kinds import BLOCKS
from gkpg.yamlfiles.types import CapMax, Model, OneOf, SharePoints, Words

if TYPE_CHECKING:
    from fractions import Fraction


class Gate(Model):
    """What opens a bonus: more than, or at least, so many points of the total without it, or of an item."""

    item: Words | None = None
    above: SharePoints | None = None
    least: Annotated[SharePoints | None, Field(alias="from")] = None

    def opens(self, value: Fraction) -> bool:
        """Whether a value passes."""
        return value > self.above if self.above is not None else value >= (self.least or 0)


class Block(Model):
    """Points beside the total: a bonus that is added, or a penalty that is taken off, no more than `max` together."""

    id: Words
    name: Words
    kind: Annotated[str, OneOf(tuple(BLOCKS))]
    max: CapMax = None
    gate: Gate | None = None
    assessed_by: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    def model_post_init(self, context: object, /) -> None:
        """Let the rows of a penalty lose their points."""
        del context
        if not BLOCKS[self.kind].adds:
            for row in self.items:
                for item in row.walk():
                    item.take_off()

    @property
    def most(self) -> Fraction | None:
        """The most points that it adds or takes off: its max, else what its rows may come to; None: no limit."""
        return most_of(self.items) if self.max is None else self.max

    def as_item(self) -> Item:
        """The block as an item, so that sheets and sums know its rows."""
        return Item(id=self.id, name=self.name, max=self.most, assessed_by=self.assessed_by, items=self.items)
