"""Compared units: who is compared with whom, in items that look at the other units."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from gkpg.yamlfiles.types import Ids, Model, Name, Names, OneOrMore, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.round.group import RoundGroup

#: Who does not count among those that others are compared with.
LeftOut = Literal["unranked", "vetoed", "missing"]


class UnitSet(Model):
    """Units that are compared with one another: those named, and those of whole groups."""

    name: Name
    units: Names = ()
    groups: Names = ()

    def members(self, groups: Sequence[RoundGroup]) -> Iterator[str]:
        """Its units, each once."""
        whole = (unit for group in groups if group.name in self.groups for unit in group.units)
        return iter(dict.fromkeys((*whole, *self.units)))


class Compared(Model):
    """With whom units are compared in some items, all where it names none: within their set, or their group.

    `without` are those that others are not compared with: units that are listed only, those that a veto fails, and
    those that have no figure yet; where the last are not left out, nobody gets points before all have one.
    """

    items: Annotated[Ids | None, OneOrMore()] = None
    groups: Names | None = None
    among: Annotated[tuple[UnitSet, ...], Field(min_length=1)] | None = None
    without: tuple[LeftOut, ...] = ("unranked",)
    basis: Words | None = None

    def set_of(self, unit: str, group: str) -> UnitSet | None:
        """The set that a unit of a group is in; None where it is compared within its group."""
        return self._set_of_unit.get(unit) or self._set_of_group.get(group)

    @cached_property
    def _set_of_unit(self) -> dict[str, UnitSet]:
        return {unit: each for each in self.among or () for unit in each.units}

    @cached_property
    def _set_of_group(self) -> dict[str, UnitSet]:
        return {group: each for each in self.among or () for group in each.groups}
