"""The result file: one SQLite file that holds everything a scored assessment comes to, with all that it came from."""

from gkpg.results.store.changed import refuse_records
from gkpg.results.store.inspection import Inspection, inspect_result
from gkpg.results.store.origin import Origin
from gkpg.results.store.reader import StoredResult, load_results, load_stored
from gkpg.results.store.schema import FORMAT, KIND, SCHEMA, is_result
from gkpg.results.store.unit_proof import UnitProof, UnitProofs, unit_proof
from gkpg.results.store.writer import render_result, write_results

__all__ = [
    "FORMAT",
    "KIND",
    "SCHEMA",
    "Inspection",
    "Origin",
    "StoredResult",
    "UnitProof",
    "UnitProofs",
    "inspect_result",
    "is_result",
    "load_results",
    "load_stored",
    "refuse_records",
    "render_result",
    "unit_proof",
    "write_results",
]
