"""The CSV report: one table, in UTF-8 with a mark for Excel, in which nothing becomes a formula, a date or a number."""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
import unicodedata
from collections import deque
from functools import lru_cache
from itertools import chain, product, repeat
from types import SimpleNamespace
from typing import TYPE_CHECKING

from gkpg.reports.disclosure import AUDIENCES, Disclosure
from gkpg.reports.plain_rows import columns, plain_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from hashlib import _Hash as Digest
    from pathlib import Path
    from typing import BinaryIO

    from gkpg.reports.report import Report, TableName

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
#: The columns of tables of which something is withheld, or that have no ranks.
_OPEN_COLUMNS = {
    columns(table, Disclosure(audience, scores, ranks))
    for table in _FEWEST
    for audience, scores, ranks in product(AUDIENCES, (True, False), (True, False))
} - {()}
_ACTS = ("=", "+", "-", "@")
#: The last column: by what stands in it gkpg sees whether a file was edited.
SEAL = "seal"
_NO_SEAL = "gkpg-" + "0" * 16
_END = b"\r\n"


def write(report: Report, out: BinaryIO) -> None:
    """Write the table of a report. What a spreadsheet would change or run gets an apostrophe in front."""
    headings = columns(report.table, report.disclosure)
    rows = (tuple(map(keep_as_is, row, headings)) for row in plain_rows(report))
    digest, place = hashlib.sha256(), None
    for number, line in enumerate(_lay_out(_follow(chain((headings,), rows), digest), _NO_SEAL)):
        out.write(line)
        place = out.tell() - len(_END) if number == 1 else place
    if place is not None:
        seal = _seal(digest).encode()
        out.seek(place - len(seal))
        out.write(seal)


def is_own_report(path: Path) -> bool:
    """Whether a file is a CSV report that gkpg wrote, or an earlier version: its headings say so."""
    with path.open("rb") as file:
        head = file.readline(1_000).decode("utf-8-sig", errors="replace").strip().split(",")
    names = tuple(head[:-1] if head[-1] == SEAL else head)
    return names in _OPEN_COLUMNS or any(
        names == columns(table)[: len(names)] and len(names) >= fewest for table, fewest in _FEWEST.items()
    )


def is_as_written(path: Path) -> bool:
    """Whether a report is just as gkpg wrote it: its seal is that of what it says."""
    digest = hashlib.sha256()
    try:
        deque(_follow(_read(path), digest), maxlen=0)
        lines = _lay_out(_read(path), _seal(digest))
        with path.open("rb") as raw:
            return all(raw.read(len(line)) == line for line in lines) and not raw.read(1)
    except (UnicodeDecodeError, csv.Error):
        return False


def _read(path: Path) -> Iterator[Sequence[str]]:
    """The rows of a file, without the last column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from (row[:-1] for row in csv.reader(file))


def keep_as_is(text: str, column: str) -> str:
    """A field of a column as a spreadsheet will show it."""
    return keep_safe(text, is_figure=column in _FIGURES)


@lru_cache(maxsize=8_192)
def keep_safe(text: str, *, is_figure: bool) -> str:
    """A field as a spreadsheet will show it: with an apostrophe in front where it would be changed or run.

    One apostrophe is taken off to have the text again, so text that begins with one gets another.
    """
    if is_figure and _NUMBER.fullmatch(text) and sum(map(str.isdigit, text)) <= _MOST_DIGITS:
        return text
    return f"'{text}" if _is_changed(text) else text


def _is_changed(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text).strip()
    if text.startswith(("'", "\t", "\r", "\n")):
        return True
    if _SAME.fullmatch(text):
        return sum(map(str.isdigit, text)) > _MOST_DIGITS or text == "-0"
    return plain.startswith(_ACTS) or _BECOMES_ANOTHER.fullmatch(plain) is not None


def _follow(rows: Iterable[Sequence[str]], digest: Digest) -> Iterator[Sequence[str]]:
    """The same rows; what they say goes into a digest."""
    for number, row in enumerate(rows):
        text = "\x1f".join(row).encode(errors="replace")
        digest.update(b"\x1e" + text if number else text)
        yield row


def _seal(digest: Digest) -> str:
    return f"gkpg-{digest.hexdigest()[:16]}"


def _lay_out(rows: Iterable[Sequence[str]], seal: str) -> Iterator[bytes]:
    """Rows as the lines of a file, with a last column in which the seal of them all stands once, in the first row."""
    made: list[str] = []
    writer = csv.writer(SimpleNamespace(write=made.append))
    for row, last in zip(rows, chain((SEAL, seal), repeat("")), strict=False):
        writer.writerow([*row, last])
        line = made.pop().encode(errors="replace")
        yield line if last != SEAL else codecs.BOM_UTF8 + line
