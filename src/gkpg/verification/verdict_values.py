"""What came of verifying a result, as plain values for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.verification.deviation import Deviation
    from gkpg.verification.verification import Verification

#: The version of this form.
_FORM = 1


def verification_values(found: Verification, file: str, lang: Lang) -> dict[str, Any]:
    """The document that `gkpg verify --output-format json` prints (docs/outputs.md)."""
    seal, rules, sheets = found.inspection, found.rules, found.sheets
    return {
        "gkpg": "verification",
        "format": _FORM,
        "result": file,
        "same": found.is_same,
        "seal": {
            "digest": seal.digest,
            "bytes": seal.are_bytes_sealed,
            "content": None if seal.digest is None else not seal.changed,
            "records": seal.records,
            "changed": list(seal.changed),
        },
        "recomputed": None if found.counts is None else found.counts._asdict(),
        "sheets": None
        if sheets is None
        else {"as_then": sheets.knows_settings, "missing_rubrics": [" ".join(key) for key in sheets.missing]},
        "rules": None
        if rules is None
        else {
            "rubrics": rules.compared,
            "missing": rules.missing,
            "assessment": rules.is_assessment_compared,
            "assessment_file": rules.file,
            "folder": rules.folder,
        },
        "deviations": [_deviation(each, lang) for each in found.deviations],
    }


def _deviation(deviation: Deviation, lang: Lang) -> dict[str, Any]:
    return {
        "kind": deviation.kind,
        "place": deviation.place.say(lang),
        "what": None if deviation.what is None else deviation.what.say(lang),
        "kept": deviation.kept,
        "found": deviation.found,
        "message": deviation.line(lang),
    }
