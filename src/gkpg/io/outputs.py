"""Outputs: written whole or not at all, never over a file that is not gkpg's own, save on the user's order."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from gkpg.base.system_text import system_path
from gkpg.base.text import list_words, spell_path
from gkpg.findings.finding import Finding, FindingError, system_reason
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from gkpg.base.text import Text
    from gkpg.findings.finding import Fact

_MOST_NAMED = 5
_PIECE = 1 << 20


def write_whole(path: Path, content: bytes, kind: Text, is_ours: Callable[[Path], bool]) -> None:
    """Write a file in one go. An existing file is replaced only if `is_ours` says that gkpg wrote one of this kind.

    Raises FindingError.
    """
    refuse_others(path, kind, is_ours)
    path = system_path(path)
    try:
        _replace(path, content)
    except OSError as error:
        raise _output_error(path, error) from None


def refuse_others(path: Path, kind: Text, is_ours: Callable[[Path], bool]) -> None:
    """See to it that an output may go to a path: nothing is there, or something of this kind that gkpg wrote.

    Raises FindingError.
    """
    path = system_path(path)
    try:
        if path.exists() and (not path.is_file() or not is_ours(path)):
            raise FindingError(Finding("F104", Place(str(path)), {"kind": kind}))
    except OSError as error:
        raise _output_error(path, error) from None


def write_report(
    path: Path,
    write: Callable[[BinaryIO], object],
    kind: Text,
    is_ours: Callable[[Path], bool],
    is_as_written: Callable[[Path], bool] | None,
) -> None:
    """Have a file written piece by piece, to stand at its path only when all of it is there.

    An existing file is replaced only if `is_ours` says that gkpg wrote one of this kind, and `is_as_written` that it is
    just as it was written, or if it has the very bytes that are to be written; None replaces it all the same. Raises
    FindingError.
    """
    refuse_others(path, kind, is_ours)
    path = system_path(path)
    try:
        with _replacing(path) as new:
            write(new)
            if is_as_written and path.is_file() and not is_as_written(path) and not _is_same(path, new):
                raise FindingError(Finding("F110", Place(str(path))))
    except OSError as error:
        raise _output_error(path, error) from None


def _is_same(path: Path, new: BinaryIO) -> bool:
    """Whether a file has the bytes of one that is open."""
    size = new.seek(0, os.SEEK_END)
    if path.stat().st_size != size:
        return False
    new.seek(0)
    with path.open("rb") as old:
        return all(old.read(_PIECE) == piece for piece in iter(lambda: new.read(_PIECE), b""))


def write_new(path: Path, content: bytes) -> bool:
    """Write a file that must not exist yet, making its folder; False, and nothing touched, where it does.

    Raises FindingError.
    """
    path = system_path(path)
    made = list(takewhile(lambda folder: not folder.exists(), path.parents))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            return False
        _replace(path, content)
    except OSError as error:
        for folder in made:  # a folder without what it was made for is no output
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise _output_error(path, error) from None
    return True


def make_folder(path: Path) -> None:
    """Make a folder where there is none yet. Raises FindingError."""
    path = system_path(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _output_error(path, error) from None


@contextlib.contextmanager
def telling_what_was_written(written: Sequence[str], wanted: Sequence[str]) -> Iterator[None]:
    """Around the writing of several files: if one cannot be written, say which were by then, and which are not.

    `written` are the names of those that are, put in as they are; `wanted` are all that should be.
    """
    try:
        yield
    except FindingError as error:
        if error.finding.code != "F105" or not written:
            raise
        missing = [name for name in wanted if name not in set(written)]
        facts: dict[str, Fact] = {"reason": error.finding.facts["reason"]}
        facts |= {"count": str(len(written)), "written": list_words(written, _MOST_NAMED)}
        facts |= {"left": str(len(missing)), "missing": list_words(missing, _MOST_NAMED)}
        raise FindingError(Finding("F108", error.finding.place, facts)) from None


def rewrite(path: Path, content: bytes) -> None:
    """Put other content into a file of the user's, on the user's order: its mode stays, a link to it stays a link.

    Raises FindingError, also for a file that is marked as read-only, which could be replaced all the same.
    """
    try:
        target = path.resolve(strict=True)
        mode = stat.S_IMODE(target.stat().st_mode)
        if not mode & 0o222 or not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _replace(target, content, mode)
    except OSError as error:
        raise FindingError(Finding("R404", Place(spell_path(path)), {"reason": system_reason(error)})) from None


def _output_error(path: Path, error: OSError) -> FindingError:
    return FindingError(Finding("F105", Place(str(path)), {"reason": system_reason(error)}))


def _replace(path: Path, content: bytes, mode: int | None = None) -> None:
    with _replacing(path, mode) as file:
        file.write(content)


@contextlib.contextmanager
def _replacing(path: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """A file to be written beside a path, which takes its place at the end; what is raised leaves nothing of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".gkpg-")
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask if mode is None else mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
