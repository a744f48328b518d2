"""Claims of a table: what it, its file's name and its hidden sheet say of whose it is, and who that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.findings.finding import Finding
from gkpg.sheets.read.identity import IdentityClaims, identify, other_source
from gkpg.sheets.read.name_patterns import NAMED, NamePattern
from gkpg.sheets.read.period_claims import find_period
from gkpg.sheets.read.score_table import labelled_cells
from gkpg.sheets.read.unseen_names import check_unseen, check_unseen_file_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkpg.rubric import Rubric
    from gkpg.sheets.model import Identity
    from gkpg.sheets.read.matrix_table import MatrixTable
    from gkpg.sheets.read.open_file import OpenFile
    from gkpg.sheets.read.score_table import ScoreTable
    from gkpg.workbooks.cells import Cell

#: What a matrix says as a whole: its units stand in its rows.
OF_MATRIX = tuple(key for key in NAMED if key != "unit")
_MATRIX_PATTERN = NamePattern("{source}-{assessor}")


def claims_of_unit(file: OpenFile, table: ScoreTable | None) -> IdentityClaims:
    """What the table of one unit says of whose it is; the file alone where there is no table."""
    cells = labelled_cells(table.grid, table.row) if table else {}
    return _claims(file, table.grid.name if table else "", cells, file.reader.read_name(file.name))


def claims_of_matrix(file: OpenFile, matrix: MatrixTable) -> IdentityClaims:
    """What a matrix says of who scored it."""
    cells = labelled_cells(matrix.grid, matrix.row)
    named = file.reader.read_name(file.name) or file.reader.read_name(file.name, _MATRIX_PATTERN)
    return _claims(file, matrix.grid.name, cells, {key: named.get(key, "") for key in OF_MATRIX})


def _claims(file: OpenFile, grid: str, cells: Mapping[str, Cell], named: Mapping[str, str]) -> IdentityClaims:
    is_page = file.page is not None
    return IdentityClaims(file.name, grid, file.hidden, cells, named, file.workbook.from_1904, is_page)


def whose(file: OpenFile, says: IdentityClaims, keys: Sequence[str]) -> tuple[Identity, tuple[Finding, ...]]:
    """Whose sheet it is; a unit under the name that it has now."""
    who, wrong = identify(says, keys)
    wrong = (*wrong, *check_unseen(says.cells.values(), file.name, says.grid), *check_unseen_file_name(file.name))
    now = file.round.former.get(who.unit)
    if now is None:
        return who, wrong
    note = Finding("S310", says.place("unit"), {"old": who.unit, "new": now})
    return who._replace(unit=now), (*wrong, note)


def in_period(
    file: OpenFile, who: Identity, says: IdentityClaims, rubric: Rubric | None
) -> tuple[Identity, tuple[Finding, ...]]:
    """Whose sheet it is, with the period in which its source scores by its rubric; what is wrong with that."""
    round_ = file.round
    if rubric is None or not round_.has_periods:
        return who, ()
    periods = round_.periods((rubric.rubric, rubric.version), who.source, who.unit or None)
    if not periods:
        return who, ()
    period, wrong = find_period(says, periods, file.reader.known_names)
    return who._replace(period=period), wrong


def check_source(file: OpenFile, says: IdentityClaims, who: Identity, rubric: Rubric) -> Iterator[Finding]:
    """Where an assessment names the sources, it is for the ledger to say which is none of them."""
    return iter(()) if file.round.assessment else other_source(says, who, rubric)
