"""Writing blank sheets into folders: never over what exists, never two under one name."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.base.system_text import system_path
from gkpg.io.outputs import NewFiles, telling_what_was_written
from gkpg.sheets.blank.side_work import make_all
from gkpg.sheets.read.score_table import hidden_data
from gkpg.workbooks.opening import read_bytes, read_workbook
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

RubricOfSheet = tuple[str, str, str] | None


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """The names of the files that are new, of those that existed and were left alone, and of those that collide."""

    new: tuple[str, ...] = ()
    existing: tuple[str, ...] = ()
    colliding: tuple[str, ...] = ()


def rubric_of_sheet(path: Path) -> RubricOfSheet:
    """The id, version and fingerprint of the rubric that a sheet was made from; None where it cannot be told."""
    try:
        hidden = hidden_data(read_workbook(read_bytes(system_path(path))))
    except UnreadableError:
        return None
    said = tuple(hidden.get(key, "") for key in ("rubric", "version", "fingerprint"))
    return (said[0], said[1], said[2]) if all(said) else None


def rubrics_of_sheets(folder: Path, names: Sequence[str], workers: int = 1) -> list[RubricOfSheet]:
    """The same of many sheets of a folder, read in so many processes at most."""
    found: list[RubricOfSheet] = [None] * len(names)
    with closing(make_all(names, _RubricOf(folder), workers)) as results:
        for number, rubric in results:
            found[number] = rubric
    return found


@dataclass(frozen=True)
class _RubricOf:
    """What tells the rubric of a sheet by its name in a folder."""

    folder: Path

    def __call__(self, name: str) -> RubricOfSheet:
        return rubric_of_sheet(self.folder / name)


def write_blanks(
    sheets: Sequence[tuple[str, Callable[[], bytes]]],
    folder: Path,
    step: Callable[[], object] = lambda: None,
    workers: int = 1,
) -> WrittenFiles:
    """Write blank sheets into a folder, each with its name in it and what makes its bytes. `step` is called after each.

    What exists is not touched; if two would share a name, nothing is written. The bytes are made in so many processes
    at most, and written by this one, as they come.
    """
    same = _sharing_a_name([name for name, _ in sheets])
    if same:
        return WrittenFiles(colliding=same)
    existing = {name for name, _ in sheets if os.path.lexists(system_path(folder / name))}
    wanted = [sheet for sheet in sheets if sheet[0] not in existing]
    for _ in existing:
        step()
    files, written = NewFiles(), list[str]()
    with (
        telling_what_was_written(written, [name for name, _ in wanted]),
        closing(make_all(wanted, _make, workers)) as results,
    ):
        for number, content in results:
            name = wanted[number][0]
            if files.write(folder / name, content):
                written.append(name)
            step()
    new = set(written)
    return WrittenFiles(
        tuple(name for name, _ in sheets if name in new), tuple(name for name, _ in sheets if name not in new)
    )


def _make(sheet: tuple[str, Callable[[], bytes]]) -> bytes:
    return sheet[1]()


def _sharing_a_name(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are those of two files on some system."""
    names = tuple(names)
    if len({hash(_as_one_file(name)) for name in names}) == len(names):  # numbers take less than so many texts
        return ()
    count = Counter(map(_as_one_file, names))
    return tuple(dict.fromkeys(name for name in names if count[_as_one_file(name)] > 1))


def _as_one_file(name: str) -> str:
    """A name as systems compare it that tell no case, and accents however they are written."""
    return unicodedata.normalize("NFC", name).casefold()
