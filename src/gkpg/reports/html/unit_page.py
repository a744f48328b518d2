"""A unit as the page shows it: its items beside the group, what it lost and why, the way to its total."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text, list_words
from gkpg.explanation.loss_words import LossWords
from gkpg.explanation.page import Line, Section
from gkpg.explanation.words import Wording
from gkpg.reports.html.figures import shown
from gkpg.reports.html.labels import label_of
from gkpg.reports.html.outline import Branch, nest
from gkpg.reports.html.templates import render
from gkpg.reports.html.unit_rows import UnitTable
from gkpg.reports.html.words import WORDS
from gkpg.reports.unit_fields import list_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from gkpg.reports.html.group_page import GroupPage
    from gkpg.reports.html.unit_rows import UnitRow
    from gkpg.reports.html.years_page import ItemRow
    from gkpg.reports.view.unit_view import UnitView

_MOST_NAMED = 5
#: Losses that the table of items tells, and what rounding does, which the way to the total tells.
_TOLD_ELSEWHERE = {"item", "beside", "round"}


class TitledBranches(NamedTuple):
    """Lines below a title."""

    title: str
    branches: list[Branch]


class UnitPage:
    """A unit of a group."""

    def __init__(self, group: GroupPage, view: UnitView) -> None:
        self._view, self._group, self._lang = view, group, group.report.lang
        self._words = Wording(view.explanation, self._lang)
        self._is_internal = group.report.disclosure.shows("evidence")
        self.id, self.name, self.group = group.places.unit(view.unit.name), view.unit.name, group.name
        self.table = UnitTable(view, self._lang, is_internal=self._is_internal)

    def render(self) -> Markup:
        """All of it."""
        return render(self._lang, "unit", unit=self, rows=self.table.rows)

    def render_piece(self, piece: str, rows: Sequence[UnitRow] = ()) -> Markup:
        """One of its pieces alone: the head, a table of rows, the tail."""
        return render(self._lang, f"unit_{piece}", unit=self, rows=rows)

    @property
    def headline(self) -> str:
        """What it came to, in one line; it may name findings, so the public has the fields of the ranking instead."""
        if self._is_internal:
            return self._view.headline.say(self._lang)
        of, fields = self._group.of, list_fields("screen", self._group.of)
        told = ((field.heading.say(self._lang), field.value(of, self._view.unit)) for field in fields)
        comma = Text("，", ", ").say(self._lang)
        return comma.join(f"{name} {value}" for name, value in told if value not in (None, "", self.name))

    @property
    def costliest(self) -> str:
        """The items that cost it the most; empty where none did."""
        summary = self._view.summary
        costs = [(each.loss.in_total, label_of(summary, each.of)) for each in self._view.items if each.loss]
        found = sorted((each for each in costs if each[0] > 0), key=lambda each: -each[0])[:_MOST_NAMED]
        told = list_words(f"{label} {shown(summary.results, lost)}" for lost, label in found)
        return WORDS["costliest"].say(self._lang).format(items=told.say(self._lang)) if found else ""

    @property
    def years(self) -> list[ItemRow]:
        """Its indicators beside an earlier result."""
        return self._group.years.of_unit(self._group, self._view.unit)

    @property
    def earlier(self) -> str:
        """What it came to in an earlier result, in a line; empty where there is none."""
        return self._group.years.headline(self._group, self._view.unit)

    @property
    def errors(self) -> list[TitledBranches]:
        """What keeps it from a total."""
        has = self._is_internal and self._view.explanation.errors
        return [_branches(self._words.errors())] if has else []

    @property
    def sections(self) -> list[TitledBranches]:
        """What its items do not tell: losses by rules, what does not apply, the way to its total, grade and rank."""
        return [_branches(each) for each in self._sections()] if self._is_internal else []

    def _sections(self) -> Iterator[Section]:
        of = self._view.explanation
        rest = [loss for loss in of.losses if loss.kind not in _TOLD_ELSEWHERE and loss.lost]
        if rest:
            lines = tuple(_lines_of(LossWords(of, self._lang).section(rest)))
            yield Section(WORDS["lost_by_rules"].say(self._lang), lines=lines)
        if of.left_out:
            yield self._words.left_out()
        outline = self._words.outline()
        if outline.lines:
            yield outline
        if of.unit.rank is not None or of.unit.band is not None:
            yield self._words.standing()


def _lines_of(section: Section) -> Iterator[Line]:
    """A table of losses as lines: what each is, what it took off, what belongs to it."""
    for row in section.grid.rows if section.grid else ():
        yield Line(0, " ".join(filter(None, row.cells)))
        yield from (Line(1, each) for each in row.details)


def _branches(section: Section) -> TitledBranches:
    return TitledBranches(section.title, nest(section.lines))
