"""The account for those who lead: every figure of it is that of the result, computed here a second time."""

from __future__ import annotations

import io
import re
from fractions import Fraction
from statistics import mean, median
from typing import TYPE_CHECKING

import docx
import pytest

from gkpg.reports.disclosure import INTERNAL
from gkpg.reports.docx import document
from gkpg.reports.report import Report
from gkpg.scoring.describe import describe_grade, describe_why
from tests.conftest import ROOT
from tests.test_cases import CASES, scored
from tests.test_notice import lines, tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document

    from gkpg.base.text import Lang
    from gkpg.rubric import Item
    from gkpg.scoring import GroupResult, Results

EXAMPLE = ROOT / "examples" / "shanghai-2022"
NONE = "—"


def opened(results: Results, lang: Lang = "zh") -> Document:
    document.write(Report(results, lang, disclosure=INTERNAL, kind="internal"), out := io.BytesIO())
    return docx.Document(out)


def headed(of: Document, heading: str) -> list[list[list[str]]]:
    """The rows of all tables with a heading."""
    return [rows for head, *rows in tables(of) if heading in head]


def totals(group: GroupResult) -> list[Fraction]:
    return [Fraction(unit.total) for unit in group.units if unit.total is not None]


def number(text: str) -> Fraction | None:
    return None if text == NONE else Fraction(text)


@pytest.mark.parametrize("case", [EXAMPLE, *CASES], ids=lambda case: case.name)
def test_every_figure_is_that_of_the_result(case: Path) -> None:
    results = scored(case)
    of = opened(results)
    check_summaries(results, of)
    check_ranking(results, of)
    check_bins(results, of)
    check_costs(results, of)
    check_near(results, of)
    check_reasons(results, of)


def check_summaries(results: Results, of: Document) -> None:
    bodies = [text for style, text in lines(of) if style == "Body"]
    for group, text in zip(results.groups, bodies, strict=False):
        found = totals(group)
        assert text.startswith(f"{group.name or '没有可用的评分表'}共{len(group.units)}个单位，{len(found)}个有总分。")
        if found:
            figures = [
                results.round_figure(Fraction(each)) for each in (max(found), min(found), mean(found), median(found))
            ]
            assert re.findall(r"(?:最高|最低|平均|中位数)(-?[\d.]+)分", text) == list(map(str, figures))
        for band in group.rules.grades.bands if group.rules else ():
            assert f"{band.name}{sum(unit.band == band.name for unit in group.units)}个" in text


def check_ranking(results: Results, of: Document) -> None:
    for group, rows in zip(results.groups, headed(of, "名次"), strict=True):
        expected = [
            [str(unit.rank or NONE), unit.name, NONE if unit.total is None else str(unit.total)] for unit in group.units
        ]
        assert [row[:3] for row in rows] == expected


def check_bins(results: Results, of: Document) -> None:
    with_totals = [group for group in results.groups if totals(group)]
    for group, rows in zip(with_totals, headed(of, "单位数"), strict=True):
        found = totals(group)
        assert sum(int(row[1]) for row in rows) == len(found)
        for place, (range_, count, bar) in enumerate(rows):
            low, high = (Fraction(edge) for edge in range_.rsplit("—", 1))
            is_last = place == 0
            assert int(count) == sum(low <= total < high or (is_last and total == high) for total in found)
            assert (len(bar) > 0) == (count != "0")


def check_costs(results: Results, of: Document) -> None:
    """Each item's mean loss, from the points of all units; nothing that cost more is left out."""
    shown = headed(of, "平均失分")
    for group, rows in zip((each for each in results.groups if losses(results, each)), shown, strict=True):
        expected = losses(results, group)
        for name, most, lost, _, share in rows:
            assert any(
                name in {label, f"{title} {label}"}
                and (Fraction(most), number(lost)) == (cap, Fraction(results.round_figure(cost) or 0))
                and abs(Fraction(share.rstrip("%")) - (cap - cost) / cap * 100) <= Fraction(1, 20)
                for title, label, cap, cost in expected
            ), name


def of_the_table(item: Item) -> Iterator[Item]:
    """The items whose points are added up: what has a score, or what its own rule makes of those below it."""
    if item.is_apart_from_below or item in item.scored_items():
        yield item
    else:
        yield from (found for each in item.items or () for found in of_the_table(each))


def losses(results: Results, group: GroupResult) -> list[tuple[str, str, Fraction, Fraction]]:
    """The part, the label, the max and the mean loss of every item that cost any."""
    found = []
    for place, part in enumerate(group.parts):
        for item in (each for top in part.rubric.indicators for each in of_the_table(top)):
            points = [results.points(group, unit, place).get(item.id) for unit in group.units]
            known = [each for each in points if each is not None]
            if item.max is not None and known and item.max - mean(known):
                found.append((part.title, item.label, item.max, item.max - mean(known)))
    return found


def check_near(results: Results, of: Document) -> None:
    """Who is near a line is so by the edges of the rules."""
    shown = [row for rows in headed(of, "还差") for row in rows]
    for name, total, grade, short in shown:
        group, unit = next((group, unit) for group in results.groups for unit in group.units if unit.name == name)
        assert group.rules is not None
        assert total == str(unit.total)
        band = next(
            band for band in group.rules.grades.bands if (describe_grade(group.rules, band.name) or ("",))[0] == grade
        )
        edge = band.least or band.above
        assert edge is not None
        assert edge.points(results_total(group)) - Fraction(total) == Fraction(short)


def results_total(group: GroupResult) -> Fraction:
    assert group.rules is not None
    return group.rules.total or Fraction(0)


def check_reasons(results: Results, of: Document) -> None:
    text = "\n".join(said for _, said in lines(of))
    for group in results.groups:
        for unit in group.units:
            why = describe_why(results, group, unit)
            if why is not None and len(why.zh) < 200 and why.zh.isprintable():
                names_it = why.zh.startswith(f"{unit.name} ")
                assert f"\n{why.zh if names_it else f'{unit.name}：{why.zh}'}" in text, why.zh


def test_sections_are_numbered_and_those_without_content_are_not_there() -> None:
    heads = [text for style, text in lines(opened(scored(EXAMPLE))) if style == "Heading 1"]
    assert heads == [
        "一、总体情况", "二、得分和名次", "三、得分分布", "四、失分最多的项", "五、接近上一等次的单位", "六、没有总分或名次的单位",
    ]  # fmt: skip
    without = scored(next(case for case in CASES if case.name == "grades-none"))
    heads = [text for style, text in lines(opened(without)) if style == "Heading 1"]
    assert "接近上一等次的单位" not in "".join(heads)
    assert [head[0] for head in heads] == list("一二三四五六")[: len(heads)]


def test_an_english_account() -> None:
    text = lines(opened(scored(EXAMPLE), "en"))
    assert ("Heading 1", "2. Scores and ranks") in text
    assert ("Subtitle", "(for internal use)") in text
    assert any(said.startswith("区政府: 16 units, 15 with a total. Highest total 94.96 (己区)") for _, said in text)


def test_only_what_stands_there_is_told_to_be_blank() -> None:
    report = Report(scored(next(case for case in CASES if case.name == "grades-none")), "zh", kind="internal")
    assert [name.zh for name in document.left_blank(report)] == ["发文机关", "成文日期"]
