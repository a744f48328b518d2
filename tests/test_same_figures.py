"""A loss is rounded once, from what it is exactly: the page, the workbook and its annex show the same."""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction
from statistics import mean
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.base.points import round_to_places
from gkpg.reports.annex import workbook as annex
from gkpg.reports.html import page as html
from gkpg.reports.report import Report
from gkpg.reports.xlsx import workbook
from tests.conftest import ROOT
from tests.page_reader import Page
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.base.text import Lang
    from gkpg.reports.formats import Renderer
    from gkpg.rubric import Item
    from gkpg.scoring import GroupResult, Results, UnitResult

WITH_EXAMPLE = [*CASES, ROOT / "examples" / "shanghai-2022"]
IN_BOTH: list[tuple[Path, Lang]] = [(case, "zh") for case in WITH_EXAMPLE] + [(WITH_EXAMPLE[-1], "en")]
WORDS: dict[Lang, dict[str, str]] = {
    "zh": {"lost": "失分", "points": "得分", "unit": "单位", "item": "编号", "items": "子项得分", "part": "部分"},
    "en": {"lost": "Lost", "points": "Points", "unit": "Unit", "item": "Item", "items": "Items", "part": "Part"},
}


def bytes_of(renderer: Renderer, results: Results, lang: Lang) -> io.BytesIO:
    renderer.write(Report(results, lang), out := io.BytesIO())
    return out


def rows_of(sheet: Worksheet, *headings: str) -> list[dict[str, object]]:
    """The rows below the headings, by heading."""
    rows = list(sheet.iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if set(headings) <= set(row))
    return [dict(zip(map(str, rows[head]), row, strict=True)) for row in rows[head + 1 :]]


def tops(group: GroupResult, number: int) -> Iterator[tuple[Item, Item, bool]]:
    """The items of a part in order, each with the one at its top and whether it is added to or taken off the total."""
    rubric = group.parts[number].rubric
    for items, is_beside in ((rubric.indicators, False), ([each.as_item() for each in rubric.beside], True)):
        for top in items:
            rows = {row.id for each in top.scored_items() for row in each.walk() if row.id != each.id}
            yield from ((top, each, is_beside) for each in top.walk() if each.id not in rows)


def losses(results: Results, group: GroupResult, unit: UnitResult) -> list[Fraction | None]:
    """What a unit lost in each of its items, exactly."""
    found: list[Fraction | None] = []
    for number in group.numbers(unit):
        points = results.points(group, unit, number)
        for _, item, is_beside in tops(group, number):
            got, most = points.get(item.id), None if is_beside else item.max
            found.append(None if got is None or most is None else most - got)
    return found


@pytest.mark.parametrize(("case", "lang"), IN_BOTH, ids=lambda each: getattr(each, "name", each))
def test_the_page_rounds_what_was_lost_and_not_what_is_left_by_rounded_points(case: Path, lang: Lang) -> None:
    results = scored(case)
    page = Page(bytes_of(html, results, lang).getvalue().decode())
    for number, group in enumerate(results.groups, 1):
        for place, unit in enumerate(group.units, 1):
            exact = losses(results, group, unit)
            if exact:
                shown = page.table("items", f"g{number}u{place}").column(WORDS[lang]["lost"])
                wanted = [str(results.round_figure(each)) if each else "" for each in exact]
                assert shown == wanted, unit.name


@pytest.mark.parametrize("case", WITH_EXAMPLE, ids=lambda case: case.name)
def test_the_page_rounds_what_units_lost_on_average(case: Path) -> None:
    results = scored(case)
    page = Page(bytes_of(html, results, "zh").getvalue().decode())
    for number, group in enumerate(results.groups, 1):
        wanted = []
        for place, part in enumerate(group.parts):
            for _, item, is_beside in tops(group, place) if part.units is None else ():
                got = [results.points(group, unit, place).get(item.id) for unit in group.units]
                known = [each for each in got if each is not None]
                lost = None if not known or is_beside or item.max is None else item.max - mean(known)
                wanted.append(str(results.round_figure(lost)) if lost else "")
        if wanted:
            assert page.table("data-items", f"g{number}").column("平均失分") == wanted, group.name


@pytest.mark.parametrize("case", WITH_EXAMPLE, ids=lambda case: case.name)
def test_the_workbook_shows_the_same_losses(case: Path) -> None:
    """A spreadsheet rounds half up whatever the round says, so a cell holds what comes to the same."""
    results = scored(case)
    book = openpyxl.load_workbook(bytes_of(workbook, results, "zh"))
    for group in (each for each in results.groups if each.rules):
        for unit in group.units:
            shown = [row["失分"] for row in rows_of(book[unit.name], "失分", "得分")]
            cells = {
                round_to_places(Fraction(str(each)), results.places, "half-up") for each in shown if each is not None
            }
            known = [each for each in losses(results, group, unit) if each is not None]
            tops_lost = {results.round_figure(each) for each in known}
            total = results.round_figure(each) if (each := _lost_in_all(results, group, unit)) is not None else None
            parts = {results.round_figure(each) for each in _lost_in_parts(group, unit)}
            assert cells <= tops_lost | parts | {total}, unit.name


def _lost_in_all(results: Results, group: GroupResult, unit: UnitResult) -> Fraction | None:
    most = results.most(group, unit)
    return None if unit.total is None or most is None else Fraction(most) - Fraction(unit.total)


def _lost_in_parts(group: GroupResult, unit: UnitResult) -> Iterator[Fraction]:
    for number in group.numbers(unit):
        most, total = group.parts[number].most, unit.parts[number].total if unit.parts else None
        if most is not None and total is not None:
            yield most - total


@pytest.mark.parametrize(("case", "lang"), IN_BOTH, ids=lambda each: getattr(each, "name", each))
def test_the_annex_shows_the_same_losses(case: Path, lang: Lang) -> None:
    results, words = scored(case), WORDS[lang]
    book = openpyxl.load_workbook(bytes_of(annex, results, lang))
    rows = rows_of(book[words["items"]], words["lost"], words["item"])
    for group in results.groups:
        for unit in group.units:
            for number in group.numbers(unit):
                points, title = results.points(group, unit, number), group.parts[number].title
                most = {item.id: item.max for _, item, is_beside in tops(group, number) if not is_beside}
                own = [
                    row for row in rows if row[words["unit"]] == unit.name and row.get(words["part"], title) == title
                ]
                for row in own:
                    limit, got = most.get(str(row[words["item"]])), points.get(str(row[words["item"]]))
                    lost = None if limit is None or got is None else results.round_figure(limit - got)
                    shown = row[words["lost"]]
                    assert (None if shown is None else Decimal(str(shown))) == lost, row


def test_half_a_hundredth_that_was_lost_is_not_lost_a_second_time() -> None:
    """9.875 of 10 is read as 9.88; what was lost is 0.125, read as 0.13 and not as 10 less 9.88."""
    results = scored(ROOT / "examples" / "shanghai-2022")
    found = {
        (results.round_figure(most - got), most - Fraction(results.round_figure(got) or 0))
        for group in results.groups for unit in group.units for number in group.numbers(unit)
        for item in group.parts[number].rubric.walk()
        if (most := item.max) is not None and (got := results.points(group, unit, number).get(item.id)) is not None
    }  # fmt: skip
    assert any(Fraction(lost or 0) != left for lost, left in found)
