"""Raw scales: what a number on a scale of its own counts, what cells may hold, and how disputes about it are told."""

from __future__ import annotations

import io
import subprocess
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.rubric.load import load_rubric
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import blank, library_of, rubric_of
from tests.test_measure import needs_libreoffice, read

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric

ROW = '  - {{id: "{n}", name: 指标{n}, max: 20, {scale}}}\n'
#: Every form of a scale, for an item of 20 points, with numbers and what they count; None for what is refused.
SCALES: dict[str, list[tuple[Any, str | None]]] = {
    "out_of: 100": [(85, "17"), (0, "0"), (100, "20"), (33.3, "6.66"), (101, None), (-1, None)],
    "out_of: 6, least: 1": [(1, "10/3"), (6, "20"), (4.5, "15"), (0.5, None)],
    "out_of: 6, zero: 1": [(1, "0"), (3.5, "10"), (2, "4"), (0, None)],
    "out_of: 6, least: 1, step: 0.5": [(4.5, "15"), (1, "10/3"), (4.3, None), (6.5, None)],
    "out_of: 7, least: 1, step: 2": [(3, "60/7"), (7, "20"), (4, None)],
    'unit: "%", out_of: 100, step: 5': [(65, "13"), (66, None)],
    "out_of: 10, least: -10, zero: -10": [(0, "10"), (-10, "0"), (-11, None)],
}
TRIED = [(scale, entered, points) for scale, tried in SCALES.items() for entered, points in tried]


def table(*scales: str) -> str:
    head = f'rubric: raw\nversion: "1"\ntitle: 原始分\ntotal: {20 * len(scales)}\nindicators:\n'
    return head + "".join(ROW.format(n=n, scale=scale) for n, scale in enumerate(scales, 1))


@pytest.fixture(scope="module")
def rubric(tmp_path_factory: pytest.TempPathFactory) -> Rubric:
    return rubric_of(table(*(scale for scale, _, _ in TRIED)), tmp_path_factory.mktemp("r") / "r.yaml")


def test_a_number_counts_just_these_points(rubric: Rubric) -> None:
    for n, (_, entered, points) in enumerate(TRIED, 1):
        got = rubric.kinds[str(n)].points(Decimal(str(entered)))
        assert got == (None if points is None else Fraction(points)), TRIED[n - 1]


@needs_libreoffice
def test_the_formulas_of_a_sheet_come_to_the_same(rubric: Rubric, tmp_path: Path) -> None:
    """What is not on the scale has no score in the sheet either."""
    workbook = openpyxl.load_workbook(io.BytesIO(blank(rubric, "甲区", "评分组", "1")))
    sheet = workbook.worksheets[0]
    rows = {int(sheet.cell(row, 3).value): row for row in range(6, sheet.max_row + 1) if sheet.cell(row, 3).value}
    for n, row in rows.items():
        sheet.cell(row, 11).value = TRIED[n - 1][1]
    path = tmp_path / "甲区-评分组-1.xlsx"
    workbook.save(path)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(tmp_path / "o"), str(path)], check=True, capture_output=True, timeout=180)
    shown = openpyxl.load_workbook(tmp_path / "o" / path.name, data_only=True).worksheets[0]
    for n, row in rows.items():
        points, value = TRIED[n - 1][2], shown.cell(row, 7).value
        assert (value in {None, ""}) if points is None else value == pytest.approx(float(Fraction(points))), TRIED[
            n - 1
        ]


@pytest.mark.parametrize(
    ("scale", "value", "entered", "codes"),
    [
        ("out_of: 100", 85, "85", []),
        ("out_of: 100", "８５分", "85", ["S110"]),
        ("out_of: 100", 100.5, "100.5", ["S127"]),
        ("out_of: 100", (0.85, "0%"), "-", ["S107"]),
        ('unit: "%", out_of: 100', (0.85, "0%"), "85", []),
        ('unit: "%", out_of: 100', "85%", "85", ["S110"]),
        ('unit: "%", out_of: 100', 0.85, "0.85", ["S137"]),
        ('unit: "%", out_of: 100, step: 5', 0.85, "0.85", ["S127"]),
        ("out_of: 6, least: 1", 0, "0", ["S127"]),
        ("out_of: 6", None, "-", ["S102"]),
        ("out_of: 6", "良", "-", ["S105"]),
    ],
)
def test_what_a_cell_says(scale: str, value: Any, entered: str, codes: list[str], tmp_path: Path) -> None:
    rubric = rubric_of(table(scale), tmp_path / "r.yaml")
    words, found = read({6: value}, rubric, tmp_path / "甲区-评分组-1.xlsx")
    assert (words, found) == ([entered], [(code, "K6") for code in codes])


def test_a_table_of_scores_alone_holds_points(tmp_path: Path) -> None:
    """In 得分 beside 分值 20 stand points: 85 is above them, 17 is 17."""
    rubric = rubric_of(table("out_of: 100"), tmp_path / "r.yaml")
    for score, points, codes in ((17, "17", []), (85, "-", ["S127"])):
        workbook = openpyxl.load_workbook(io.BytesIO(blank(rubric, "甲区", "评分组", "1")))
        workbook.worksheets[0].delete_cols(11)
        workbook.worksheets[0]["G6"].value = score
        workbook.save(tmp_path / "甲区-评分组-1.xlsx")
        file = FileReader(library_of(rubric)).read(str(tmp_path / "甲区-评分组-1.xlsx"), "甲区-评分组-1.xlsx")
        assert isinstance(file, File)
        assert file.sheets[0].points == points, [each.line("en") for each in file.all_findings()]
        assert [each.code for each in file.all_findings() if each.code.startswith("S1")] == codes


def test_a_top_of_very_many_digits_is_told(tmp_path: Path) -> None:
    """It is refused for its digits alone; whether steps lead to it is not asked."""
    path = tmp_path / "r.yaml"
    item = f'{{id: "1", name: a, max: 100, out_of: 1{"0" * 40}, step: 3}}'
    path.write_text(f'rubric: r\nversion: "1"\ntitle: t\ntotal: 100\nindicators:\n  - {item}\n', encoding="utf-8")
    codes = {each.code for each in load_rubric(path).findings}
    assert codes == {"R107"}
