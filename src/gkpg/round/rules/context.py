"""What the rules of an assessment look at: its file with the rubrics at hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.round.resolve import parts_of, resolve, rubric_of, tables_of, written_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.group import RoundPart
    from gkpg.round.model import Assessment, Part
    from gkpg.round.round import Round
    from gkpg.round.units import Group
    from gkpg.rubric import Library, Rubric
    from gkpg.yamlfiles.document import Document, Path_


@dataclass(frozen=True)
class RuleContext:
    """What the rules of an assessment look at."""

    assessment: Assessment
    library: Library
    document: Document

    @cached_property
    def group_names(self) -> tuple[str, ...]:
        """The groups."""
        return tuple(group.name for group in self.assessment.groups)

    @cached_property
    def source_names(self) -> tuple[str, ...]:
        """The sources."""
        return tuple(source.name for source in self.assessment.sources)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """All units."""
        return tuple(unit.name for group in self.assessment.groups for unit in group.units)

    @cached_property
    def parts(self) -> dict[str, tuple[RoundPart, ...]]:
        """The parts of each group whose rubric is at hand."""
        return {group.name: tuple(parts_of(self.assessment, group, self.library)) for group in self.assessment.groups}

    @cached_property
    def part_names(self) -> tuple[str, ...]:
        """The parts of all groups, choices among them included."""
        choices = (part.name for each in self.assessment.composite for part in each.parts if part.of is not None)
        return tuple(dict.fromkeys((*(part.name for parts in self.parts.values() for part in parts), *choices)))

    @cached_property
    def is_whole(self) -> bool:
        """Whether the rubrics of all parts are at hand."""
        return all(
            rubric_of(table, self.library) is not None
            for group in self.assessment.groups
            for part in written_parts(self.assessment, group)
            for table in tables_of(self.assessment, part, group)
        )

    @cached_property
    def round(self) -> Round | None:
        """The round that it comes to; None where a rubric is not at hand."""
        return resolve(self.assessment, self.library) if self.is_whole else None

    def rubrics(self, groups: tuple[str, ...] | None = None) -> Iterator[Rubric]:
        """The rubrics of some groups, or of all."""
        for name, parts in self.parts.items():
            if groups is None or name in groups:
                yield from (part.rubric for part in parts)

    def items(self, groups: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """The ids of all items of some groups, or of all."""
        return tuple(dict.fromkeys(item for rubric in self.rubrics(groups) for item in rubric.ids))

    def list_entries(self, key: str) -> Iterator[tuple[Path_, int]]:
        """The path and the number of each entry under a key that may hold one entry without a list."""
        value = self.document.data.get(key)
        if isinstance(value, (dict, str)):
            yield (key,), 0
        elif value:
            yield from (((key, number), number) for number in range(len(value)))

    def group_path(self, group: Group) -> Path_:
        """Where a group stands."""
        return ("groups", self.assessment.groups.index(group))

    def part_path(self, part: Part) -> Path_:
        """Where a part stands; nowhere for one that is not written."""
        for path, number in self.list_entries("composite"):
            for index, each in enumerate(self.assessment.composite[number].parts):
                if each is part:
                    return (*path, "parts", index)
        return ()
