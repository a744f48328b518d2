"""Revisions: rubric files as a git revision has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text, spell_path
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place
from gkpg.io.git import GitRevision
from gkpg.rubric.load import parse_rubric
from gkpg.yamlfiles.document import LARGEST, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gkpg.rubric import LoadedRubric


_OUTSIDE = Text("路径不在这个仓库里", "the path lies outside of the repository")


def rubrics_at(revision: str, paths: Iterable[Path]) -> tuple[LoadedRubric, ...]:
    """The rubric files that a git revision has at paths, or below them, as `revision:path`, in order.

    What the revision does not have is left out. Raises FindingError where there is no repository or no such revision,
    or where a path lies outside.
    """
    then, paths = GitRevision.at(revision), tuple(paths)
    for outside in (path for path in paths if not then.has_place_for(path)):
        raise FindingError(Finding("V103", Place(spell_path(outside)), {"revision": revision, "reason": _OUTSIDE}))
    files = sorted({file for path in paths for file in then.files(path) if file.suffix in {".yaml", ".yml"}})
    return tuple(
        parse_rubric(parse_yaml(then.read(file, LARGEST) or b"", f"{revision}:{spell_path(file)}")) for file in files
    )
