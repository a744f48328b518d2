"""A group as the page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.reports.disclosure import list_name
from gkpg.reports.group_view import GroupView
from gkpg.reports.html.addresses import Addresses
from gkpg.reports.html.chart import Chart, chart_of
from gkpg.reports.html.figures import Bar, bar_of, exact, shown
from gkpg.reports.html.labels import label_of, number_of
from gkpg.reports.html.matrix import common_items, matrix_row
from gkpg.reports.html.ranking_rows import ranking_rows
from gkpg.reports.html.rows import Heading, RowTable, row_table
from gkpg.reports.html.templates import render
from gkpg.reports.html.words import WORDS
from gkpg.reports.tables import ranking
from gkpg.reports.view.percent import in_percent

if TYPE_CHECKING:
    from markupsafe import Markup

    from gkpg.reports.html.years_page import YearsPage
    from gkpg.reports.report import Report
    from gkpg.reports.view.grade_count import GradeCount
    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.reports.view.item_summary import ItemSummary

#: So many units of a grade are named beside its count; the ranking has them all.
_MOST_NAMED = 40
#: Of fewer totals there is nothing to see in a chart.
_FEWEST_DRAWN = 5


class NamedUnit(NamedTuple):
    """A unit by its name, and the place of its view; empty where it has none."""

    name: str
    href: str


class Grade(NamedTuple):
    """A grade with its units, and what says that there are more."""

    name: str
    size: int
    units: tuple[NamedUnit, ...]
    more: str


class ItemRow(NamedTuple):
    """An item across the group, in figures as they are shown."""

    id: str
    is_top: bool
    is_linked: bool
    label: str
    max: str
    mean: str
    bar: Bar | None
    percent: str
    median: str
    least: str
    most: str
    lost: str


class GroupPage:
    """A group of a report, by its number in the page from 1."""

    def __init__(self, report: Report, summary: GroupSummary, number: int, years: YearsPage) -> None:
        self.years = years
        self.report, self.summary = report, summary
        self.of = GroupView(summary.results, summary.group, report.lang, report.disclosure)
        self.units = self.of.units
        self.places = Addresses(number, self.units, report)
        self.id, self.name = self.places.group, self.of.name
        self.has_scores = report.disclosure.shows("scores")
        self._common = common_items(summary) if self.has_scores else ()

    def render(self) -> Markup:
        """All of it but the units' own views."""
        return render(self.report.lang, "group", group=self)

    @property
    def grades(self) -> list[Grade]:
        """How many units have each grade, and which."""
        return [self._grade(each) for each in self.summary.grades]

    def _grade(self, of: GradeCount) -> Grade:
        lang, has = self.report.lang, {unit.name for unit in of.units}
        named = [NamedUnit(unit.name, self.places.unit(unit.name)) for unit in self.units if unit.name in has]
        more = WORDS["and_more"].say(lang).format(count=len(named)) if len(named) > _MOST_NAMED else ""
        name = (of.name or WORDS["no_grade"]).say(lang)
        return Grade(name, len(named), tuple(named[:_MOST_NAMED]), more)

    @property
    def spread(self) -> str:
        """How the totals lie, in a sentence; empty where there are none, or none may be told."""
        found = self.summary.totals if self.has_scores else None
        if found is None:
            return ""
        names = ("least", "median", "mean", "most")
        figures = {name: shown(self.summary.results, getattr(found, name)) for name in names}
        return WORDS["spread"].say(self.report.lang).format(size=found.size, **figures)

    @property
    def chart(self) -> Chart | None:
        """The totals by ranges; few units need no chart."""
        return chart_of(self.summary.bins, self.report.lang) if len(self.summary.scored) >= _FEWEST_DRAWN else None

    @property
    def list_name(self) -> str:
        """What the list of its units is called."""
        return list_name(self.report.disclosure).say(self.report.lang)

    @property
    def ranking(self) -> RowTable:
        """The ranking."""
        headings, rows = ranking_rows(self.of, self.places)
        return row_table(f"{self.id}-r", headings, rows, self.report.lang)

    @property
    def notes(self) -> list[str]:
        """What a reader of the ranking must know."""
        return list(ranking(self.of).notes)

    @property
    def items(self) -> list[ItemRow]:
        """Every item that is for all units, in figures."""
        return [self._item(number, each) for number, each in enumerate(self._common, 1)]

    def _item(self, number: int, of: ItemSummary) -> ItemRow:
        results, spread, most = self.summary.results, of.spread, None if of.is_beside else of.item.max
        known = (None,) * 4 if spread is None else (spread.mean, spread.median, spread.least, spread.most)
        mean, median, low, high = (shown(results, each) for each in known)
        bar = bar_of(spread.mean, spread.median, most) if spread else None
        return ItemRow(
            self.places.item(number), of.item is of.top, of.is_scored, label_of(self.summary, of),
            exact(of.item.max), mean, bar, in_percent(of.share) or "", median, low, high,
            shown(results, of.lost or None),
        )  # fmt: skip

    @property
    def matrix(self) -> RowTable | None:
        """The points of all units for all scored items; None where there are none."""
        numbered = [(self.places.item(number), each) for number, each in enumerate(self._common, 1) if each.is_scored]
        if not numbered or not self.units:
            return None
        several = len({each.part for _, each in numbered}) > 1
        headings = [Heading(WORDS["unit"].say(self.report.lang))]
        headings += [
            Heading(number_of(self.summary, each, is_alone=not several), "n", False, id_, each.item.label)
            for id_, each in numbered
        ]
        items = [each for _, each in numbered]
        rows = (matrix_row(self.summary, items, unit, self.places.unit(unit.name)) for unit in self.units)
        made = (render(self.report.lang, "matrix_row", row=row) for row in rows)
        return row_table(f"{self.id}-m", headings, made, self.report.lang)
