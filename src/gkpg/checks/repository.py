"""Where files lie in a repository, for what shows findings beside its files."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Repository:
    """A repository: its root, and the folder that paths are relative to, both absolute.

    `paths` has the path of each file that findings call by another name: sheets, by their place in the folder given.
    """

    root: str
    here: str
    paths: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def around(cls, environment: Mapping[str, str], paths: Mapping[str, str]) -> Repository:
        """The repository that one is in: the one that GitHub has checked out, else the folder one is in."""
        here = str(Path.cwd())
        root = environment.get("GITHUB_WORKSPACE") or here
        return cls(root if _below(here, root) else here, here, paths)

    def path(self, file: str) -> str:
        """The path of a file from the root, with forward slashes; of one outside, the path as it is."""
        path = self.paths.get(file, file)
        whole = os.path.normpath(Path(self.here, path))
        found = os.path.relpath(whole, self.root) if _below(whole, self.root) else os.path.normpath(path)
        return found.replace(os.sep, "/")


def _below(path: str, root: str) -> bool:
    return Path(path).is_relative_to(root)
