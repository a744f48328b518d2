"""The workbook to send on: which pages it has, one after another, and its seal."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text
from gkpg.reports.disclosure import list_name
from gkpg.reports.given_scores import GivenScores
from gkpg.reports.grade_colours import grade_colours
from gkpg.reports.group_view import GroupView
from gkpg.reports.package_seal import add_properties, is_of_category, is_sealed
from gkpg.reports.view.round_view import RoundView
from gkpg.reports.xlsx.chart_data import (
    Placed,
    extremes_table,
    grades_table,
    indicators_table,
    place_tables,
    totals_table,
    write_tables,
)
from gkpg.reports.xlsx.charts import COLUMN_WIDTH, COLUMNS, ChartKind, ChartPage
from gkpg.reports.xlsx.cover import WIDTHS, Content, Contents, write_cover
from gkpg.reports.xlsx.heat_map import HeatMap
from gkpg.reports.xlsx.looks import Looks
from gkpg.reports.xlsx.page import Page, safe_text
from gkpg.reports.xlsx.ranking_page import RankingPage
from gkpg.reports.xlsx.unit_page import UnitPage
from gkpg.workbooks.streamed_workbook import streamed_workbook
from gkpg.workbooks.tab_names import TabNames
from gkpg.workbooks.written_parts import CORE, undated_entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from gkpg.reports.report import Report
    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.reports.xlsx.chart_data import ChartTable
    from gkpg.scoring import UnitResult

#: By which gkpg knows its own workbooks again; the annex has another.
CATEGORY = "gkpg report"
#: With more units none has a page of its own, unless it is asked for.
MOST_UNITS = 200
#: XlsxWriter names fonts of Latin text alone; Chinese takes its own.
_LATIN = re.compile(rb"<a:latin (typeface=\"[^\"]*\")/>")
_ANY_DATE = datetime(2000, 1, 1)
_COVER, _CHARTS, _DATA = Text("封面", "Cover"), Text("图表", "Charts"), Text("图表数据", "Chart data")
_HEAT = Text("得分率", "Shares")
_UNITS = Text("各单位", "Units")


def write(report: Report, out: BinaryIO) -> None:
    """Write the workbook of a report."""
    with tempfile.TemporaryFile() as written:
        with streamed_workbook(written) as workbook:
            _Book(workbook, report).write()
        _seal(written, out)


def is_own_report(path: Path) -> bool:
    """Whether a file is a workbook that gkpg wrote."""
    return is_of_category(path, CATEGORY)


def is_as_written(path: Path) -> bool:
    """Whether a workbook is just as gkpg wrote it."""
    return is_sealed(path)


def _seal(written: BinaryIO | Any, out: BinaryIO) -> None:
    """Copy a package with its seal, without the time of day."""
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in (name for name in source.namelist() if name != CORE):
            if name.startswith("xl/charts/"):
                package.writestr(undated_entry(name), _LATIN.sub(rb"\g<0><a:ea \1/>", source.read(name)))
                continue
            with source.open(name) as part, package.open(undated_entry(name), "w") as copy:
                shutil.copyfileobj(part, copy)
        add_properties(package, source.read(CORE))


class _Book:
    """The workbook while it is made. Tabs are named before anything is written, for pages lead to each other."""

    def __init__(self, workbook: Any, report: Report) -> None:
        self._workbook, self._report, self._lang = workbook, report, report.lang
        self._view, self._looks = RoundView(report.results), Looks(workbook, report.lang)
        self._has_scores = report.disclosure.shows("scores")
        self._groups = [
            (summary, GroupView(report.results, summary.group, report.lang, report.disclosure))
            for summary in self._view.groups
        ]
        count = sum(len(summary.group.units) for summary in self._view.groups)
        self._has_pages = self._has_scores and (bool(report.units) or count <= MOST_UNITS)
        self._is_large = self._has_scores and not self._has_pages
        names = TabNames()
        self._cover, self._charts = (names.of(each.say(self._lang)) for each in (_COVER, _CHARTS))
        word = list_name(report.disclosure)
        self._rankings = [names.of(f"{word.say(self._lang)} {of.name}") for _, of in self._groups]
        self._heats = [names.of(f"{_HEAT.say(self._lang)} {of.name}") for _, of in self._groups]
        self._units = {unit.name: names.of(unit.name) for unit in self._paged()}
        self._data = names.of(_DATA.say(self._lang))

    def _paged(self) -> list[UnitResult]:
        """The units with a page of their own."""
        if not self._has_pages:
            return []
        return [unit for _, of in self._groups if of.group.rules for unit in of.units if self._report.has(unit.name)]

    def write(self) -> None:
        """Write all of it."""
        self._workbook.set_properties({
            "title": safe_text(self._view.title)[:255], "author": "gkpg", "category": CATEGORY, "created": _ANY_DATE,
        })  # fmt: skip
        heats = [HeatMap(of) if self._has_scores else None for _, of in self._groups]
        rankings = [RankingPage(self._report, of) for _, of in self._groups]
        charted = [self._of_group(summary) for summary, _ in self._groups] if self._has_scores else []
        grades = grades_table(self._view, self._lang)
        has_charts = bool(grades) or any(charted)
        contents = [Content(self._charts, self._charts)] if has_charts else []
        contents += [Content(tab, page.title) for tab, page in zip(self._rankings, rankings, strict=True)]
        contents += [Content(tab, heat.title) for tab, heat in zip(self._heats, heats, strict=True) if heat]
        units = [Content(tab, name) for name, tab in self._units.items()]
        most = MOST_UNITS if self._is_large else None
        write_cover(self._page(self._cover, WIDTHS), self._report, self._view, Contents(contents, units, most))
        if has_charts:
            placed = self._write_charts(grades, [each for each in charted if each])
        for tab, ranking in zip(self._rankings, rankings, strict=True):
            ranking.write(self._page(tab, ranking.widths), self._view.title)
        for tab, heat in zip(self._heats, heats, strict=True):
            if heat:
                heat.write(self._page(tab, heat.widths))
        self._write_units()
        if has_charts:
            write_tables(placed, self._page(self._data, (34, 12, 12, 12, 12, 12)), self._data)

    def _of_group(self, summary: GroupSummary) -> dict[ChartKind, ChartTable]:
        tables: dict[ChartKind, ChartTable] = {
            "totals": totals_table(summary, self._lang),
            "indicators": indicators_table(summary, self._lang),
            "extremes": extremes_table(summary, self._lang),
        }
        return {kind: table for kind, table in tables.items() if table}

    def _write_charts(self, grades: ChartTable, groups: Sequence[dict[ChartKind, ChartTable]]) -> list[Placed]:
        """Write the charts over tables that are placed now and written at the end."""
        tables = [*([grades] if grades else []), *(table for each in groups for table in each.values())]
        placed = list(place_tables(tables, self._data))
        waiting = iter(placed)
        first = next(waiting) if grades else None
        rows: list[dict[ChartKind, Placed]] = [{kind: next(waiting) for kind in each} for each in groups]
        page = self._page(self._charts, (COLUMN_WIDTH,) * COLUMNS)
        ChartPage(self._workbook, page, self._lang, grade_colours(self._report.results.round, self._lang)).write(
            self._charts, first, rows
        )
        return placed

    def _write_units(self) -> None:
        given = GivenScores(self._report.results, self._lang)
        for summary, _ in self._groups:
            for view in self._view.units(summary) if self._has_pages else ():
                if view.unit.name in self._units:
                    page = UnitPage(self._report, view, given)
                    page.write(self._page(self._units[view.unit.name], page.widths), self._cover)

    def _page(self, tab: str, widths: Sequence[float]) -> Page:
        return Page(self._workbook.add_worksheet(tab), tab, self._looks, widths)
