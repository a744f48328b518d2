"""A score that was written over its formula, beside what was entered in a column of its own."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import blank, library_of, rubric_of

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric

HEAD = 'rubric: r\nversion: "1"\ntitle: 表\ntotal: 50\nindicators:\n'
ITEM = '  - {{id: "1", name: 指标, max: 50, {}}}\n'
SHARE = "out_of: 100"
THIRDS = "out_of: 3"
RATE = 'kind: measure, unit: "%", line: [[0, 0], [100, 50]]'
LEVELS = "kind: levels, levels: {好: 50, 差: 10}"
RANKED = "kind: relative, unit: 篇, by: best"
TARGET = "kind: measure, unit: 万元, of: target, line: [[0, 0], [100, 50]]"


def sheet(rubric: Rubric, entered: Any, score: Any) -> openpyxl.Workbook:
    """A blank sheet in whose one row something is entered, and something stands in place of the score."""
    workbook = openpyxl.load_workbook(io.BytesIO(blank(rubric, "甲区", "评分组", "1")))
    page = workbook.worksheets[0]
    page["K6"] = entered
    if score is not ...:
        page["G6"] = score
    return workbook


def read(path: Path, rubric: Rubric) -> tuple[str, list[tuple[str, str | None]]]:
    """The points of the one item and what is told."""
    file = FileReader(library_of(rubric, named=True)).read(str(path), path.name)
    assert isinstance(file, File)
    return file.sheets[0].points, [(each.code, each.place.cell) for each in file.all_findings() if each.code != "S210"]


@pytest.mark.parametrize(
    ("rule", "entered", "score", "points", "codes"),
    [
        (SHARE, 70, 60, "35", ["S138"]),
        (SHARE, 70, 35, "35", []),
        (SHARE, 70, "35", "35", []),
        (SHARE, 70, ..., "35", []),  # the formula of the sheet
        (SHARE, 70, "=30*2", "35", []),  # what a formula comes to may be old
        (SHARE, 70, None, "35", []),
        (SHARE, 70, "不适用", "35", ["S138"]),
        (THIRDS, 2, 33.33, "100/3", []),
        (THIRDS, 2, 33.3333333333333, "100/3", []),
        (THIRDS, 2, 33, "100/3", ["S138"]),
        (THIRDS, 2, 33.34, "100/3", ["S138"]),
        (RATE, 80, 80, "40", ["S138"]),
        (RATE, 80, 40, "40", []),
        (LEVELS, "好", 40, "50", ["S138"]),
        (LEVELS, "好", 50, "50", []),
        (RANKED, 7, 50, "7", ["S138"]),
        (RANKED, 7, "—", "7", []),
        (TARGET, 7, 50, "7", []),  # only the assessment knows the target
    ],
)
def test_the_score_is_what_the_entry_comes_to(
    rule: str, entered: Any, score: Any, points: str, codes: list[str], tmp_path: Path
) -> None:
    rubric = rubric_of(HEAD + ITEM.format(rule), tmp_path / "r.yaml")
    path = tmp_path / "甲区-评分组-1.xlsx"
    sheet(rubric, entered, score).save(path)
    assert read(path, rubric) == (points, [(code, "G6") for code in codes])


@pytest.mark.parametrize(("score", "codes"), [("33.33333333", []), ("33.33", []), ("", []), ("34", ["S138"])])
def test_in_csv_a_score_is_a_number_without_its_formula(score: str, codes: list[str], tmp_path: Path) -> None:
    rubric = rubric_of(HEAD + ITEM.format(THIRDS), tmp_path / "r.yaml")
    page = sheet(rubric, 2, score).worksheets[0]
    path = tmp_path / "甲区-评分组-1.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[cell or "" for cell in row] for row in page.iter_rows(values_only=True)])
    points, told = read(path, rubric)
    assert (points, [each for each in told if each[0] == "S138"]) == ("100/3", [(code, "G6") for code in codes])
