"""Whose sheet it is: unit, source, assessor and rubric, from where a sheet says so."""

from __future__ import annotations

import datetime
import difflib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from gkpg.findings import Fact, Finding, Place
from gkpg.points import parse_stored
from gkpg.sheets.cells import Cell, Kind
from gkpg.sheets.layout import LABELS, file_name, folded, neat
from gkpg.sheets.table import Table, hidden_data, label_value, labelled_cells
from gkpg.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.rubric import Library, Rubric
    from gkpg.sheets.cells import Workbook

_NAMED = ("unit", "source", "assessor")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who scored whom. An empty text means that the sheet does not say."""

    unit: str = ""
    source: str = ""
    assessor: str = ""
    date: str = ""


def from_file_name(file: str) -> Identity:
    """What a file's name says if it follows the pattern unit-source-assessor; else nothing."""
    parts = PurePath(file).stem.split("-")
    return Identity(*(part.strip() for part in parts)) if len(parts) == 3 else Identity()


def identify(file: str, workbook: Workbook, table: Table | None) -> tuple[Identity, tuple[Finding, ...]]:
    """Who a sheet is for: by its hidden data, else its labelled cells, else its file's name."""
    hidden, named = hidden_data(workbook), from_file_name(file)
    cells = labelled_cells(table) if table else {}
    values: dict[str, str] = {}
    findings: list[Finding] = []
    for key in _NAMED:
        seen = label_value(cells[key]) if key in cells else ""
        made = hidden.get(key, "")
        values[key] = neat(made or seen or getattr(named, key))
        if made and seen and folded(made) != folded(seen):
            place = Place(file, sheet=table.grid.name if table else None, cell=cells[key].address)
            findings.append(Finding("S306", place, {"what": LABELS[key], "found": seen, "made": made}))
        if not values[key]:
            findings.append(Finding("S305", Place(file), {"what": LABELS[key]}))
    identity = Identity(**values, date=_date(cells["date"]) if "date" in cells else "")
    return identity, (*findings, *_misnamed(file, named, identity))


def _date(cell: Cell) -> str:
    """A date as YYYY-MM-DD where the cell holds one, in days since 1899-12-30; else what it says."""
    serial = parse_stored(cell.content) if cell.kind is Kind.DATE else None
    if serial is None or not 0 < serial < 1_000_000:
        return label_value(cell)
    return (datetime.date(1899, 12, 30) + datetime.timedelta(days=int(serial))).isoformat()


def _misnamed(file: str, named: Identity, identity: Identity) -> Iterator[Finding]:
    """A file whose name follows the pattern but names another unit."""
    written = from_file_name(file_name(identity.unit, identity.source, identity.assessor)).unit
    if named.unit and identity.unit and written and folded(named.unit) != folded(written):
        yield Finding("S307", Place(file), {"found": named.unit, "made": identity.unit})


def choose_rubric(file: str, workbook: Workbook, library: Library) -> tuple[Rubric | None, Finding | None]:
    """The rubric that a sheet was made from, or, where the sheet does not say, the only one that was named."""
    hidden, place = hidden_data(workbook), Place(file)
    wanted = hidden.get("rubric", "")
    if not wanted:
        if len(library.named) == 1:
            return library.named[0], None
        return None, Finding("S301", place)
    versions = library.versions(wanted)
    if not versions:
        return None, Finding("S302", place, {"rubric": wanted, "nearest": nearest(wanted, library.ids())})
    same = next((rubric for rubric in versions if rubric.version == hidden.get("version")), None)
    if same is None:
        found = hidden.get("version") or "?"
        return None, Finding("S303", place, {"rubric": wanted, "found": found, "version": versions[0].version})
    if same.fingerprint != hidden.get("fingerprint"):
        return None, Finding("S304", place, {"rubric": wanted, "version": same.version})
    return same, None


def nearest(word: str, known: tuple[str, ...]) -> Fact:
    """A hint at the known word that is closest, or nothing."""
    close = difflib.get_close_matches(word, known, n=1)
    return Text(f"（最接近的是 {close[0]}）", f" (the nearest is {close[0]})") if close else ""
