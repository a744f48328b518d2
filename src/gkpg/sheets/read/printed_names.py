"""The names of a table as printed: which item a row is of, by its name below the names of those around it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_id, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gkpg.rubric import Item, Rubric

#: What stands in brackets behind a name: a scope, its points.
SCOPE = re.compile(r"[（(].*", re.DOTALL)
#: A number before a name, as notices write them.
_NUMBER = re.compile(
    r"\s*([（(〔【\[]?(?:[一二三四五六七八九十]+|[0-9０-９]+(?:[.．-][0-9０-９]+)*|[Ⅰ-Ⅻ]|[①-⑳])[)）〕】\]]?)[、.．:：\s]*"
)


class PrintedNames:
    """The items of a rubric by what a printed table calls them."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._named: dict[str, list[Item]] = defaultdict(list)
        for item in rubric.walk():
            self._named[fold_name(item.name)].append(item)

    def of(self, text: str) -> Sequence[Item]:
        """The items that a text names: as it stands, without what is in brackets behind it, without a number before.

        By their numbers items of one name are told apart.
        """
        found = self._called(text)
        numbered = None if found else _NUMBER.match(text)
        if numbered is None:
            return found
        found, number = self._called(text[numbered.end() :]), fold_id(numbered[1])
        return [each for each in found if fold_id(each.id) == number] or found

    def _called(self, text: str) -> Sequence[Item]:
        plain = fold_name(text), fold_name(SCOPE.sub("", text))
        return next((self._named[each] for each in plain if each in self._named), ())

    def below(self, path: Iterable[str], near: Item | None = None) -> tuple[Sequence[Item], Item | None]:
        """The items that the last name of a path may be of, and the nearest item around them that the path tells.

        Outer names that no item has say nothing. The first is empty where nothing below the others has the last name.
        `near` is the item of the row above, where names of all levels stand in one column: of items with one name that
        which shares most with it is meant.
        """
        *outer, last = path
        around: Item | None = None
        for name in outer:
            found = self._within(self.of(name), around, near)
            around = found[0] if len(found) == 1 else around
        return self._within(self.of(last), around, near), around

    def _within(self, items: Sequence[Item], around: Item | None, near: Item | None) -> Sequence[Item]:
        """Those of some items that stand below another, or are it; of several the outermost where it is alone."""
        inside = [each for each in items if around is None or around.id in self._line(each)]
        below = [each for each in inside if each is not around] or inside
        if near is not None and around is None:
            shared = [len(set(self._line(near)).intersection(self._rubric.above(each.id))) for each in below]
            below = [each for each, count in zip(below, shared, strict=True) if count == max(shared)]
        depth = min((len(self._line(each)) for each in below), default=0)
        outermost = [each for each in below if len(self._line(each)) == depth]
        return outermost if len(outermost) == 1 else below

    def _line(self, item: Item) -> tuple[str, ...]:
        """The ids of an item and of those around it."""
        return item.id, *self._rubric.above(item.id)
