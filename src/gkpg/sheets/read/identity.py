"""Whose sheet it is: its unit, source, assessor, rubric, from where a sheet says so."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gkpg.base.nearest import nearest_name
from gkpg.base.normalize import fold_name, normalize_name
from gkpg.base.points import parse_stored
from gkpg.base.text import Text
from gkpg.findings.finding import Fact, Finding
from gkpg.findings.place import Place
from gkpg.sheets.file_names import is_name_of
from gkpg.sheets.layout import DEFAULT_SOURCE, LABELS
from gkpg.sheets.read.copy_names import has_copy_marks
from gkpg.sheets.read.name_patterns import NAMED
from gkpg.sheets.read.score_table import label_value
from gkpg.workbooks.cells import Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkpg.rubric import Library, Rubric
from gkpg.sheets.model import Identity

#: A longer word is no misspelt name, and to compare it would take long.
_LONGEST_WORD = 100
#: The day 0 of dates in workbooks: mostly, and in those that count from 1904.
_FIRST_DAYS = (datetime.date(1899, 12, 30), datetime.date(1904, 1, 1))
_MOST_DAYS = 1_000_000
#: A date as some formats store it, with a time of day.
_WITH_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].{0,40}")


def parse_file_name(named: Mapping[str, str]) -> Identity:
    """Whose sheet it is by what a file's name says."""
    return Identity(**{key: normalize_name(text) for key, text in named.items()})


@dataclass(frozen=True, slots=True)
class IdentityClaims:
    """Where a sheet says who scored whom: its hidden data, its labelled cells, its file's name, in this order.

    `from_1904` says that dates in its cells are days since the first of 1904, `is_one_of_several` that the file has
    sheets on other worksheets as well.
    """

    file: str
    grid: str
    hidden: Mapping[str, str]
    cells: Mapping[str, Cell]
    named: Mapping[str, str]
    from_1904: bool = False
    is_one_of_several: bool = False

    def place(self, key: str) -> Place:
        """The cell of a label, else the file."""
        cell = self.cells[key].address if key in self.cells else None
        return Place(self.file, sheet=self.grid, cell=cell) if cell or self.is_one_of_several else Place(self.file)

    def value(self, key: str) -> str:
        """What counts."""
        seen = label_value(self.cells[key]) if key in self.cells else ""
        return normalize_name(self.hidden.get(key) or seen or self.named.get(key, ""))


def identify(says: IdentityClaims, keys: Sequence[str] = NAMED) -> tuple[Identity, tuple[Finding, ...]]:
    """Who a sheet is for, and where its own words disagree. `keys` are what must be known."""
    values = {key: says.value(key) for key in keys}
    missing = (Finding("S305", says.place(key), {"what": LABELS[key]}) for key in keys if not values[key])
    date = _date(says.cells["date"], _FIRST_DAYS[says.from_1904]) if "date" in says.cells else ""
    return Identity(**values, date=date), (*missing, *_check_labels(says, keys), *_check_file_name(says, values))


def _check_labels(says: IdentityClaims, keys: Sequence[str]) -> Iterator[Finding]:
    """A labelled cell says what the hidden data says."""
    for key in keys:
        made, seen = says.hidden.get(key, ""), label_value(says.cells[key]) if key in says.cells else ""
        if made and seen and fold_name(made) != fold_name(seen):
            yield Finding("S306", says.place(key), {"what": LABELS[key], "found": seen, "made": made})


def _check_file_name(says: IdentityClaims, values: Mapping[str, str]) -> Iterator[Finding]:
    """A file whose name follows the pattern says what the sheet says.

    Of a name that says that the file is a copy the end, which is mostly the assessor, is not held to it.
    """
    is_copy = has_copy_marks(says.file)
    for key, value in values.items():
        found = "" if is_copy and key == "assessor" else says.named.get(key, "")
        if found and value and not is_name_of(found, value):
            yield Finding("S307", Place(says.file), {"what": LABELS[key], "found": found, "made": value})


def _date(cell: Cell, first: datetime.date) -> str:
    """A date as YYYY-MM-DD where the cell holds one, in days since the first; else what it says."""
    serial = parse_stored(cell.content) if cell.kind is CellKind.DATE else None
    if serial is None or not 0 < serial < _MOST_DAYS:
        said = label_value(cell)
        return said[:10] if cell.kind is CellKind.DATE and _WITH_TIME.fullmatch(said) else said
    return (first + datetime.timedelta(days=int(serial))).isoformat()


def choose_rubric(place: Place, hidden: Mapping[str, str], library: Library) -> tuple[Rubric | None, Finding | None]:
    """The rubric that a sheet was made from, or, where the sheet does not say, the only one that was named."""
    wanted = hidden.get("rubric", "")
    if not wanted:
        if len(library.named) == 1:
            return library.named[0], None
        return None, Finding("S301", place)
    versions = library.versions(wanted)
    if not versions:
        return None, Finding("S302", place, {"rubric": wanted, "nearest": nearest_hint(wanted, library.ids())})
    same = next((rubric for rubric in versions if rubric.version == hidden.get("version")), None)
    if same is None:
        found = hidden.get("version") or "?"
        return None, Finding("S303", place, {"rubric": wanted, "found": found, "version": versions[0].version})
    if same.fingerprint != hidden.get("fingerprint"):
        return None, Finding("S304", place, {"rubric": wanted, "version": same.version})
    return same, None


def other_source(says: IdentityClaims, identity: Identity, rubric: Rubric) -> Iterator[Finding]:
    """The source is none that the rubric does not name but that is nearly one that it names."""
    known = _known_sources(rubric.sources)
    if rubric.sources and identity.source not in known and (hint := nearest_hint(identity.source, known)):
        yield Finding("S309", says.place("source"), {"source": identity.source, "nearest": hint})


@lru_cache(maxsize=64)
def _known_sources(named: tuple[str, ...]) -> tuple[str, ...]:
    return (*DEFAULT_SOURCE, *map(normalize_name, named))


def nearest_hint(word: str, known: tuple[str, ...], close: float = 0.6) -> Fact:
    """A hint at the known word that is closest, nothing if none is at least so close (1 is the same word)."""
    found = nearest_name(word[:_LONGEST_WORD], known, close)
    return "" if found is None else Text(f"（最接近的是 {found}）", f" (the nearest is {found})")
