"""The HTML report: one page, written piece by piece, under a seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.reports.html.group_page import GroupPage
from gkpg.reports.html.page_head import render_foot, render_head, render_rules
from gkpg.reports.html.stored_units import StoredUnits
from gkpg.reports.html.unit_page import UnitPage
from gkpg.reports.html.years_page import YearsPage
from gkpg.reports.text_seal import TextSeal
from gkpg.reports.view.round_view import RoundView

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from gkpg.reports.report import Report

_SEAL = TextSeal("<!doctype html>\n<!-- gkpg page ", "1 ", " -->\n")
#: A page with more rows of items than this keeps the units' views as data, each made into a view when it is asked for.
MOST_ROWS = 5_000


def write(report: Report, out: BinaryIO) -> None:
    """Write a page with all of a round."""
    _SEAL.write(_pieces(report), out)


def is_own_report(path: Path) -> bool:
    """Whether a file is a page that gkpg wrote."""
    return _SEAL.is_own(path)


def is_as_written(path: Path) -> bool:
    """Whether a page is just as gkpg wrote it."""
    return _SEAL.is_as_written(path)


def _pieces(report: Report) -> Iterator[str]:
    """The page, piece by piece."""
    view = RoundView(report.results)
    years = YearsPage(report)
    groups = [GroupPage(report, summary, number, years) for number, summary in enumerate(view.groups, 1)]
    is_large = sum(len(each.places.names) * len(each.summary.scored_items) for each in groups) > MOST_ROWS
    yield render_head(report, view, groups, is_large=is_large)
    for group in groups:
        yield group.render()
    yield from _units(report, view, groups, is_large=is_large)
    yield render_rules(report)
    yield render_foot(report)


def _units(report: Report, view: RoundView, groups: list[GroupPage], *, is_large: bool) -> Iterator[str]:
    """The views of units; of very many as data."""
    stored = StoredUnits()
    for group in groups:
        wanted = set(group.places.names)
        for unit in view.units(group.summary):
            if unit.unit.name in wanted:
                page = UnitPage(group, unit)
                yield from stored.render(page) if is_large else (page.render(),)
            report.step()
