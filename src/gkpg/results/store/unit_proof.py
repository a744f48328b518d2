"""What one unit needs to check its own part of a result against the seal, without the others' parts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place
from gkpg.results.store.changed import refuse_changed, refuse_impossible
from gkpg.results.store.content_seal import SealTree
from gkpg.results.store.opening import open_result_file
from gkpg.results.store.records import records_of, seals_of
from gkpg.results.store.refusal import refusing
from gkpg.results.store.schema import FIRST_SEALED

if TYPE_CHECKING:
    from pathlib import Path


class UnitProof(NamedTuple):
    """A unit's records, in their order, and what leads from them to the seal over all (docs/trust.md).

    `path` are the hashes beside the way to the root, from the leaf on, each with the side on which it stands.
    """

    unit: str
    seal: str
    salt: str
    path: tuple[tuple[str, str], ...]
    records: tuple[dict[str, Any], ...]


class UnitProofs:
    """The parts of all units in a result file, of which the seal is computed once."""

    def __init__(self, path: Path) -> None:
        """Look at a file. Raises FindingError: it was changed (D103), or has no seal over its content (D104)."""
        place = Place(str(path))
        opened = open_result_file(path, place)
        if opened.version < FIRST_SEALED:
            raise FindingError(Finding("D104", place, {"found": str(opened.version)}))
        with refusing(place):
            refuse_changed(opened, place)
            refuse_impossible(opened.database, opened.version, place)
            first = opened.database.execute("SELECT unit, min(id) FROM units GROUP BY unit")
            keys = {f"unit {number}": unit for unit, number in first}
            self._tree = SealTree(seals_of(opened.database))
            self._leaves: dict[str, int] = {}
            self._contents: dict[int, list[bytes]] = {}
            for record in records_of(opened.database):
                self._contents.setdefault(record.leaf, []).append(record.content)
                if record.key in keys:
                    self._leaves[keys[record.key]] = record.leaf

    def of(self, unit: str) -> UnitProof:
        """The part of a unit. Raises KeyError where the file has no such unit."""
        leaf, tree = self._leaves[unit], self._tree
        beside = tuple((side, digest.hex()) for side, digest in tree.path(leaf))
        own = tuple(map(json.loads, self._contents[leaf]))
        return UnitProof(unit, tree.root.hex(), tree.salt(leaf).hex(), beside, own)


def unit_proof(path: Path, unit: str) -> UnitProof:
    """The part of one unit in a result file. Raises FindingError, and KeyError where the file has no such unit."""
    return UnitProofs(path).of(unit)
