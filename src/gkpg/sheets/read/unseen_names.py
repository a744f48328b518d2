"""Names with characters that nobody sees: read without them, which is told once a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.unseen import find_unseen, without_unseen
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.workbooks.cells import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.sheets.model import File
    from gkpg.workbooks.cells import Cell, Row

_CODE = "S311"


def check_unseen(cells: Iterable[Cell], file: str, grid: str) -> Iterator[Finding]:
    """The first of some cells whose text holds such a character."""
    for cell in cells:
        if cell.kind is CellKind.TEXT and (sign := find_unseen(cell.text)) is not None:
            text = without_unseen(cell.content).strip()
            yield Finding(_CODE, Place(file, sheet=grid, cell=cell.address), {"text": text, "sign": sign})
            return


def check_unseen_headings(row: Row, file: str, grid: str) -> tuple[Finding, ...]:
    """The same of a row of headings, which sheets of one make have in common: that it has none is kept with it."""
    if row.known.get(check_unseen_headings):
        return ()
    found = tuple(check_unseen(row.cells.values(), file, grid))
    row.known[check_unseen_headings] = not found
    return found


def check_unseen_file_name(file: str) -> Iterator[Finding]:
    """The name of a file that holds such a character."""
    if (sign := find_unseen(file)) is not None:
        yield Finding(_CODE, Place(file), {"text": without_unseen(file), "sign": sign})


def tell_unseen_once(file: File) -> File:
    """A file with the first finding about such characters alone."""
    if sum(finding.code == _CODE for finding in file.all_findings()) <= 1:
        return file
    first = next(finding for finding in file.all_findings() if finding.code == _CODE)
    sheets = tuple(sheet._replace(findings=_but(first, sheet.findings)) for sheet in file.sheets)
    return file._replace(findings=_but(first, file.findings), sheets=sheets)


def _but(first: Finding, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.code != _CODE or finding is first)
