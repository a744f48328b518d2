"""From the files handed in to results, reading again only what has changed since an earlier result."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from gkpg.base.version import __version__
from gkpg.findings.finding import FindingError
from gkpg.ledger.submissions import Prefer, SubmittedFiles, ledger_from, read_unknown
from gkpg.results.settings import settings_of
from gkpg.results.store import FORMAT, Origin, StoredResult, load_stored
from gkpg.round.describe import describe_rules
from gkpg.scoring import Results, score
from gkpg.sheets.read.file_reader import FileReader, file_key, parse_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gkpg.sheets.model import File

#: Of what an earlier result knows, every so many-th file is read again all the same, but no more than so many.
_EVERY, _MOST_CHECKED = 97, 50


@dataclass(frozen=True)
class AssessmentRequest:
    """What is to be assessed and how: the files, how they are read and by which rules, who is assessed.

    The reader knows the assessment. `units` are the units on the list, empty where there is none; `workers` is None
    for one a processor.
    """

    found: SubmittedFiles
    reader: FileReader
    units: tuple[str, ...] = ()
    prefer: Prefer = "none"
    workers: int | None = None


@dataclass(frozen=True)
class AssessmentOutcome:
    """Results, and what they follow from. `is_new` is False where an earlier result had the same inputs.

    It is then this very result.
    """

    results: Results
    origin: Origin
    is_new: bool = True


def assess(
    request: AssessmentRequest, earlier: Path | None, step: Callable[[], object] = lambda: None
) -> AssessmentOutcome:
    """Read, join and score. `earlier` is where a result may stand that read some of the same files; None to ignore it.

    What it knows of a file is used if the file's bytes are the same, the way of reading is the same, and the result was
    not touched since gkpg wrote it; some files are read again all the same, and if any differs, all are.
    """
    reading = _digest_of_reading(request.reader)
    kept = _load_earlier(earlier, reading)
    try:
        return _assess_with(request, kept, reading, step)
    except FindingError:
        if kept is None:
            raise
        return _assess_with(request, None, reading, lambda: None)  # the earlier result cannot be used after all


def _assess_with(
    request: AssessmentRequest, kept: StoredResult | None, reading: str, step: Callable[[], object]
) -> AssessmentOutcome:
    read = _read_or_known(request, kept, step)
    inputs = _digest_of_inputs(request, reading, read)
    origin = Origin(reading, inputs, settings_of(request.reader, request.units, request.prefer).as_json())
    if kept is not None and kept.origin.inputs == inputs:
        return AssessmentOutcome(kept.results, origin, is_new=False)
    found, reader = request.found, request.reader
    ledger = ledger_from(_whole_files(read, kept), found, reader, request.units, request.prefer)
    return AssessmentOutcome(score(ledger), origin)


def _load_earlier(earlier: Path | None, reading: str) -> StoredResult | None:
    """What an earlier result knows, if it read in the same way."""
    try:
        kept = load_stored(earlier) if earlier is not None and earlier.is_file() else None
    except (FindingError, OSError):
        return None
    return kept if kept is not None and kept.origin.reading == reading else None


def _read_or_known(
    request: AssessmentRequest, kept: StoredResult | None, step: Callable[[], object]
) -> list[File | str]:
    """All files, of those that are known from their bytes the keys; all read anew if what is known proves wrong."""
    if kept is None:
        return _read(request, frozenset(), step)
    keys = [file_key(*each) for each in kept.files]
    checked = range(len(keys))[::_EVERY][:_MOST_CHECKED]
    read = _read(request, frozenset(keys).difference(map(keys.__getitem__, checked)), step)
    again = {_key(file): file for file in read if not isinstance(file, str)}
    if any(again.get(_key(file), file) != file for file in kept.some_files(checked)):
        return _read(request, frozenset(), lambda: None)
    return read


def _whole_files(read: Sequence[File | str], kept: StoredResult | None) -> list[File]:
    """All files, those that are known as an earlier result has them."""
    is_needed = any(isinstance(file, str) for file in read)
    known = {_key(file): file for file in kept.results.ledger.files} if kept is not None and is_needed else {}
    return [known[file] if isinstance(file, str) else file for file in read]


def _key(file: File) -> str:
    return file_key(file.name, file.sha256)


def _read(request: AssessmentRequest, known: frozenset[str], step: Callable[[], object]) -> list[File | str]:
    return read_unknown(request.found.files, request.reader, step, request.workers, known)


def _digest_of_reading(reader: FileReader) -> str:
    """One SHA-256 over all that what is read of a file depends on, but for the file."""
    library = reader.library
    rubrics = [[each.rubric, each.version, each.fingerprint] for each in library.rubrics]
    named = [[each.rubric, each.version] for each in library.named]
    assessment = reader.round.assessment
    written = assessment.model_dump_json(by_alias=True) if assessment else ""
    how = [reader.pattern.text, reader.split, asdict(reader.limits), sorted(reader.units)]
    return _digest([__version__, FORMAT, rubrics, named, written, *how])


def _digest_of_inputs(request: AssessmentRequest, reading: str, files: Sequence[File | str]) -> str:
    """One SHA-256 over everything that the results follow from."""
    read = [parse_key(file) if isinstance(file, str) else [file.name, file.sha256] for file in files]
    wrong = [finding.line("en") for finding in request.reader.library.findings]
    rules = [[*rule.name, *rule.how] for rule in describe_rules(request.reader.round)]
    passed = [request.found.passed_over, *map(list, request.found.passed_files)]
    said = [passed, list(request.units), request.prefer, rules]
    return _digest([reading, said, wrong, read])


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace")).hexdigest()
