"""The kinds `highest` and `lowest`: the best or the worst of the items below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gkpg.base.interval import Interval
from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.conversion import in_formula
from gkpg.rubric.kinds.item_kind import ItemHead, ItemKind
from gkpg.rubric.kinds.points import score_up_to
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.schema.about import About
from gkpg.yamlfiles.types import SharePoints, as_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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


class MoreField(ItemHead):
    """Items that may get more than the lowest below them: so many points where another is higher."""

    more: SharePoints | None = None


class ChoiceItems(ItemKind[MoreField]):
    """Items that get the points of one of those below them, which are items as any others."""

    needs: ClassVar[Mapping[str, Text]] = {"items": _ITEMS_NEEDED}
    takes_items = True
    only_adds = False

    def __init__(self, name: ChoiceWord, says: Text) -> None:
        self.name, self.says, self.chooses = name, says, name  # type: ignore[misc]  # one class, two kinds

    def cell(self, item: MoreField) -> Kind:
        """A score, where it is scored as a whole."""
        return score_up_to(item.max)

    def chosen(self, item: MoreField) -> ChoiceWord:
        """By points: the highest loss is the lowest of points that are lost."""
        return _OPPOSITE[self.chooses] if item.is_taken else self.chooses

    def of_rows(self, item: MoreField, values: Iterable[Fraction]) -> Fraction:
        """The highest or the lowest; up to the max with what there is more where another is higher."""
        values = tuple(values)
        found = _CHOOSE[self.chosen(item)](values)
        if item.more is None or max(values) == found:
            return found
        return found + item.more if item.max is None else min(found + item.more, max(item.max, found))

    def interval(self, item: MoreField, below: Sequence[Interval]) -> Interval:
        """The same of what is below it; with more where another is higher, from the least of all up to the max."""
        found = super().interval(item, below)
        if item.more is None or not below:
            return found
        leasts = [each.least for each in below if each.least is not None]
        return Interval(min(leasts) if len(leasts) == len(below) else None, item.max)

    def formula_of_rows(self, item: MoreField, cells: str) -> str:
        """The same."""
        found = f"{_FUNCTIONS[self.chosen(item)]}({cells})"
        if item.more is None:
            return found
        whole = f"{found}+IF(MAX({cells})>{found},{in_formula(item.more)},0)"
        return whole if item.max is None else f"MIN({in_formula(item.max)},{whole})"

    def told_of_rows(self, item: MoreField) -> Text:
        """Which of them counts."""
        told = _LOSSES[self.chooses] if item.is_taken else _COUNTS[self.chooses]
        if item.more is None:
            return told
        more = format_exact(item.more)
        return Text(f"{told.zh}，另有更高的加 {more} 分", f"{told.en}, and {more} more where another is higher")

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
        most, more = _CHOOSE[self.name](below), as_points(item.values.get("more"))
        most = most + more if more is not None and max(below) > most else most
        if most != item.max:
            facts = {
                "id": item.label,
                "kind": str(self.name),
                "most": format_exact(most),
                "max": format_exact(item.max),
            }
            yield Slip("R230", item.max_path, facts)


class LowestItems(ChoiceItems):
    """Items that get the points of the lowest below them, and more where another is higher."""

    own: ClassVar[Mapping[str, About]] = {
        "more": About(
            Text("另有更高的加几分", "More"),
            Text(
                "kind 为 lowest 时，下面另有一项更高的，在最低的得分上加几分，最多到分值。",
                "For kind lowest: the points that are added to the lowest where another item is higher, up to max.",
            ),
            "0.5",
        )
    }
    may_have = frozenset({"more"})


HIGHEST = ChoiceItems(
    "highest",
    Text("取高：items 里得分最高的一项的得分", "the points of the highest of its items"),
)
LOWEST = LowestItems(
    "lowest",
    Text(
        "取低：items 里得分最低的一项的得分（短板）；写了 more 的，另有更高的再加",
        "the points of the lowest of its items, the weakest link; with more, so many added where another is higher",
    ),
)
