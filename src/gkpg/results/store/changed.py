"""Refusing a result file that was changed, with the names of what was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from gkpg.base.text import Text
from gkpg.findings.finding import Finding, FindingError
from gkpg.results.store.impossible import impossible_records
from gkpg.results.store.integrity import check_content
from gkpg.results.store.record_names import list_texts, name_records
from gkpg.results.store.schema import FIRST_SEALED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from gkpg.findings.place import Place
    from gkpg.results.store.opening import OpenedResult

#: How many changed records are named.
_NAMED = 5


def refuse_changed(opened: OpenedResult, place: Place) -> None:
    """See to it that what is in a file is as it was written, where its bytes are not. Raises FindingError."""
    if opened.is_sealed:
        return
    if opened.version < FIRST_SEALED:
        raise FindingError(Finding("D103", place, {"where": Text("", "")}))
    changed = check_content(opened.database).changed
    if changed:
        refuse_records(tuple(name_records(opened.database, changed)), place)


def refuse_impossible(database: sqlite3.Connection, version: int, place: Place) -> None:
    """See to it that a file holds nothing that no result has, whatever its seals say. Raises FindingError."""
    found = impossible_records(database) if version >= FIRST_SEALED else ()
    if found:
        refuse_records(tuple(name_records(database, found)), place)


def refuse_records(names: Sequence[Text], place: Place) -> NoReturn:
    """Refuse a file of which these records were changed. Raises FindingError."""
    where = list_texts(names[:_NAMED], len(names))
    raise FindingError(Finding("D103", place, {"where": Text(f"：{where.zh}", f": {where.en}")}))
