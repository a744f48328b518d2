"""Kinds of cells: what a sheet asks for, what may be entered, and how many points that is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from gkpg.points import plain
from gkpg.words import Text

_ZERO = Decimal(0)
#: What is entered: the points themselves, how often, a mark, or points that are lost.
Form = Literal["points", "count", "tick", "loss"]
#: Marks for yes and for no.
YES, NO = "✓", "✗"


class Kind(Protocol):
    """One way to fill a cell.

    `asks` tells the person, `allowed` what may be entered. `choices` are the words of a drop-down list, empty where a
    number is typed. `beside` says that what is entered is not the points, so that a sheet has a cell of its own for
    it.
    """

    @property
    def asks(self) -> Text:
        """What the cell asks for."""

    @property
    def allowed(self) -> Text:
        """What may be entered."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The words of its drop-down list."""

    @property
    def beside(self) -> bool:
        """Whether what is entered is something else than the points."""

    @property
    def form(self) -> Form:
        """What is entered."""

    def points(self, entered: Decimal) -> Decimal | None:
        """The points of what was entered, a mark as 1 or 0; None where it may not be entered."""

    def formula(self, cell: str) -> str:
        """The points as a spreadsheet computes them from a cell that is filled."""


@dataclass(frozen=True, slots=True)
class Score:
    """Points from 0 to the max."""

    max: Decimal
    choices: tuple[str, ...] = ()
    beside: bool = False
    form: Form = "points"

    @property
    def asks(self) -> Text:
        """A score."""
        return Text("填得分", "a score")

    @property
    def allowed(self) -> Text:
        """From 0 to the max."""
        return Text(f"0 至 {plain(self.max)} 的数", f"a number from 0 to {plain(self.max)}")

    def points(self, entered: Decimal) -> Decimal | None:
        """The score itself."""
        return entered if _ZERO <= entered <= self.max else None

    def formula(self, cell: str) -> str:
        """The cell itself."""
        return cell


@dataclass(frozen=True, slots=True)
class Steps:
    """One of some scores, and nothing between."""

    steps: tuple[Decimal, ...]
    beside: bool = False
    form: Form = "points"

    @property
    def choices(self) -> tuple[str, ...]:
        """The scores."""
        return tuple(map(plain, self.steps))

    @property
    def asks(self) -> Text:
        """One of the steps."""
        return Text("选一档", "choose a step")

    @property
    def allowed(self) -> Text:
        """The steps."""
        steps = map(plain, self.steps)
        return Text("、".join(self.choices) + " 之一", "one of " + ", ".join(steps))

    def points(self, entered: Decimal) -> Decimal | None:
        """The step itself."""
        return entered if entered in self.steps else None

    def formula(self, cell: str) -> str:
        """The cell itself."""
        return cell


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark that is worth points, or nothing."""

    worth: Decimal
    beside: bool = True
    choices: tuple[str, ...] = (YES, NO)
    form: Form = "tick"

    @property
    def asks(self) -> Text:
        """A mark."""
        return Text(
            f"选 {YES} 或 {NO}，{YES} 记 {plain(self.worth)} 分", f"{YES} or {NO}; {YES} is {plain(self.worth)}"
        )

    @property
    def allowed(self) -> Text:
        """Yes or no."""
        return Text(f"{YES} 或 {NO}", f"{YES} or {NO}")

    def points(self, entered: Decimal) -> Decimal | None:
        """All that it is worth, or nothing."""
        return {Decimal(1): self.worth, _ZERO: _ZERO}.get(entered)

    def formula(self, cell: str) -> str:
        """The worth of the mark."""
        return f'IF({cell}="{YES}",{plain(self.worth)},0)'


@dataclass(frozen=True, slots=True)
class Count:
    """A number of times, each worth the same, up to the max."""

    each: Decimal
    max: Decimal
    beside: bool = True
    choices: tuple[str, ...] = ()
    form: Form = "count"

    @property
    def asks(self) -> Text:
        """How often."""
        each, most = plain(self.each), plain(self.max)
        return Text(f"填次数，每次 {each} 分，最多 {most} 分", f"how often; {each} each time, {most} at most")

    @property
    def allowed(self) -> Text:
        """Whole numbers."""
        return _WHOLE

    def points(self, entered: Decimal) -> Decimal | None:
        """So many times the rate, no more than the max."""
        return min(entered * self.each, self.max) if _is_whole(entered) else None

    def formula(self, cell: str) -> str:
        """The same."""
        return f"MIN({plain(self.max)},{cell}*{plain(self.each)})"


@dataclass(frozen=True, slots=True)
class Loss:
    """Points that are lost, or how often some are: below zero, and at most the max; None where that has no bound."""

    max: Decimal | None
    each: Decimal | None = None
    beside: bool = True
    choices: tuple[str, ...] = ()

    @property
    def asks(self) -> Text:
        """The loss, or how often."""
        zh = "" if self.max is None else f"，最多扣 {plain(self.max)} 分"
        en = "" if self.max is None else f", {plain(self.max)} at most"
        if self.each is None:
            return Text(f"填扣分{zh}", f"points lost{en}")
        each = plain(self.each)
        return Text(f"填次数，每次扣 {each} 分{zh}", f"how often; minus {each} each time{en}")

    @property
    def allowed(self) -> Text:
        """Losses up to the max, or whole numbers."""
        if self.each is not None:
            return _WHOLE
        if self.max is None:
            return Text("0 或正的扣分", "a loss of 0 or more")
        return Text(f"0 至 {plain(self.max)} 的扣分", f"a loss from 0 to {plain(self.max)}")

    @property
    def form(self) -> Form:
        """A loss, or how often."""
        return "loss" if self.each is None else "count"

    def points(self, entered: Decimal) -> Decimal | None:
        """Minus the loss."""
        lost = self.lost(entered)
        return None if lost is None else -lost if lost else _ZERO

    def lost(self, entered: Decimal) -> Decimal | None:
        """The loss; None where it may not be entered."""
        if self.each is not None:
            whole = entered * self.each
            return None if not _is_whole(entered) else whole if self.max is None else min(whole, self.max)
        return entered if entered >= _ZERO and (self.max is None or entered <= self.max) else None

    def formula(self, cell: str) -> str:
        """The same."""
        whole = cell if self.each is None else f"{cell}*{plain(self.each)}"
        return f"-{whole}" if self.max is None else f"-MIN({plain(self.max)},{whole})"


@dataclass(frozen=True, slots=True)
class Deduction:
    """An item that starts full and loses points, down to its floor; None where it has none."""

    max: Decimal
    loss: Loss
    floor: Decimal | None
    beside: bool = True
    choices: tuple[str, ...] = ()

    @property
    def asks(self) -> Text:
        """What is lost."""
        return self.loss.asks

    @property
    def allowed(self) -> Text:
        """As of a loss."""
        return self.loss.allowed

    @property
    def form(self) -> Form:
        """As of a loss."""
        return self.loss.form

    def points(self, entered: Decimal) -> Decimal | None:
        """The max without what is lost."""
        lost = self.loss.lost(entered)
        if lost is None:
            return None
        return self.max - lost if self.floor is None else max(self.floor, self.max - lost)

    def formula(self, cell: str) -> str:
        """The same."""
        rest = f"{plain(self.max)}{self.loss.formula(cell)}"
        return rest if self.floor is None else f"MAX({plain(self.floor)},{rest})"


@dataclass(frozen=True, slots=True)
class Between:
    """Points within bounds; `least` is None where there is none below."""

    least: Decimal | None
    most: Decimal
    beside: bool = False
    choices: tuple[str, ...] = ()
    form: Form = "points"

    @property
    def asks(self) -> Text:
        """Points."""
        return Text("填得分", "points")

    @property
    def allowed(self) -> Text:
        """The bounds."""
        most = plain(self.most)
        if self.least is None:
            return Text(f"不大于 {most} 的数", f"a number not above {most}")
        return Text(f"{plain(self.least)} 至 {most} 的数", f"a number from {plain(self.least)} to {most}")

    def points(self, entered: Decimal) -> Decimal | None:
        """The points themselves."""
        return entered if entered <= self.most and (self.least is None or entered >= self.least) else None

    def formula(self, cell: str) -> str:
        """The cell itself."""
        return cell


@dataclass(frozen=True, slots=True)
class Veto:
    """A mark that something happened."""

    beside: bool = False
    choices: tuple[str, ...] = (YES, NO)
    form: Form = "tick"

    @property
    def asks(self) -> Text:
        """A mark."""
        return Text(f"发生选 {YES}，没有选 {NO}", f"{YES} if it happened, {NO} if not")

    @property
    def allowed(self) -> Text:
        """Yes or no."""
        return Text(f"{YES} 或 {NO}", f"{YES} or {NO}")

    def points(self, entered: Decimal) -> Decimal | None:
        """1 where it happened."""
        return entered if entered in {Decimal(1), _ZERO} else None

    def formula(self, cell: str) -> str:
        """The cell itself."""
        return cell


_WHOLE = Text("0 或正整数", "a whole number, 0 or more")


def _is_whole(number: Decimal) -> bool:
    return number >= 0 and number == int(number)
