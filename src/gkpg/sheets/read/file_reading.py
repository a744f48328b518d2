"""Reading a file that is open: several pages, decisions, a matrix, or units."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.findings.finding import sort_findings
from gkpg.sheets.layout import PERIOD_KEY, UNIT_SHEET
from gkpg.sheets.model import EMPTY_PAGE, File, Sheet
from gkpg.sheets.read.decision_rows import find_decisions, read_decisions
from gkpg.sheets.read.expected_rubric import ExpectedRubric, expected_rubric
from gkpg.sheets.read.file_remarks import about_the_format, check_seen, matrices_beside, other_tables
from gkpg.sheets.read.identity import choose_rubric, parse_file_name
from gkpg.sheets.read.matrix_rows import read_matrix
from gkpg.sheets.read.matrix_table import find_matrices
from gkpg.sheets.read.name_patterns import NAMED
from gkpg.sheets.read.pages import find_matrix_pages, find_pages, join_pages, page_of, without_empty_pages
from gkpg.sheets.read.printed_headings import find_printed_tables
from gkpg.sheets.read.score_table import find_tables
from gkpg.sheets.read.table_claims import OF_MATRIX, check_source, claims_of_matrix, in_period, whose
from gkpg.sheets.read.unit_file import UnitFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkpg.findings.finding import Finding
    from gkpg.rubric import Rubric
    from gkpg.sheets.read.matrix_table import MatrixTable
    from gkpg.sheets.read.open_file import OpenFile
    from gkpg.sheets.read.pages import Page
    from gkpg.sheets.read.score_table import ScoreTable


def read_open_file(file: OpenFile) -> File:
    """The file with its sheets."""

    def rubric_of(hidden: Mapping[str, str]) -> Rubric | None:
        return choose_rubric(file.place, hidden, file.reader.library)[0]

    pages = find_pages(file.workbook, rubric_of, file.round)
    if not pages and not file.hidden and file.round.assessment:
        pages = find_matrix_pages(file.workbook, file.round.rubrics.values())
    return _of_pages(file, pages) if pages else _as_one(file)


def _of_pages(file: OpenFile, pages: tuple[Page, ...]) -> File:
    """Several sheets, each on a page of its own."""
    read = without_empty_pages([_read_page(file, page) for page in pages])
    joined = join_pages(file.name, pages, read)
    findings = sort_findings((*about_the_format(file), *joined.findings))
    return joined._replace(sha256=file.sha256, findings=findings)


def _read_page(file: OpenFile, page: Page) -> File:
    """One page. One that is gone stands for a sheet that was not handed in."""
    if page.grid is not None:
        return _as_one(replace(file, workbook=page_of(file.workbook, page.grid), page=page))
    rubric, fault = choose_rubric(page.place(file.name), page.hidden, file.reader.library)
    key = (rubric.rubric, rubric.version) if rubric else None
    who = parse_file_name({key: page.hidden.get(key, "") for key in (*NAMED, PERIOD_KEY)})
    row, faults = (EMPTY_PAGE, ()) if fault is None else (0, (fault,))
    return file.of(Sheet(file.name, key, who, page.name, row, findings=faults))


def _as_one(file: OpenFile) -> File:
    """Decisions, units by items in a matrix, else one unit."""
    tables = tuple(find_tables(file.workbook, UNIT_SHEET))
    decided = () if tables else tuple(find_decisions(file.workbook))
    if decided:
        return _of_decisions(file, decided)
    printed = () if tables else tuple(find_printed_tables(file.workbook))
    rubric, fault = choose_rubric(file.place, file.hidden, file.reader.library)
    expected = ExpectedRubric(None)
    if rubric is None and not file.hidden.get("rubric") and file.round.assessment:
        expected = expected_rubric(file, tables or printed)
        rubric, fault = expected.rubric, None if expected.rubric else fault
    more = [*((fault,) if fault else ()), *(about_the_format(file) if file.page is None else ())]
    if not tables and rubric is not None:
        matrices = tuple(find_matrices(file.workbook, rubric))
        if matrices:
            return _of_matrix(file, matrices, rubric, more)
    more += matrices_beside(file, tables or printed, rubric)
    return UnitFile(file, tables or printed, bool(printed), rubric, more, expected.is_one_of_several).read()


def _of_decisions(file: OpenFile, decided: Sequence[ScoreTable]) -> File:
    sheets = read_decisions(decided[0], file.round, file.name)
    others = other_tables(file, [each.grid.name for each in decided])
    findings = (*about_the_format(file), *check_seen(file, decided[0].grid), *others)
    return File(file.name, file.sha256, sheets, sort_findings(findings))


def _of_matrix(file: OpenFile, matrices: Sequence[MatrixTable], rubric: Rubric, more: Sequence[Finding]) -> File:
    matrix = matrices[0]
    says = claims_of_matrix(file, matrix)
    who, wrong = whose(file, says, OF_MATRIX)
    who, untold = in_period(file, who, says, rubric)
    sheets, found = read_matrix(matrix, rubric, file.name, who, file.round, file.reader.units)
    others = other_tables(file, [each.grid.name for each in matrices])
    findings = [*more, *wrong, *untold, *found, *others, *check_source(file, says, who, rubric)]
    findings += check_seen(file, matrix.grid)
    lost = Sheet(file.name, (rubric.rubric, rubric.version), who, matrix.grid.name)
    return File(file.name, file.sha256, sheets or (lost,), sort_findings(findings))
