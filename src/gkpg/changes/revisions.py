"""Revisions: rubric files as a git revision has them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from gkpg.findings import Finding, FindingError, Place
from gkpg.rubric.load import rubric_in
from gkpg.words import Text, spelt
from gkpg.yamlfile import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkpg.findings import Fact
    from gkpg.rubric import Loaded

_NO_GIT = Text("没有安装 git", "git is not installed")
_NO_REPOSITORY = Text("这里不是 git 仓库", "this is no git repository")
_UNKNOWN = Text("没有这个版本", "there is no such revision")


def rubrics_at(revision: str, paths: Iterable[Path]) -> tuple[Loaded, ...]:
    """The rubric files that a git revision has at paths, or below them, as `revision:path`, in order.

    What the revision does not have is left out. Raises FindingError where there is no repository or no such revision.
    """
    commit = _commit(revision)
    wanted = [os.path.relpath(path) for path in paths]
    listed = _git(revision, "ls-tree", "-r", "-z", "--name-only", commit, "--", *wanted).decode(
        errors="surrogateescape"
    )
    names = sorted(name for name in listed.split("\0") if Path(name).suffix in {".yaml", ".yml"})
    return tuple(rubric_in(parse_yaml(_blob(revision, commit, name), f"{revision}:{spelt(name)}")) for name in names)


def _commit(revision: str) -> str:
    """The commit that a revision names. What begins like an option names none."""
    if _run("rev-parse", "--git-dir") is None:
        raise _refused(revision, _NO_REPOSITORY)
    found = _run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None:
        raise _refused(revision, _UNKNOWN)
    return found.decode().strip()


def _blob(revision: str, commit: str, name: str) -> bytes:
    return _git(revision, "cat-file", "blob", f"{commit}:./{name}")


def _git(revision: str, *words: str) -> bytes:
    found = _run(*words)
    if found is None:
        raise _refused(revision, " ".join(words[:1]))
    return found


def _run(*words: str) -> bytes | None:
    """What git says; None where it refuses. Raises FindingError where there is no git."""
    try:
        done = subprocess.run(["git", *words], capture_output=True, check=False)  # noqa: S603, S607 - git as installed
    except FileNotFoundError:
        raise _refused(words[-1], _NO_GIT) from None
    except ValueError:  # a null byte
        return None
    return done.stdout if done.returncode == 0 else None


def _refused(revision: str, reason: Fact) -> FindingError:
    return FindingError(Finding("V103", Place(), {"revision": revision, "reason": reason}))
