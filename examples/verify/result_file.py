"""What stands in a result file: rules, tables, sheets with their entries, errors, and what units are said to have."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Iterator


#: The versions of the tables that are read here; earlier ones do not have what was entered.
FORMATS = (4, 5)


@dataclass
class Sheet:
    """One sheet; `entries` has of each item its id, the word of `points` and the word of `entered`."""

    id: int
    table: tuple[str, str]
    unit: str
    source: str
    assessor: str
    period: str
    sample: int
    decides: bool
    entries: list[tuple[str, str, str]]


@dataclass
class StatedPart:
    """What one part of a unit is said to have come to: the exact points, and a word for each item."""

    part: int
    name: str
    table: tuple[str, str]
    total: str | None
    points: dict[str, str]


@dataclass
class StatedUnit:
    """A row of the table of units, as it stands there, with its parts."""

    row: dict[str, Any]
    group: str | None
    parts: list[StatedPart] = field(default_factory=list)


class ResultFile:
    """A result file, read at once; what it says of units is in `units`, all else is what that must follow from."""

    def __init__(self, path: str) -> None:
        self.db = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)
        self.db.row_factory = sqlite3.Row
        (version,) = self.db.execute("PRAGMA user_version").fetchone()
        if version not in FORMATS:
            raise ValueError(f"{path} is no result file of version 4 or 5")
        self.meta = dict(self.db.execute("SELECT key, value FROM meta"))
        self.assessment: dict[str, Any] | None = json.loads(self.meta["assessment"] or "null")
        contents = self.rows("SELECT content FROM rubrics ORDER BY rowid")
        rubrics = [Rubric(json.loads(row["content"])) for row in contents]
        self.rubrics = {(each.id, each.version): each for each in rubrics}
        self.sheets = list(self._sheets())
        self.units = list(self._units())
        self.parts = self.rows(
            'SELECT p.*, g.name AS of_group FROM parts p JOIN groups g ON g.id = p."group" ORDER BY p.id'
        )
        self.totals = {row["name"]: row["total"] for row in self.rows("SELECT name, total FROM groups")}

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """The rows that a query gives."""
        return [dict(row) for row in self.db.execute(sql)]

    def _sheets(self) -> Iterator[Sheet]:
        """Those that count: of files that no later version stands for; and no page left blank beside filled ones."""
        layouts = {row["id"]: json.loads(row["items"]) for row in self.rows("SELECT * FROM layouts")}
        sql = """
            SELECT s.* FROM sheets s JOIN files f ON f.id = s.file
            WHERE NOT f.superseded AND s.row IS NOT -1 ORDER BY s.id"""
        for row in self.rows(sql):
            items, points = layouts.get(row["layout"], []), (row["points"] or "").split(" ")
            entered = row["entered"].split(" ") if row["entered"] else ["="] * len(points)
            yield Sheet(
                row["id"],
                (row["rubric"], row["version"]),
                row["unit"],
                row["source"],
                row["assessor"],
                row["period"] or "",
                row["sample"] or 1,
                bool(row["decides"]),
                list(zip(items, points, entered, strict=False)),
            )

    def _units(self) -> Iterator[StatedUnit]:
        sql = 'SELECT u.*, g.name AS of_group FROM units u JOIN groups g ON g.id = u."group" ORDER BY u.id'
        stated = {row["id"]: StatedUnit(row, row["of_group"]) for row in self.rows(sql)}
        items = {(r["rubric"], r["version"]): json.loads(r["items"]) for r in self.rows("SELECT * FROM rubrics")}
        joined = "unit_parts up JOIN parts p ON p.id = up.part"
        for row in self.rows(f"SELECT up.*, p.name, p.rubric, p.version FROM {joined} ORDER BY up.part"):  # noqa: S608
            table = (row["rubric"], row["version"])
            points = (
                dict(zip(items.get(table, []), (row["points"] or "").split(" "), strict=False)) if row["points"] else {}
            )
            part = StatedPart(row["part"], row["name"], table, row["total_exact"], points)
            stated[row["unit"]].parts.append(part)
        yield from stated.values()

    def errors(self) -> dict[str, list[str]]:
        """The codes of the errors of each unit: of its sheets, of the files of these, between them."""
        sql = """
            SELECT DISTINCT coalesce(f.of_unit, s.unit, t.unit) AS unit, f.code,
              coalesce(s.source, t.source, '') AS source
            FROM findings f LEFT JOIN sheets s ON s.id = f.of_sheet LEFT JOIN sheets t ON t.file = f.of_file
            WHERE f.severity = 'error' AND coalesce(f.of_unit, s.unit, t.unit) IS NOT NULL
              AND NOT coalesce((SELECT superseded FROM files WHERE id = coalesce(f.of_file, s.file)), 0)"""
        found: dict[str, list[str]] = {}
        self_checks = {
            each["name"] for each in (self.assessment or {}).get("sources", ()) if each["kind"] == "self-check"
        }
        for row in self.rows(sql):
            if row["source"] not in self_checks:
                found.setdefault(row["unit"], []).append(row["code"])
        return found
