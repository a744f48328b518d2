"""The rubric of a sheet that does not say: that by which the assessment has its source score its units."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.sheets.read.matrix_table import find_matrices
from gkpg.sheets.read.name_patterns import NAMED
from gkpg.sheets.read.rubric_choice import choose_by_headings, choose_by_page, choose_by_path
from gkpg.sheets.read.table_claims import OF_MATRIX, claims_of_matrix, claims_of_unit, whose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.round.round import Round
    from gkpg.rubric import Rubric
    from gkpg.sheets.read.matrix_table import MatrixTable
    from gkpg.sheets.read.open_file import OpenFile
    from gkpg.sheets.read.score_table import ScoreTable
    from gkpg.workbooks.cells import Grid


class ExpectedRubric(NamedTuple):
    """The rubric of a sheet, None where that is open: `is_one_of_several` says that it may be of several."""

    rubric: Rubric | None
    is_one_of_several: bool = False


def expected_rubric(file: OpenFile, tables: Sequence[ScoreTable]) -> ExpectedRubric:
    """The rubric of the first of some tables, of the matrices of a file where there are none."""
    if tables:
        grid: Grid | None = tables[0].grid
        who = whose(file, claims_of_unit(file, tables[0]), NAMED)[0]
        fitting = list(file.round.rubrics_for(who.unit, who.source))
    else:
        found = list(_fitting_matrices(file))
        fitting = choose_by_headings(found, file.round)
        grid = found[0][1].grid if found else None
    rubric = choose_one(file, fitting, grid)
    return ExpectedRubric(rubric, rubric is None and len(fitting) > 1)


def choose_one(file: OpenFile, fitting: Sequence[Rubric], grid: Grid | None) -> Rubric | None:
    """The one rubric that fits, or that which the worksheet or the file's path names; None where that is open."""
    if len(fitting) == 1 or grid is None:
        return fitting[0] if len(fitting) == 1 else None
    return choose_by_page(grid, fitting, file.round) or choose_by_path(file.name, fitting, file.round)


def _fitting_matrices(file: OpenFile) -> Iterator[tuple[Rubric, MatrixTable, str]]:
    """The rubrics under which a matrix may be read: its source scores one of its units by them."""
    round_ = file.round
    for rubric in round_.rubrics.values():
        for matrix in find_matrices(file.workbook, rubric):
            source = whose(file, claims_of_matrix(file, matrix), OF_MATRIX)[0].source
            units = (round_.former.get(unit, unit) for unit in matrix.units)
            if any(_fits(round_, unit, source, rubric) for unit in units):
                yield rubric, matrix, source
                break


def _fits(round_: Round, unit: str, source: str, rubric: Rubric) -> bool:
    """Whether a source scores a unit under a rubric."""
    return round_.scope((rubric.rubric, rubric.version), source, unit) is not None
