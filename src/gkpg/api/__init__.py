"""The Python API, as `import gkpg` offers it; described in docs/python-api.md."""

from gkpg.api.frames import FindingRow, frame
from gkpg.api.rounds import open_result, read_sheets, score, verify, write_result
from gkpg.api.rows import EntryRow, ItemRow, UnitRow, entries, exact, items, ranking
from gkpg.api.rules import AssessmentFile, load_assessment, load_rubric, validate_assessment, validate_rubric
from gkpg.findings.codes import Severity
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place
from gkpg.ledger import Ledger
from gkpg.rubric import Rubric
from gkpg.scoring import GroupResult as Group
from gkpg.scoring import Results
from gkpg.scoring import UnitResult as Unit
from gkpg.verification.deviation import Deviation
from gkpg.verification.verification import Verification

__all__ = [
    "AssessmentFile",
    "Deviation",
    "EntryRow",
    "Finding",
    "FindingError",
    "FindingRow",
    "Group",
    "ItemRow",
    "Ledger",
    "Place",
    "Results",
    "Rubric",
    "Severity",
    "Unit",
    "UnitRow",
    "Verification",
    "entries",
    "exact",
    "frame",
    "items",
    "load_assessment",
    "load_rubric",
    "open_result",
    "ranking",
    "read_sheets",
    "score",
    "validate_assessment",
    "validate_rubric",
    "verify",
    "write_result",
]
