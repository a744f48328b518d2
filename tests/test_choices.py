"""The better or the worse of items: what a sheet shows while it is filled is what they come to."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.rubric.load import load_rubric
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import blank, library_of
from tests.test_cases import CASES

if TYPE_CHECKING:
    from pathlib import Path

SCORES = {"PI-1.1": 4, "PI-1.2": 2, "PI-1.3": 3, "PI-2.1.1": 2.5, "PI-2.1.2.1": 2, "PI-2.1.2.2": 1, "PI-2.2": 4}


@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("GKPG_NEED_LIBREOFFICE"),
    reason="LibreOffice is not installed",
)
def test_a_sheet_shows_the_lowest_and_the_highest_and_their_total(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "items-lowest-and-highest-of-those-below-pefa")
    rubric = load_rubric(case / "rubrics" / "weakest.yaml").rubric
    assert rubric is not None
    workbook = openpyxl.load_workbook(io.BytesIO(blank(rubric, "甲", "检查组", "1")))
    sheet = workbook.worksheets[0]
    for row in range(6, sheet.max_row + 1):
        item = str(sheet.cell(row, 3).value)
        if item in SCORES:
            sheet.cell(row, 7).value = SCORES[item]
        elif item == "V1":
            sheet.cell(row, 7).value = "✗"
    path = tmp_path / "甲-检查组-1.xlsx"
    workbook.save(path)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "lo"), str(path)], check=True, capture_output=True, timeout=180
    )
    shown = openpyxl.load_workbook(tmp_path / "lo" / path.name, data_only=True).worksheets[0]
    assert (shown["G9"].value, shown["G14"].value, shown["J3"].value) == (2, 7, 9)
    file = FileReader(library_of(rubric)).read(str(tmp_path / "lo" / path.name), path.name)
    assert isinstance(file, File)
    assert file.sheets[0].findings == ()
