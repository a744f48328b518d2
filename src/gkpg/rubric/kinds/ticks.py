"""The kind `ticks`: rows that are ticked; those that are add up, to no more than the max."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from gkpg.base.points import format_exact, format_points
from gkpg.base.text import Text
from gkpg.rubric.kinds.bounds import bounds_of_rows
from gkpg.rubric.kinds.cell_rule import CellRule
from gkpg.rubric.kinds.conversion import flat_working, in_formula
from gkpg.rubric.kinds.item_kind import ItemHead, ItemKind
from gkpg.rubric.kinds.kind import Kind
from gkpg.rubric.kinds.marks import (
    ALLOWED,
    CHOOSE,
    MARKS,
    NO,
    NO_WORDS,
    NOTHING,
    WRITE,
    YES,
    YES_WORDS,
    says_no,
    says_yes,
)
from gkpg.rubric.kinds.points import score_up_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gkpg.rubric.kinds.conversion import Working
    from gkpg.rubric.kinds.kind import EntryForm

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Tick(Kind):
    """A mark that is worth points, or nothing."""

    worth: Fraction

    has_own_cell: ClassVar[bool] = True
    zero: ClassVar[Text] = NOTHING
    write: ClassVar[Text] = WRITE

    @property
    def form(self) -> EntryForm:
        """A mark."""
        return "tick"

    @property
    def words(self) -> Mapping[str, Decimal]:
        """The marks."""
        return MARKS

    @property
    def asks(self) -> Text:
        """A mark."""
        return Text(
            f"选 {YES} 或 {NO}，{YES} 记 {format_exact(self.worth)} 分",
            f"{YES} or {NO}; {YES} is {format_exact(self.worth)}",
        )

    @property
    def hint(self) -> Text:
        """A mark."""
        return CHOOSE

    @property
    def allowed(self) -> Text:
        """Yes or no."""
        return ALLOWED

    @property
    def rule(self) -> CellRule:
        """Yes or no."""
        return CellRule("list", (YES, NO), also=(*YES_WORDS[1:], *NO_WORDS[1:]))

    @property
    def least(self) -> Fraction:
        """Nothing."""
        return _ZERO

    @property
    def most(self) -> Fraction:
        """All that it is worth."""
        return self.worth

    def write_entered(self, entered: Decimal) -> str:
        """A mark."""
        return {Decimal(1): YES, Decimal(0): NO}.get(entered) or format_points(entered)

    def points(self, entered: Decimal) -> Fraction | None:
        """All that it is worth, or nothing."""
        return {Decimal(1): self.worth, Decimal(0): _ZERO}.get(entered)

    def working(self, entered: Decimal) -> Working | None:
        """The mark, with what it is worth."""
        points = self.points(entered)
        return None if points is None else flat_working("tick", entered, self.write_entered(entered), points)

    def formula(self, cell: str) -> str:
        """The worth of the mark; nothing at all for what is none."""
        return f'IF({says_yes(cell)},{in_formula(self.worth)},IF({says_no(cell)},0,""))'


#: What editors say where an item of rows has none.
ROWS_NEEDED = Text("由各行得分的项要写 items（各行）", "ticks, deductions and sums need items")


class TickItems(ItemKind[ItemHead]):
    """Items that are ticked: all of their max, or nothing."""

    name = "tick"
    is_entered_in_points = False
    says = Text("单项勾选：选 ✓ 得分值，选 ✗ 得 0", "✓ is max, ✗ is nothing")

    def cell(self, item: ItemHead) -> Kind:
        """A tick, worth its max."""
        return Tick(item.limit)


class TicksItems(ItemKind[ItemHead]):
    """Items with rows that are ticked."""

    name = "ticks"
    says = Text(
        "勾选：items 每行选 ✓ 或 ✗，选 ✓ 的各行相加，最多为分值",
        "rows in items are ticked; the ticked ones add up, to max at most",
    )
    needs: ClassVar[Mapping[str, Text]] = {"items": ROWS_NEEDED}
    takes_items = True
    has_rows = True
    only_adds = False

    def cell(self, item: ItemHead) -> Kind:
        """A score, where it is scored as a whole."""
        return score_up_to(item.max)

    def rows(self, items: Iterable[ItemHead]) -> dict[str, Kind]:
        """Ticks, each worth its max."""
        return {row.id: Tick(row.limit) for row in items}

    def of_rows(self, item: ItemHead, values: Iterable[Fraction]) -> Fraction:
        """Their sum, up to the max."""
        return bounds_of_rows(item, _ZERO).hold(sum(values, _ZERO))

    def formula_of_rows(self, item: ItemHead, cells: str) -> str:
        """The same."""
        bounds = bounds_of_rows(item, _ZERO)
        return (bounds._replace(most=None) if item.is_taken else bounds._replace(least=None)).formula(f"SUM({cells})")

    def is_off(self, whole: Fraction, most: Fraction) -> bool:
        """Ticks may come to more than the max, not to less."""
        return whole < most
