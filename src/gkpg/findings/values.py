"""A finding as plain values, for whatever is JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.findings.finding import Finding


def finding_values(finding: Finding, lang: Lang) -> dict[str, Any]:
    """A finding as plain values; what it has no place for is None."""
    place = finding.place
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "sheet": place.sheet,
        "cell": place.cell,
        "message": finding.message(lang),
        "remedy": finding.remedy(lang),
    }
