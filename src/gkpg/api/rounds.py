"""From sheets that were handed in to results, in memory or in a result file."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import gkpg.scoring
import gkpg.verification.verification
from gkpg.base.normalize import normalize_name
from gkpg.base.text import list_words, spell_path
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place
from gkpg.ledger.submissions import Prefer, find_files, ledger_from, read_files, refuse_missing
from gkpg.results.store import load_results, write_results
from gkpg.round.unit_list import read_units
from gkpg.rubric import Library, Rubric
from gkpg.sheets.read.file_reader import FileReader
from gkpg.verification.rules_at_hand import RulesAtHand
from gkpg.verification.verification import Verification, VerificationRequest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkpg.api.rules import AssessmentFile
    from gkpg.ledger import Ledger
    from gkpg.ledger.submissions import SubmittedFiles
    from gkpg.scoring import Results


def read_sheets(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    rubrics: Rubric | Iterable[Rubric] = (),
    assessment: AssessmentFile | None = None,
    units: str | os.PathLike[str] | Iterable[str] = (),
    prefer: Prefer = "none",
    jobs: int | None = None,
) -> Ledger:
    """The ledger of all sheets in a folder and those below it, or of files, as `gkpg score` reads them.

    With an `assessment`, its rules and rubrics hold. Without one, sheets are of the `rubrics` given or of those that
    come with gkpg; `units` names who is assessed, in a list or a text file with one a line; where it is empty nobody is
    missed. `prefer="latest"` lets the one saved last of two versions of a sheet count. `jobs` is how many processes
    read, None for one a processor.

    What is wrong with sheets raises nothing: it is in `ledger.findings`. Raises FindingError where a path is missing
    (F101) or no sheet is found (F107); ValueError for arguments that exclude each other or are none of those.

    Files are read in processes of their own, even a single one. Where these begin anew (macOS, Windows), call it below
    `if __name__ == "__main__":`; on Linux they are forked, so call it while no other thread of yours runs.
    """
    if prefer not in get_args(Prefer) or (jobs is not None and jobs < 1):
        message = f"prefer is one of {', '.join(get_args(Prefer))}, and jobs at least 1: not {prefer!r}, {jobs!r}"
        raise ValueError(message)
    reader, names = _reader(assessment, rubrics), _units(units)
    if assessment is not None and names:
        message = "an assessment says who is assessed: units are for sheets without one"
        raise ValueError(message)
    reader = replace(reader, units=frozenset(names))
    found = _find_sheets(paths)
    return ledger_from(read_files(found.files, reader, workers=jobs), found, reader, names, prefer)


def score(ledger: Ledger) -> Results:
    """Totals, grades and ranks of all units of a ledger, and why a unit has none.

    Nothing is rounded but where the assessment says so, by default only the total. Raises nothing; what turns out only
    now to be wrong is in `results.findings`, with all that was wrong with the ledger.
    """
    return gkpg.scoring.score(ledger)


def open_result(path: str | os.PathLike[str]) -> Results:
    """What a result file holds, as it was when `gkpg score` or `write_result` wrote it; no sheet is read again.

    Raises FindingError: no such file (F101), no result (D101), one of another format (D102), or changed since (D103).
    """
    return load_results(Path(path))


def write_result(results: Results, path: str | os.PathLike[str]) -> None:
    """Write a result file, whole or not at all; `gkpg report` and the other commands work on it.

    It replaces an earlier result file and nothing else. Raises FindingError: something else is there (F104), or it
    cannot be written (F105). Unlike that of `gkpg score` it says nothing of how sheets were read, so `gkpg score` over
    it reads all of them again.
    """
    write_results(Path(path), results)


def verify(
    path: str | os.PathLike[str],
    *,
    sheets: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    rubrics: Rubric | Iterable[Rubric] = (),
    assessment: AssessmentFile | None = None,
    jobs: int | None = None,
) -> Verification:
    """Whether a result file follows from what it was made of, as `gkpg verify` says it.

    Its seals are looked at, and everything is computed again from the scores and the rules in it; with `sheets`, from
    these, read again as the file says. With an `assessment` or `rubrics` its rules are held against those; nothing else
    is looked for. `jobs` is how many processes read sheets, as in `read_sheets`.

    What differs raises nothing: it is in `deviations`. Raises FindingError: no such file or sheets (F101), no result
    (D101), one of another format (D102), no sheet found (F107); ValueError for an assessment beside rubrics.
    """
    at_hand = _rules_at_hand(assessment, rubrics)
    is_given = isinstance(sheets, (str, os.PathLike)) or bool(sheets := tuple(sheets))
    found = _find_sheets(sheets) if is_given else None
    return gkpg.verification.verification.verify(VerificationRequest(Path(path), found, at_hand, jobs))


def _rules_at_hand(assessment: AssessmentFile | None, rubrics: Rubric | Iterable[Rubric]) -> RulesAtHand | None:
    """The rules that are given; None where none are."""
    named = (rubrics,) if isinstance(rubrics, Rubric) else tuple(rubrics)
    if assessment is None and not named:
        return None
    library = _reader(assessment, named).library
    if assessment is None:
        return RulesAtHand(library.rubrics, None, (), (), None, "")
    folder = spell_path(assessment.folder / "rubrics")
    return RulesAtHand(library.rubrics, assessment.rules, (), (), spell_path(assessment.path), folder)


def _find_sheets(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> SubmittedFiles:
    """The files at paths. Raises FindingError: one is missing (F101), or there is no sheet (F107)."""
    where = [Path(path) for path in ([paths] if isinstance(paths, (str, os.PathLike)) else paths)]
    refuse_missing(where)
    found = find_files(where)
    if not found.files:
        raise FindingError(Finding("F107", Place(), {"where": list_words(map(str, where))}))
    return found


def _reader(assessment: AssessmentFile | None, rubrics: Rubric | Iterable[Rubric]) -> FileReader:
    named = (rubrics,) if isinstance(rubrics, Rubric) else tuple(rubrics)
    if assessment is None:
        return FileReader(Library.of(named))
    if named:
        message = "an assessment has its own rubrics: others are for sheets without one"
        raise ValueError(message)
    return FileReader(assessment.library, round=assessment.rules)


def _units(units: str | os.PathLike[str] | Iterable[str]) -> tuple[str, ...]:
    names = read_units(Path(units)) if isinstance(units, (str, os.PathLike)) else units
    return tuple(map(normalize_name, names))
