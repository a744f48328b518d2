"""Submissions: from folders to the ledger of all files in them, each read in a worker."""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from gkpg.base.text import spell_path
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place
from gkpg.io.workers import Allowance, work_through
from gkpg.ledger import Ledger, ledger_of
from gkpg.ledger.copies import find_copies
from gkpg.ledger.passed_files import PassedFile, describe_passed_file, warn_of
from gkpg.sheets.read.last_saved import read_last_saved
from gkpg.workbooks.opening import NOT_READ, READ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from gkpg.base.text import Text
    from gkpg.sheets.model import File, Sheet
    from gkpg.sheets.read.file_reader import FileReader

#: What to do about two versions of one sheet: nothing, so that it is an error, or let the one saved last count.
Prefer = Literal["none", "latest"]
#: Beginnings of the names of files that programs leave behind, and folders that they make.
_SPREADSHEETS = READ | NOT_READ
_LEFT_BEHIND = (".", "~$", "__MACOSX")


@dataclass(frozen=True, slots=True)
class SubmittedFiles:
    """The files of a folder: the path of each to read and the name that findings give it; how many were passed over.

    `passed_files` are those of them that no program left behind.
    """

    files: tuple[tuple[str, str], ...]
    passed_over: int
    passed_files: tuple[PassedFile, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The warnings of files that were passed over and may be sheets."""
        return tuple(finding for file in self.passed_files if (finding := warn_of(file)) is not None)


def refuse_missing(paths: Iterable[Path]) -> None:
    """See to it that paths are there; a link that leads nowhere is, and is read as a file that cannot be.

    Raises FindingError.
    """
    for missing in (path for path in paths if not path.exists() and not path.is_symlink()):
        raise FindingError(Finding("F101", Place(str(missing))))


def find_files(paths: Iterable[Path]) -> SubmittedFiles:
    """The sheets in folders (and their sub-folders) or named one by one, in order.

    Temporary files, hidden files and other documents are passed over.
    """
    files: dict[str, str] = {}
    passed: dict[str, PassedFile | None] = {}
    given = tuple(paths)
    for path in given:
        if not path.is_dir():
            files[str(path)] = spell_path(path)
            continue
        for below, is_sheet, is_left in _below(str(path), ""):
            each = os.path.join(path, below)
            name = spell_path((below if len(given) == 1 else each).replace(os.sep, "/"))
            if is_sheet:
                files[each] = name
            else:
                passed[each] = None if is_left else describe_passed_file(each, name)
    named = sorted(file for each, file in passed.items() if file and file.why != "left" and each not in files)
    count = sum(each not in files for each in passed)
    return SubmittedFiles(tuple(sorted(files.items(), key=itemgetter(1))), count, tuple(named))


def _below(folder: str, inside: str, is_left: bool = False) -> Iterator[tuple[str, bool, bool]]:
    """The files below a folder, each with whether it is a sheet, and whether a program left it or a folder around it.

    Links to folders are not followed, but must not vanish; nor must a folder that cannot be opened or is named like a
    sheet.
    """
    try:
        with os.scandir(os.path.join(folder, inside)) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield inside, True, False
        return
    for entry in entries:
        below = f"{inside}{os.sep}{entry.name}" if inside else entry.name
        left = is_left or entry.name.startswith(_LEFT_BEHIND)
        is_sheet = not left and os.path.splitext(below)[1].lower() in _SPREADSHEETS
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_sheet or not is_folder:
            yield below, is_sheet, left
        if is_folder:
            yield from _below(folder, below, left)


def ledger_from(
    files: Sequence[File],
    found: SubmittedFiles,
    reader: FileReader,
    units: tuple[str, ...] = (),
    prefer: Prefer = "none",
) -> Ledger:
    """The ledger of files that were read. `units` are those that are assessed; empty where no list was given."""
    library = reader.library
    paths = {name: path for path, name in found.files}
    superseded = _find_superseded(files, paths, reader) if prefer == "latest" else {}
    round_ = reader.round if reader.round.assessment else None
    other = (*library.findings, *found.findings)
    made = ledger_of(files, library.rubrics, other, units, superseded, round_)
    return replace(made, passed_over=found.passed_over, passed_files=found.passed_files)


def read_files(
    files: Sequence[tuple[str, str]],
    reader: FileReader,
    step: Callable[[], object] = lambda: None,
    workers: int | None = None,
) -> list[File]:
    """The files in their order, read in as many workers as there are processors or as are given.

    `step` is called after each.
    """
    return [file for file in read_unknown(files, reader, step, workers) if not isinstance(file, str)]


def read_unknown(
    files: Sequence[tuple[str, str]],
    reader: FileReader,
    step: Callable[[], object] = lambda: None,
    workers: int | None = None,
    known: frozenset[str] = frozenset(),
) -> list[File | str]:
    """The same, but of a file that was read before its key: `known` are the keys of those.

    Of such a file only the bytes are looked at again.
    """
    allowance = Allowance(reader.limits.seconds, reader.limits.megabytes)
    read: list[File | str | None] = [None] * len(files)
    work, lost = partial(_read, reader, known), partial(_unreadable, reader)
    with closing(work_through(files, work, lost, allowance, workers)) as results:
        for number, result in results:
            read[number] = result
            step()
    return [file for file in read if file is not None]


def _read(reader: FileReader, known: frozenset[str], file: tuple[str, str]) -> File | str:
    return reader.read(*file, known)


def _unreadable(reader: FileReader, file: tuple[str, str], why: Text) -> File:
    """A file whose reading had to be given up."""
    return reader.unread(file[1], "", Finding("S406", Place(file[1]), {"reason": why}))


def _find_superseded(files: Iterable[File], paths: Mapping[str, str], reader: FileReader) -> dict[str, Finding]:
    """The files of which a version that was saved later was handed in as well, each with the finding that says so."""
    files = tuple(files)
    copies = {name for names in find_copies(files).values() for name in names}
    superseded: dict[str, Finding] = {}
    for same in _find_versions(file for file in files if file.name not in copies):
        saved = {name: read_last_saved(paths[name], reader.limits) for name in same}
        latest = max(saved.values())
        if not all(saved.values()) or list(saved.values()).count(latest) > 1:
            continue
        (kept,) = (file for file, time in saved.items() if time == latest)
        for file in saved.keys() - {kept}:
            facts = {"kept": kept, "time": latest, "own": saved[file]}
            superseded[file] = Finding("L107", Place(file), facts)
    return superseded


def _find_versions(files: Iterable[File]) -> Iterator[list[str]]:
    """The names of files that hold the same sheets: of the same units and hand, by the same rubrics.

    Rows of a matrix that name no unit are nobody's; of decisions those on the same items are the same.
    """
    same: dict[frozenset[object], list[str]] = defaultdict(list)
    for file in files:
        sheets = [sheet for sheet in file.sheets if sheet.identity.unit]
        if sheets and all(sheet.rubric for sheet in sheets):
            same[frozenset(map(_what_it_is, sheets))].append(file.name)
    return (names for names in same.values() if len(names) > 1)


def _what_it_is(sheet: Sheet) -> object:
    """What is the same in two versions of a sheet."""
    decided = sheet.layout.items if sheet.decides else None
    return sheet.identity._replace(date=""), sheet.rubric, decided
