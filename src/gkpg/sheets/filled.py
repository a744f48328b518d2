"""Reading a filled unit sheet: from a file to its entries and to all that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.findings import Finding, Place, in_order
from gkpg.sheets.cells import UnreadableError
from gkpg.sheets.identity import Identity, choose_rubric, from_file_name, identify
from gkpg.sheets.scores import Row, has_blank_only, read_score, row_findings
from gkpg.sheets.table import find_tables
from gkpg.sheets.xlsx import read_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from gkpg.rubric import Library, Rubric
    from gkpg.sheets.table import Table


@dataclass(frozen=True, slots=True)
class Entry:
    """One score: how many points an item got in one sheet, and the cell that says so.

    `points` is None where no score can be told: a blank, which is not zero, or a fault that a finding names.
    """

    item: str
    points: Decimal | None
    cell: str
    reason: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One workbook handed in, as far as it can be read.

    `rubric` is its key (id, version), None if that cannot be told; then there are no entries. `name` is the
    name of the sheet within the workbook.
    """

    file: str
    sha256: str
    rubric: tuple[str, str] | None
    identity: Identity
    name: str
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def read_sheet(path: Path, file: str, library: Library) -> Sheet:
    """Read one filled sheet; `file` is what findings call it. Whatever is wrong becomes findings of this sheet."""
    try:
        workbook = read_xlsx(path)
    except UnreadableError as error:
        finding = Finding(error.code, Place(file), error.facts)
        return Sheet(file, error.sha256, None, from_file_name(file), "", (), (finding,))
    tables = tuple(find_tables(workbook))
    table = tables[0] if tables else None
    identity, findings = identify(file, workbook, table)
    rubric, fault = choose_rubric(file, workbook, library)
    entries: tuple[Entry, ...] = ()
    if table is None:
        findings = (*findings, Finding("S201", Place(file)))
    elif rubric is not None:
        entries, more = _entries(file, table, rubric)
        findings = (*findings, *more)
    if fault is not None:
        findings = (*findings, fault)
    findings = (*findings, *_further(file, tables))
    key = (rubric.rubric, rubric.version) if rubric else None
    return Sheet(file, workbook.sha256, key, identity, table.grid.name if table else "", entries, in_order(findings))


def _further(file: str, tables: tuple[Table, ...]) -> Iterator[Finding]:
    """A workbook holds one score table: which of two counts, nobody can tell."""
    for table in tables[1:]:
        place = Place(file, sheet=table.grid.name, cell=table.at(table.row, "score").address)
        yield Finding("S209", place, {"first": tables[0].grid.name, "second": table.grid.name})


def _entries(file: str, table: Table, rubric: Rubric) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """The entries of a table, in the rubric's order, and the findings of its rows."""
    findings = [
        Finding("S208", Place(file, sheet=table.grid.name, cell=cell.address), {"heading": cell.content})
        for cell in table.twice
    ]
    rows: dict[str, Row] = {}
    for row in (Row(table, number, rubric, file) for number in table.rows()):
        findings += row_findings(row, rows)
    missing = [item for item in rubric.leaves if item.id not in rows]
    place = Place(file, sheet=table.grid.name)
    findings += (Finding("S203", place, {"item": item.label}) for item in missing)
    entries: list[Entry] = []
    faults: list[Finding] = []
    for item in rubric.leaves:
        if item.id in rows:
            points, row_faults = read_score(rows[item.id], item)
            entries.append(_entry(rows[item.id], item.id, points))
            faults += row_faults
    return tuple(entries), (*findings, *_gathered(faults, rubric, place))


def _entry(row: Row, item: str, points: Decimal | None) -> Entry:
    return Entry(item, points, row.score.address, row.text("reason"), row.text("link"))


def _gathered(faults: list[Finding], rubric: Rubric, place: Place) -> Iterator[Finding]:
    """A sheet that is wholly blank is one finding, not one an item."""
    if has_blank_only(faults) and len(faults) == len(rubric.leaves) > 1:
        yield Finding("S103", place, {"count": str(len(faults))})
    else:
        yield from faults
