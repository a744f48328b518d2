"""The kind `sum`: rows of kinds of their own, added to a base, within one cap or floor."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.between import Between
from gkpg.rubric.kinds.bounds import bounds_of_rows, told_of_losses
from gkpg.rubric.kinds.conversion import in_formula
from gkpg.rubric.kinds.item_kind import ItemKind
from gkpg.rubric.kinds.loss import FloorField
from gkpg.rubric.kinds.points import score_up_to
from gkpg.rubric.kinds.ticks import ROWS_NEEDED
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.schema.about import About
from gkpg.yamlfiles.types import SharePoints, as_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gkpg.rubric.draft import Draft
    from gkpg.rubric.kinds.kind import Kind


class SumField(FloorField):
    """Items whose rows add to a base: the points that there are before any row counts."""

    base: SharePoints | None = None


class SumItems(ItemKind[SumField]):
    """Items that get a base and what their rows bring or take, each of its own kind, within the cap and the floor."""

    name = "sum"
    says = Text(
        "合计：items 各行各有类型，得分相加（写了 base 的从 base 起），最多为分值，最低为 floor",
        "rows in items, each of its own kind, are added (to base, if any), within max and floor",
    )
    own: ClassVar[Mapping[str, About]] = {
        "base": About(
            Text("基础分", "Base"),
            Text(
                "各行加减之前有几分，单位是分，大于 0；默认没有。用于 sum 和 adjust。",
                "The points before any row counts, above 0; none by default. For sum and adjust.",
            ),
            "1.5",
        )
    }
    needs: ClassVar[Mapping[str, Text]] = {"items": ROWS_NEEDED}
    may_have = frozenset({"base", "floor"})
    takes_items = True
    has_rows = True
    rows_may_take = True
    may_be_open = True
    only_adds = False

    @property
    def rows_have_kinds(self) -> bool:
        """Each row has its own."""
        return True

    def cell(self, item: SumField) -> Kind:
        """A score, where it is scored as a whole."""
        return score_up_to(item.max) if item.bottom == 0 else self.decision(item)

    def decision(self, item: SumField) -> Kind:
        """Points down to the floor."""
        return Between(item.bottom, item.max)

    def start(self, item: SumField) -> Fraction:
        """The base."""
        base = item.base or Fraction(0)
        return -base if item.is_taken else base

    def of_rows(self, item: SumField, values: Iterable[Fraction]) -> Fraction:
        """The base with all rows, down to the floor, up to the max."""
        return bounds_of_rows(item, item.bottom).hold(sum(values, self.start(item)))

    def formula_of_rows(self, item: SumField, cells: str) -> str:
        """The same."""
        start = self.start(item)
        whole = f"{in_formula(start)}+SUM({cells})" if start else f"SUM({cells})"
        return bounds_of_rows(item, item.bottom).formula(whole)

    def told_of_rows(self, item: SumField) -> Text:
        """The base, and between which points the rows take it."""
        if item.is_taken:
            return told_of_losses(item.max)
        base = "" if item.base is None else format_exact(item.base)
        begins = (
            Text(f"基础分 {base} 分，加减各行", f"{base} and all rows")
            if base
            else Text("各行相加", "all rows together")
        )
        least = None if item.bottom is None else format_exact(item.bottom)
        ends = [Text(f"最低 {least} 分", f"{least} at least")] if least is not None else []
        ends += (
            [] if item.max is None else [Text(f"最多 {format_exact(item.max)} 分", f"{format_exact(item.max)} at most")]
        )
        return Text(
            "，".join([begins.zh, *(end.zh for end in ends)]), ", ".join([begins.en, *(end.en for end in ends)])
        )

    def is_off(self, whole: Fraction, most: Fraction) -> bool:
        """Rows may come to more than the max; whether they can come to less is looked at row by row."""
        del whole, most
        return False

    def slips(self, item: Draft) -> Iterator[Slip]:
        """The base and the rows together can come to the max, and the base alone is not above it."""
        base = as_points(item.values.get("base", Decimal(0)))
        most = [Fraction(0) if row.kind == "loss" else row.max for row in item.children]
        if item.max is None or base is None or not most:
            return
        reached = sum((each for each in most if each is not None), base)
        facts = {"id": item.label, "most": format_exact(reached), "max": format_exact(item.max)}
        if base > item.max:
            yield Slip("R226", (*item.path, "base"), {**facts, "most": format_exact(base)})
        elif None not in most and reached < item.max:
            yield Slip("R226", item.max_path, facts)
