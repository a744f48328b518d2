"""A folder of explanations: a file a unit, all of them there or none, in the place of those of an earlier run."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from gkpg.base.system_text import system_path
from gkpg.base.text import Text
from gkpg.findings.finding import Finding, FindingError, system_reason
from gkpg.findings.place import Place
from gkpg.sheets.file_names import safe_file_name, unreserved_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: The list of what lies in such a folder; its first line says whose it is.
INDEX, _HEAD = "index.txt", "gkpg explain --all"
KIND = Text("单位说明的文件夹", "a folder of explanations")


def write_folder(path: Path, documents: Iterable[tuple[str, str]], suffix: str) -> int:
    """Write a document for each unit, by its name; how many there are. The folder stands only when all are there.

    A folder that is there already must be empty, or hold just what this wrote before. Raises FindingError.
    """
    path = system_path(path)
    _refuse_others(path)
    try:
        with _beside(path) as made:
            names = _FileNames(suffix)
            for unit, document in documents:
                (made / names.of(unit)).write_bytes(document.encode(errors="backslashreplace"))
            index = "\n".join((_HEAD, *(f"{file}\t{unit}" for unit, file in names.given))) + "\n"
            (made / INDEX).write_bytes(index.encode(errors="backslashreplace"))
            _put_in_place(made, path)
    except OSError as error:
        raise FindingError(Finding("F105", Place(str(path)), {"reason": system_reason(error)})) from None
    return len(names.given)


class _FileNames:
    """Names of files that every system can hold, no two of which any system takes for the same."""

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix
        self._taken = {INDEX}
        self.given: list[tuple[str, str]] = []

    def of(self, unit: str) -> str:
        """The name of a unit's file."""
        stem, number = unreserved_name(safe_file_name(unit)), 1
        name = f"{stem}{self._suffix}"
        while _folded(name) in self._taken:
            number += 1
            name = f"{stem}~{number}{self._suffix}"
        self._taken.add(_folded(name))
        self.given.append((name, " ".join(unit.split())))
        return name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _refuse_others(path: Path) -> None:
    """See to it that nothing lies in a folder but what an earlier run wrote. Raises FindingError."""
    try:
        there = {each.name for each in path.iterdir()} if path.is_dir() else None
        is_free = not path.exists() and not path.is_symlink() if there is None else there <= _listed(path)
    except OSError as error:
        raise FindingError(Finding("F105", Place(str(path)), {"reason": system_reason(error)})) from None
    if not is_free:
        raise FindingError(Finding("F104", Place(str(path)), {"kind": KIND}))


def _listed(path: Path) -> set[str]:
    """The files that the list of a folder has, the list among them; none where that is not one of ours."""
    index = path / INDEX
    lines = index.read_text(encoding="utf-8", errors="replace").split("\n") if index.is_file() else [""]
    return {INDEX, *(line.partition("\t")[0] for line in lines[1:])} if lines[0] == _HEAD else set()


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A folder beside another, of which nothing is left at the end."""
    made = Path(tempfile.mkdtemp(prefix=".gkpg-", dir=path.parent))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _put_in_place(made: Path, path: Path) -> None:
    """A new folder in the place of a former one, which is looked at once more before it goes."""
    made.chmod(0o755)
    if not path.exists():
        made.rename(path)
        return
    _refuse_others(path)
    with _beside(path) as aside:
        former = aside / "former"
        path.rename(former)
        try:
            made.rename(path)
        except OSError:
            former.rename(path)
            raise
