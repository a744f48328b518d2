"""Folders of files: all of them there or none, in the place of those of an earlier run, which a list in it tells."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.system_text import system_path
from gkpg.findings.finding import Finding, FindingError, system_reason
from gkpg.findings.place import Place
from gkpg.io.exchange import exchange
from gkpg.io.interrupts import interrupts_waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.base.text import Text


class FolderKind(NamedTuple):
    """A kind of folder: the file in it that lists the others, the first line of that, and what such a folder is."""

    listing: str
    head: str
    name: Text


class FolderFile(NamedTuple):
    """A file to be written: its name, what it holds, and what the list says of it beside."""

    name: str
    content: bytes
    about: str = ""


class _Listed(NamedTuple):
    """A file in the list of a folder: its name, the beginning of its SHA-256, what is said of it."""

    name: str
    digest: str
    about: str


def write_whole_folder(path: Path, files: Iterable[FolderFile], kind: FolderKind, *, force: bool = False) -> int:
    """Write files into a folder; how many there are. The folder stands only when all are there.

    A folder that is there already must be empty, or hold just what this wrote before; `force` replaces what was edited
    since. Raises FindingError.
    """
    path = system_path(path).resolve()
    written: list[_Listed] = []
    try:
        _refuse_others(path, kind, force=force)
        with _beside(path) as made:
            for each in files:
                (made / each.name).write_bytes(each.content)
                written.append(_Listed(each.name, _digest(each.content), each.about))
            index = "\n".join((kind.head, *map("\t".join, written))) + "\n"
            (made / kind.listing).write_bytes(index.encode(errors="backslashreplace"))
            _put_in_place(made, path, kind, force=force)
    except OSError as error:
        raise FindingError(Finding("F105", Place(str(path)), {"reason": system_reason(error)})) from None
    return len(written)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _refuse_others(path: Path, kind: FolderKind, *, force: bool) -> None:
    """See to it that nothing lies in a folder but what an earlier run wrote. Raises FindingError, OSError."""
    if not path.exists():
        return
    there = {each.name for each in path.iterdir()} if path.is_dir() else {""}
    listed = {each.name: each.digest for each in _listed(path, kind)} if kind.listing in there else {}
    if not there <= {kind.listing, *listed} or (there and kind.listing not in there):
        raise FindingError(Finding("F104", Place(str(path)), {"kind": kind.name}))
    edited = (name for name in sorted(there & listed.keys()) if _digest((path / name).read_bytes()) != listed[name])
    first = None if force else next(edited, None)
    if first is not None:
        raise FindingError(Finding("F110", Place(str(path / first))))


def _listed(path: Path, kind: FolderKind) -> Iterator[_Listed]:
    """The files in the list of a folder; none where that is not one of ours."""
    head, *lines = (path / kind.listing).read_text(encoding="utf-8", errors="replace").split("\n")
    words = (line.split("\t") for line in lines if head == kind.head)
    return (_Listed(*each) for each in words if len(each) == len(_Listed._fields))


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A folder beside another, of which nothing is left at the end."""
    made = Path(tempfile.mkdtemp(prefix=".gkpg-", dir=path.parent))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _put_in_place(made: Path, path: Path, kind: FolderKind, *, force: bool) -> None:
    """A new folder in the place of a former one, which is looked at once more before it goes."""
    made.chmod(0o755)
    if not path.exists():
        made.rename(path)
        return
    _refuse_others(path, kind, force=force)
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
