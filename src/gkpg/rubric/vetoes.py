"""Vetoes: what must not happen, each with what it does."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from gkpg.rubric.item import Item
from gkpg.rubric.kinds import Veto
from gkpg.yamlfiles.types import Model, SharePoints, ShareWorth, Truth, Words, Worth

if TYPE_CHECKING:
    from gkpg.rubric.kinds import Kind


class Minus(Model):
    """Points that a veto takes from one item: from its max, so that it loses no others; or from what else it gets."""

    item: Words
    points: SharePoints
    alone: Truth = True


class Effect(Model):
    """What a veto does.

    Fail at once; a fixed total; a ceiling; the last place; `points` that an `item` gets, whatever else it would get;
    points that an item loses; no grade from this one up.
    """

    fail: Truth = False
    total: Worth | None = None
    ceiling: Worth | None = None
    rank: Literal["last"] | None = None
    item: Words | None = None
    points: ShareWorth | None = None
    minus: Minus | None = None
    bars: Words | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """The items that it changes; where there are none, it looks at the whole."""
        taken = None if self.minus is None else self.minus.item
        return tuple(each for each in (self.item, taken) if each is not None)


class VetoRow(Item):
    """A veto as a row of a sheet: 1 where it holds, 0 where it does not."""

    is_veto: ClassVar[bool] = True

    @property
    def cell(self) -> Kind:
        """A mark."""
        return Veto()


class VetoRule(Model):
    """Something that must not happen (一票否决), and what it does."""

    id: Words
    number: Words | None = None
    name: Words
    description: Words | None = None
    assessed_by: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    effect: Effect = Effect()

    def as_item(self) -> Item:
        """The veto as a row of a sheet."""
        row = VetoRow(id=self.id, name=self.name, max=Fraction(1))
        also = {"number": self.number, "description": self.description, "assessed_by": self.assessed_by}
        return row.model_copy(update=also)
