"""Taken off: how a row of a penalty is filled in that has a kind of its own, whose points are lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from gkpg.base.text import Text
from gkpg.rubric.kinds.between import Between
from gkpg.rubric.kinds.conversion import Mark, counted_working
from gkpg.rubric.kinds.figure import Figure
from gkpg.rubric.kinds.kind import Kind
from gkpg.rubric.kinds.loss import Loss
from gkpg.rubric.kinds.points import Score

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from gkpg.rubric.kinds.cell_rule import CellRule
    from gkpg.rubric.kinds.conversion import Working
    from gkpg.rubric.kinds.kind import EntryForm

#: What the bounds of points are where these are lost.
_OPPOSITE = {"floor": "ceiling", "ceiling": "floor"}


@dataclass(frozen=True, slots=True)
class Taken(Kind):
    """What another kind asks for, and minus the points that this comes to."""

    of: Kind

    has_own_cell: ClassVar[bool] = True
    zero: ClassVar[Text] = Text("没有可扣的也要照填", "fill it in also where nothing is lost")
    write: ClassVar[Text] = Text("请照要求填", "write what is asked for")

    @property
    def form(self) -> EntryForm:
        """The same; points that are entered are a loss."""
        return "loss" if self.of.form == "points" else self.of.form

    @property
    def words(self) -> Mapping[str, Decimal]:
        """The same."""
        return self.of.words

    @property
    def unit(self) -> str:
        """The same."""
        return self.of.unit

    @property
    def asks(self) -> Text:
        """The same, and that it is lost."""
        return Text(f"以下是扣分：{self.of.asks.zh}", f"points lost: {self.of.asks.en}")

    @property
    def hint(self) -> Text:
        """The same."""
        return self.of.hint

    @property
    def allowed(self) -> Text:
        """The same."""
        return self.of.allowed

    @property
    def rule(self) -> CellRule:
        """The same."""
        return self.of.rule

    @property
    def is_rounded(self) -> bool:
        """The same."""
        return self.of.is_rounded

    @property
    def least(self) -> Decimal | Fraction | None:
        """The most, lost."""
        return None if self.of.most is None else -self.of.most

    @property
    def most(self) -> Decimal | Fraction | None:
        """The least, lost."""
        return None if self.of.least is None else -self.of.least

    @property
    def highest(self) -> Decimal | Fraction | None:
        """The same number, for it is entered as it is."""
        return self.of.highest

    @property
    def decision(self) -> Kind:
        """What the cell asks for where the other kind is so decided; else points, which are zero or below."""
        return self if self.of.decision == self.of and self.form != "loss" else Between(self.least, self.most)

    @property
    def in_points(self) -> Kind:
        """The same where a table asks for points alone."""
        return self if self.of.in_points == self.of and self.form != "loss" else Between(self.least, self.most)

    def points(self, entered: Decimal) -> Decimal | Fraction | None:
        """Minus what it comes to; the points of a level may stand for its word as they are lost, too."""
        points = self.of.points(entered)
        if points is None and self.form == "level":
            points = self.of.points(-entered)
        return None if points is None else -points

    def parse_typed(self, text: str) -> Decimal | None:
        """The same."""
        return self.of.parse_typed(text)

    def doubt(self, entered: Decimal) -> Decimal | None:
        """The same."""
        return self.of.doubt(entered)

    def working(self, entered: Decimal) -> Working | None:
        """The same with points that are lost."""
        working, points = self.of.working(entered), self.points(entered)
        if working is not None:
            return working._replace(marks=tuple(map(mark_taken, working.marks)))
        return None if points is None else counted_working("loss", entered, Fraction(0), Fraction(-1), Fraction(points))

    def write_entered(self, entered: Decimal) -> str:
        """The same."""
        return self.of.write_entered(entered)

    def number(self, written: str) -> Decimal:
        """The same."""
        return self.of.number(written)

    def recount(self, written: str, as_filled: Kind) -> Fraction | None:
        """The same, lost."""
        points = self.of.recount(written, as_filled.of) if isinstance(as_filled, Taken) else None
        return None if points is None else -points

    def formula(self, cell: str) -> str:
        """Minus the same; nothing at all where that is none."""
        return f'IFERROR(-({self.of.formula(cell)}),"")'


def taken_off(kind: Kind, most: Fraction | None, each: Fraction | None) -> Kind:
    """How a row is filled in whose points are lost, where it would get them; `most` is its max, `each` its rate."""
    if isinstance(kind, Score):
        return Loss(most, each)
    if not isinstance(kind, Figure):
        return Taken(kind)
    ends = kind.interval
    least, most = (None if bound is None else -bound for bound in (ends.most, ends.least))
    how = Text(f"{kind.how.zh}，记为扣分", f"{kind.how.en}, as points lost")
    return replace(kind, how=how, reach=(least, most))


def mark_taken(mark: Mark) -> Mark:
    """A figure of a rule where the points that it makes are lost; how many steps were counted stays."""
    if mark.kind == "step":
        return mark
    return Mark(mark.kind, _OPPOSITE.get(mark.name, mark.name), -mark.value)
