"""The findings of a result file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from gkpg.findings.finding import Fact

_FINDING = 'code, file, line, "column", sheet, cell, facts'


def findings_of(database: sqlite3.Connection, owner: str, which: str = "IS NOT NULL") -> Iterator[tuple[Any, Finding]]:
    """Every finding that belongs to something, with what that is, in the order of the owners, then as they are read.

    `owner` is the column that says so: `of_file`, `of_sheet` or `of_unit`; those of units come as they are read.
    `which` is the condition that an owner meets.
    """
    order = "position" if owner == "of_unit" else f"{owner}, position"
    query = f"SELECT {owner}, {_FINDING} FROM findings WHERE {owner} {which} ORDER BY {order}"  # noqa: S608 - our own columns
    for whose, *row in database.execute(query):
        yield whose, _finding(row)


def findings_of_nothing(database: sqlite3.Connection) -> Iterator[Finding]:
    """The findings that belong to no file, sheet or unit."""
    none = "of_file IS NULL AND of_sheet IS NULL AND of_unit IS NULL"
    for row in database.execute(f"SELECT {_FINDING} FROM findings WHERE {none} ORDER BY position"):  # noqa: S608 - our own columns
        yield _finding(row)


def _finding(row: list[Any]) -> Finding:
    code, *place, facts = row
    return Finding(code, Place(*place), facts_of(facts))


def facts_of(text: str) -> dict[str, Fact]:
    """The facts of a finding, as they are kept. Raises ValueError, TypeError, AttributeError."""
    return {key: Text(*value) if isinstance(value, list) else value for key, value in json.loads(text).items()}
