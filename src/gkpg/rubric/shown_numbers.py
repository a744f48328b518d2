"""Shown numbers: the number that sheets show of each item, as printed wherever it can be told when it comes back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_id, fold_name
from gkpg.base.text import Text

if TYPE_CHECKING:
    from gkpg.rubric.item import Item
    from gkpg.rubric.model import Rubric

_SCOPE = Text("（{}）", " ({})")


class ShownNumbers:
    """The numbers of a rubric's items in rows and in headings: the id where something else shows the same.

    A row shows its number, its name and the items around it, a heading its number and name alone.
    """

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._headings = Counter(map(self._heading_key, rubric.leaves))
        self._rows = Counter(map(self._row_key, rubric.leaves))

    def in_row(self, item: Item) -> str:
        """The number in a row of a unit sheet."""
        return item.printed if self._rows[self._row_key(item)] <= 1 else item.id

    def in_heading(self, item: Item) -> str:
        """The number in a heading of a matrix."""
        return item.printed if self._headings[self._heading_key(item)] <= 1 else item.id

    def around(self, item: Item) -> str:
        """What a row says of the items around it: their names, one below another, the indicator first."""
        above = [self._rubric.by_id[each] for each in reversed(self._rubric.above(item.id))] or [item]
        scope = _SCOPE.say(self._rubric.language)
        named = (each.name if each is above[0] else f"{each.printed} {each.name}" for each in above)
        scopes = (scope.format(each.scope) if each.scope else "" for each in above)
        return "\n".join(name + behind for name, behind in zip(named, scopes, strict=True))

    def _heading_key(self, item: Item) -> tuple[str, str]:
        return fold_id(item.printed), fold_name(item.name)

    def _row_key(self, item: Item) -> tuple[str, str, str]:
        return (*self._heading_key(item), fold_name(self.around(item)))
