"""The result file: one SQLite file that holds everything a scored assessment comes to, with all that it came from."""

from gkpg.results.store.origin import Origin
from gkpg.results.store.reader import StoredResult, load_results, load_stored
from gkpg.results.store.schema import FORMAT, KIND, SCHEMA, is_result
from gkpg.results.store.unit_proof import UnitProof, unit_proof
from gkpg.results.store.writer import render_result, write_results

__all__ = [
    "FORMAT",
    "KIND",
    "SCHEMA",
    "Origin",
    "StoredResult",
    "UnitProof",
    "is_result",
    "load_results",
    "load_stored",
    "render_result",
    "unit_proof",
    "write_results",
]
