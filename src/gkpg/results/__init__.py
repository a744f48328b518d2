"""The result file: one SQLite file that holds everything a scored assessment comes to and came from."""

from gkpg.results.read import Kept, kept_in, open_results
from gkpg.results.schema import FORMAT, KIND, SCHEMA, is_result
from gkpg.results.write import result_bytes, write_results

__all__ = ["FORMAT", "KIND", "SCHEMA", "Kept", "is_result", "kept_in", "open_results", "result_bytes", "write_results"]
