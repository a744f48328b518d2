"""Years as the page shows them: a group and each of its units beside an earlier result."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text
from gkpg.reports.html.figures import Bar, bar_of, exact, shown, signed
from gkpg.reports.html.labels import label_of
from gkpg.reports.html.words import WORDS
from gkpg.reports.view.years import Years
from gkpg.scoring.describe import describe_grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.reports.html.group_page import GroupPage
    from gkpg.reports.report import Report
    from gkpg.reports.view.years import ItemYears
    from gkpg.scoring import GroupResult, UnitResult


class UnitRow(NamedTuple):
    """A unit in both years, as it is shown."""

    id: str
    name: str
    total_before: str
    total: str
    change: str
    rank_before: str
    rank: str
    grade_before: str
    grade: str


class ItemRow(NamedTuple):
    """An item in both years: the mean of a group, or the points of a unit."""

    is_top: bool
    label: str
    max: str
    before: str
    now: str
    change: str
    bar: Bar | None


class YearsPage:
    """What the page tells of an earlier result."""

    def __init__(self, report: Report) -> None:
        self._report, self._results = report, report.results
        self.years = Years(report.earlier, report.results) if report.earlier is not None else None
        self.title = self.years.title if self.years else ""

    def units(self, group: GroupPage) -> list[UnitRow]:
        """The units of a group in both years."""
        return [self._unit(group, unit) for unit in group.units] if self.years else []

    def _unit(self, group: GroupPage, unit: UnitResult) -> UnitRow:
        assert self.years is not None  # noqa: S101 - it is only asked where there is an earlier result
        found, now = self.years.unit(group.summary, unit), group.summary.group
        before = found.before
        old = before.unit if before else None
        return UnitRow(
            group.places.unit(unit.name), unit.name, _total(old), _total(unit), signed(self._results, found.change),
            _rank(old), _rank(unit), self._grade(before.group, before.unit) if before else "", self._grade(now, unit),
        )  # fmt: skip

    def _grade(self, group: GroupResult, unit: UnitResult) -> str:
        return (describe_grade(group.rules, unit.band) or Text("", "")).say(self._report.lang)

    def items(self, group: GroupPage) -> list[ItemRow]:
        """The items of a group in both years, by their means."""
        is_open = self.years is not None and group.has_scores
        return [self._mean(group, each) for each in self._common(group)] if is_open else []

    def _common(self, group: GroupPage) -> Iterator[ItemYears]:
        parts = group.summary.group.parts
        pairs = self.years.items(group.summary) if self.years else ()
        return (each for each in pairs if parts[each.now.part].units is None)

    def _mean(self, group: GroupPage, of: ItemYears) -> ItemRow:
        before, now = (each.spread.mean if each.spread else None for each in (of.before, of.now))
        return self._row(group, of, before, now)

    def headline(self, group: GroupPage, unit: UnitResult) -> str:
        """What a unit came to before; empty where it was not a unit by itself."""
        if self.years is None or self.years.unit(group.summary, unit).before is None:
            return ""
        row, lang = self._unit(group, unit), self._report.lang
        told = [WORDS["total"].say(lang) + f" {row.total_before}"] if row.total_before else []
        told += [row.grade_before] if row.grade_before else []
        told += [WORDS["rank_of"].say(lang).format(rank=row.rank_before)] if row.rank_before else []
        told += [WORDS["change_of"].say(lang).format(change=row.change)] if row.change else []
        return WORDS["before_told"].say(lang).format(title=self.title, told=Text("，", ", ").say(lang).join(told))

    def of_unit(self, group: GroupPage, unit: UnitResult) -> list[ItemRow]:
        """The indicators of a unit in both years; none where it was not a unit by itself before."""
        side = self.years.unit(group.summary, unit).before if self.years and group.has_scores else None
        if self.years is None or side is None:
            return []
        rows: list[ItemRow] = []
        for each in self._common(group):
            before = self.years.before.points(side.group, side.unit, each.before.part).get(each.before.item.id)
            now = self._results.points(group.summary.group, unit, each.now.part).get(each.now.item.id)
            if each.now.item is each.now.top:
                rows.append(self._row(group, each, before, now))
        return rows

    def _row(self, group: GroupPage, of: ItemYears, before: Fraction | None, now: Fraction | None) -> ItemRow:
        """A row; the change is that of the figures that stand beside it."""
        rounded = [self._results.round_figure(each) for each in (before, now)]
        change = None if rounded[0] is None or rounded[1] is None else Fraction(rounded[1]) - Fraction(rounded[0])
        most = None if of.now.is_beside else of.now.item.max
        return ItemRow(
            of.now.item is of.now.top, label_of(group.summary, of.now), exact(of.now.item.max),
            shown(self._results, before), shown(self._results, now), signed(self._results, change),
            bar_of(now, before, most),
        )  # fmt: skip


def _total(unit: UnitResult | None) -> str:
    return "" if unit is None or unit.total is None else f"{unit.total:f}"


def _rank(unit: UnitResult | None) -> str:
    return "" if unit is None or unit.rank is None else str(unit.rank)
