"""The rows of a unit's table: each of its items beside the group, with what it lost."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

from gkpg.explanation.loss_words import LossWords
from gkpg.reports.html.figures import Bar, bar_of, exact, shown
from gkpg.reports.html.given_entries import Given, GivenEntries, Hand
from gkpg.reports.html.labels import label_of
from gkpg.reports.html.templates import render
from gkpg.reports.html.words import WORDS

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.explanation.losses import Loss
    from gkpg.reports.view.unit_view import UnitItem, UnitView

#: Steps of which all units have the same, or whose entries say all that there is to say.
_PLAIN_STEPS = {"join", "measure", "rows", "settle"}


class UnitRow(NamedTuple):
    """An item of the unit, in figures as they are shown."""

    is_top: bool
    label: str
    max: str
    points: str
    bar: Bar | None
    median: str
    own: str
    lost: str
    in_total: str
    note: str
    entries: tuple[Given, ...]


class UnitTable:
    """The table of a unit; `rows` are its rows. What was entered and why is for internal readers alone."""

    def __init__(self, view: UnitView, lang: Lang, *, is_internal: bool) -> None:
        self._view, self._lang, self._is_internal = view, lang, is_internal
        self._results, self._losses = view.summary.results, LossWords(view.explanation, lang)
        self._entries = GivenEntries(view, lang)
        self.has_own = is_internal and bool(view.unit.own)
        self.has_weights = view.explanation.is_weighted
        self.rows = [self._row(each) for each in view.items]
        self.has_entries = any(row.entries or row.note for row in self.rows)

    @property
    def hands(self) -> list[Hand]:
        """Who gave the scores that are told."""
        return self._entries.hands if self._is_internal else []

    @property
    def layout(self) -> tuple[object, ...]:
        """What units have in common whose tables differ in nothing but figures and entries."""
        group, unit = self._view.summary.group, self._view.unit
        return group.name, group.numbers(unit), self.has_own, self.has_weights, self.has_entries

    @property
    def blank_rows(self) -> list[UnitRow]:
        """The rows of that table, with bars that are empty."""
        return [self._blank(row, each) for row, each in zip(self.rows, self._view.items, strict=True)]

    @staticmethod
    def _blank(row: UnitRow, of: UnitItem) -> UnitRow:
        median = of.of.spread.median if of.of.spread else None
        ground = None if of.of.is_beside else bar_of(Fraction(0), median, of.of.item.max)
        return row._replace(points="", bar=ground, own="", lost="", in_total="", note="", entries=())

    def figures_of(self, row: UnitRow) -> list[str]:
        """What differs in a row, in the order of columns, as markup."""
        own, weights = [row.own] * self.has_own, [row.in_total] * self.has_weights
        given = [self._given_markup(row)] * self.has_entries
        return [*map(escape, (row.points, *own, row.lost, *weights)), *given]

    def _given_markup(self, row: UnitRow) -> str:
        return render(self._lang, "given", row=row).strip() if row.note or row.entries else ""

    def _row(self, of: UnitItem) -> UnitRow:
        item, spread = of.of.item, of.of.spread
        median = spread.median if spread else None
        return UnitRow(
            item is of.of.top, label_of(self._view.summary, of.of), exact(item.max),
            self._shown(of.points) if of.applies else WORDS["not_applicable"].say(self._lang),
            None if of.share is None else bar_of(of.points, median, item.max), self._shown(median),
            self._shown(of.own) if self.has_own else "",
            self._shown(of.lost or None),
            self._shown(of.loss.in_total if of.loss and of.loss.in_total else None),
            self._note(of.loss) if of.loss and of.of.is_scored and self._is_internal else "",
            self._entries.of(of) if self._is_internal else (),
        )  # fmt: skip

    def _note(self, loss: Loss) -> str:
        """By which rule an item has its points, where that is not as with all others."""
        return "" if loss.node.step is None or loss.node.step.what in _PLAIN_STEPS else self._losses.rule_of(loss)

    def _shown(self, value: Fraction | None) -> str:
        return shown(self._results, value)
