"""Tables of parts: the rubrics that a part asks for, as they are written, each with the units that it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.round.model import Part
    from gkpg.round.units import Group

#: What a part says for its rubric where units have tables of their own.
OWN = "own"


class PartTable(NamedTuple):
    """A rubric by its id and version, None where that is not written.

    `units` are the numbers of the units that it is for, among those of the group; None for all of them. `named_by` is
    the number of the unit that names it first, None where the part or the group does.
    """

    rubric: str | None
    version: str | None
    units: tuple[int, ...] | None = None
    named_by: int | None = None


def part_tables(part: Part, group: Group, *, is_written: bool) -> Iterator[PartTable]:
    """The tables of a part of a group.

    A part that is not written is all that a unit is scored by: under its own table, else under that of the group.
    """
    own = [number for number, unit in enumerate(group.units) if unit.rubric is not None]
    if part.rubric == OWN:
        yield from _own_tables(group, own)
    elif part.rubric is not None:
        yield PartTable(part.rubric, part.version)
    elif is_written or not own:
        yield PartTable(group.rubric, group.version)
    else:
        others = tuple(number for number, unit in enumerate(group.units) if unit.rubric is None)
        if others:
            yield PartTable(group.rubric, group.version, others)
        yield from _own_tables(group, own)


def _own_tables(group: Group, numbers: Iterable[int]) -> Iterator[PartTable]:
    """The tables that units name, each once, in the order of the units."""
    found: dict[tuple[str | None, str | None], list[int]] = {}
    for number in numbers:
        unit = group.units[number]
        found.setdefault((unit.rubric, unit.version), []).append(number)
    for (rubric, version), units in found.items():
        yield PartTable(rubric, version, tuple(units), units[0])
