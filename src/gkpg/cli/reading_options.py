"""How sheets are to be read, from the words of a command."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, NamedTuple

from gkpg.cli.inputs import find_sheets
from gkpg.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gkpg.cli.screen import Screen
    from gkpg.ledger import Ledger
    from gkpg.ledger.passed_files import PassedFile
    from gkpg.ledger.submissions import Prefer, SubmittedFiles
    from gkpg.round.load import LoadedAssessment
    from gkpg.sheets.read.file_reader import FileReader
    from gkpg.sheets.read.name_patterns import NamePattern
    from gkpg.workbooks.limits import Limits


class ReadingOptions(NamedTuple):
    """What the words of a command say of how files are read: their names, split scores, limits such as `seconds=60`."""

    pattern: str | None = None
    split: bool = False
    limits: Sequence[str] = ()


AS_USUAL = ReadingOptions()


def make_reader(
    paths: Sequence[Path],
    rubrics: Sequence[Path],
    screen: Screen,
    loaded: LoadedAssessment | None,
    how: ReadingOptions = AS_USUAL,
) -> FileReader | None:
    """The reader that is asked for; None where the words make no sense, which has then been said.

    `loaded` is the assessment, which is sound; None where there is none. Raises FindingError.
    """
    from gkpg.ledger.submissions import refuse_missing  # noqa: PLC0415 - help pages need none of it
    from gkpg.rubric import Library, find_packaged, find_rubric_files  # noqa: PLC0415
    from gkpg.sheets.read.file_reader import FileReader  # noqa: PLC0415

    named = [find_packaged(path) for path in rubrics]
    refuse_missing((*paths, *named))
    for empty in (path for path in named if path.is_dir() and not find_rubric_files((path,))):
        screen.misuse(say("nothing.rubrics", screen.lang, where=str(empty)))
        return None
    names, bounds = _pattern(how.pattern, screen), _limits(how.limits, screen)
    if names is None or bounds is None:
        return None
    if loaded is not None and loaded.round is not None:
        return FileReader(loaded.library, bounds, loaded.round, names, how.split)
    return FileReader(Library.gather(named), bounds, pattern=names, split=how.split)


def find_submitted_files(paths: Sequence[Path], screen: Screen) -> SubmittedFiles | None:
    """The files that were handed in at these paths; None where there are none, which has then been said."""
    from gkpg.ledger.submissions import find_files  # noqa: PLC0415 - help pages need none of it

    found = find_files(paths)
    if found.files:
        return found
    refuse_no_sheets(paths, found.passed_over, found.passed_files, screen)
    return None


def refuse_no_sheets(
    paths: Sequence[Path], passed_over: int, passed_files: tuple[PassedFile, ...], screen: Screen
) -> None:
    """Say that there is no sheet at these paths, with what there is."""
    from gkpg.cli.check_subjects import passed_line  # noqa: PLC0415 - help pages need none of it

    passed = passed_line(passed_over, passed_files, screen)
    screen.misuse(say("nothing.sheets", screen.lang, where=" ".join(map(str, paths)), passed=passed))


def read_ledger(
    loaded: LoadedAssessment, sheets: Sequence[Path] | None, prefer: Prefer, jobs: int | None, screen: Screen
) -> Ledger | None:
    """The ledger of what was handed in for an assessment; an empty one where its own folder is not there yet.

    None where the words make no sense, which has then been said. Raises FindingError.
    """
    from gkpg.ledger.submissions import SubmittedFiles, find_files  # noqa: PLC0415 - help pages need none of it

    paths = [path for path in find_sheets(loaded, sheets) if sheets or path.exists()]
    reader = make_reader(paths, [], screen, loaded)
    if reader is None:
        return None
    return read_files_to_ledger(find_files(paths) if paths else SubmittedFiles((), 0), reader, prefer, jobs, screen)


def read_files_to_ledger(
    found: SubmittedFiles, reader: FileReader, prefer: Prefer, jobs: int | None, screen: Screen
) -> Ledger:
    """The ledger of files, read under a progress bar."""
    from gkpg.ledger.submissions import ledger_from, read_files  # noqa: PLC0415 - help pages need none of it

    with screen.progress("score.reading", len(found.files)) as step:
        files = read_files(found.files, reader, step, jobs)
    return ledger_from(files, found, reader, prefer=prefer)


def _pattern(text: str | None, screen: Screen) -> NamePattern | None:
    from gkpg.sheets.read.name_patterns import DEFAULT_PATTERN, NAMED, NamePattern  # noqa: PLC0415 - help pages need none of it

    try:
        return NamePattern(DEFAULT_PATTERN if text is None else text)
    except ValueError:
        known = " ".join(f"{{{name}}}" for name in NAMED)
        screen.misuse(say("use.pattern", screen.lang, pattern=text or "", known=known))
        return None


def _limits(words: Sequence[str], screen: Screen) -> Limits | None:
    """The default limits with those that were named: `seconds=60`."""
    from gkpg.workbooks.limits import DEFAULT_LIMITS, Limits  # noqa: PLC0415 - help pages need none of it

    known = [each.name for each in fields(Limits)]
    changed: dict[str, int] = {}
    for word in words:
        name, _, number = word.partition("=")
        if name not in known or not (number.isascii() and number.isdecimal()) or not 0 < int(number) < 10**12:
            screen.misuse(say("use.limit", screen.lang, word=word, known=" ".join(known)))
            return None
        changed[name] = int(number)
    return replace(DEFAULT_LIMITS, **changed)
