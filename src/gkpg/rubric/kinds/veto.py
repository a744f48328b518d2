"""Vetoes: a mark that something happened."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from gkpg.base.points import format_points
from gkpg.base.text import Text
from gkpg.rubric.kinds.cell_rule import CellRule
from gkpg.rubric.kinds.kind import Kind
from gkpg.rubric.kinds.marks import ALLOWED, CHOOSE, MARKS, NO, NO_WORDS, NOTHING, WRITE, YES, YES_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.rubric.kinds.kind import EntryForm


@dataclass(frozen=True, slots=True)
class Veto(Kind):
    """A mark that something happened: 1, or 0, which are no points."""

    gives_points: ClassVar[bool] = False
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
        return Text(f"发生选 {YES}，没有选 {NO}", f"{YES} if it happened, {NO} if not")

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
    def least(self) -> Decimal:
        """It did not happen."""
        return Decimal(0)

    @property
    def most(self) -> Decimal:
        """It happened."""
        return Decimal(1)

    def write_entered(self, entered: Decimal) -> str:
        """A mark."""
        return {Decimal(1): YES, Decimal(0): NO}.get(entered) or format_points(entered)

    def points(self, entered: Decimal) -> Decimal | None:
        """1 where it happened."""
        return entered if entered in {Decimal(1), Decimal(0)} else None
