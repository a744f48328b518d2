"""The pages of a workbook: worksheets that were made together, each read as if it were a workbook of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.normalize import fold_name
from gkpg.base.points import NO_POINTS
from gkpg.findings.codes import Severity
from gkpg.findings.finding import Finding, sort_findings
from gkpg.findings.place import Place
from gkpg.sheets.layout import PAGE_KEY, UNIT_SHEET
from gkpg.sheets.model import EMPTY_PAGE, EntryLayout, File
from gkpg.sheets.read.matrix_table import find_matrices
from gkpg.sheets.read.printed_headings import find_printed_tables
from gkpg.sheets.read.rubric_choice import entitled, with_its_rows
from gkpg.sheets.read.score_table import find_tables, hidden_pages, visible_sheets_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gkpg.round.round import Round
    from gkpg.rubric import Rubric
    from gkpg.sheets.model import Identity, Sheet
    from gkpg.workbooks.cells import Grid, Workbook

#: The errors that say no more than that a score is blank.
_BLANK = {"S102", "S103"}


class Page(NamedTuple):
    """A page: what it is called, what it was made for, and its worksheet.

    `hidden` is empty where gkpg did not make it, `grid` is None where it is gone.
    """

    name: str
    hidden: Mapping[str, str]
    grid: Grid | None

    def place(self, file: str) -> Place:
        """Where it stands, or stood."""
        return Place(file, sheet=self.name if self.grid is None else self.grid.name)


def find_pages(
    workbook: Workbook, rubric_of: Callable[[Mapping[str, str]], Rubric | None], round_: Round
) -> tuple[Page, ...]:
    """The pages that a workbook was made with, then other worksheets that hold a score table; none where it has none.

    A page is known by the name of its worksheet, where its title does not say another; else by its title or its rows.
    """
    made = hidden_pages(workbook)
    if not made:
        return ()
    rubrics = [rubric_of(each) for each in made]
    known = tuple({rubric: None for rubric in rubrics if rubric is not None})
    left = {fold_name(grid.name): grid for grid in visible_sheets_first(workbook)}
    pages = []
    for hidden, rubric in zip(made, rubrics, strict=True):
        grid = left.get(fold_name(hidden[PAGE_KEY]))
        is_it = grid is not None and (entitled(grid, known) or rubric) == rubric
        pages.append(Page(hidden[PAGE_KEY], hidden, left.pop(fold_name(grid.name)) if grid and is_it else None))
    for key, grid in tuple(left.items()):
        lost = {rubric: number for number, rubric in enumerate(rubrics) if rubric and pages[number].grid is None}
        rubric = entitled(grid, tuple(lost)) or with_its_rows(grid, tuple(lost))
        if rubric is not None:
            pages[lost[rubric]] = pages[lost[rubric]]._replace(grid=left.pop(key))
    tables = (grid for grid in left.values() if _holds_a_table(workbook, grid, (*known, *round_.rubrics.values())))
    return (*pages, *(Page(grid.name, {}, grid) for grid in tables))


def find_matrix_pages(workbook: Workbook, rubrics: Iterable[Rubric]) -> tuple[Page, ...]:
    """The worksheets that people see with a matrix of one of some rubrics, where they are several; else none."""
    grids = [grid for grid in workbook.grids if not grid.hidden and grid.rows]
    rubrics = tuple(rubrics) if len(grids) > 1 else ()
    found = [grid for grid in grids if _holds_matrix(page_of(workbook, grid), rubrics)]
    return tuple(Page(grid.name, {}, grid) for grid in found) if len(found) > 1 else ()


def page_of(workbook: Workbook, grid: Grid) -> Workbook:
    """A workbook with one of its worksheets alone."""
    return replace(workbook, grids=(grid,))


def _holds_a_table(workbook: Workbook, grid: Grid, rubrics: Iterable[Rubric]) -> bool:
    alone = page_of(workbook, grid)
    if any(True for found in (find_tables(alone, UNIT_SHEET), find_printed_tables(alone)) for _ in found):
        return True
    return _holds_matrix(alone, rubrics)


def _holds_matrix(workbook: Workbook, rubrics: Iterable[Rubric]) -> bool:
    return any(True for rubric in rubrics for _ in find_matrices(workbook, rubric))


def without_empty_pages(pages: Sequence[File]) -> Iterator[File]:
    """Pages as they were read; one without any score counts as not handed in where another by that hand has some."""
    begun = {_whose(sheet) for page in pages if not _is_blank_page(page) for sheet in page.sheets}
    for page in pages:
        is_empty = _is_blank_page(page) and not begun.isdisjoint(map(_whose, page.sheets))
        yield page._replace(sheets=tuple(map(_emptied, page.sheets))) if is_empty else page


def _whose(sheet: Sheet) -> Identity:
    """Who scored whom, whenever that was."""
    return sheet.identity._replace(date="")


def join_pages(name: str, pages: Sequence[Page], read: Iterable[File]) -> File:
    """The file that its pages make up. A page that is not one of those that were made says what none before it says."""
    sheets: list[Sheet] = []
    findings: list[Finding] = []
    taken: dict[object, int] = {}
    for page, file in zip(pages, read, strict=True):
        keys = {(sheet.rubric, _whose(sheet)) for sheet in file.sheets if sheet.rubric}
        same = next((number for key, number in taken.items() if key in keys), None) if not page.hidden else None
        if same is not None:
            first = sheets[same]
            facts = {"first": first.name, "second": page.name}
            again = Finding("S209", Place(name, sheet=page.name), facts)
            sheets[same] = first._replace(findings=sort_findings((*first.findings, again)))
            continue
        for sheet in file.sheets:
            taken.setdefault((sheet.rubric, _whose(sheet)), len(sheets))
            row, about = 0 if sheet.row is None else sheet.row, sheet.name or page.name
            sheets.append(sheet._replace(row=row, name=about, findings=_said_once(sheet.findings, sheets)))
        findings += _said_once(file.findings, sheets)
    return File(name, "", tuple(sheets), tuple(findings))


def _said_once(findings: tuple[Finding, ...], before: Iterable[Sheet]) -> tuple[Finding, ...]:
    """Findings of a page; what is said of the whole file only where no page before says the same."""
    told = {each.gist for sheet in before for each in sheet.findings if each.place.sheet is None}
    return tuple(each for each in findings if each.place.sheet is not None or each.gist not in told)


def _is_blank_page(page: File) -> bool:
    return all(map(_is_blank, page.sheets))


def _is_blank(sheet: Sheet) -> bool:
    """Whether nothing was entered in a sheet, and nothing else is wrong with it."""
    errors = {each.code for each in sheet.findings if each.severity is Severity.ERROR}
    is_read = sheet.rubric is not None and bool(errors) and errors <= _BLANK
    return sheet.row == EMPTY_PAGE or (is_read and not sheet.notes and set(sheet.points.split()) <= {NO_POINTS})


def _emptied(sheet: Sheet) -> Sheet:
    others = tuple(each for each in sheet.findings if each.code not in _BLANK)
    return sheet._replace(row=EMPTY_PAGE, layout=EntryLayout(), points="", entered="", findings=others)
