"""A folder of sheets on its way to another version: how rows go over, what becomes of each file, which stay and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.findings import Finding, Place
from gkpg.migrate.migrate import Migrated, migrated
from gkpg.migrate.plan import Plan, plan_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gkpg.assessment.round import Round
    from gkpg.rubric import Rubric
    from gkpg.sheets.filled import File


@dataclass(frozen=True)
class Folder:
    """What becomes of the files of a folder.

    `plans` has one for each former version that sheets were made under; `moved` the files that are of one of them;
    `lost` the findings of files that nothing can be told of; `count` how many files there are, `there` how many of them
    are of the new version already.
    """

    plans: tuple[Plan, ...]
    moved: tuple[Migrated, ...]
    lost: tuple[Finding, ...]
    count: int
    there: int

    @property
    def sheets(self) -> list[Migrated]:
        """The files that can go over."""
        return [each for each in self.moved if each.make is not None]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Why other files stay."""
        return (*self.lost, *(finding for each in self.moved for finding in each.why))


def known_first(rubrics: Iterable[Rubric]) -> tuple[Rubric, ...]:
    """Of rubrics with one id and version the first."""
    found: dict[tuple[str, str], Rubric] = {}
    for rubric in rubrics:
        found.setdefault((rubric.rubric, rubric.version), rubric)
    return tuple(found.values())


def folder_of(files: Sequence[tuple[File, str]], known: Sequence[Rubric], new: Rubric, round_: Round) -> Folder:
    """What becomes of files, each with its path, that were read with the rubrics that are known.

    `round_` is what the assessment says of the new version; empty where there is none.
    """
    keys = {file.sheets[0].rubric for file, _ in files}
    plans = {
        key: plan_of(rubric, new)
        for rubric in known
        if rubric.rubric == new.rubric and rubric.fingerprint != new.fingerprint
        if (key := (rubric.rubric, rubric.version)) in keys
    }
    moved = (
        migrated(file, path, plans[file.sheets[0].rubric], round_)
        for file, path in files
        if file.sheets[0].rubric is not None and file.sheets[0].rubric in plans
    )
    lost = (finding for file, _ in files for finding in _unknown(file, new))
    key = (new.rubric, new.version)
    there = sum(file.sheets[0].rubric == key for file, _ in files) if key not in plans else 0
    return Folder(tuple(plans.values()), tuple(moved), tuple(lost), len(files), there)


def _unknown(file: File, new: Rubric) -> Iterator[Finding]:
    """What is wrong with a file that may be of the rubric but cannot go over, as decisions cannot."""
    if any(sheet.decides for sheet in file.sheets):
        yield Finding("V105", Place(file.name))
    elif file.sheets[0].rubric is None:
        for finding in file.all_findings():
            if finding.facts.get("rubric", new.rubric) == new.rubric and finding.code.startswith(("S2", "S3", "S4")):
                yield finding
