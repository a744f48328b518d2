"""Writing blank sheets into folders: never over what exists, never two under one name."""

from __future__ import annotations

import os
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.base.system_text import system_path
from gkpg.base.text_column import TextColumn
from gkpg.io.outputs import NewFiles, telling_what_was_written
from gkpg.sheets.blank.parallel import make_all
from gkpg.sheets.read.score_table import hidden_data, hidden_pages
from gkpg.workbooks.opening import read_bytes, read_workbook
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

#: Id, version and fingerprint.
RubricOfPage = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """The names of the files that are new, of those that existed and were left alone, and of those that collide."""

    new: tuple[str, ...] = ()
    existing: tuple[str, ...] = ()
    colliding: tuple[str, ...] = ()


def rubrics_of_sheet(path: Path) -> tuple[RubricOfPage, ...]:
    """The rubrics that the pages of a workbook were made from, mostly one; none where it cannot be told."""
    try:
        workbook = read_workbook(read_bytes(system_path(path)))
    except UnreadableError:
        return ()
    pages = hidden_pages(workbook) or (hidden_data(workbook),)
    said = ((page.get("rubric", ""), page.get("version", ""), page.get("fingerprint", "")) for page in pages)
    return tuple(each for each in said if all(each))


def rubrics_of_sheets(
    folder: Path, names: Sequence[str], step: Callable[[], object] = lambda: None, workers: int = 1
) -> list[tuple[RubricOfPage, ...]]:
    """The same of many workbooks of a folder, read in so many processes at most. `step` is called after each."""
    found: list[tuple[RubricOfPage, ...]] = [()] * len(names)
    with closing(make_all(names, _RubricsOf(folder), workers)) as results:
        for number, rubrics in results:
            found[number] = rubrics
            step()
    return found


@dataclass(frozen=True)
class _RubricsOf:
    """What tells the rubrics of a workbook by its name in a folder."""

    folder: Path

    def __call__(self, name: str) -> tuple[RubricOfPage, ...]:
        return rubrics_of_sheet(self.folder / name)


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
    names = TextColumn(name for name, _ in sheets)
    same = _sharing_a_name(names)
    if same:
        return WrittenFiles(colliding=same)
    is_there = bytearray(os.path.lexists(system_path(folder / name)) for name in names)
    for _ in range(sum(is_there)):
        step()
    wanted, written = array("Q", (number for number, there in enumerate(is_there) if not there)), array("Q")
    files = NewFiles()
    with (
        telling_what_was_written(_Some(names, written), _Some(names, wanted)),
        closing(make_all(wanted, _Make(sheets), workers)) as results,
    ):
        for place, content in results:
            if files.write(folder / names[wanted[place]], content):
                written.append(wanted[place])
            step()
    new = frozenset(written)
    numbers = range(len(names))
    return WrittenFiles(
        tuple(names[number] for number in numbers if number in new),
        tuple(names[number] for number in numbers if number not in new),
    )


@dataclass(frozen=True)
class _Some(Collection[str]):
    """Some names, by their numbers."""

    names: Sequence[str]
    numbers: Sequence[int]

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[str]:
        return (self.names[number] for number in self.numbers)

    def __contains__(self, name: object) -> bool:
        return any(each == name for each in self)


@dataclass(frozen=True)
class _Make:
    """What makes the bytes of a sheet by its number."""

    sheets: Sequence[tuple[str, Callable[[], bytes]]]

    def __call__(self, number: int) -> bytes:
        _, make = self.sheets[number]
        return make()


def _sharing_a_name(names: Sequence[str]) -> tuple[str, ...]:
    """The names that are those of two files on some system."""
    if len({hash(_as_one_file(name)) for name in names}) == len(names):  # numbers take less than so many texts
        return ()
    count = Counter(map(_as_one_file, names))
    return tuple(dict.fromkeys(name for name in names if count[_as_one_file(name)] > 1))


def _as_one_file(name: str) -> str:
    """A name as systems compare it that tell no case, and accents however they are written."""
    return unicodedata.normalize("NFC", name).casefold()
