"""A folder of explanations: a file a unit, all of them there or none, in the place of those of an earlier run."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from gkpg.base.text import Text, tidy_text
from gkpg.io.folders import FolderFile, FolderKind, write_whole_folder
from gkpg.sheets.file_names import safe_file_name, unreserved_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: The list of what lies in such a folder; its first line says whose it is.
INDEX = "index.txt"
KIND = FolderKind(INDEX, "gkpg explain --all", Text("单位说明的文件夹", "a folder of explanations"))


def write_folder(path: Path, documents: Iterable[tuple[str, str]], suffix: str, *, force: bool = False) -> int:
    """Write a document for each unit, by its name; how many there are. Raises FindingError."""
    names = _FileNames(suffix)
    files = (
        FolderFile(names.of(unit), document.encode(errors="backslashreplace"), tidy_text(unit))
        for unit, document in documents
    )
    return write_whole_folder(path, files, KIND, force=force)


class _FileNames:
    """Names of files that every system can hold, no two of which any system takes for the same."""

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix
        self._taken = {INDEX}

    def of(self, unit: str) -> str:
        """The name of a unit's file."""
        stem, number = unreserved_name(safe_file_name(unit)), 1
        name = f"{stem}{self._suffix}"
        while _folded(name) in self._taken:
            number += 1
            name = f"{stem}~{number}{self._suffix}"
        self._taken.add(_folded(name))
        return name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
