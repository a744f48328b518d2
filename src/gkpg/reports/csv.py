"""The CSV report: one frame, in UTF-8 with a mark for Excel, in which nothing becomes a formula, a date or a number."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from typing import TYPE_CHECKING

from gkpg.reports.frames import COLUMNS, frame

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gkpg.base.text import Lang
    from gkpg.reports.formats import TableName
    from gkpg.scoring import Results

#: Columns of figures, in which a number is to be one; in all others only text that a spreadsheet leaves as it is.
_FIGURES = {"rank", "total", "total_exact", "converted", "sheets", "level", "scored", "max", "points", "own", "most"}
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
#: A number that comes back as it is written: no zeros before or behind it, no more digits than spreadsheets keep.
_SAME = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")
_MOST_DIGITS = 15
_MONTH = (
    r"(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?"
    r"|dec(ember)?)"
)
#: What a spreadsheet takes for a number, a part of the day, a date, a truth value or an error.
_BECOMES_ANOTHER = re.compile(
    r"[+-]?[¥$€£]?\s*(?=[.]?[0-9])[0-9,]*[.]?[0-9]*\s*(e[+-]?[0-9]+)?\s*[%¥$€£]?"
    r"|\([¥$€£]?[0-9.,]+%?\)"
    r"|[0-9][0-9 .:/-]*[:/-][0-9 .:/-]*([ap]m?)?|[0-9]{1,2}( [ap]m?|[ap]m)"
    r"|[0-9 ]+年[0-9年月日号时点分秒: ]*|[0-9 ]+月[0-9日号时点分秒: ]*|[0-9 ]+[时点][0-9分秒 ]*|[0-9 ]+分[0-9 ]+秒"
    rf"|(?=.*[0-9])([0-9]{{1,4}}[ /-]*)?{_MONTH}[.]?([ ,/-]*[0-9]{{1,4}}){{0,2}}"
    r"|true|false|#[a-z0-9/]+[!?]?",
    re.IGNORECASE,
)
#: So many columns each table had at first; columns are only added, behind the others.
_FEWEST: dict[TableName, int] = {"ranking": 13, "items": 11, "findings": 9}
_ACTS = ("=", "+", "-", "@")
#: The last column: by what stands in it gkpg sees whether a file was edited.
SEAL = "seal"


def render(results: Results, lang: Lang, table: TableName) -> bytes:
    """The bytes of a CSV file. What a spreadsheet would change or run gets an apostrophe in front."""
    found = frame(results, table, lang)
    columns = [str(name) for name in found.columns]
    rows = [[keep_as_is(text, name) for name, text in zip(columns, row, strict=True)] for row in found.to_numpy()]
    return _lay_out([columns, *rows])


def is_own_report(path: Path) -> bool:
    """Whether a file is a CSV report that gkpg wrote, or an earlier version: its headings say so."""
    with path.open("rb") as file:
        head = file.readline(1_000).decode("utf-8-sig", errors="replace").strip().split(",")
    names = tuple(head[:-1] if head[-1] == SEAL else head)
    return any(names == each[: len(names)] and len(names) >= _FEWEST[table] for table, each in COLUMNS.items())


def is_as_written(path: Path) -> bool:
    """Whether a report is just as gkpg wrote it: its seal is that of what it says."""
    raw = path.read_bytes()
    try:
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        return False
    return raw == _lay_out([row[:-1] for row in rows])


def keep_as_is(text: str, column: str) -> str:
    """A field as a spreadsheet will show it: with an apostrophe in front where it would be changed or run.

    One apostrophe is taken off to have the text again, so text that begins with one gets another.
    """
    if column in _FIGURES and _NUMBER.fullmatch(text) and sum(map(str.isdigit, text)) <= _MOST_DIGITS:
        return text
    return f"'{text}" if _is_changed(text) else text


def _is_changed(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text).strip()
    if text.startswith(("'", "\t", "\r", "\n")):
        return True
    if _SAME.fullmatch(text):
        return sum(map(str.isdigit, text)) > _MOST_DIGITS or text == "-0"
    return plain.startswith(_ACTS) or _BECOMES_ANOTHER.fullmatch(plain) is not None


def _lay_out(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as the bytes of a file, with a last column in which a digest of them all stands once, in the first row."""
    rows = [[text.encode(errors="replace").decode() for text in row] for row in rows]
    digest = hashlib.sha256("\x1e".join("\x1f".join(row) for row in rows).encode()).hexdigest()
    seals = (SEAL, f"gkpg-{digest[:16]}", *("" for _ in rows[2:]))
    out = io.StringIO(newline="")
    csv.writer(out).writerows([*row, seal] for row, seal in zip(rows, seals, strict=False))
    return out.getvalue().encode("utf-8-sig")
