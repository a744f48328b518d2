"""The baseline of a check: what an earlier revision had already."""

from __future__ import annotations

import difflib
import os
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gkpg.base.text import spell_path
from gkpg.findings.codes import Severity
from gkpg.findings.finding import sort_findings
from gkpg.io.git import GitRevision
from gkpg.yamlfiles.document import LARGEST, parse_yaml, read_yaml_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gkpg.findings.finding import Finding
    from gkpg.round.load import LoadedAssessment
    from gkpg.rubric import LoadedRubric, Rubric

#: What an assessment is made of.
_PARTS = {".yaml", ".yml", ".txt"}
#: So many pairs of lines are compared; beyond, all between the first and the last difference counts as changed.
_MOST_COMPARED = 25_000_000


@dataclass(frozen=True)
class Baseline:
    """What a revision had: the gist of every finding, and sound rubrics.

    `changed` are the lines of each file that are not as they were in it.
    """

    name: str
    known: frozenset[tuple[str, ...]]
    changed: Mapping[str, frozenset[int]] = field(default_factory=dict)
    rubrics: tuple[Rubric, ...] = ()

    def new(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are to be told: errors, and what the revision did not have."""
        return tuple(each for each in findings if each.severity is Severity.ERROR or each.gist not in self.known)


def rubrics_baseline(name: str, paths: Sequence[Path]) -> Baseline:
    """What a revision has in rubrics. Raises FindingError."""
    from gkpg.rubric import parse_rubric  # noqa: PLC0415 - help pages need no Pydantic

    revision = GitRevision.at(name)
    known: set[tuple[str, ...]] = set()
    changed: dict[str, frozenset[int]] = {}
    rubrics: list[Rubric] = []
    for path in paths:
        file, before = spell_path(path), revision.read(path, LARGEST) or b""
        changed[file] = changed_lines(before, _now(path, file))
        then = parse_rubric(parse_yaml(before, file))
        known |= {finding.gist for finding in then.findings}
        rubrics += [then.rubric] if then.rubric else []
    return Baseline(name, frozenset(known), changed, tuple(rubrics))


def with_version_findings(loaded: Iterable[LoadedRubric], since: Baseline) -> tuple[LoadedRubric, ...]:
    """Rubrics with what changed in them while their version did not."""
    from gkpg.differences.rubrics import compare_rubrics  # noqa: PLC0415 - help pages need none of it
    from gkpg.differences.rubrics.version_rule import check_version  # noqa: PLC0415

    before = {(each.rubric, each.version): each for each in since.rubrics}
    return tuple(
        replace(
            now,
            findings=sort_findings((*now.findings, *check_version(compare_rubrics(then, now.rubric), now.document))),
        )
        if now.rubric is not None and (then := before.get((now.rubric.rubric, now.rubric.version))) is not None
        else now
        for now in loaded
    )


def assessments_baseline(name: str, loaded: Sequence[LoadedAssessment]) -> Baseline:
    """What a revision has in assessments, loaded as it had them. Raises FindingError."""
    revision = GitRevision.at(name)
    known = {finding.gist for each in loaded for finding in _assessment_then(revision, each)}
    return Baseline(name, frozenset(known))


def _assessment_then(revision: GitRevision, now: LoadedAssessment) -> Iterator[Finding]:
    from gkpg.round.load import load_assessment  # noqa: PLC0415 - help pages need no Pydantic

    with tempfile.TemporaryDirectory() as folder:
        for file in revision.files(now.folder):
            if file.suffix in _PARTS:
                path = Path(folder, os.path.relpath(file, now.folder))
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(revision.read(file, LARGEST) or b"")
        then = load_assessment(Path(folder, Path(now.file).name))
        for finding in then.findings:
            if finding.place.file == then.file:
                yield replace(finding, place=replace(finding.place, file=now.file))


def changed_lines(before: bytes, after: bytes) -> frozenset[int]:
    """The lines, counted from 1, that were not there before or stand elsewhere among the others."""
    old, new = before.splitlines(), after.splitlines()
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    old, middle = old[start : len(old) - end], new[start : len(new) - end]
    same: set[int] = set()
    if len(old) * len(middle) < _MOST_COMPARED:
        blocks = difflib.SequenceMatcher(None, old, middle, autojunk=False).get_matching_blocks()
        same = {line for block in blocks for line in range(block.b, block.b + block.size)}
    return frozenset(start + line + 1 for line in range(len(middle)) if line not in same)


def _alike(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """How many lines are the same from the beginning on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _now(path: Path, file: str) -> bytes:
    """A file as it is; nothing where it is none that is checked."""
    raw = read_yaml_bytes(path, file)
    return raw if isinstance(raw, bytes) else b""
