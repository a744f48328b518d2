"""A folder of explanations: a file a unit, all of them there or none, in the place of those of an earlier run."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.system_text import system_path
from gkpg.base.text import Text, tidy_text
from gkpg.findings.finding import Finding, FindingError, system_reason
from gkpg.findings.place import Place
from gkpg.io.exchange import exchange
from gkpg.io.interrupts import interrupts_waiting
from gkpg.sheets.file_names import safe_file_name, unreserved_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: The list of what lies in such a folder; its first line says whose it is.
INDEX, _HEAD = "index.txt", "gkpg explain --all"
KIND = Text("单位说明的文件夹", "a folder of explanations")


class _Written(NamedTuple):
    """A file of such a folder: its name, the beginning of its SHA-256, whose it is."""

    name: str
    digest: str
    unit: str


def write_folder(path: Path, documents: Iterable[tuple[str, str]], suffix: str, *, force: bool = False) -> int:
    """Write a document for each unit, by its name; how many there are. The folder stands only when all are there.

    A folder that is there already must be empty, or hold just what this wrote before; `force` replaces what was edited
    since. Raises FindingError.
    """
    path = system_path(path).resolve()
    written: list[_Written] = []
    try:
        _refuse_others(path, force=force)
        with _beside(path) as made:
            names = _FileNames(suffix)
            for unit, document in documents:
                content = document.encode(errors="backslashreplace")
                written.append(_Written(names.of(unit), _digest(content), tidy_text(unit)))
                (made / written[-1].name).write_bytes(content)
            index = "\n".join((_HEAD, *map("\t".join, written))) + "\n"
            (made / INDEX).write_bytes(index.encode(errors="backslashreplace"))
            _put_in_place(made, path, force=force)
    except OSError as error:
        raise FindingError(Finding("F105", Place(str(path)), {"reason": system_reason(error)})) from None
    return len(written)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


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


def _refuse_others(path: Path, *, force: bool) -> None:
    """See to it that nothing lies in a folder but what an earlier run wrote. Raises FindingError, OSError."""
    if not path.exists():
        return
    there = {each.name for each in path.iterdir()} if path.is_dir() else {""}
    listed = {each.name: each.digest for each in _listed(path)} if INDEX in there else {}
    if not there <= {INDEX, *listed} or (there and INDEX not in there):
        raise FindingError(Finding("F104", Place(str(path)), {"kind": KIND}))
    edited = (name for name in sorted(there & listed.keys()) if _digest((path / name).read_bytes()) != listed[name])
    first = None if force else next(edited, None)
    if first is not None:
        raise FindingError(Finding("F110", Place(str(path / first))))


def _listed(path: Path) -> Iterator[_Written]:
    """The files in the list of a folder; none where that is not one of ours."""
    head, *lines = (path / INDEX).read_text(encoding="utf-8", errors="replace").split("\n")
    words = (line.split("\t") for line in lines if head == _HEAD)
    return (_Written(*each) for each in words if len(each) == len(_Written._fields))


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A folder beside another, of which nothing is left at the end."""
    made = Path(tempfile.mkdtemp(prefix=".gkpg-", dir=path.parent))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _put_in_place(made: Path, path: Path, *, force: bool) -> None:
    """A new folder in the place of a former one, which is looked at once more before it goes."""
    made.chmod(0o755)
    if not path.exists():
        made.rename(path)
        return
    _refuse_others(path, force=force)
    if exchange(made, path):
        return  # the former one goes with what is left beside
    with _beside(path) as aside, interrupts_waiting():
        former = aside / "former"
        path.rename(former)
        try:
            made.rename(path)
        except OSError:
            former.rename(path)
            raise
