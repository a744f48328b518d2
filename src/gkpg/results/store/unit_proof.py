"""What one unit needs to check its own part of a result against the seal, without the others' parts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place
from gkpg.results.store.changed import refuse_changed
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


def unit_proof(path: Path, unit: str) -> UnitProof:
    """The part of a unit in a result file. Raises FindingError, and KeyError where the file has no such unit.

    A file that was changed has none (D103), nor one without a seal over its content (D104).
    """
    place = Place(str(path))
    opened = open_result_file(path, place)
    if opened.version < FIRST_SEALED:
        raise FindingError(Finding("D104", place, {"found": str(opened.version)}))
    with refusing(place):
        refuse_changed(opened, place)
        (number,) = opened.database.execute("SELECT min(id) FROM units WHERE unit = ?", (unit,)).fetchone()
        tree = SealTree(seals_of(opened.database))
        records = list(records_of(opened.database))
    if number is None:
        raise KeyError(unit)
    leaf = next(record.leaf for record in records if record.key == f"unit {number}")
    beside = tuple((side, digest.hex()) for side, digest in tree.path(leaf))
    own = tuple(json.loads(record.content) for record in records if record.leaf == leaf)
    return UnitProof(unit, tree.root.hex(), tree.salt(leaf).hex(), beside, own)
