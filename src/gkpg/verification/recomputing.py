"""Recomputing a result: from the entries that it keeps, or from the sheets, read again in the same way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.ledger import ledger_of
from gkpg.ledger.passed_files import SUSPICIOUS
from gkpg.ledger.submissions import ledger_from, read_files
from gkpg.results.settings import parse_settings
from gkpg.rubric import Library
from gkpg.scoring import score
from gkpg.sheets.read.file_reader import FileReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gkpg.findings.finding import Finding
    from gkpg.ledger import Ledger
    from gkpg.ledger.submissions import SubmittedFiles
    from gkpg.results.settings import ResultSettings
    from gkpg.results.store import StoredResult
    from gkpg.round.round import Round
    from gkpg.rubric import Rubric
    from gkpg.scoring import Results

#: That another version of a file was saved later, which only the files tell; that files are copies of one another; that
#: a unit is not on the list, or a unit on the list has no sheet.
_SUPERSEDED, _COPIES, _LISTED = "L107", "L136", {"L105", "L106"}


def settings_in(stored: StoredResult) -> ResultSettings | None:
    """How the files of a result were read; None where it does not say. Raises ValueError, KeyError, TypeError."""
    return parse_settings(stored.origin.settings) if stored.origin.settings else None


def score_again(stored: StoredResult) -> Results:
    """What the entries in a result file come to by the rules in it. Raises FindingError."""
    kept, settings = stored.results.ledger, settings_in(stored)
    superseded = {each.place.file or "": each for each in kept.other if each.code == _SUPERSEDED}
    other = _others(kept, {_SUPERSEDED, _COPIES})
    units = settings.units if settings else ()
    made = ledger_of(kept.files, kept.rubrics.values(), other, units, superseded, _written_round(kept))
    if settings is None:
        made = made.with_between(tuple(each for each in kept.between if each.finding.code in _LISTED))
    return score(replace(made, passed_over=kept.passed_over, passed_files=kept.passed_files))


def read_again(
    stored: StoredResult,
    found: SubmittedFiles,
    at_hand: Iterable[Rubric],
    step: Callable[[], object] = lambda: None,
    workers: int | None = None,
) -> Results:
    """What files come to that are read as those of a result were, by the rules in it. Raises FindingError.

    `at_hand` are rubrics that no sheet was of, but that might have been.
    """
    kept, settings = stored.results.ledger, settings_in(stored)
    reader = _reader(kept, settings, at_hand)
    files = read_files(found.files, reader, step, workers)
    units, prefer = (settings.units, settings.prefer) if settings else ((), "none")
    return score(ledger_from(files, found, reader, units, prefer))


def _reader(kept: Ledger, settings: ResultSettings | None, at_hand: Iterable[Rubric]) -> FileReader:
    findings = _others(kept, {_SUPERSEDED, _COPIES, *SUSPICIOUS.values()})
    round_ = _written_round(kept)
    reader = FileReader(Library(tuple(kept.rubrics.values()), (), findings))
    if settings is not None:
        library, units = _library(kept, settings, at_hand, findings), frozenset(settings.units)
        reader = FileReader(library, settings.limits, pattern=settings.pattern, split=settings.split, units=units)
    return reader if round_ is None else replace(reader, round=round_)


def _library(
    kept: Ledger, settings: ResultSettings, at_hand: Iterable[Rubric], findings: tuple[Finding, ...]
) -> Library:
    """The rubrics that were at hand: those that the result keeps, and the same ones that are at hand again."""
    known = {(each.rubric, each.version): each for each in kept.rubrics.values()}
    again = {(each.rubric, each.version, each.fingerprint): each for each in at_hand}
    rubrics = (known.get(key[:2]) or again.get(key) for key in settings.rubrics)
    return Library(
        tuple(each for each in rubrics if each is not None),
        tuple(known[key] for key in settings.named if key in known),
        findings,
    )


def missing_rubrics(stored: StoredResult, at_hand: Iterable[Rubric]) -> tuple[tuple[str, str], ...]:
    """The rubrics that were at hand and are not any more, by id and version; no sheet of the result is of them."""
    settings, kept = settings_in(stored), stored.results.ledger.rubrics
    again = {(each.rubric, each.version, each.fingerprint) for each in at_hand}
    listed = settings.rubrics if settings else ()
    return tuple(key[:2] for key in listed if key[:2] not in kept and key not in again)


def _others(kept: Ledger, without: set[str]) -> tuple[Finding, ...]:
    """What was found about rubrics and files as a whole, but for what is found again."""
    return tuple(each for each in kept.other if each.code not in without)


def _written_round(kept: Ledger) -> Round | None:
    return kept.round if kept.round.assessment else None
