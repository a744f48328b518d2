"""Verifying a result: its seals, what its entries come to, what its sheets say, and the rules at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text
from gkpg.differences.result_difference import compare_results
from gkpg.findings.finding import FindingError
from gkpg.results.store import inspect_result
from gkpg.verification.deviation import Deviation
from gkpg.verification.deviations import deviations_of
from gkpg.verification.recomputing import missing_rubrics, read_again, score_again, settings_in
from gkpg.verification.rules_at_hand import check_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gkpg.ledger.submissions import SubmittedFiles
    from gkpg.results.store import Inspection
    from gkpg.scoring import Results
    from gkpg.verification.rules_at_hand import RulesAtHand, RulesCheck

_RESULT = Text("结果文件", "the result file")
#: From this version on a result file knows what was entered beside its points.
_KNOWS_ENTERED = 4
#: What comes of computing with values that were changed to what no value can be.
_NONSENSE = (FindingError, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
_CHANGED = Text("写出以后被改过", "changed after it was written")
_CHANGED_SOMEWHERE = Text(
    "写出以后被改过，这个版本的文件说不出是哪里",
    "changed after it was written; files of this version cannot tell where",
)
_UNREADABLE = Text("改过以后读不出来，无法重新计算", "cannot be read as it is now, and so not recomputed")
_ELSEWHERE = Text(
    "与重新得出的不同，说不出是哪个值", "differs from what was recomputed, in a value that cannot be named"
)


@dataclass(frozen=True)
class VerificationRequest:
    """A result file, and what else it is held against: sheets and rules, None where they are not at hand.

    `workers` is None for one a processor; `step` is called after each sheet.
    """

    path: Path
    found: SubmittedFiles | None = None
    at_hand: RulesAtHand | None = None
    workers: int | None = None
    step: Callable[[], object] = lambda: None


class Counts(NamedTuple):
    """How much there is that was recomputed."""

    files: int
    sheets: int
    entries: int
    units: int


class SheetsCheck(NamedTuple):
    """How sheets were read again: whether as the result file says, or as usual, since it says nothing.

    `missing` are rubrics that were at hand then and are not now, by id and version.
    """

    knows_settings: bool
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Verification:
    """What came of verifying a result file: what its seals say, what was looked at, and where anything differs.

    `counts` is how much was recomputed, None where that could not be done. `sheets` is how sheets were read again, None
    where none were; `rules` what of the rules at hand was looked at, None where nothing was.
    """

    inspection: Inspection
    counts: Counts | None
    sheets: SheetsCheck | None
    rules: RulesCheck | None
    deviations: tuple[Deviation, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing was found to differ."""
        return not self.deviations


def verify(request: VerificationRequest) -> Verification:
    """Verify a result file. Raises FindingError where it is none, or is of a version that cannot be read."""
    inspection = inspect_result(request.path)
    sealed = tuple(_of_seal(inspection))
    try:
        return _verify(request, inspection, sealed)
    except _NONSENSE:
        if not sealed:
            raise
        return Verification(inspection, None, None, None, (*sealed, Deviation("result", _RESULT, said=_UNREADABLE)))


def _verify(request: VerificationRequest, inspection: Inspection, sealed: tuple[Deviation, ...]) -> Verification:
    stored, at_hand = inspection.stored, request.at_hand
    kept = stored.results
    again = SheetsCheck(settings_in(stored) is not None, missing_rubrics(stored, at_hand.rubrics if at_hand else ()))
    found = [*sealed]
    if request.found is None:
        found += _compare(kept, score_again(stored), inspection)
    else:
        rubrics = at_hand.rubrics if at_hand else ()
        read = read_again(stored, request.found, rubrics, request.step, request.workers)
        of_sheets = list(_compare(kept, read, inspection))
        of_entries = _compare(kept, score_again(stored), inspection) if of_sheets else ()
        found += dict.fromkeys((*of_entries, *of_sheets))
    rules = check_rules(kept, at_hand) if at_hand else None
    found += rules.deviations if rules else ()
    return Verification(inspection, _count(kept), again if request.found else None, rules, tuple(found))


def _of_seal(inspection: Inspection) -> Iterator[Deviation]:
    """The records that were changed."""
    if inspection.digest is None and not inspection.are_bytes_sealed:
        yield Deviation("record", _RESULT, said=_CHANGED_SOMEWHERE)
    for name in inspection.changed.values():
        yield Deviation("record", name, said=_CHANGED)


def _compare(kept: Results, found: Results, inspection: Inspection) -> Iterator[Deviation]:
    """Where two results differ; values are looked for only where they are not equal as a whole."""
    if _is_same(kept, found):
        return
    knows_entered = inspection.version >= _KNOWS_ENTERED
    deviations = list(deviations_of(compare_results(kept, found, (knows_entered, True))))
    if not deviations and knows_entered:
        deviations = [Deviation("result", _RESULT, said=_ELSEWHERE)]
    yield from deviations


def _is_same(kept: Results, found: Results) -> bool:
    """Whether all that counts is equal: files, sheets, findings, and what each unit came to."""
    old, new = kept.ledger, found.ledger
    return (
        [(group.name, group.units) for group in kept.groups] == [(group.name, group.units) for group in found.groups]
        and old.file_digests == new.file_digests
        and old.superseded == new.superseded
        and (old.passed_over, old.passed_files) == (new.passed_over, new.passed_files)
        and old.files == new.files
        and kept.findings == found.findings
    )


def _count(results: Results) -> Counts:
    sheets = sum(1 for _ in results.ledger.each_sheet())
    entries = sum(len(sheet.points.split()) for sheet in results.ledger.each_sheet())
    return Counts(len(results.ledger.files), sheets, entries, sum(len(group.units) for group in results.groups))
