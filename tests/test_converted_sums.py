"""Points of what items come to together: what a sheet shows of them, and what it leaves to scoring."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.rubric.load import load_rubric
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import library_of
from tests.test_cases import CASES

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    case = next(case for case in CASES if case.name == "measure-of-what-items-come-to")
    loaded = load_rubric(case / "rubrics" / "converted.yaml").rubric
    assert loaded is not None
    return loaded


def test_what_items_can_come_to_is_what_the_rule_gives_them(rubric: Rubric) -> None:
    # 1.1: from nothing to the best band. 2: without end, so down to the floor; nothing at all is worth the base.
    assert rubric.intervals["1.1"] == (0, 15)
    assert rubric.intervals["2"] == (0, 10)
    assert rubric.intervals["1"] == (0, 20)


@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("GKPG_NEED_LIBREOFFICE"),
    reason="LibreOffice is not installed",
)
def test_a_sheet_shows_the_points_of_what_items_come_to(rubric: Rubric, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(render_unit_sheet(BlankUnitSheet(rubric, "甲", "考核组", "1"))))
    sheet = workbook.worksheets[0]
    empty = tmp_path / "空-考核组-1.xlsx"
    workbook.save(empty)
    entered = {"1.1.1": 53, "1.1.2": 9, "1.2": 4.5, "2.1": 1, "2.2": 2}
    for row in range(6, sheet.max_row + 1):
        item = str(sheet.cell(row, 3).value)
        if item in entered:
            sheet.cell(row, 11 if item in {"1.1.2", "2.1", "2.2"} else 7).value = entered[item]
    path = tmp_path / "甲-考核组-1.xlsx"
    workbook.save(path)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "xlsx"]
    paths = [str(path), str(empty)]
    subprocess.run([*command, "--outdir", str(tmp_path / "lo"), *paths], check=True, capture_output=True, timeout=180)
    shown = openpyxl.load_workbook(tmp_path / "lo" / path.name, data_only=True).worksheets[0]
    # 53 + 36 = 89: 5 + 29 × 9/30 = 13.7, and 4.5; 1 + 2 = 3 is two steps above 1: 10 - 4
    assert (shown["G9"].value, shown["G12"].value, shown["J3"].value) == (18.2, 6, 24.2)
    assert (shown["F9"].value, shown["F12"].value, shown["I3"].value) == (20, 10, "总分：")
    nothing = openpyxl.load_workbook(tmp_path / "lo" / empty.name, data_only=True).worksheets[0]
    assert (nothing["G9"].value, nothing["G12"].value, nothing["J3"].value) == (0, 0, 0)
    file = FileReader(library_of(rubric)).read(str(tmp_path / "lo" / path.name), path.name)
    assert isinstance(file, File)
    assert file.sheets[0].findings == ()


def test_a_sheet_of_some_of_the_items_leaves_their_points_to_scoring(rubric: Rubric) -> None:
    made = BlankUnitSheet(rubric, "甲", "考核组", "1", ids=("1.1.1", "1.2"))
    some = openpyxl.load_workbook(io.BytesIO(render_unit_sheet(made))).worksheets[0]
    assert some["I3"].value == "总分（不含汇总时才有的分）："
    assert str(some["G8"].value) == "=ROUND(SUM(G7),4)"


WITHIN_REACH = {
    "bands: [{from: 373, points: 10}, {points: 0}]": ": its items come to 372 at most, and the max is at 373",
    "line: [[0, 0], [400, 10]]": ": its items come to 372 at most, and the max is at 400",
    "per: {step: 10, above: 1, from: 300, base: 2}": ": its items come to 372 at most",
    "bands: [{above: 371, points: 10}, {points: 0}]": None,
    "bands: [{from: 372, points: 10}, {points: 0}]": None,
}


@pytest.mark.parametrize("rule", WITHIN_REACH)
def test_a_max_that_items_cannot_come_to_is_told_with_both_figures(rule: str, tmp_path: Path) -> None:
    text = f"""\
rubric: r
version: "1"
title: 示例
language: en
total: 10
indicators:
  - id: "1"
    name: 管理
    max: 10
    kind: measure
    {rule}
    items: [{{id: "1.1", name: 一, max: 200}}, {{id: "1.2", name: 二, max: 172}}]
"""
    (tmp_path / "r.yaml").write_text(text, "utf-8")
    told = [each.message("en") for each in load_rubric(tmp_path / "r.yaml").findings]
    why = WITHIN_REACH[rule]
    assert told == ([] if why is None else [f"the most that can be had of 1 is below its max 10{why}"])
