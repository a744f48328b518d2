"""Blank sheets: what a person meets in them, and what comes back when another program has filled them."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import openpyxl
import pytest

import gkpg
from gkpg.findings.gallery import BASE
from gkpg.round.load import load_assessment
from gkpg.rubric import Rubric, load_rubric
from gkpg.sheets.blank.folder_writer import write_blanks
from gkpg.sheets.blank.requests import list_requested_sheets
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.layout import HIDDEN_NAME, file_name
from tests.conftest import FULL, RUBRICS, fill, library_of, read_sheet, read_xlsx, rubric_of

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


@pytest.fixture(scope="module", params=["district", "department"])
def rubric(request: pytest.FixtureRequest) -> Rubric:
    """Each of the two rubrics of Shanghai."""
    found = load_rubric(RUBRICS / f"shanghai-2022-{request.param}.yaml").rubric
    assert found is not None
    return found


@pytest.fixture(scope="module")
def sheet(rubric: Rubric) -> Worksheet:
    """The first sheet of a blank workbook, as openpyxl sees it."""
    return openpyxl.load_workbook(
        io.BytesIO(render_unit_sheet(BlankUnitSheet(rubric, "甲区", "市政府办公厅", "1")))
    ).worksheets[0]


def rows_of(sheet: Worksheet) -> dict[str, int]:
    """The row of each item."""
    return {str(sheet.cell(row, 3).value): row for row in range(6, sheet.max_row + 1) if sheet.cell(row, 3).value}


def test_there_is_a_row_for_every_scored_item_with_its_cap(sheet: Worksheet, rubric: Rubric) -> None:
    rows = rows_of(sheet)
    assert list(rows) == [item.id for item in rubric.leaves]
    for item in rubric.leaves:
        row = rows[item.id]
        assert [sheet.cell(row, column).value for column in (4, 6, 7)] == [item.name, item.max, None]
        assert (sheet.cell(row, 5).value or None) == item.description


def test_only_what_the_assessor_fills_is_unlocked(sheet: Worksheet, rubric: Rubric) -> None:
    expected = {f"{letter}{row}" for row in rows_of(sheet).values() for letter in "GIJ"} | {
        "F4",
        "G4",
        "H4",
    }  # the date is one merged cell
    assert {cell.coordinate for line in sheet.iter_rows() for cell in line if not cell.protection.locked} == expected
    assert sheet.protection.sheet
    assert not sheet.protection.password


def test_every_score_cell_has_a_rule_from_0_to_its_cap(sheet: Worksheet, rubric: Rubric) -> None:
    rules = {
        cell: rule
        for rule in sheet.data_validations.dataValidation
        for span in rule.sqref.ranges
        for (row, column) in span.cells
        if (cell := f"{openpyxl.utils.get_column_letter(column)}{row}")
    }
    for item, row in zip(rubric.leaves, rows_of(sheet).values(), strict=True):
        rule = rules[f"G{row}"]
        assert (rule.type, rule.operator, rule.formula1, Decimal(rule.formula2)) == (
            "decimal",
            "between",
            "0",
            item.max,
        )
        assert f"0 至 {item.max}" in rule.error
        assert rule.showErrorMessage
        assert ("评分依据" in rule.prompt) == (item.judgement is not None)


def test_it_prints_on_a4_landscape_with_its_heading_on_every_page(sheet: Worksheet) -> None:
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.freeze_panes == "E6"


def test_the_hidden_data_say_what_it_was_made_from(rubric: Rubric) -> None:
    workbook = openpyxl.load_workbook(
        io.BytesIO(render_unit_sheet(BlankUnitSheet(rubric, "甲区", "市政府办公厅", "1")))
    )
    hidden = workbook[HIDDEN_NAME]
    assert hidden.sheet_state == "veryHidden"
    assert {row[0].value: row[1].value for row in hidden.iter_rows()} == {
        "format": "gkpg-unit-sheet-1",
        "rubric": rubric.rubric,
        "version": rubric.version,
        "fingerprint": rubric.fingerprint,
        "unit": "甲区",
        "source": "市政府办公厅",
        "assessor": "1",
    }


def test_the_same_sheet_has_the_same_bytes(rubric: Rubric) -> None:
    blank = BlankUnitSheet(rubric, "甲区", "市政府办公厅", "1")
    assert render_unit_sheet(blank) == render_unit_sheet(blank)


def test_names_are_text_whatever_they_look_like(smallest: Rubric, tmp_path: Path) -> None:
    """A unit's name never becomes a formula in what gkpg writes."""
    raw = render_unit_sheet(BlankUnitSheet(smallest, "=1+1", "@SUM(A1)", "\x07x"))
    with zipfile.ZipFile(io.BytesIO(raw)) as file:
        assert b"<f>1+1</f>" not in b"".join(file.read(name) for name in file.namelist())
    (tmp_path / "a.xlsx").write_bytes(raw)
    grid = read_xlsx(tmp_path / "a.xlsx").grids[0]
    assert (grid.at(3, 3).text, grid.at(3, 3).formula) == ("=1+1", None)


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("甲区", "甲区-评分组-1.xlsx"),
        ("../../etc/x", "_.._etc_x-评分组-1.xlsx"),
        ("a\nb:c", "a_b_c-评分组-1.xlsx"),
        ("", "_-评分组-1.xlsx"),
        ("长" * 300, f"{'长' * 60}-评分组-1.xlsx"),
    ],
)
def test_a_file_name_is_never_a_path(unit: str, name: str) -> None:
    assert file_name(unit, "评分组", "1") == name


def test_what_exists_is_not_touched(smallest: Rubric, tmp_path: Path) -> None:
    blanks = [
        (file_name(unit, "评分组", "1"), partial(render_unit_sheet, BlankUnitSheet(smallest, unit, "评分组", "1")))
        for unit in ("甲区", "乙区")
    ]
    (tmp_path / "甲区-评分组-1.xlsx").write_bytes(b"filled already")
    written = write_blanks(blanks, tmp_path)
    assert (written.new, written.existing) == (("乙区-评分组-1.xlsx",), ("甲区-评分组-1.xlsx",))
    assert (tmp_path / "甲区-评分组-1.xlsx").read_bytes() == b"filled already"


def convert(path: Path, folder: Path, kind: str = "xlsx", *options: str) -> Path:
    """Open a workbook in LibreOffice and save it, as an assessor does."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", *options, "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{kind.partition(':')[0]}"


needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("GKPG_NEED_LIBREOFFICE"),
    reason="LibreOffice is not installed",
)


@needs_libreoffice
def test_a_sheet_saved_by_libreoffice_reads_the_same(smallest: Rubric, tmp_path: Path) -> None:
    """Scores, hidden data and live figures survive another program; so does a formula with its result."""
    cells = {**FULL, "G6": 1.9, "G7": "=0.1+0.2"}
    path = fill(
        render_unit_sheet(BlankUnitSheet(smallest, "甲区", "评分组", "1")), tmp_path / "甲区-评分组-1.xlsx", cells
    )
    saved = convert(path, tmp_path / "saved")
    read = read_sheet(saved, saved.name, library_of(smallest))
    assert [(entry.item, entry.points) for entry in read.entries] == [
        ("1.1", Decimal("1.9")),
        ("1.2", Decimal("0.3")),
        ("2", Decimal("1.5")),
    ]
    assert [finding.code for finding in read.findings] == ["S114"]
    assert read.identity.unit == "甲区"
    grid = read_xlsx(saved).grids[0]
    assert [Decimal(grid.at(row, 10).text) for row in (3, 4)] == [Decimal("3.7"), 0]  # live total, cells still blank


@needs_libreoffice
def test_the_live_figures_count_blanks_and_ticks(smallest: Rubric, tmp_path: Path) -> None:
    cells = {"G6": 1.5, "H7": "✓"}
    path = fill(render_unit_sheet(BlankUnitSheet(smallest, "甲区", "评分组", "1")), tmp_path / "a.xlsx", cells)
    grid = read_xlsx(convert(path, tmp_path / "saved")).grids[0]
    assert [Decimal(grid.at(row, 10).text) for row in (3, 4)] == [Decimal("1.5"), 1]


@pytest.mark.parametrize("name", ["_x0041_", "_x000D_区", "_x0041_x0042_", "_x004_", "_x005F_x0041_"])
def test_a_name_that_looks_like_an_escape_comes_back(name: str, tmp_path: Path) -> None:
    """Excel and LibreOffice read `_x0041_` in a workbook as A; near misses are left as they are."""
    text = BASE.replace("name: 更新", f"name: {name}")
    assert text != BASE
    rubric = rubric_of(text, tmp_path / "r.yaml")
    (tmp_path / "sheets").mkdir()
    blank = render_unit_sheet(BlankUnitSheet(rubric, name, "评分组", "1"))
    (tmp_path / "sheets" / "a.xlsx").write_bytes(blank)
    ledger = gkpg.read_sheets(tmp_path / "sheets", rubrics=rubric)
    assert [sheet.identity.unit for sheet in ledger.sheets] == [name]
    assert {finding.code for finding in ledger.findings} == {"S103"}  # nothing is filled in, and nothing else is wrong


def test_no_page_and_no_row_of_a_part_of_which_a_unit_lacks_all(tmp_path: Path) -> None:
    case = RUBRICS.parent / "tests" / "cases" / "unit-lacks-all-of-one-part-of-a-source"
    pages = {}
    for kind in ("assessors", "special"):
        folder = tmp_path / kind
        shutil.copytree(case, folder)
        text = (folder / "assessment.yaml").read_text(encoding="utf-8")
        (folder / "assessment.yaml").write_text(text.replace("kind: assessors", f"kind: {kind}"), encoding="utf-8")
        round_ = load_assessment(folder / "assessment.yaml").round
        assert round_ is not None
        for sheet in list_requested_sheets(round_):
            workbook = openpyxl.load_workbook(io.BytesIO(sheet.make()))
            for page in workbook.worksheets[:-1]:
                column = [page.cell(row, 1).value for row in range(7, page.max_row + 1)]
                pages[sheet.name, page.title] = [value for value in column if value in {"甲局", "乙局"}]
    assert pages == {
        ("办公室/甲局-办公室-1.xlsx", "水平"): [],
        ("办公室/甲局-办公室-1.xlsx", "进步"): [],
        ("办公室/乙局-办公室-1.xlsx", "评分表"): [],
        ("办公室/局-办公室-1.xlsx", "水平"): ["甲局", "乙局"],
        ("办公室/局-办公室-1.xlsx", "进步"): ["甲局"],
    }
