"""Impossible values: what no result has, as where somebody changed a result file and sealed it anew."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.results.store.stored_findings import facts_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

#: No figure of a result has so many digits.
_LONGEST = 2_000
_FIGURE = rf"-?[0-9]{{1,{_LONGEST}}}(?:\.[0-9]{{1,{_LONGEST}}}|/[1-9][0-9]{{0,{_LONGEST}}})?"
_LINE = re.compile(rf"(?:(?:{_FIGURE}|-|/)(?: (?!\Z)|\Z))*")
_ONE = re.compile(_FIGURE)
#: What is text, table by table: first where a row has it at all, then what every row has.
_SHEET = ("rubric", "version", "assessor", "date", "name", "period")
_FINDING = ("of_unit", "file", "sheet", "cell", "message_zh", "message_en")
_TEXTS = {
    "unit": ("units", "id", ("band", "tie", "why", "vetoes"), ("own", "unit")),
    "sheet": ("sheets", "id", _SHEET, ("entered", "points", "unit", "source")),
    "file": ("files", "id", (), ("file", "sha256")),
    "finding": ("findings", "position", _FINDING, ("facts", "code")),
    "group": ("groups", "id", ("total",), ("name",)),
    "rule": ("rules", "position", ("name_zh", "name_en", "value_zh", "value_en", "basis"), ()),
}
#: The same of whole numbers.
_NUMBERS = {
    "unit": ("units", "id", ("rank",), ("group", "sheets")),
    "sheet": ("sheets", "id", ("row", "sample"), ("layout", "decides", "file")),
    "file": ("files", "id", (), ("superseded",)),
    "finding": ("findings", "position", ("line", "column", "of_file", "of_sheet"), ()),
}
#: How many items a list has; NULL where it is no list at all.
_COUNT = "CASE WHEN json_valid(items) THEN json_array_length(items) END"
#: Lines of words, each with how many there must be; of what was entered how many more than of points.
_LINES = {
    "unit": f"""SELECT up.unit, up.points, r.n FROM unit_parts up LEFT JOIN parts p ON p.id = up.part
        LEFT JOIN (SELECT rubric, version, {_COUNT} AS n FROM rubrics) r
        ON r.rubric = p.rubric AND r.version = p.version WHERE up.points IS NOT ''""",  # noqa: S608
    "sheet": f"""SELECT s.id, s.points, l.n FROM sheets s
        LEFT JOIN (SELECT id, {_COUNT} AS n FROM layouts) l ON l.id = s.layout""",  # noqa: S608
    "sheet ": """SELECT s.id, NULL, length(s.entered) - length(replace(s.entered, ' ', ''))
        - length(s.points) + length(replace(s.points, ' ', '')) FROM sheets s WHERE s.entered <> '' """,
}


def impossible_records(database: sqlite3.Connection) -> tuple[str, ...]:
    """The keys of the records that hold such values. Raises sqlite3.Error, ValueError."""
    found = tuple(_of_types(database))
    checks = (_of_figures, _of_lines, _of_self_checks, _of_findings)
    found = found or tuple(key for check in checks for key in check(database))
    return tuple(dict.fromkeys(found))


def _of_types(database: sqlite3.Connection) -> Iterator[str]:
    """Values of another type than their column's, or that are missing."""
    for kinds, type_ in ((_TEXTS, "text"), (_NUMBERS, "integer")):
        for kind, (table, number, may, due) in kinds.items():
            wrong = [f'("{each}" IS NOT NULL AND typeof("{each}") <> \'{type_}\')' for each in may]
            wrong += [f"typeof(\"{each}\") <> '{type_}'" for each in due]
            query = f"SELECT {number} FROM {table} WHERE {' OR '.join(wrong)}"  # noqa: S608 - our own columns
            yield from (f"{kind} {row}" for (row,) in database.execute(query))


def _of_figures(database: sqlite3.Connection) -> Iterator[str]:
    """Figures that are none; vetoes that are no list of pairs."""
    units = "SELECT id, total, total_exact, converted, tie_value FROM units"
    parts = "SELECT unit, total_exact FROM unit_parts"
    for query in (units, parts):
        for number, *figures in database.execute(query):
            if any(each is not None and not (isinstance(each, str) and _ONE.fullmatch(each)) for each in figures):
                yield f"unit {number}"
    for number, vetoes in database.execute("SELECT id, vetoes FROM units WHERE vetoes <> ''"):
        pairs = json.loads(vetoes)
        if not isinstance(pairs, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
            yield f"unit {number}"


def _of_lines(database: sqlite3.Connection) -> Iterator[str]:
    """Lines of words that are no points, or that are more or fewer than there are items."""
    for kind, query in _LINES.items():
        for number, line, count in database.execute(query):
            if not (_is_line(line, count) if line is not None or kind != "sheet " else count == 0):
                yield f"{kind.strip()} {number}"


def _of_self_checks(database: sqlite3.Connection) -> Iterator[str]:
    """The same of what units gave themselves, for which the file does not say of which rubric it is."""
    counts = {count for (count,) in database.execute(f"SELECT {_COUNT} FROM rubrics")}  # noqa: S608 - our own
    for number, own in database.execute("SELECT id, own FROM units WHERE own <> ''"):
        if not _is_line(own, None) or own.count(" ") + 1 not in counts:
            yield f"unit {number}"


def _is_line(line: object, count: int | None) -> bool:
    if not isinstance(line, str) or not _LINE.fullmatch(line):
        return False
    return count is None or (line.count(" ") + 1 if line else 0) == count


def _of_findings(database: sqlite3.Connection) -> Iterator[str]:
    """Findings that cannot be told."""
    for number, code, facts in database.execute("SELECT position, code, facts FROM findings"):
        try:
            Finding(code, Place(), facts_of(facts)).line("zh")
        except (AttributeError, LookupError, TypeError, ValueError):
            yield f"finding {number}"
