"""Levels: words with points of their own, from the blank sheet to what a changed rubric makes of them."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.authoring.impact import find_impact
from gkpg.differences.rubrics import compare_rubrics
from gkpg.ledger.submissions import find_files
from gkpg.reports import json as jsonfile
from gkpg.results.reuse import AssessmentRequest, assess
from gkpg.rubric import Library
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import blank, rendered, rubric_of
from tests.test_kinds import needs_libreoffice

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric
    from gkpg.scoring import Results

TABLE = """\
rubric: t
version: "{version}"
title: 表
language: {language}
total: {total}
indicators:
  - {{id: "1", name: 制度, max: {most}, kind: levels, levels: {letters}}}
  - {{id: "2", name: 任务, max: 6, kind: levels, levels: {{优 秀: 6, 一般: 3.5, 较差: -1, 未报送: -1}}}}
  - {{id: "3", name: 公开, max: 4}}
"""
PLAIN = {"version": "1", "total": 15, "most": 5, "letters": "{A: 5, B: 4, C: 2}", "language": "zh"}
#: Where a unit sheet is filled.
CELLS = {"1": "K6", "2": "K7", "3": "G8"}


def rubric(folder: Path, **changed: object) -> Rubric:
    return rubric_of(TABLE.format(**{**PLAIN, **changed}), folder / "t.yaml")


def score(folder: Path, table: Rubric, sheets: dict[str, dict[str, Any]]) -> Results:
    """The results of unit sheets, each with what is entered by item."""
    for unit, entered in sheets.items():
        workbook = openpyxl.load_workbook(io.BytesIO(blank(table, unit, "评分组", "1")))
        for item, value in entered.items():
            workbook.worksheets[0][CELLS[item]].value = value
        workbook.save(folder / f"{unit}-评分组-1.xlsx")
    return read(folder, table)


def read(folder: Path, table: Rubric) -> Results:
    reader = FileReader(Library((table,), (), ()))
    return assess(AssessmentRequest(find_files([folder]), reader, workers=1), None).results


@pytest.mark.parametrize(
    ("item", "typed", "entered", "points"),
    [
        ("1", "B", "B", "4"),
        ("1", "ｂ ", "B", "4"),
        ("1", 4, "B", "4"),
        ("1", "4", "B", "4"),
        ("1", 3, "3", "-"),
        ("1", "B级", None, "-"),
        ("1", None, None, "-"),
        ("2", "优秀", "优 秀", "6"),
        ("2", "未报送", "未报送", "-1"),
        ("2", -1, "-1", "-1"),
    ],
)
def test_a_level_is_kept_as_the_rubric_writes_it(
    tmp_path: Path, item: str, typed: object, entered: str | None, points: str
) -> None:
    results = score(tmp_path, rubric(tmp_path), {"甲区": {"1": "A", "2": "一般", "3": 1, item: typed}})
    (sheet,) = results.ledger.sheets
    entry = next(each for each in sheet.entries if each.item == item)
    assert (entry.entered, "-" if entry.points is None else str(entry.points)) == (entered, points)
    told = json.loads(rendered(jsonfile, results, "zh"))["sheets"][0]["entries"]
    assert [(each["entered"], each["as"]) for each in told if each["item"] == item] == [
        (entered, "points" if entered in {"-1", None} else "level")
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_offers_the_levels(tmp_path: Path, language: str) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(blank(rubric(tmp_path, language=language), "甲区", "评分组", "1")))
    sheet = workbook.worksheets[0]
    lists = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation if each.type == "list"}
    assert lists == {"K6": '"A,B,C"', "K7": '"优 秀,一般,较差,未报送"'}
    said = "选等级：A 5 分、B 4 分、C 2 分" if language == "zh" else "choose a level: A is 5, B is 4, C is 2"
    assert said in sheet["E6"].value


@needs_libreoffice
def test_the_live_figures_are_those_that_gkpg_comes_to(tmp_path: Path) -> None:
    sheets = {
        "甲区": {"1": "A", "2": "优秀", "3": 1},  # 5 + 6 + 1
        "乙区": {"1": "Ｂ", "2": "未报送", "3": 1},  # 4 - 1 + 1
        "丙区": {"1": "c", "2": -1, "3": 0.5},  # 2 - 1 + 0.5
    }
    results = score(tmp_path, rubric(tmp_path), sheets)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "xlsx"]
    paths = sorted(map(str, tmp_path.glob("*.xlsx")))
    subprocess.run([*command, "--outdir", str(tmp_path / "lo"), *paths], check=True, capture_output=True, timeout=180)
    live = {path.name[:2]: openpyxl.load_workbook(path, data_only=True).worksheets[0]["J3"].value
            for path in (tmp_path / "lo").glob("*.xlsx")}  # fmt: skip
    assert live == {unit.name: float(unit.total or 0) for unit in results.groups[0].units}
    assert live == {"甲区": 12, "乙区": 4, "丙区": 1.5}
    shutil.rmtree(tmp_path / "p")
    assert read(tmp_path / "lo", rubric(tmp_path)).groups[0].units[0].total == results.groups[0].units[0].total


@pytest.mark.parametrize(
    ("changed", "expected", "left_out"),
    [
        ({"letters": "{A: 5, B: 3, C: 1}"}, {"甲区": "9.50", "乙区": "7.50"}, []),
        ({"letters": "{优: 5, B: 3, C: 1}"}, {"甲区": "4.50", "乙区": "4.50"}, ["1 制度"]),  # A is no level any more
    ],
)
def test_levels_count_anew_under_another_rubric(
    tmp_path: Path, changed: dict[str, object], expected: dict[str, str], left_out: list[str]
) -> None:
    old = rubric(tmp_path)
    sheets: dict[str, dict[str, Any]] = {
        "甲区": {"1": "A", "2": "一般", "3": 1},
        "乙区": {"1": "B", "2": "一般", "3": 1},
    }
    impact = find_impact(score(tmp_path, old, sheets), compare_rubrics(old, rubric(tmp_path, version="2", **changed)))
    assert {each.new.name: str(each.new.total) for each in impact.units} == expected
    assert [each.zh for each in impact.left_out] == left_out
