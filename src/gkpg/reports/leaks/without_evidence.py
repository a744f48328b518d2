"""Results without the evidence: what a report made of them says, it does not have from there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.scoring import GroupResult, Results

if TYPE_CHECKING:
    from gkpg.sheets.model import File, Sheet


def without_evidence(results: Results) -> Results:
    """The same results, of sheets without names, notes and findings, and without what units gave themselves."""
    ledger = results.ledger
    files = tuple(_bare_file(str(number), file) for number, file in enumerate(ledger.files))
    superseded = (str(number) for number, file in enumerate(ledger.files) if file.name in ledger.superseded)
    bare = replace(
        ledger,
        files=files,
        between=(),
        other=(),
        superseded=frozenset(superseded),
        passed_files=(),
        stored_units=None,
        stored_findings=None,
        stored_digests=None,
    )
    return Results(bare, tuple(_bare_group(group) for group in results.groups))


def _bare_file(name: str, file: File) -> File:
    return file._replace(
        name=name, sha256="", findings=(), sheets=tuple(_bare_sheet(name, sheet) for sheet in file.sheets)
    )


def _bare_sheet(file: str, sheet: Sheet) -> Sheet:
    return sheet._replace(file=file, identity=sheet.identity._replace(assessor=""), notes=(), findings=())


def _bare_group(group: GroupResult) -> GroupResult:
    return replace(group, units=tuple(unit._replace(own="") for unit in group.units))
