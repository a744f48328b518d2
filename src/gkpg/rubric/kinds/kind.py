"""Kinds of cells: what a sheet asks for, what may be entered, and how many points that is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal

from gkpg.base.interval import Interval
from gkpg.base.points import format_points
from gkpg.base.text import Text
from gkpg.rubric.kinds.units import parse_with_unit, without_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.rubric.kinds.cell_rule import CellRule
    from gkpg.rubric.kinds.conversion import Working

#: What is entered: the points themselves, how often, a mark, the points that are lost, a word with points, a measured
#: value, a number on a scale of its own, or a figure of which scoring makes points.
EntryForm = Literal["points", "count", "tick", "loss", "level", "measure", "raw", "figure"]
_NO_WORDS: Mapping[str, Decimal] = MappingProxyType({})


class Kind(ABC):
    """One way to fill a cell, with the figures of its row. Frozen, hashable, and equal where its figures are.

    `has_own_cell` says that what is entered is not the points, so that a sheet has a cell of its own for it; `is_plain`
    that it is the usual score, from 0 to the max that stands beside it; `gives_points` that it comes to points at all.
    `zero` says what to write where there is nothing, `write` in place of what is
    no entry. `red` is the formula that a `{cell}` holds what it must not beside a `{cap}`, None where sheets colour
    nothing.
    """

    __slots__ = ()

    has_own_cell: ClassVar[bool] = False
    is_plain: ClassVar[bool] = False
    gives_points: ClassVar[bool] = True
    zero: ClassVar[Text] = Text("确为零分请填 0", "if it is zero, write 0")
    write: ClassVar[Text] = Text("请只填数", "write the number alone")
    red: ClassVar[str | None] = None

    @property
    def form(self) -> EntryForm:
        """What is entered, in one word."""
        return "points"

    @property
    def words(self) -> Mapping[str, Decimal]:
        """The words that are read as numbers, folded."""
        return _NO_WORDS

    @property
    def unit(self) -> str:
        """The unit of what is entered; empty where it has none."""
        return ""

    @property
    def is_score(self) -> bool:
        """Whether a score is asked for, in points or on a scale of its own, which a word of a source may stand for."""
        return self.form in {"points", "raw"}

    @property
    def is_mark(self) -> bool:
        """Whether what is entered is ✓ or ✗."""
        return self.form == "tick"

    @property
    @abstractmethod
    def asks(self) -> Text:
        """What the cell asks for."""

    @property
    def hint(self) -> Text:
        """What a cell asks for in a few words, for the heading of a column; empty for the usual score alone."""
        return Text("", "")

    @property
    @abstractmethod
    def allowed(self) -> Text:
        """What may be entered."""

    @property
    @abstractmethod
    def rule(self) -> CellRule:
        """What a spreadsheet lets the cell hold."""

    @property
    def is_rounded(self) -> bool:
        """Whether further decimals of what is entered are of no use, for it is rounded first."""
        return False

    @property
    @abstractmethod
    def least(self) -> Decimal | Fraction | None:
        """The least that it can come to, in points; None where that has no bound."""

    @property
    @abstractmethod
    def most(self) -> Decimal | Fraction | None:
        """The most that it can come to, in points; None where that has no bound."""

    @property
    def interval(self) -> Interval:
        """The least and the most together."""
        return Interval(*(None if bound is None else Fraction(bound) for bound in (self.least, self.most)))

    @property
    def highest(self) -> Decimal | Fraction | None:
        """The highest number that may be entered where a score is asked for; None where that has no bound."""
        return self.most

    @property
    def decision(self) -> Kind:
        """What may be decided where scores of it are in dispute."""
        return self

    @abstractmethod
    def points(self, entered: Decimal) -> Decimal | Fraction | None:
        """The points of what was entered, a word as its number; None where it may not be entered.

        Exact: a fraction where decimals cannot say it.
        """

    @property
    def in_points(self) -> Kind:
        """How it is filled in where a table asks for points alone."""
        return self.decision

    def parse_typed(self, text: str) -> Decimal | None:
        """The number that a person typed as text; None where that cannot be told."""
        return parse_with_unit(text, self.unit)

    def without_unit(self, shown: str) -> str:
        """What a cell shows, without the unit behind its number."""
        return without_unit(shown, self.unit) if self.unit else shown

    def doubt(self, entered: Decimal) -> Decimal | None:
        """What was probably meant where a number looks like a slip; None where it does not."""
        del entered
        return None

    def working(self, entered: Decimal) -> Working | None:
        """How what was entered became points; None where it is the points themselves."""
        del entered
        return None

    def write_entered(self, entered: Decimal) -> str:
        """What was entered, in the one way in which it is kept."""
        return format_points(entered)

    def number(self, written: str) -> Decimal:
        """What was entered as a number, from the way in which it is kept."""
        return self.words[written] if written in self.words else Decimal(written)

    def recount(self, written: str, as_filled: Kind) -> Fraction | None:
        """What was entered in a row of this kind, in points where it is filled as another; None: cannot be told."""
        if type(self) is not type(as_filled) or self.form != as_filled.form:
            return None
        points = as_filled.points(self.number(written))
        return None if points is None else Fraction(points)

    def formula(self, cell: str) -> str:
        """The points as a spreadsheet computes them from a cell that is filled."""
        return cell
