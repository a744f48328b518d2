"""Targets and earlier figures on blank sheets: shown beside the item, and in the formula of its points."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.ledger import ledger_of
from gkpg.reports.given_scores import GivenScores
from gkpg.round.describe import describe_rules
from gkpg.rubric.kinds import MeasureItems, value_against
from gkpg.scoring import score
from gkpg.sheets.blank import requests, unit_sheet_maker
from gkpg.sheets.blank.requests import list_requested_sheets
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.model import EntryLayout, File, Identity, Sheet, figure_word
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import library_of
from tests.test_assessment_rules import load

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.round.round import Round

RUBRIC = """\
rubric: against
version: "1"
title: 与目标、与上年相比
total: 90
indicators:
  - {id: "1", name: 到位资金, max: 30, kind: measure, unit: 万元, of: target, bands: [{from: 90, points: 30}, {from: 57, points: 10}, {points: 0}]}
  - {id: "2", name: 产值, max: 20, kind: measure, unit: 万元, of: previous, line: [[-10, 0], [8, 20]], most: 1000}
  - {id: "3", name: 满意度, max: 10, kind: measure, unit: "%", of: previous, change: difference, per: {step: 1, below: -2, from: 0}}
  - {id: "4", name: 达标率, max: 20, kind: measure, unit: "%", of: target, round: {places: 0, mode: down}, line: [[0, 0], [100, 20]]}
  - {id: "5", name: 报送, max: 10}
"""
ROUND = """\
assessment: bases
title: 目标
groups:
  - {name: 全体, rubric: against, units: [甲区, 乙区, 丙区]}
sources:
  - {name: 考核组, kind: assessors, items: ["1", "2", "3", "5"], basis: 办法}
  - {name: 统计局, kind: special, items: ["4"], basis: 办法}
targets:
  - {item: "1", values: {甲区: 27, 乙区: 10, 丙区: 30}, basis: 办法}
  - {item: "4", values: {甲区: 95, 乙区: 80.5, 丙区: 90}, basis: 办法}
previous:
  - {item: "2", values: {甲区: 33, 乙区: 0.3, 丙区: 120}, basis: 办法}
  - {item: "3", values: {甲区: 91.25, 乙区: 80, 丙区: 99}, basis: 办法}
"""
#: What is entered for 1, 2 and 3; 乙区 is at an edge that binary fractions miss: 5.7 of 10.
GIVEN = {"甲区": (24.3, 34, 90), "乙区": (5.7, 0.3, 81), "丙区": (0, 1000, 0)}


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "against.yaml").write_text(RUBRIC, encoding="utf-8")
    loaded = load(ROUND, tmp_path)
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    return loaded.round


def of_group(round_: Round, source: str) -> dict[str, bytes]:
    return {name.split("/")[1]: make() for name, make in list_requested_sheets(round_) if name.startswith(source)}


def page(raw: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0]


def test_a_unit_sheet_shows_the_units_own_figures(round_: Round) -> None:
    sheets = [page(raw) for raw in of_group(round_, "考核组").values()]
    shown = [[sheet.cell(row, 5).value.split("\n")[-1] for row in (6, 7, 8)] for sheet in sheets]
    assert shown == [
        ["〔本单位目标 27 万元〕", "〔本单位上一次 33 万元〕", "〔本单位上一次 91.25 %〕"],
        ["〔本单位目标 10 万元〕", "〔本单位上一次 0.3 万元〕", "〔本单位上一次 80 %〕"],
        ["〔本单位目标 30 万元〕", "〔本单位上一次 120 万元〕", "〔本单位上一次 99 %〕"],
    ]
    assert "/(27)*100" in sheets[0]["G6"].value


def test_one_sheet_is_rendered_for_all_units(round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[BlankUnitSheet] = []

    def render(blank: BlankUnitSheet) -> bytes:
        rendered.append(blank)
        return render_unit_sheet(blank)

    monkeypatch.setattr(unit_sheet_maker, "render_unit_sheet", render)
    sheets = of_group(round_, "考核组")
    assert (len(sheets), len(rendered)) == (3, 1)
    monkeypatch.setattr(unit_sheet_maker.UnitSheetMaker, "make", lambda _, *pages: render_unit_sheet(*pages))
    assert sheets == of_group(round_, "考核组")


def test_a_long_figure_or_a_rubric_with_a_stand_in_has_a_sheet_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "against.yaml").write_text(RUBRIC.replace("到位资金", "\ue0f8\ue200"), encoding="utf-8")
    found = load(ROUND.replace("乙区: 10,", "乙区: 10.000000000001,"), tmp_path).round
    assert found is not None
    sheets = list(of_group(found, "考核组").values())
    assert "〔本单位目标 10.000000000001 万元〕" in page(sheets[1])["E6"].value
    assert "〔本单位目标 27 万元〕" in page(sheets[0])["E6"].value


def test_a_matrix_has_the_units_figures_beside_the_item_and_reads_back(round_: Round, tmp_path: Path) -> None:
    ((name, raw),) = of_group(round_, "统计局").items()
    workbook = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = workbook.worksheets[0]
    assert [[cell.value for cell in row[:3]] for row in sheet["A5:C9"]] == [
        ["被考核单位", "4 达标率〔填数值，%〕", "本单位目标"],
        ["分值", 20, "%"],
        ["甲区", None, 95],
        ["乙区", None, 80.5],
        ["丙区", None, 90],
    ]
    for row, value in zip((7, 8, 9), (90, 40.25, 99), strict=True):
        sheet.cell(row, 2).value = value
    workbook.save(tmp_path / name)
    file = FileReader(library_of(*round_.rubrics.values()), round=round_).read(str(tmp_path / name), name)
    assert [finding.line("en") for finding in file.findings] == []
    assert [sheet.entered for sheet in file.sheets] == ["#90", "#40.25", "#99"]


def test_tables_with_one_id_each_look_at_what_is_their_own(tmp_path: Path) -> None:
    """A workbook of two pages: an item 1 on one looks at a target, one on the other at an earlier figure."""
    (tmp_path / "rubrics").mkdir()
    one = (
        RUBRIC.split("indicators:", maxsplit=1)[0].replace("90", "30") + "indicators:\n" + RUBRIC.splitlines()[5] + "\n"
    )
    other = (
        one.replace("against", "other").replace("of: target", "of: previous").replace('"1"\n', '"1"\nlanguage: en\n')
    )
    (tmp_path / "rubrics" / "one.yaml").write_text(one, "utf-8")
    (tmp_path / "rubrics" / "other.yaml").write_text(other, "utf-8")
    text = """\
assessment: two
title: 两表
groups: [{name: 全体, rubric: against, units: [甲区, 乙区]}]
sources: [{name: 考核组, kind: assessors, items: all, assessors: 2}]
composite: {parts: [{name: 一, rubric: against, sources: [考核组]}, {name: 二, rubric: other, sources: [考核组]}]}
targets: [{item: "1", values: {甲区: 30, 乙区: 40}}]
previous: [{item: "1", values: {甲区: 20, 乙区: 0.7}}]
"""
    found = load(text, tmp_path).round
    assert found is not None
    sheets = list(of_group(found, "考核组").values())
    shown = [openpyxl.load_workbook(io.BytesIO(raw)).worksheets[:2] for raw in sheets[::2]]
    assert [[sheet["E6"].value.split("\n")[-1] for sheet in pages] for pages in shown] == [
        ["〔本单位目标 30 万元〕", "[earlier figure of this unit: 20 万元]"],
        ["〔本单位目标 40 万元〕", "[earlier figure of this unit: 0.7 万元]"],
    ]
    alone = [replace(page, unit="甲区", assessor="1") for page in _pages(found)]
    assert sheets[0] == render_unit_sheet(*alone)


def _pages(round_: Round) -> tuple[BlankUnitSheet, ...]:
    """What the maker is given for the first sheet of a round."""
    given: list[tuple[BlankUnitSheet, ...]] = []

    class Taking:
        def make(self, *pages: BlankUnitSheet) -> bytes:
            given.append(pages)
            return b""

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(requests, "UnitSheetMaker", Taking)
        next(iter(list_requested_sheets(round_))).make()
    return given[0]


COMPARED = """\
  - {id: "6", name: 信息, max: 5, kind: relative, by: best, unit: 条}
  - {id: "7", name: 采用, max: 5, kind: relative, by: rank, points: [5, 4]}
"""


def test_every_rule_of_figures_is_told_with_its_basis(tmp_path: Path) -> None:
    """Items with their rule, with whom units are compared (where nothing is written by default), targets, figures."""
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "against.yaml").write_text(RUBRIC.replace("total: 90", "total: 100") + COMPARED, "utf-8")
    (tmp_path / "目标.csv").write_text("单位,4\n甲区,95\n乙区,80.5\n丙区,90\n", "utf-8")
    text = ROUND.replace("values: {甲区: 95, 乙区: 80.5, 丙区: 90}, basis: 办法", "file: 目标.csv").replace(
        'items: ["4"]', 'items: ["4", "6", "7"]'
    )
    found = load(text + 'compared: {items: ["6"], without: [], basis: 通知}\n', tmp_path)
    assert found.round is not None, [finding.line("en") for finding in found.findings]
    told = [(rule.name.zh, rule.how.zh, rule.footing.zh) for rule in describe_rules(found.round)]
    title = "与目标、与上年相比"
    bands = "数值 ÷ 本单位目标 × 100：90 及以上得 30 分；57 及以上得 10 分；其余得 0 分"
    start = told.index(("1 到位资金", bands, title))
    assert told[start + 1 : start + 12] == [
        ("2 产值", "比上一次增长的百分数：-10 得 0 分，8 得 20 分，中间按比例", title),
        ("3 满意度", "数值减上一次的数值：0 得 10 分，每低 1 扣 2 分（按比例），最低 0 分", title),
        ("4 达标率", "数值 ÷ 本单位目标 × 100：数值舍去到整数，0 得 0 分，100 得 20 分，中间按比例", title),
        ("6 信息", "与其他单位相比，越高越好，数值 ÷ 最好 × 5", title),
        ("7 采用", "与其他单位相比，越高越好，按名次得 5、4，其余 0", title),
        ("与谁相比 6", "在同组内", "通知"),
        ("与谁相比 7", "在同组内，只列名的单位不算在内", "gkpg 默认，非考核文件规定"),
        ("1 的目标", "甲区 27、乙区 10、丙区 30", "办法"),
        ("4 的目标", "目标.csv，3 个单位：甲区 95、乙区 80.5、丙区 90", "考核文件所写，未注明依据"),
        ("2 上一次的数值", "甲区 33、乙区 0.3、丙区 120", "办法"),
        ("3 上一次的数值", "甲区 91.25、乙区 80、丙区 99", "办法"),
    ]


def test_figures_are_told_with_what_they_count(round_: Round) -> None:
    (part,) = round_.groups[0].parts
    items, words = ("1", "3", "5"), ("24.3", "90", "7")
    entered = " ".join((figure_word(words[0]), figure_word(words[1]), "="))
    who, layout = Identity("甲区", "考核组", "1"), EntryLayout(items, ("K6", "K8", "G9"))
    sheet = Sheet("a.xlsx", part.key, who, "评分表", None, layout, " ".join(words), entered=entered)
    given = GivenScores(score(ledger_of([File("a.xlsx", "", (sheet,))], [part.rubric], round_=round_)), "zh")
    said = [each.points for item in items for each in given.of(part, "甲区", part.rubric.by_id[item])]
    assert said == ["考核组-1：24.3 万元", "考核组-1：90 %", "考核组-1：7"]


@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("GKPG_NEED_LIBREOFFICE"),
    reason="LibreOffice is not installed",
)
def test_the_live_points_are_those_of_the_rule(round_: Round, tmp_path: Path) -> None:
    paths = []
    for (name, raw), given in zip(of_group(round_, "考核组").items(), GIVEN.values(), strict=True):
        workbook = openpyxl.load_workbook(io.BytesIO(raw))
        for row, value in zip((6, 7, 8), given, strict=True):
            workbook.worksheets[0].cell(row, 11).value = value
        workbook.worksheets[0].cell(9, 7).value = 7
        workbook.save(tmp_path / name)
        paths.append(tmp_path / name)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "lo"), *map(str, paths)], check=True, capture_output=True, timeout=180
    )
    rubric = next(iter(round_.rubrics.values()))
    for path, unit, given in zip(paths, GIVEN, GIVEN.values(), strict=True):
        sheet = openpyxl.load_workbook(tmp_path / "lo" / path.name, data_only=True).worksheets[0]
        wanted = []
        for item, value in zip(("1", "2", "3"), given, strict=True):
            base = round_.figure(rubric.by_id[item].looks_at, unit, item)
            assert base is not None
            entered = value_against(rubric.by_id[item], Fraction(str(value)), base)
            wanted.append(float(MeasureItems.rule(rubric.by_id[item]).worth(entered)))
        assert [sheet.cell(row, 7).value for row in (6, 7, 8)] == pytest.approx(wanted, abs=1e-7)
        assert sheet["I3"].value == "总分："
        assert sheet["J3"].value == pytest.approx(sum(wanted) + 7, abs=1e-4)
