"""gkpg: score what a government assesses, exactly, from YAML rubrics and Excel sheets.

The names below are the Python API, described in docs/python-api.md. Each is loaded when it is first asked for.
"""

import os
from typing import TYPE_CHECKING

from gkpg.base.version import __version__

if TYPE_CHECKING:
    from gkpg.api import (
        AssessmentFile,
        Deviation,
        EntryRow,
        Finding,
        FindingError,
        FindingRow,
        Group,
        ItemRow,
        Ledger,
        Place,
        Results,
        Rubric,
        Severity,
        Unit,
        UnitRow,
        Verification,
        entries,
        exact,
        frame,
        items,
        load_assessment,
        load_rubric,
        open_result,
        ranking,
        read_sheets,
        score,
        validate_assessment,
        validate_rubric,
        verify,
        write_result,
    )

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
    "__version__",
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

# openpyxl writes by lxml where that is installed, and other bytes than without it; ours are the same everywhere.
os.environ.setdefault("OPENPYXL_LXML", "False")

if not TYPE_CHECKING:  # or a misspelt name would be no error to a type checker

    def __getattr__(name: str) -> object:
        """A name of the API."""
        if name not in __all__:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from gkpg import api  # noqa: PLC0415 - a command loads only what it needs

        globals()[name] = found = getattr(api, name)
        return found

    def __dir__() -> list[str]:
        """The names of the API, whether or not they were asked for."""
        return sorted({*globals(), *__all__})
