"""Sums and bases with plus and minus: from the blank sheet to what a changed rubric makes of them."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.authoring.impact import find_impact
from gkpg.differences.rubrics import compare_rubrics
from gkpg.ledger.submissions import find_files
from gkpg.results.reuse import AssessmentRequest, assess
from gkpg.results.store import load_results, write_results
from gkpg.rubric import Library
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import blank, rubric_of
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
total: 15
indicators:
  - {{id: "1", number: （一）, name: 报送, kind: adjust, base: {base}, plus: {{each: 0.05, max: 0.5}}, minus: {{each: {each}}}}}
  - id: "2"
    name: 宣传
    max: 4
    kind: sum
    items:
      - {{id: "2.1", name: 国家级, max: none, kind: count, each: 1}}
      - {{id: "2.2", name: 专栏, max: 0.5, kind: tick}}
      - {{id: "2.3", name: 质量, max: 1, kind: levels, levels: {{优: 1, 差: 0}}}}
      - {{id: "2.4", name: 其他, max: 1}}
      - {{id: "2.5", name: 失实, max: none, kind: loss, each: 1}}
  - {{id: "3", name: 作风, max: {rest}, kind: adjust, base: 5, plus: {{name: 表扬, max: 4}}, minus: {{name: 批评}}, floor: none}}
"""
PLAIN = {"version": "1", "base": "1.5", "each": "0.1", "rest": "9", "language": "zh"}
#: Where a unit sheet is filled; below each item stands its sum.
CELLS = {
    "1+": "K6",
    "1-": "K7",
    "2.1": "K9",
    "2.2": "K10",
    "2.3": "K11",
    "2.4": "G12",
    "2.5": "K13",
    "3+": "G15",
    "3-": "K16",
}


def rubric(folder: Path, **changed: object) -> Rubric:
    return rubric_of(TABLE.format(**{**PLAIN, **changed}), folder / "t.yaml")


def read(folder: Path, table: Rubric) -> Results:
    reader = FileReader(Library((table,), (), ()))
    return assess(AssessmentRequest(find_files([folder]), reader, workers=1), None).results


def score(folder: Path, table: Rubric, sheets: dict[str, dict[str, Any]]) -> Results:
    """The results of unit sheets, each with what is entered by item."""
    for unit, entered in sheets.items():
        workbook = openpyxl.load_workbook(io.BytesIO(blank(table, unit, "评分组", "1")))
        for item, value in entered.items():
            assert not workbook.worksheets[0][CELLS[item]].protection.locked
            workbook.worksheets[0][CELLS[item]].value = value
        workbook.save(folder / f"{unit}-评分组-1.xlsx")
    return read(folder, table)


SHEETS: dict[str, dict[str, Any]] = {
    # 1.5 + 0.15 - 0.2 = 1.45; 2 + 0.5 + 0 + 0.5 - 1 = 2; 5 + 1 - 8 = -2
    "甲区": {"1+": 3, "1-": 2, "2.1": 2, "2.2": "✓", "2.3": "差", "2.4": 0.5, "2.5": 1, "3+": 1, "3-": 8},
    # 1.5 + 0.5 = 2; 9 + 1 + 1, no more than 4; 5 + 4 = 9
    "乙区": {"1+": 99, "1-": 0, "2.1": 9, "2.2": "否", "2.3": "优", "2.4": 1, "2.5": 0, "3+": 4, "3-": 0},
    # 1.5 - 9, no less than 0; 0 + 0.5 - 3, no less than 0; 5
    "丙区": {"1+": 0, "1-": 90, "2.1": 0, "2.2": "√", "2.3": "差", "2.4": 0, "2.5": 3, "3+": 0, "3-": 0},
}
TOTALS = {"甲区": "1.45", "乙区": "15.00", "丙区": "5.00"}


@needs_libreoffice
def test_the_live_figures_are_those_that_gkpg_comes_to(tmp_path: Path) -> None:
    results = score(tmp_path, rubric(tmp_path), SHEETS)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "xlsx"]
    paths = sorted(map(str, tmp_path.glob("*.xlsx")))
    subprocess.run([*command, "--outdir", str(tmp_path / "lo"), *paths], check=True, capture_output=True, timeout=180)
    sheets = {path.name[:2]: openpyxl.load_workbook(path, data_only=True).worksheets[0]
              for path in (tmp_path / "lo").glob("*.xlsx")}  # fmt: skip
    assert {unit: f"{sheet['J3'].value:.2f}" for unit, sheet in sheets.items()} == TOTALS
    assert [sheets["甲区"][cell].value for cell in ("G8", "G14", "G17")] == [1.45, 2, -2]
    assert {unit.name: str(unit.total) for unit in read(tmp_path / "lo", rubric(tmp_path)).groups[0].units} == TOTALS
    assert {unit.name: str(unit.total) for unit in results.groups[0].units} == TOTALS


def test_a_result_holds_the_rows_that_nobody_wrote(tmp_path: Path) -> None:
    results = score(tmp_path, rubric(tmp_path), SHEETS)
    write_results(tmp_path / "r.sqlite", results)
    again = load_results(tmp_path / "r.sqlite")
    assert again == results
    (table,) = again.ledger.rubrics.values()
    assert [row.id for row in table.by_id["1"].items or ()] == ["1+", "1-"]
    assert table.fingerprint == rubric(tmp_path).fingerprint


@pytest.mark.parametrize(("language", "told"), [
    ("zh", "〔基础分 1.5 分，加减各行，最低 0 分，最多 2 分〕"),
    ("en", "[1.5 and all rows, 0 at least, 2 at most]"),
])  # fmt: skip
def test_the_sheet_tells_the_base_and_the_bounds(tmp_path: Path, language: str, told: str) -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(blank(rubric(tmp_path, language=language), "甲区", "评分组", "1"))
    ).worksheets[0]
    assert sheet["E8"].value == told
    assert [sheet[cell].value for cell in ("C6", "C7", "D6", "D15")] == ["（一）+", "（一）-", "报送 +", "表扬"]


def test_what_was_entered_counts_anew_under_another_rubric(tmp_path: Path) -> None:
    old = rubric(tmp_path)
    new = rubric(tmp_path, version="2", each="0.5")
    impact = find_impact(score(tmp_path, old, SHEETS), compare_rubrics(old, new))
    totals = {each.new.name: str(each.new.total) for each in impact.units}
    assert totals == {"甲区": "0.65", "乙区": "15.00", "丙区": "5.00"}  # 甲区: 1.5 + 0.15 - 1
    assert ([each.zh for each in impact.recounted], impact.left_out) == (["1 报送"], ())
