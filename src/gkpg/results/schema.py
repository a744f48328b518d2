"""The schema of a result file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.words import Text

if TYPE_CHECKING:
    from pathlib import Path

#: The version of the schema below. A file with another one is refused, never guessed at.
FORMAT = 1
APPLICATION = 0x676B7067  # "gkpg"
KIND = Text("结果文件", "a result file")

#: Points are text, exact: `33.5`, or a fraction such as `101/3`. NULL points are a blank; NULL totals are not scored.
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE rules (position INTEGER PRIMARY KEY, name_zh TEXT, name_en TEXT, value_zh TEXT, value_en TEXT,
  basis TEXT);
CREATE TABLE rubrics (rubric TEXT, version TEXT, fingerprint TEXT, title TEXT, content TEXT,
  PRIMARY KEY (rubric, version));
CREATE TABLE sheets (id INTEGER PRIMARY KEY, file TEXT, sha256 TEXT, rubric TEXT, version TEXT, unit TEXT, source TEXT,
  assessor TEXT, date TEXT, name TEXT);
CREATE TABLE entries (sheet INTEGER REFERENCES sheets, item TEXT, points TEXT, cell TEXT, reason TEXT, link TEXT);
CREATE TABLE findings (position INTEGER PRIMARY KEY, owner INTEGER REFERENCES sheets, severity TEXT, code TEXT,
  file TEXT, line INTEGER, "column" INTEGER, sheet TEXT, cell TEXT, message_zh TEXT, message_en TEXT, facts TEXT);
CREATE TABLE groups (id INTEGER PRIMARY KEY, name TEXT, rubric TEXT, version TEXT);
CREATE TABLE units (id INTEGER PRIMARY KEY, "group" INTEGER REFERENCES groups, unit TEXT, sheets INTEGER, total TEXT,
  total_exact TEXT, grade_zh TEXT, grade_en TEXT, rank INTEGER, why_zh TEXT, why_en TEXT);
CREATE TABLE steps (unit INTEGER REFERENCES units, position INTEGER, what TEXT, item TEXT, value TEXT, terms TEXT);
"""


def is_result(path: Path) -> bool:
    """Whether a file is a result file of gkpg, of whatever version."""
    with path.open("rb") as file:
        head = file.read(72)
    return head.startswith(b"SQLite format 3\x00") and head[68:72] == APPLICATION.to_bytes(4, "big")
