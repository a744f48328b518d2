"""Remarks on a file as a whole: what its format cannot tell, what is hidden, which table is one too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.sheets.read.matrix_table import find_matrices
from gkpg.workbooks.cells import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.rubric import Rubric
    from gkpg.sheets.read.open_file import OpenFile
    from gkpg.sheets.read.score_table import ScoreTable
    from gkpg.workbooks.cells import Grid


def about_the_format(file: OpenFile) -> Iterator[Finding]:
    """What the format of the file cannot tell, and what of it is not looked at."""
    workbook, place = file.workbook, Place(file.name)
    if not workbook.tells:
        yield Finding("S407", place, {"format": workbook.format})
    if workbook.format == "ods":
        yield Finding("S410", place)
    if workbook.macros:
        yield Finding("S408", place)
    if not workbook.styled:
        yield Finding("S409", place)


def check_seen(file: OpenFile, grid: Grid) -> Iterator[Finding]:
    """The table stands on a worksheet that people see."""
    if grid.hidden:
        yield Finding("S212", Place(file.name, sheet=grid.name))


def check_lock(file: OpenFile, table: ScoreTable) -> Iterator[Finding]:
    """A sheet that gkpg made is still locked."""
    if file.hidden and table.grid.marks.locked is False:
        yield Finding("S308", Place(file.name, sheet=table.grid.name))


def other_tables(file: OpenFile, names: Sequence[str], tables: Sequence[ScoreTable] = ()) -> Iterator[Finding]:
    """A workbook holds one score table: which of two counts, nobody can tell."""
    for index, name in enumerate(names[1:], 1):
        cell = tables[index].at(tables[index].row, "score").address if tables else None
        yield Finding("S209", Place(file.name, sheet=name, cell=cell), {"first": names[0], "second": name})


def matrices_beside(file: OpenFile, tables: Sequence[ScoreTable], rubric: Rubric | None) -> Iterator[Finding]:
    """No matrix stands on another worksheet that people see: it would be left out."""
    seen = {table.grid.name for table in tables}
    left = [grid for grid in file.workbook.grids if not grid.hidden and grid.rows and grid.name not in seen]
    if tables and left and rubric is not None:
        beside = Workbook(tuple(left), file.workbook.format)
        names = [tables[0].grid.name, *(each.grid.name for each in find_matrices(beside, rubric))]
        yield from other_tables(file, names)
