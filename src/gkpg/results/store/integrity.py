"""Whether the content of a result file is as it was sealed, and if not, which of its records are changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.results.store.content_seal import Seal, SealTree
from gkpg.results.store.records import seals_of

if TYPE_CHECKING:
    import sqlite3

#: The record of what stands over all others, and of the list of seals, where these are what was changed.
ROOT, LIST = "content_seal", "seals"


class ContentCheck(NamedTuple):
    """What came of holding a file's content against its seals.

    `root` is the seal over what stands in it now; `changed` are the keys of the records that are not as they were
    sealed, empty where nothing was changed; `records` is how many there are.
    """

    root: bytes
    changed: tuple[str, ...]
    records: int


def check_content(database: sqlite3.Connection) -> ContentCheck:
    """Hold the content of a file against its seals. Raises sqlite3.Error."""
    stated = dict(database.execute("SELECT key, value FROM meta WHERE key = ?", (ROOT,)))
    found = seals_of(database)
    listed = [Seal(*row) for row in database.execute("SELECT leaf, record, digest FROM seals ORDER BY leaf, rowid")]
    root, is_stated = SealTree(found).root, stated.get(ROOT)
    if found == listed:
        return ContentCheck(root, () if root.hex() == is_stated else (ROOT,), len(found))
    if root.hex() == is_stated:
        return ContentCheck(root, (LIST,), len(found))
    return ContentCheck(root, _differing(found, listed) or (LIST,), len(found))


def _differing(found: list[Seal], listed: list[Seal]) -> tuple[str, ...]:
    """The keys of the records that are not in both lists alike, in the order of the first."""
    as_sealed, as_found = set(listed), set(found)
    changed = [seal.key for seal in found if seal not in as_sealed] + [
        seal.key for seal in listed if seal not in as_found
    ]
    return tuple(dict.fromkeys(str(key) for key in changed))
