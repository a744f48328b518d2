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
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from gkpg.base.text import Lang
    from gkpg.reports.formats import TableName
    from gkpg.scoring import Results

#: Columns of figures, in which a number is to be one; in all others only text that a spreadsheet leaves as it is.
_FIGURES = {"rank", "total", "total_exact", "converted", "sheets", "level", "scored", "max", "points", "own"}
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
_ACTS = ("=", "+", "-", "@")
_QUOTES_NEEDED = re.compile(r'[",\r\n]|^\s|\s$')


def render(results: Results, lang: Lang, table: TableName) -> bytes:
    """The bytes of a CSV file. What a spreadsheet would change or run gets an apostrophe in front."""
    found = frame(results, table, lang)
    columns = [str(name) for name in found.columns]
    rows = [[keep_as_is(text, name) for name, text in zip(columns, row, strict=True)] for row in found.to_numpy()]
    return _lay_out([columns, *rows])


def is_own_report(path: Path) -> bool:
    """Whether a file is a CSV report that gkpg wrote: its headings say so."""
    with path.open("rb") as file:
        head = file.readline(1_000).decode("utf-8-sig", errors="replace")
    return tuple(head.strip().replace('"', "").split(",")) in COLUMNS.values()


def is_as_written(path: Path) -> bool:
    """Whether a report is just as gkpg wrote it: the quotes around its fields are those that go with what they say."""
    raw = path.read_bytes()
    try:
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        return False
    return raw == _lay_out(rows)


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
    """Rows as the bytes of a file. Which fields below the headings have quotes that need none follows from a digest.

    For programs that makes no difference; but a file that somebody has edited has the quotes of what it said before.
    """
    rows = [[text.encode(errors="replace").decode() for text in row] for row in rows]
    marks = _marks(rows)
    head = [",".join(_quote(text, is_marked=False) for text in row) for row in rows[:1]]
    lines = (*head, *(",".join(_quote(text, is_marked=next(marks)) for text in row) for row in rows[1:]))
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")


def _marks(rows: Iterable[Sequence[str]]) -> Iterator[bool]:
    """For one field after another whether the digest gives it quotes; the digest is repeated."""
    digest = hashlib.sha256("\x1e".join("\x1f".join(row) for row in rows).encode()).digest()
    while True:
        yield from (bool(byte >> bit & 1) for byte in digest for bit in range(8))


def _quote(text: str, *, is_marked: bool) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if is_marked or _QUOTES_NEEDED.search(text) else text
