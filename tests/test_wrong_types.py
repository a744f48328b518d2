"""Values of another type than they should be, in rubrics, assessments and the hidden data of sheets: findings, always."""

from __future__ import annotations

import datetime
import io
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.round.load import load_assessment
from gkpg.sheets.blank.requests import list_requested_sheets
from gkpg.sheets.layout import HIDDEN_NAME
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import ROOT
from tests.test_pages import ASSESSMENT, MATRIX, RUBRIC, UNIT

sys.path.insert(0, str(ROOT))
from tools.wrong_types import OTHERS, Trial, case_folders, mutants

if TYPE_CHECKING:
    from pathlib import Path


def test_every_so_many_a_value_of_another_type_makes_findings_or_a_sound_file(tmp_path: Path) -> None:
    """A sample; `python -m tools.wrong_types` tries all."""
    trial = Trial(tmp_path / "round")
    tried = list(mutants(case_folders(), every=199))
    assert [(each.folder.name, each.file, each.place, each.other) for each in tried if trial.broken(each)] == []
    assert len(tried) > 100
    assert {each.other for each in tried} == set(OTHERS)


#: What a cell may hold in place of what gkpg wrote there.
CELLS = (None, 5, -1.5, "text", "=1+1", True, datetime.date(2022, 8, 8), 10**20, "0" * 500, "#N/A")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[FileReader, dict[str, bytes]]:
    """A reader of a round, and the workbooks that it asks for: a unit's and a matrix, with several pages each."""
    work = tmp_path_factory.mktemp("round")
    (work / "rubrics").mkdir()
    for key in ("open", "site", "watch"):
        (work / "rubrics" / f"{key}.yaml").write_text(RUBRIC.format(id=key, title=key, first="目录"), "utf-8")
    (work / "assessment.yaml").write_text(ASSESSMENT, "utf-8")
    loaded = load_assessment(work / "assessment.yaml")
    assert loaded.round is not None
    sheets = dict(list_requested_sheets(loaded.round))
    return FileReader(loaded.library, round=loaded.round), {name: sheets[name]() for name in (UNIT, MATRIX)}


@pytest.mark.parametrize("name", [UNIT, MATRIX])
def test_hidden_data_of_another_type_make_findings(
    read: tuple[FileReader, dict[str, bytes]], name: str, tmp_path: Path
) -> None:
    """Each cell of the hidden worksheet in turn, with one of the other values each."""
    reader, raw = read
    book = openpyxl.load_workbook(io.BytesIO(raw[name]))
    cells = [cell for row in book[HIDDEN_NAME].iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 10
    for number, cell in enumerate(cells):
        was, cell.value = cell.value, CELLS[number % len(CELLS)]
        book.save(tmp_path / "a.xlsx")
        file = reader.read(str(tmp_path / "a.xlsx"), name)
        assert isinstance(file, File)
        assert all(finding.line("en") for finding in file.all_findings())
        cell.value = was
