"""The schema of a result file."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from gkpg.base.text import Text

if TYPE_CHECKING:
    from pathlib import Path

#: The version of the schema below. A file with another one is refused, never guessed at.
FORMAT = 5
#: Earlier versions that can still be read. Format 4 has no seal over its content; format 3 has sentences in place of keys
#: besides (`results/store/format_3.py`) and does not know what was entered beside its points.
READABLE = frozenset({3, 4, FORMAT})
FIRST_SEALED = 5
APPLICATION = 0x676B7067  # "gkpg"
KIND = Text("结果文件", "a result file")

#: Points are text, exact: `33.5`, or a fraction such as `101/3`. NULL points are a blank; NULL totals are not scored.
#: What a unit came to is told by keys, which `scoring/describe.py` puts into words: `band` is the name of its grade,
#: `tie` the item or part that parted it from equal totals, with its points in `tie_value`; `vetoes` are pairs of a part
#: and the id of a veto (JSON). A line of points has a word for each item of its list, `-` for a blank: of
#: `layouts.items` in `sheets`, of `rubrics.items` in `unit_parts`, `/` where an item does not apply. `sheets.entered`
#: has what was entered in the same way: `=` for the points themselves, a colon before a level or a word of a scale, `#`
#: before a figure, of which scoring makes points; it is empty where all are points. Where a figure was entered
#: `sheets.points` has the figure. The views give entries and points row by row.
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE rules (position INTEGER PRIMARY KEY, name_zh TEXT, name_en TEXT, value_zh TEXT, value_en TEXT,
  basis TEXT, is_default INTEGER);
CREATE TABLE rubrics (rubric TEXT, version TEXT, fingerprint TEXT, title TEXT, items TEXT, content TEXT,
  PRIMARY KEY (rubric, version));
CREATE TABLE files (id INTEGER PRIMARY KEY, file TEXT, sha256 TEXT, superseded INTEGER);
CREATE TABLE layouts (id INTEGER PRIMARY KEY, items TEXT, cells TEXT);
CREATE TABLE sheets (id INTEGER PRIMARY KEY, file INTEGER REFERENCES files, rubric TEXT, version TEXT, unit TEXT,
  source TEXT, assessor TEXT, date TEXT, name TEXT, "row" INTEGER, layout INTEGER REFERENCES layouts, points TEXT,
  sample INTEGER, decides INTEGER, entered TEXT, period TEXT);
CREATE TABLE notes (sheet INTEGER REFERENCES sheets, item TEXT, reason TEXT, link TEXT);
CREATE TABLE findings (position INTEGER PRIMARY KEY, of_file INTEGER REFERENCES files,
  of_sheet INTEGER REFERENCES sheets, of_unit TEXT, severity TEXT, code TEXT, file TEXT, line INTEGER, "column" INTEGER,
  sheet TEXT, cell TEXT, message_zh TEXT, message_en TEXT, facts TEXT);
CREATE TABLE groups (id INTEGER PRIMARY KEY, name TEXT, total TEXT);
CREATE TABLE parts (id INTEGER PRIMARY KEY, "group" INTEGER REFERENCES groups, name TEXT, rubric TEXT, version TEXT,
  weight TEXT);
CREATE TABLE units (id INTEGER PRIMARY KEY, "group" INTEGER REFERENCES groups, unit TEXT, sheets INTEGER, total TEXT,
  total_exact TEXT, converted TEXT, band TEXT, rank INTEGER, tie TEXT, tie_value TEXT, why TEXT, own TEXT, vetoes TEXT);
CREATE TABLE unit_parts (unit INTEGER REFERENCES units, part INTEGER REFERENCES parts, total_exact TEXT, points TEXT);
CREATE TABLE seals (leaf INTEGER, record TEXT, digest BLOB);
CREATE VIEW entries AS
  SELECT s.id AS sheet, i.value AS item,
    CASE WHEN e.value LIKE '#%' THEN NULL ELSE nullif(nullif(p.value, '-'), '/') END AS points, p.value = '/' AS not_applicable,
    c.value AS cell, n.reason, n.link,
    CASE WHEN e.value IS NULL OR e.value = '=' THEN nullif(nullif(p.value, '-'), '/')
      ELSE replace(ltrim(nullif(e.value, '-'), ':#'), char(160), ' ') END AS entered
  FROM sheets s JOIN layouts l ON l.id = s.layout, json_each(l.items) i,
    json_each('["' || replace(s.points, ' ', '","') || '"]') p, json_each(l.cells) c
    LEFT JOIN json_each('["' || replace(replace(replace(s.entered, '\\', '\\\\'), '"', '\\"'), ' ', '","') || '"]') e
      ON e.key = i.key AND s.entered <> ''
    LEFT JOIN notes n ON n.sheet = s.id AND n.item = i.value
  WHERE p.key = i.key AND c.key = i.key AND s.points <> '';
CREATE VIEW points AS
  SELECT u.unit, u.part, i.value AS item, nullif(nullif(p.value, '-'), '/') AS points, p.value = '/' AS not_applicable
  FROM unit_parts u JOIN parts t ON t.id = u.part JOIN rubrics r ON r.rubric = t.rubric AND r.version = t.version,
    json_each(r.items) i, json_each('["' || replace(u.points, ' ', '","') || '"]') p
  WHERE p.key = i.key AND u.points <> '';
"""


#: What a file that came of a dump has in the places of the application and of the version, which no dump writes.
UNKNOWN = 0
_SQLITE = b"SQLite format 3\x00"


def is_result(path: Path) -> bool:
    """Whether a file is a result file of gkpg, of whatever version."""
    if path.exists() and not path.is_file() and not path.is_dir():
        return False
    with path.open("rb") as file:
        head = file.read(72)
        if not head.startswith(_SQLITE):
            return False
        application = int.from_bytes(head[68:72], "big")
        return application == APPLICATION or (application == UNKNOWN and _is_restored(head + file.read()))


def _is_restored(content: bytes) -> bool:
    """Whether a database that names no application is a result that was written from a dump: it has a seal."""
    with contextlib.closing(sqlite3.connect(":memory:")) as database, contextlib.suppress(sqlite3.Error):
        database.deserialize(content)
        return database.execute("SELECT 1 FROM meta WHERE key = 'content_seal'").fetchone() is not None
    return False
