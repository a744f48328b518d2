"""Looking into a result file whether or not it was changed, for whoever wants to know what was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.findings.place import Place
from gkpg.results.store.impossible import impossible_records
from gkpg.results.store.integrity import check_content
from gkpg.results.store.opening import open_result_file
from gkpg.results.store.reader import StoredResult
from gkpg.results.store.record_names import name_records
from gkpg.results.store.refusal import refusing
from gkpg.results.store.schema import FIRST_SEALED

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.base.text import Text


class Inspection(NamedTuple):
    """A result file with what its seals say.

    `are_bytes_sealed`: they are those that were written. `digest` is the seal over what stands in it now, None in
    formats that have none; `records` is how many were held against their seals, `changed` the names of those that were
    changed, by their keys, and of those that hold what no result has, whatever their seals say. `stored` is what it
    holds, to be read at one's own risk where anything was changed.
    """

    version: int
    are_bytes_sealed: bool
    digest: str | None
    records: int
    changed: dict[str, Text]
    stored: StoredResult

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed since it was written."""
        return self.are_bytes_sealed if self.digest is None else not self.changed


def inspect_result(path: Path) -> Inspection:
    """Look into a result file. Raises FindingError for what is none, or of a version that cannot be read."""
    place = Place(str(path))
    opened = open_result_file(path, place)
    with refusing(place):
        stored = StoredResult(opened.database, place, opened.version)
        if opened.version < FIRST_SEALED:
            return Inspection(opened.version, opened.is_sealed, None, 0, {}, stored)
        found = check_content(opened.database)
        keys = tuple(dict.fromkeys((*found.changed, *impossible_records(opened.database))))
        changed = dict(zip(keys, name_records(opened.database, keys), strict=True))
        return Inspection(opened.version, opened.is_sealed, found.root.hex(), found.records, changed, stored)
