"""Opening a result file as a database in memory, whatever a database program has made of its bytes."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import list_words
from gkpg.findings.finding import Finding, FindingError, system_reason
from gkpg.results.store.refusal import refusing
from gkpg.results.store.schema import READABLE, UNKNOWN, is_result
from gkpg.results.store.seal import is_sealed

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.findings.place import Place

#: Where a database says that its newest pages may stand in a file beside it, and what says that they do not.
_JOURNAL, _LOGGED, _WHOLE = slice(18, 20), b"\x02\x02", b"\x01\x01"


class OpenedResult(NamedTuple):
    """A result file in memory: the version of its format, and whether its bytes are those that were written."""

    database: sqlite3.Connection
    version: int
    is_sealed: bool


def open_result_file(path: Path, place: Place) -> OpenedResult:
    """Open a result file of a version that can be read, changed or not. Raises FindingError."""
    content = _content(path, place)
    database = sqlite3.connect(":memory:", check_same_thread=False)  # what is read later may be read in another thread
    with refusing(place):
        database.deserialize(_without_log(content))
        version = _version(database)
        if version not in READABLE:
            known = list_words(map(str, sorted(READABLE)))
            raise FindingError(Finding("D102", place, {"found": str(version), "known": known}))
        return OpenedResult(database, version, is_sealed(content))


def _without_log(content: bytes) -> bytes:
    """The bytes of a database that is whole in itself: one in memory has no file beside it."""
    return content[: _JOURNAL.start] + _WHOLE + content[_JOURNAL.stop :] if content[_JOURNAL] == _LOGGED else content


def _version(database: sqlite3.Connection) -> int:
    """The version of the format. One that was written from a dump has it only among its values."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version == UNKNOWN:
        (version,) = database.execute("SELECT value FROM meta WHERE key = 'format'").fetchone() or (UNKNOWN,)
    return int(version)


def _content(path: Path, place: Place) -> bytes:
    try:
        if not is_result(path):
            raise FindingError(Finding("D101", place))
        return path.read_bytes()
    except FileNotFoundError:
        raise FindingError(Finding("F101", place)) from None
    except OSError as error:
        raise FindingError(Finding("F102", place, {"reason": system_reason(error)})) from None
