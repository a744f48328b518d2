"""What several tests use: the smallest rubric, and filling its sheets as another program would."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.findings import in_order
from gkpg.gallery import BASE
from gkpg.handedin import Found, ledger_from, read_files
from gkpg.rubric import Library, Rubric, load_rubric
from gkpg.sheets.blank import Blank, blank_sheet
from gkpg.sheets.filled import File, Sheet
from gkpg.sheets.reader import Reader
from gkpg.workbooks.files import read_bytes, read_workbook

if TYPE_CHECKING:
    from gkpg.ledger import Ledger
    from gkpg.workbooks.cells import Workbook

ROOT = Path(__file__).parents[1]
RUBRICS = ROOT / "rubrics"

#: A complete filling of a sheet of the smallest rubric: scores of 1.1, 1.2 and 2, and the reason for the judgement.
FULL: dict[str, Any] = {"G6": 2, "G7": 1, "G9": 1.5, "I9": "案例二则"}


def fill(blank: bytes, path: Path, cells: dict[str, Any]) -> Path:
    """Fill cells of a blank sheet with openpyxl, which here stands for any other program, and save it.

    A value is what a person types: a number, a text, `=` a formula, `#REF!` an error, None to clear; a mapping
    with `value` and `format` sets the number format as well.
    """
    raw = path.with_suffix(".blank.xlsx")
    raw.parent.mkdir(parents=True, exist_ok=True)
    raw.write_bytes(blank)
    workbook = openpyxl.load_workbook(raw)
    raw.unlink()
    sheet = workbook.worksheets[0]
    for address, value in cells.items():
        given = value if isinstance(value, dict) else {"value": value}
        cell = sheet[address]
        if isinstance(given["value"], str) and given["value"].startswith("="):
            cell.value = given["value"]
        elif isinstance(given["value"], str) and re.fullmatch(r"#[A-Z/0!?]+", given["value"]):
            cell.value, cell.data_type = given["value"], "e"
        else:
            cell.value = given["value"]
        if "format" in given:
            cell.number_format = given["format"]
    workbook.save(path)
    return path


@pytest.fixture
def smallest(tmp_path: Path) -> Rubric:
    """The smallest rubric."""
    return rubric_of(BASE, tmp_path / "smallest.yaml")


def rubric_of(text: str, path: Path) -> Rubric:
    """A sound rubric from its text."""
    path.write_text(text, "utf-8")
    loaded = load_rubric(path)
    assert loaded.rubric is not None, [finding.line("en") for finding in loaded.findings]
    return loaded.rubric


def library_of(*rubrics: Rubric, named: bool = False) -> Library:
    """A library of just these rubrics."""
    return Library(rubrics=rubrics, named=rubrics if named else (), findings=())


def filled(
    rubric: Rubric,
    folder: Path,
    cells: dict[str, Any],
    unit: str = "甲区",
    source: str = "评分组",
    assessor: str = "1",
    name: str | None = None,
) -> Path:
    """A sheet of a rubric, filled: all of FULL, changed by `cells`."""
    path = folder / (name or f"{unit}-{source}-{assessor}.xlsx")
    return fill(blank_sheet(Blank(rubric, unit, source, assessor)), path, {**FULL, **cells})


def read_file(path: Path, name: str, library: Library, **how: Any) -> File:
    """A file as the reader makes it, in this process."""
    read = Reader(library, **how).read(str(path), name)
    assert isinstance(read, File)
    return read


def read_sheet(path: Path, name: str, library: Library, **how: Any) -> Sheet:
    """The one sheet of a file, with the findings of the file among its own."""
    file = read_file(path, name, library, **how)
    (sheet,) = file.sheets
    return sheet._replace(findings=in_order(file.all_findings()))


def gather(found: Found, library: Library) -> Ledger:
    """The ledger of files, read as the command line reads them."""
    reader = Reader(library)
    return ledger_from(read_files(found.files, reader), found, reader)


def read_xlsx(path: Path) -> Workbook:
    """The workbook in a file."""
    return read_workbook(read_bytes(path))


def by_hand(values: list[Decimal]) -> Decimal:
    """A sum as an accountant writes it."""
    return sum(values, Decimal(0))


__all__ = [
    "FULL",
    "ROOT",
    "RUBRICS",
    "by_hand",
    "fill",
    "filled",
    "gather",
    "library_of",
    "read_file",
    "read_sheet",
    "read_xlsx",
    "rubric_of",
]
