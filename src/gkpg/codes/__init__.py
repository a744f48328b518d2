"""Codes: every finding that gkpg can make, with its severity, its sentences and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.codes.assessments import ASSESSMENT
from gkpg.codes.cases import CASES
from gkpg.codes.code import Code, Severity
from gkpg.codes.files import FILES
from gkpg.codes.imports import IMPORTED
from gkpg.codes.ledger import LEDGER
from gkpg.codes.results import RESULT
from gkpg.codes.rubrics import RUBRIC
from gkpg.codes.sheets import SCORES
from gkpg.codes.versions import VERSIONS
from gkpg.codes.yamlfiles import YAML

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CODES", "Code", "Severity"]

#: Every code, in the order of the documentation. F files, Y YAML, R rubrics, A assessments, S sheets, L ledger,
#: D result files, V versions, C cases, T imported tables.
CODES: Mapping[str, Code] = {
    **FILES,
    **YAML,
    **RUBRIC,
    **ASSESSMENT,
    **SCORES,
    **LEDGER,
    **RESULT,
    **VERSIONS,
    **CASES,
    **IMPORTED,
}
