"""A group as it is shown: what its units have in common, in a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.base.text import Text

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.rubric import Item
    from gkpg.scoring import GroupResult, Results

UNREAD = Text("没有可用的评分表", "No usable sheet")


@dataclass(frozen=True)
class GroupView:
    """A group whose units are shown, in a language."""

    results: Results
    group: GroupResult
    lang: Lang

    @cached_property
    def name(self) -> str:
        """What the group is called; the units of which nothing could be read form one of their own."""
        return group_name(self.group, self.lang)

    @cached_property
    def rubrics(self) -> str:
        """Id and version of the rubric of each part."""
        return "; ".join(f"{part.rubric.rubric} {part.rubric.version}" for part in self.group.parts)

    @cached_property
    def assumed(self) -> int:
        """How many items of the rubrics have figures or labels that are assumed."""
        return sum(bool(assumed_fields(item)) for part in self.group.parts for item in part.rubric.walk())

    def say(self, text: Text | None) -> str | None:
        """A text in the language; None stays None."""
        return text.say(self.lang) if text else None


def group_name(group: GroupResult, lang: Lang) -> str:
    """What a group is called; the units of which nothing could be read form one of their own."""
    return group.name if group.rules else UNREAD.say(lang)


def assumed_fields(item: Item) -> tuple[str, ...]:
    """The keys of an item that its rubric assumes."""
    return tuple(field for repair in item.repair if repair.kind == "assumed" for field in repair.field)
