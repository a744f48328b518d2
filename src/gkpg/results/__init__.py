"""The result file: one SQLite file that holds everything a scored assessment comes to and came from."""

from gkpg.results.read import open_results
from gkpg.results.schema import FORMAT, KIND, SCHEMA, is_result
from gkpg.results.write import result_bytes, write_results

__all__ = ["FORMAT", "KIND", "SCHEMA", "is_result", "open_results", "result_bytes", "write_results"]
