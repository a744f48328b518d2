"""Revisions: rubric files as a git revision has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.revision import Revision
from gkpg.rubric.load import rubric_in
from gkpg.words import spelt
from gkpg.yamlfile import LARGEST, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gkpg.rubric import Loaded


def rubrics_at(revision: str, paths: Iterable[Path]) -> tuple[Loaded, ...]:
    """The rubric files that a git revision has at paths, or below them, as `revision:path`, in order.

    What the revision does not have is left out. Raises FindingError where there is no repository or no such revision.
    """
    then = Revision.named(revision)
    files = sorted({file for path in paths for file in then.files(path) if file.suffix in {".yaml", ".yml"}})
    return tuple(rubric_in(parse_yaml(then.read(file, LARGEST) or b"", f"{revision}:{spelt(file)}")) for file in files)
