"""The digest of a result: one line to sign or to publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import tidy_text
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place
from gkpg.results.store import inspect_result, refuse_records

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.scoring import Results

#: What the line begins with: the form of the seal, so that another form is never taken for this one.
_FORM = "gkpg-seal-1"


def digest_line(path: Path) -> str:
    """The seal over the content of a result file, computed anew, and what the result is called.

    Raises FindingError: the file was changed (D103), or has no seal over its content (D104).
    """
    inspection, place = inspect_result(path), Place(str(path))
    if inspection.digest is None:
        raise FindingError(Finding("D104", place, {"found": str(inspection.version)}))
    if inspection.changed:
        refuse_records(tuple(inspection.changed.values()), place)
    return tidy_text(f"{_FORM}:{inspection.digest}  {_name_of(inspection.stored.results)}".rstrip())


def _name_of(results: Results) -> str:
    """The title of the assessment; without one those of the rubrics."""
    written = results.round.assessment
    return written.title if written else "; ".join(rubric.title for rubric in results.round.written_rubrics)
