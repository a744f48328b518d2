"""A group as it is shown: what its units have in common, in a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text
from gkpg.reports.disclosure import INTERNAL, Disclosure, ordered_units

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.rubric import Item
    from gkpg.scoring import GroupResult, Results, UnitResult

UNREAD = Text("没有可用的评分表", "No usable sheet")


class _Parts(NamedTuple):
    """The rubrics of some parts by id and version, and how many of their items have assumed figures or labels."""

    rubrics: str
    assumed: int


@dataclass(frozen=True)
class GroupView:
    """A group whose units are shown, in a language, to somebody."""

    results: Results
    group: GroupResult
    lang: Lang
    disclosure: Disclosure = INTERNAL

    @cached_property
    def units(self) -> tuple[UnitResult, ...]:
        """Its units in the order in which they may be shown."""
        return ordered_units(self.group, self.disclosure)

    @cached_property
    def name(self) -> str:
        """What the group is called; the units of which nothing could be read form one of their own."""
        return group_name(self.group, self.lang)

    def rubrics(self, unit: UnitResult) -> str:
        """Id and version of the rubric of each part of a unit."""
        return self._parts_of(unit).rubrics

    def assumed(self, unit: UnitResult) -> int:
        """How many items of the rubrics of a unit have figures or labels that are assumed."""
        return self._parts_of(unit).assumed

    def _parts_of(self, unit: UnitResult) -> _Parts:
        """What is told of the parts of a unit; the same for all units with the same parts."""
        numbers = self.group.numbers(unit)
        known = self._known.get(numbers)
        if known is None:
            parts = [self.group.parts[number] for number in numbers]
            known = self._known[numbers] = _Parts(
                "; ".join(f"{part.rubric.rubric} {part.rubric.version}" for part in parts),
                sum(bool(assumed_fields(item)) for part in parts for item in part.rubric.walk()),
            )
        return known

    @cached_property
    def _known(self) -> dict[tuple[int, ...], _Parts]:
        return {}

    def say(self, text: Text | None) -> str | None:
        """A text in the language; None stays None."""
        return text.say(self.lang) if text else None


def group_name(group: GroupResult, lang: Lang) -> str:
    """What a group is called; the units of which nothing could be read form one of their own."""
    return group.name if group.rules else UNREAD.say(lang)


def assumed_fields(item: Item) -> tuple[str, ...]:
    """The keys of an item that its rubric assumes."""
    return tuple(field for repair in item.repair if repair.kind == "assumed" for field in repair.field)
