"""The Python API, as `import gkpg` offers it; described in docs/python-api.md."""

from gkpg.api.rounds import open_result, read_sheets, score, write_result
from gkpg.api.rows import EntryRow, ItemRow, UnitRow, entries, exact, items, ranking
from gkpg.api.rules import AssessmentFile, load_assessment, load_rubric, validate_assessment, validate_rubric
from gkpg.codes import Severity
from gkpg.findings import Finding, FindingError, Place
from gkpg.ledger import Ledger
from gkpg.rubric import Rubric
from gkpg.scoring import Group, Results, Unit

__all__ = [
    "AssessmentFile",
    "EntryRow",
    "Finding",
    "FindingError",
    "Group",
    "ItemRow",
    "Ledger",
    "Place",
    "Results",
    "Rubric",
    "Severity",
    "Unit",
    "UnitRow",
    "entries",
    "exact",
    "items",
    "load_assessment",
    "load_rubric",
    "open_result",
    "ranking",
    "read_sheets",
    "score",
    "validate_assessment",
    "validate_rubric",
    "write_result",
]
