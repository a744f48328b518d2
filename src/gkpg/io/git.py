"""Files as git has them in an earlier commit."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator


_NO_GIT = Text("没有安装 git", "git is not installed")
_NO_REPOSITORY = Text("这里不是 git 仓库", "this is no git repository")
_NO_REVISION = Text("没有这个版本", "there is no such revision")


@dataclass(frozen=True)
class GitRevision:
    """A commit of the repository whose folder is `root`."""

    root: Path
    commit: str

    @classmethod
    def at(cls, name: str) -> GitRevision:
        """The commit that a name, a tag or a hash stands for, in the repository one is in. Raises FindingError."""
        try:
            root = _git("rev-parse", "--show-toplevel")
        except OSError:
            raise _unseen(name, _NO_GIT) from None
        if root is None:
            raise _unseen(name, _NO_REPOSITORY)
        commit = None if name.startswith("-") else _git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if commit is None:
            raise _unseen(name, _NO_REVISION)
        return cls(Path(os.fsdecode(root).rstrip("\n")), commit.decode().strip())

    def read(self, path: Path, most: int) -> bytes | None:
        """A file as the commit has it; None where it has none, or one of more than so many bytes."""
        inside = self._inside(path)
        size = _git("cat-file", "-s", f"{self.commit}:{inside}", cwd=self.root) if inside else None
        if size is None or int(size) > most:
            return None
        return _git("cat-file", "blob", f"{self.commit}:{inside}", cwd=self.root)

    def files(self, path: Path) -> Iterator[Path]:
        """The files that the commit has at a path or below it, as paths from the folder one is in, in order.

        Links and modules are left out.
        """
        inside = self._inside(Path(os.path.realpath(path)) if path.is_dir() else path)
        listed = None if inside is None else _git("ls-tree", "-r", "-z", self.commit, "--", inside, cwd=self.root)
        for entry in (listed or b"").split(b"\0"):
            kind, _, name = entry.partition(b"\t")
            if kind.startswith(b"100") and b".." not in name.split(b"/"):
                yield Path(os.path.relpath(self.root / os.fsdecode(name)))

    def has_place_for(self, path: Path) -> bool:
        """Whether a path lies within the repository."""
        return self._inside(path) is not None

    def _inside(self, path: Path) -> str | None:
        """A path from the root of the repository; None outside."""
        whole = Path(os.path.realpath(path.parent), path.name) if path.name else Path(os.path.realpath(path))
        root = os.path.realpath(self.root)
        return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else None


def _unseen(name: str, why: Text) -> FindingError:
    return FindingError(Finding("V103", Place(), {"revision": name, "reason": why}))


def _git(*words: str, cwd: Path | None = None) -> bytes | None:
    """What git prints; None where it refuses."""
    try:
        done = subprocess.run(["git", *words], cwd=cwd, capture_output=True, check=False)  # noqa: S603, S607 - git from PATH
    except ValueError:  # a null byte in a name
        return None
    return done.stdout if done.returncode == 0 else None
