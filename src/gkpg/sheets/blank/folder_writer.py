"""Writing blank sheets into folders: never over what exists, never two under one name."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.base.system_text import system_path
from gkpg.io.outputs import telling_what_was_written, write_new
from gkpg.sheets.read.score_table import hidden_data
from gkpg.workbooks.opening import read_bytes, read_workbook
from gkpg.workbooks.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """The names of the files that are new, of those that existed and were left alone, and of those that collide."""

    new: tuple[str, ...] = ()
    existing: tuple[str, ...] = ()
    colliding: tuple[str, ...] = ()


def rubric_of_sheet(path: Path) -> tuple[str, str, str] | None:
    """The id, version and fingerprint of the rubric that a sheet was made from; None where it cannot be told."""
    try:
        hidden = hidden_data(read_workbook(read_bytes(system_path(path))))
    except UnreadableError:
        return None
    said = tuple(hidden.get(key, "") for key in ("rubric", "version", "fingerprint"))
    return (said[0], said[1], said[2]) if all(said) else None


def write_blanks(
    sheets: Sequence[tuple[str, Callable[[], bytes]]], folder: Path, step: Callable[[], object] = lambda: None
) -> WrittenFiles:
    """Write blank sheets into a folder, each with its name in it and what makes its bytes. `step` is called after each.

    What exists is not touched; if two would share a name, nothing is written.
    """
    count = Counter(_as_one_file(name) for name, _ in sheets)
    same = tuple(dict.fromkeys(name for name, _ in sheets if count[_as_one_file(name)] > 1))
    if same:
        return WrittenFiles(colliding=same)
    done: Mapping[bool, list[str]] = {True: [], False: []}
    existing = {name for name, _ in sheets if os.path.lexists(system_path(folder / name))}
    with telling_what_was_written(done[True], [name for name, _ in sheets if name not in existing]):
        for name, make in sheets:
            is_new = name not in existing and write_new(folder / name, make())
            done[is_new].append(name)
            step()
    return WrittenFiles(tuple(done[True]), tuple(done[False]))


def _as_one_file(name: str) -> str:
    """A name as systems compare it that tell no case, and accents however they are written."""
    return unicodedata.normalize("NFC", name).casefold()
