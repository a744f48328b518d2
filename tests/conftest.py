"""What several tests use: the smallest rubric, and filling its sheets as another program would."""

from __future__ import annotations

import functools
import io
import re
import signal
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from gkpg.findings.finding import sort_findings
from gkpg.findings.gallery import BASE
from gkpg.ledger.submissions import SubmittedFiles, ledger_from, read_files
from gkpg.reports.plain_rows import columns, plain_rows
from gkpg.reports.report import Report
from gkpg.rubric import Library, Rubric, load_rubric
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.model import File, Sheet
from gkpg.sheets.read.file_reader import FileReader
from gkpg.workbooks.opening import read_bytes, read_workbook

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.ledger import Ledger
    from gkpg.ledger.submissions import Prefer
    from gkpg.reports.formats import Renderer
    from gkpg.reports.report import TableName
    from gkpg.scoring import Results
    from gkpg.workbooks.cells import Workbook

ROOT = Path(__file__).parents[1]
RUBRICS = ROOT / "rubrics"

# What is begun in the background of a script is told to pass interrupts over, and so would be all that tests begin.
signal.signal(signal.SIGINT, signal.default_int_handler)

# No test asserts a time, not even by Hypothesis: a processor may be busy with other tests. All else is as it would be.
_GIVEN = settings()
settings.register_profile(
    "whatever the time",
    _GIVEN,
    deadline=None,
    suppress_health_check=[*_GIVEN.suppress_health_check, HealthCheck.too_slow],
)
settings.load_profile("whatever the time")

#: What `make quick` leaves out: what waits for LibreOffice, builds, begins processes or tries thousands of cases, and
#: what stands beside the way from a rubric to a ranking. A file, or a test in one.
SLOW = (
    "test_api.py",
    "test_blank_cells.py",
    "test_blank_sheets.py::test_a_sheet_saved_by_libreoffice_reads_the_same",
    "test_blank_sheets.py::test_the_live_figures_count_blanks_and_ticks",
    "test_canonical.py",
    "test_checks.py",
    "test_ci_files.py",
    "test_cli.py",
    "test_consoles.py",
    "test_content_seal.py",
    "test_docs.py::test_generated_pages_are_fresh",
    "test_docs.py::test_the_example_round_has_what_its_file_says",
    "test_edited_reports.py",
    "test_entered.py::test_it_is_what_the_same_sheets_would_have_come_to",
    "test_explain.py",
    "test_fmt.py",
    "test_formats.py",
    "test_fuzz.py",
    "test_harm.py",
    "test_hostile_files.py",
    "test_impact.py",
    "test_import.py",
    "test_import_round_trip.py",
    "test_internal_document.py",
    "test_kinds.py::test_the_live_figures_of_a_sheet_are_what_gkpg_comes_to",
    "test_migrate.py",
    "test_notice.py",
    "test_ods.py::test_what_libreoffice_saves_is_what_the_workbook_was",
    "test_page.py",
    "test_page_browser.py",
    "test_partly_written.py",
    "test_placing.py",
    "test_plain_round.py",
    "test_plain_rounds.py",
    "test_pull_request.py",
    "test_reports.py",
    "test_result_differences.py",
    "test_results.py::test_random_results_are_read_back",
    "test_round_cli.py",
    "test_rubric_rules.py::test_no_single_figure_can_be_changed_unnoticed",
    "test_same_bytes.py",
    "test_schemas.py",
    "test_scoring.py::test_every_total_is_the_sum_of_its_steps",
    "test_scoring.py::test_the_order_of_the_sheets_changes_nothing",
    "test_scoring.py::test_totals_and_ranks_agree_with_a_plain_second_calculation",
    "test_second_program.py",
    "test_shanghai_rubrics.py::test_no_figure_can_be_changed_unnoticed",
    "test_standard_password.py",
    "test_startup.py",
    "test_steps.py",
    "test_verdicts.py::test_what_was_read_before_changes_nothing",
    "test_verify.py",
    "test_wheel.py",
    "test_workbook.py",
    "test_workers.py",
)

#: A complete filling of a sheet of the smallest rubric: scores of 1.1, 1.2 and 2, and the reason for the judgement.
FULL: dict[str, Any] = {"G6": 2, "G7": 1, "G9": 1.5, "I9": "案例二则"}


def pytest_configure(config: pytest.Config) -> None:
    """In a process of pytest-xdist a thread waits for what to run next; Python 3.12 and later warn of it at each fork."""
    if hasattr(config, "workerinput"):
        config.addinivalue_line("filterwarnings", "ignore:This process .* is multi-threaded:DeprecationWarning")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """`make quick` does not so much as load the files that it leaves out."""
    return True if config.option.markexpr == "not slow" and collection_path.name in SLOW else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make quick` leaves out."""
    for item in items:
        if item.path.name in SLOW or f"{item.path.name}::{getattr(item, 'originalname', item.name)}" in SLOW:
            item.add_marker(pytest.mark.slow)


def fill(raw_blank: bytes, path: Path, cells: dict[str, Any]) -> Path:
    """Fill cells of a blank sheet with openpyxl, which here stands for any other program, and save it.

    A value is what a person types: a number, a text, `=` a formula, `#REF!` an error, None to clear; a mapping
    with `value` and `format` sets the number format as well.
    """
    raw = path.with_suffix(".blank.xlsx")
    raw.parent.mkdir(parents=True, exist_ok=True)
    raw.write_bytes(raw_blank)
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


@functools.cache
def blank(rubric: Rubric, unit: str, source: str, assessor: str) -> bytes:
    """A blank sheet, made once in a process for all that fill it; equal rubrics give the same bytes."""
    return render_unit_sheet(BlankUnitSheet(rubric, unit, source, assessor))


_FILLED: dict[tuple[Rubric, str, str, str, str], bytes] = {}


def filled(
    rubric: Rubric,
    folder: Path,
    cells: dict[str, Any],
    unit: str = "甲区",
    source: str = "评分组",
    assessor: str = "1",
    name: str | None = None,
) -> Path:
    """A sheet of a rubric, filled: all of FULL, changed by `cells`. It is filled once in a process, however many tests ask."""
    path = folder / (name or f"{unit}-{source}-{assessor}.xlsx")
    key = (rubric, unit, source, assessor, repr(cells))
    if key not in _FILLED:
        _FILLED[key] = fill(blank(rubric, unit, source, assessor), path, {**FULL, **cells}).read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_FILLED[key])
    return path


def read_file(path: Path, name: str, library: Library, **how: Any) -> File:
    """A file as the reader makes it, in this process."""
    read = FileReader(library, **how).read(str(path), name)
    assert isinstance(read, File)
    return read


def read_sheet(path: Path, name: str, library: Library, **how: Any) -> Sheet:
    """The one sheet of a file, with the findings of the file among its own."""
    file = read_file(path, name, library, **how)
    (sheet,) = file.sheets
    return sheet._replace(findings=sort_findings(file.all_findings()))


def gather(found: SubmittedFiles, library: Library, prefer: Prefer = "none") -> Ledger:
    """The ledger of files, read as the command line reads them."""
    reader = FileReader(library)
    return ledger_from(read_files(found.files, reader), found, reader, prefer=prefer)


def read_xlsx(path: Path) -> Workbook:
    """The workbook in a file."""
    return read_workbook(read_bytes(path))


def rendered(renderer: Renderer, results: Results, lang: Lang = "zh", table: TableName = "ranking") -> bytes:
    """The bytes of a report in a format."""
    renderer.write(Report(results, lang, table), out := io.BytesIO())
    return out.getvalue()


def exported(results: Results, table: TableName, lang: Lang = "zh") -> pd.DataFrame:
    """A table as csv has it, before what a spreadsheet needs."""
    rows = plain_rows(Report(results, lang, table))
    return pd.DataFrame(list(rows), columns=list(columns(table)), dtype=str)


def by_hand(values: list[Decimal]) -> Decimal:
    """A sum as an accountant writes it."""
    return sum(values, Decimal(0))


__all__ = [
    "FULL",
    "ROOT",
    "RUBRICS",
    "SLOW",
    "blank",
    "by_hand",
    "exported",
    "fill",
    "filled",
    "gather",
    "library_of",
    "read_file",
    "read_sheet",
    "read_xlsx",
    "rendered",
    "rubric_of",
]
