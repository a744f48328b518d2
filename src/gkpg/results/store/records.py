"""The records of a result file: everything in it that counts, each record as the bytes that are sealed.

A record is a JSON value of objects, lists, text, NULL and whole numbers, written in one way only (RFC 8785). What
belongs to it stands in it as words, not as numbers of other tables, so that it can be read without the rest.
docs/trust.md describes all of them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from gkpg.results.store.content_seal import Seal
from gkpg.results.store.schema import SCHEMA

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

#: The leaf of everything that belongs to no single unit.
COMMON = 0
#: What is put into a file when its records are made, and cannot be in them.
_SEALS = {"seal", "content_seal"}

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=repr)


class Record(NamedTuple):
    """One record: the leaf of the tree that it is in, what it is called, and its bytes."""

    leaf: int
    key: str
    content: bytes


def canonical(value: object) -> bytes:
    """The one way to write a JSON value: keys in order, no spaces, UTF-8, nothing escaped that need not be."""
    return _ENCODER.encode(value).encode(errors="surrogatepass")


def records_of(database: sqlite3.Connection) -> Iterator[Record]:
    """All records of a result file, kind by kind; those of one leaf are in their order. Raises sqlite3.Error."""
    leaves = _Leaves(database)
    for kind, list_records in _KINDS.items():
        for leaf, number, content in list_records(database, leaves):
            key = kind if number is None else f"{kind} {number}"
            yield Record(leaf, key, canonical({**content, "record": kind, "number": number}))


def seals_of(database: sqlite3.Connection) -> list[Seal]:
    """The seals of all records, leaf by leaf. Raises sqlite3.Error."""
    seals = [Seal(leaf, key, hashlib.sha256(content).digest()) for leaf, key, content in records_of(database)]
    return sorted(seals, key=lambda seal: seal.leaf)


class _Leaves:
    """Which leaf what belongs to: that of a unit, or that of what is common."""

    def __init__(self, database: sqlite3.Connection) -> None:
        units = database.execute("SELECT unit FROM units GROUP BY unit ORDER BY min(id)")
        self.units: dict[str, int] = {unit: leaf for leaf, (unit,) in enumerate(units, 1)}
        self.sheets: dict[int, int] = {}
        self.files: dict[int, int] = {}
        for sheet, file, unit in database.execute("SELECT id, file, unit FROM sheets ORDER BY id"):
            leaf = self.sheets[sheet] = self.of_unit(unit)
            self.files[file] = leaf if self.files.get(file, leaf) == leaf else COMMON

    def of_unit(self, unit: str | None) -> int:
        """The leaf of a unit; that of what is common where there is no such unit."""
        return self.units.get(unit, COMMON) if unit is not None else COMMON

    def of_finding(self, file: int | None, sheet: int | None, unit: str | None) -> int:
        """The leaf of a finding, by what it belongs to."""
        if unit is not None:
            return self.of_unit(unit)
        return self.files.get(file, COMMON) if file is not None else self.sheets.get(sheet or 0, COMMON)


_Listed = tuple[int, "int | None", dict[str, Any]]


def _head(database: sqlite3.Connection, _: _Leaves) -> Iterator[_Listed]:
    meta = dict(database.execute("SELECT key, value FROM meta"))
    yield COMMON, None, {"meta": {str(key): value for key, value in meta.items() if key not in _SEALS}}


def _tables(database: sqlite3.Connection, _: _Leaves) -> Iterator[_Listed]:
    """How the tables and views are made, and how many rows they have; other records tell that of two tables."""
    made = database.execute("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    made = [each for each in made if each[0] in OWN_TABLES]
    tables = [name for name, kind, _sql in made if kind == "table" and name not in {"meta", "seals"}]
    counts = {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608 - our own names
    yield COMMON, None, {"sql": {name: sql for name, _kind, sql in made}, "rows": counts}


def _rules(database: sqlite3.Connection, _: _Leaves) -> Iterator[_Listed]:
    columns = ("name_zh", "name_en", "value_zh", "value_en", "basis", "is_default")
    for number, row in _rows(database, "rules", "position", columns):
        yield COMMON, number, row


def _rubrics(database: sqlite3.Connection, _: _Leaves) -> Iterator[_Listed]:
    columns = ("rubric", "version", "fingerprint", "title", "items", "content")
    for place, (_rowid, row) in enumerate(_rows(database, "rubrics", "rowid", columns), 1):
        yield COMMON, place, row


def _groups(database: sqlite3.Connection, _: _Leaves) -> Iterator[_Listed]:
    parts: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for number, row in _rows(database, "parts", "id", ("name", "rubric", "version", "weight", '"group"')):
        group = row.pop("group")
        parts[group].append({"number": number, **row})
    for number, row in _rows(database, "groups", "id", ("name", "total")):
        yield COMMON, number, {**row, "parts": parts[number]}


def _layouts(database: sqlite3.Connection, _: _Leaves) -> Iterator[_Listed]:
    for number, row in _rows(database, "layouts", "id", ("items", "cells")):
        yield COMMON, number, row


def _units(database: sqlite3.Connection, leaves: _Leaves) -> Iterator[_Listed]:
    got: dict[int, list[dict[str, Any]]] = defaultdict(list)
    items = _Lists()
    for unit, number, name, rubric, version, listed, total, points in database.execute(_UNIT_PARTS):
        pairs = None if points is None else list(zip_longest(items.of(listed), _words(points)))
        part = {"part": number, "name": name, "rubric": rubric, "version": version}
        got[unit].append({**part, "total_exact": total, "points": pairs})
    groups = dict(database.execute("SELECT id, name FROM groups"))
    columns = ("unit", "sheets", "total", "total_exact", "converted", "band", "rank", "tie", "tie_value", "why", "own")
    for number, row in _rows(database, "units", "id", (*columns, "vetoes", '"group"')):
        group = row.pop("group")
        yield leaves.of_unit(row["unit"]), number, {**row, "group": groups.get(group), "parts": got[number]}


def _files(database: sqlite3.Connection, leaves: _Leaves) -> Iterator[_Listed]:
    for number, row in _rows(database, "files", "id", ("file", "sha256", "superseded")):
        yield leaves.files.get(number, COMMON), number, row


def _sheets(database: sqlite3.Connection, leaves: _Leaves) -> Iterator[_Listed]:
    layouts = {number: _Layout(*lists) for number, *lists in database.execute("SELECT id, items, cells FROM layouts")}
    notes: dict[int, list[list[Any]]] = defaultdict(list)
    for sheet, *note in database.execute("SELECT sheet, item, reason, link FROM notes ORDER BY rowid"):
        notes[sheet].append(note)
    none = _Layout(None, None)
    for number, layout, points, entered, *rest in database.execute(_SHEETS):
        entries = layouts.get(layout, none).entries(points, entered)
        row = dict(zip(_SHEET_NAMES, rest, strict=True))
        yield (
            leaves.sheets.get(number, COMMON),
            number,
            {**row, "layout": layout, "entries": entries, "notes": notes.get(number, [])},
        )


def _findings(database: sqlite3.Connection, leaves: _Leaves) -> Iterator[_Listed]:
    for number, row in _rows(database, "findings", "position", _FINDING):
        yield leaves.of_finding(row["of_file"], row["of_sheet"], row["of_unit"]), number, row


#: Every kind of record with what lists its records: leaf, number and content of each. They are sealed in this order.
_KINDS: Mapping[str, Callable[[sqlite3.Connection, _Leaves], Iterable[_Listed]]] = {
    "head": _head,
    "tables": _tables,
    "rule": _rules,
    "rubric": _rubrics,
    "group": _groups,
    "layout": _layouts,
    "unit": _units,
    "file": _files,
    "sheet": _sheets,
    "finding": _findings,
}
#: The tables and views whose making is sealed.
OWN_TABLES = frozenset(re.findall(r"CREATE (?:TABLE|VIEW) (\w+)", SCHEMA))
_UNIT_PARTS = """
SELECT u.unit, u.part, p.name, p.rubric, p.version, r.items, u.total_exact, u.points
FROM unit_parts u LEFT JOIN parts p ON p.id = u.part
  LEFT JOIN rubrics r ON r.rubric = p.rubric AND r.version = p.version
ORDER BY u.unit, u.part, u.rowid
"""
_SHEET_NAMES = (
    "file", "sha256", "rubric", "version", "unit", "source", "assessor", "date", "period", "tab", "row", "sample",
    "decides",
)  # fmt: skip
_SHEETS = """
SELECT s.id, s.layout, s.points, s.entered, f.file, f.sha256, s.rubric, s.version, s.unit, s.source, s.assessor, s.date,
  s.period, s.name, s."row", s.sample, s.decides
FROM sheets s LEFT JOIN files f ON f.id = s.file ORDER BY s.id
"""
_FINDING = (
    "of_file", "of_sheet", "of_unit", "severity", "code", "file", "line", '"column"', "sheet", "cell", "message_zh",
    "message_en", "facts",
)  # fmt: skip


def _rows(
    database: sqlite3.Connection, table: str, key: str, columns: Sequence[str]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a table in the order of their key, each with it and its columns by name."""
    names = [column.strip('"') for column in columns]
    for number, *row in database.execute(f"SELECT {key}, {', '.join(columns)} FROM {table} ORDER BY {key}"):  # noqa: S608 - our own names
        yield number, dict(zip(names, row, strict=True))


class _Lists:
    """Lists that are kept as JSON, each read once."""

    def __init__(self) -> None:
        self._known: dict[str | None, list[Any]] = {None: []}

    def of(self, text: str | None) -> list[Any]:
        """The list; where the text is none, the text alone."""
        if text not in self._known:
            self._known[text] = _list_of(text)
        return self._known[text]


class _Layout:
    """The items of sheets of one layout and their cells."""

    def __init__(self, items: str | None, cells: str | None) -> None:
        self._items, self._cells = _list_of(items), _list_of(cells)

    def entries(self, points: str | None, entered: str | None) -> list[tuple[Any, ...]] | None:
        """What is entered in one sheet: item, cell, points and what was entered; None for what there is not.

        None without a line, which gkpg never writes: an empty line is another thing.
        """
        if points is None or entered is None:
            return None
        return list(zip_longest(self._items, self._cells, _words(points), _words(entered)))


def _list_of(text: str | None) -> list[Any]:
    try:
        listed = [] if text is None else json.loads(text)
    except (ValueError, TypeError):
        return [text]
    return listed if isinstance(listed, list) else [text]


def _words(line: Any) -> list[Any]:
    """The words of a line, none of an empty one; what is no text, which gkpg never writes, stands as it is."""
    if not isinstance(line, str):
        return [line]
    return line.split(" ") if line else []
