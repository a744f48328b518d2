"""Which of several rubrics a sheet without hidden data is of: what its worksheet and its path tell, never a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name
from gkpg.base.points import parse_stored
from gkpg.sheets.layout import UNIT_SHEET
from gkpg.sheets.read.row_numbers import read_number, with_name
from gkpg.sheets.read.score_collector import ScoreCollector
from gkpg.sheets.read.score_table import find_tables
from gkpg.sheets.read.sheet_rules import SheetRules
from gkpg.workbooks.cells import Workbook
from gkpg.workbooks.tab_names import TabNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gkpg.round.round import Round
    from gkpg.rubric import Rubric
    from gkpg.sheets.read.matrix_table import MatrixTable
    from gkpg.sheets.read.score_table import ScoreTable
    from gkpg.workbooks.cells import Grid

#: A title stands in one of so many first rows.
_TITLES = 6


def choose_by_headings(found: Sequence[tuple[Rubric, MatrixTable, str]], round_: Round) -> list[Rubric]:
    """The rubrics whose items the headings of a matrix name in full; all of them where none is.

    `found` has each with its matrix and its source.
    """
    for is_fitting in (_names_all, _names_no_other):
        fitting = [rubric for rubric, matrix, source in found if is_fitting(rubric, matrix, source, round_)]
        if fitting:
            return fitting
    return [rubric for rubric, _, _ in found]


def _names_no_other(rubric: Rubric, matrix: MatrixTable, source: str, round_: Round) -> bool:
    del rubric, source, round_
    return not matrix.headings.unknown


def _names_all(rubric: Rubric, matrix: MatrixTable, source: str, round_: Round) -> bool:
    held = SheetRules.of_matrix(rubric, round_, source)
    present = {item.id for item in matrix.items.values()}
    named = ScoreCollector(held, places=dict.fromkeys(present, 0))
    lacks = any(item not in present and present.isdisjoint(rubric.above(item)) for item in named.rules.ids)
    return not lacks and not matrix.headings.unknown


def choose_by_page(grid: Grid, rubrics: Sequence[Rubric], round_: Round) -> Rubric | None:
    """The rubric that a worksheet names, by its title or by what it is called, else that whose rows alone it has."""
    return entitled(grid, rubrics) or _called(grid, rubrics, round_) or with_its_rows(grid, rubrics)


def _called(grid: Grid, rubrics: Sequence[Rubric], round_: Round) -> Rubric | None:
    """The rubric one of whose names is that of the worksheet."""
    tab = fold_name(grid.name)
    found = [each for each in rubrics if tab in {fold_name(TabNames().of(name)) for name in _names(each, round_)}]
    return found[0] if len(found) == 1 else None


def entitled(grid: Grid, rubrics: Sequence[Rubric]) -> Rubric | None:
    """The rubric with whose title a cell of the first rows begins; of those that do the one with the longest."""
    cells = (fold_name(cell.text) for row in grid.rows.values() if row.number <= _TITLES for cell in row.cells.values())
    said = tuple(text for text in cells if text)
    titles = {each: fold_name(each.title) for each in rubrics}
    found = [each for each, title in titles.items() if any(text.startswith(title) for text in said)]
    most = max((len(titles[each]) for each in found), default=0)
    best = [each for each in found if len(titles[each]) == most]
    return best[0] if len(best) == 1 else None


def with_its_rows(grid: Grid, rubrics: Sequence[Rubric]) -> Rubric | None:
    """The rubric that has all rows of a unit sheet, with their names and caps."""
    table = next(find_tables(Workbook((grid,)), UNIT_SHEET), None)
    found = [each for each in rubrics if table is not None and _has_rows(each, table)]
    return found[0] if len(found) == 1 else None


def _has_rows(rubric: Rubric, table: ScoreTable) -> bool:
    rows = [row.number for row in table.rows() if table.at(row.number, "id").content]
    return bool(rows) and all(_is_row_of(rubric, table, row) for row in rows)


def _is_row_of(rubric: Rubric, table: ScoreTable, row: int) -> bool:
    items, name, cap = read_number(table.at(row, "id"), rubric).items, table.at(row, "name"), table.at(row, "max")
    named = with_name(items, name) if "name" in table.columns else items
    return any(item.is_veto or parse_stored(cap.content) == item.max for item in named)


def choose_by_path(file: str, rubrics: Iterable[Rubric], round_: Round) -> Rubric | None:
    """The rubric whose part, id or title stands in the path of a file; None for none, or for several alike."""
    path = fold_name(file)
    long = {rubric: _longest(path, rubric, round_) for rubric in rubrics}
    most = max(long.values(), default=0)
    best = [rubric for rubric, length in long.items() if length == most]
    return best[0] if most and len(best) == 1 else None


def _longest(path: str, rubric: Rubric, round_: Round) -> int:
    """How long the longest name of a rubric is that a path holds; 0 where it holds none."""
    names = map(fold_name, _names(rubric, round_))
    return max((len(name) for name in names if name in path), default=0)


def _names(rubric: Rubric, round_: Round) -> set[str]:
    """What a rubric may be called: as its parts, its id, its title."""
    key = (rubric.rubric, rubric.version)
    parts = {part.name for group in round_.groups for part in group.parts if part.key == key}
    return {*parts, rubric.rubric, rubric.title}
