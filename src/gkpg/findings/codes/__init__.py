"""Codes: every finding that gkpg can make, with its severity, its sentences, its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.findings.codes.assessments import ASSESSMENT
from gkpg.findings.codes.cases import CASES
from gkpg.findings.codes.code import Code, Severity
from gkpg.findings.codes.files import FILES
from gkpg.findings.codes.forms import FORMS
from gkpg.findings.codes.import_contents import IMPORT_CONTENTS
from gkpg.findings.codes.import_files import IMPORT_FILES
from gkpg.findings.codes.import_points import IMPORT_POINTS
from gkpg.findings.codes.import_rows import IMPORT_ROWS
from gkpg.findings.codes.import_texts import IMPORT_TEXTS
from gkpg.findings.codes.layouts import LAYOUTS
from gkpg.findings.codes.ledgers import LEDGER
from gkpg.findings.codes.results import RESULT
from gkpg.findings.codes.rubric_doubts import RUBRIC_DOUBTS
from gkpg.findings.codes.rubric_points import RUBRIC_POINTS
from gkpg.findings.codes.rubric_sums import RUBRIC_SUMS
from gkpg.findings.codes.sheet_files import SHEET_FILES
from gkpg.findings.codes.sheet_identity import IDENTITY
from gkpg.findings.codes.sheet_scores import SCORES
from gkpg.findings.codes.sheet_tables import TABLES
from gkpg.findings.codes.versions import VERSIONS
from gkpg.findings.codes.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CODES", "Code", "Severity"]

#: Every code, in the order of the documentation. F files, Y YAML, R rubrics, A assessments, S sheets, L ledger,
#: D result files, V versions, C cases, T imported tables.
CODES: Mapping[str, Code] = {
    **FILES,
    **YAML,
    **FORMS,
    **RUBRIC_SUMS,
    **RUBRIC_POINTS,
    **RUBRIC_DOUBTS,
    **LAYOUTS,
    **ASSESSMENT,
    **SCORES,
    **TABLES,
    **IDENTITY,
    **SHEET_FILES,
    **LEDGER,
    **RESULT,
    **VERSIONS,
    **CASES,
    **IMPORT_FILES,
    **IMPORT_CONTENTS,
    **IMPORT_ROWS,
    **IMPORT_POINTS,
    **IMPORT_TEXTS,
}
