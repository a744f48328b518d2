"""The kinds `highest` and `lowest`: the best or the worst of the items below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.item_kind import ItemHead, ItemKind
from gkpg.rubric.kinds.points import score_up_to
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from fractions import Fraction

    from gkpg.findings.finding import Fact
    from gkpg.rubric.draft import Draft
    from gkpg.rubric.kinds.item_kind import ChoiceWord
    from gkpg.rubric.kinds.kind import Kind

_ITEMS_NEEDED = Text("取最高、最低的项要写 items（在哪些项里选）", "highest and lowest need items")
_IN_A_CHOICE = Text("取最高或最低的项下面的一项", "an item of a choice")
_CHOOSE: Mapping[str, Callable[[Iterable[Fraction]], Fraction]] = {"highest": max, "lowest": min}
_FUNCTIONS = {"highest": "MAX", "lowest": "MIN"}
_COUNTS: Mapping[ChoiceWord, Text] = {
    "highest": Text("取得分最高的一项", "the highest item counts"),
    "lowest": Text("取得分最低的一项", "the lowest item counts"),
}
_LOSSES: Mapping[ChoiceWord, Text] = {
    "highest": Text("取扣分最多的一项", "the greatest loss counts"),
    "lowest": Text("取扣分最少的一项", "the smallest loss counts"),
}
_OPPOSITE: Mapping[ChoiceWord, ChoiceWord] = {"highest": "lowest", "lowest": "highest"}


class ChoiceItems(ItemKind[ItemHead]):
    """Items that get the points of one of those below them, which are items as any others."""

    needs: ClassVar[Mapping[str, Text]] = {"items": _ITEMS_NEEDED}
    takes_items = True
    only_adds = False

    def __init__(self, name: ChoiceWord, says: Text) -> None:
        self.name, self.says, self.chooses = name, says, name  # type: ignore[misc]  # one class, two kinds

    def cell(self, item: ItemHead) -> Kind:
        """A score, where it is scored as a whole."""
        return score_up_to(item.max)

    def chosen(self, item: ItemHead) -> ChoiceWord:
        """By points: the highest loss is the lowest of points that are lost."""
        return _OPPOSITE[self.chooses] if item.is_taken else self.chooses

    def of_rows(self, item: ItemHead, values: Iterable[Fraction]) -> Fraction:
        """The highest or the lowest."""
        return _CHOOSE[self.chosen(item)](values)

    def formula_of_rows(self, item: ItemHead, cells: str) -> str:
        """The same."""
        return f"{_FUNCTIONS[self.chosen(item)]}({cells})"

    def told_of_rows(self, item: ItemHead) -> Text:
        """Which of them counts."""
        return _LOSSES[self.chooses] if item.is_taken else _COUNTS[self.chooses]

    def is_off(self, whole: Fraction, most: Fraction) -> bool:
        """Nothing is added up."""
        del whole, most
        return False

    def slips(self, item: Draft) -> Iterator[Slip]:
        """The max is that of the one that counts in the end; those below have no shares of it."""
        for child in item.children:
            if "weight" in child.values:
                facts: dict[str, Fact] = {"id": child.label, "kind": _IN_A_CHOICE, "field": "weight"}
                yield Slip("R214", (*child.path, "weight"), facts)
        below = [child.max for child in item.children if child.max is not None]
        if item.max is None or not below or len(below) < len(item.children):
            return
        most = _CHOOSE[self.name](below)
        if most != item.max:
            facts = {
                "id": item.label,
                "kind": str(self.name),
                "most": format_exact(most),
                "max": format_exact(item.max),
            }
            yield Slip("R230", item.max_path, facts)


HIGHEST = ChoiceItems(
    "highest",
    Text("取高：items 里得分最高的一项的得分", "the points of the highest of its items"),
)
LOWEST = ChoiceItems(
    "lowest",
    Text("取低：items 里得分最低的一项的得分（短板）", "the points of the lowest of its items, the weakest link"),
)
