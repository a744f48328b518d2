"""A folder of sheets on its way to another version: how rows go over, what becomes of each file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.authoring.migrate.file_migration import MigratedFile, migrate_file
from gkpg.authoring.migrate.row_plan import MigrationPlan, plan_migration
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.sheets.blank.unit_sheet_maker import UnitSheetMaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gkpg.round.group import RubricKey
    from gkpg.round.round import Round
    from gkpg.rubric import Rubric
    from gkpg.sheets.model import File


@dataclass(frozen=True)
class MigratedFolder:
    """What becomes of the files of a folder.

    `plans` has one for each former version that sheets were made under; `files` the files that are of one of them;
    `lost` the findings of files that nothing can be told of; `count` how many files there are, `there` how many of them
    are of the new version already.
    """

    plans: tuple[MigrationPlan, ...]
    files: tuple[MigratedFile, ...]
    lost: tuple[Finding, ...]
    count: int
    there: int

    @property
    def sheets(self) -> list[MigratedFile]:
        """The files that can go over."""
        return [each for each in self.files if each.make is not None]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Why other files stay."""
        return (*self.lost, *(finding for each in self.files for finding in each.why))


def first_of_each_version(rubrics: Iterable[Rubric]) -> tuple[Rubric, ...]:
    """Of rubrics with one id and version the first."""
    found: dict[tuple[str, str], Rubric] = {}
    for rubric in rubrics:
        found.setdefault((rubric.rubric, rubric.version), rubric)
    return tuple(found.values())


def migrate_folder(
    files: Sequence[tuple[File, str]], known: Sequence[Rubric], new: Rubric, round_: Round
) -> MigratedFolder:
    """What becomes of files, each with its path, that were read with the rubrics that are known.

    `round_` is what the assessment says of the new version; empty where there is none.
    """
    keys = {sheet.rubric for file, _ in files for sheet in file.sheets}
    plans = {
        key: plan_migration(rubric, new)
        for rubric in known
        if rubric.rubric == new.rubric and rubric.fingerprint != new.fingerprint
        if (key := (rubric.rubric, rubric.version)) in keys
    }
    maker, plan_of = UnitSheetMaker(), _Plans(plans, known)
    going = ((file, path) for file, path in files if any(sheet.rubric in plans for sheet in file.sheets))
    moved = (migrate_file(file, path, plan_of, round_, maker) for file, path in going)
    lost = (finding for file, _ in files for finding in _unmovable(file, new))
    key = (new.rubric, new.version)
    there = sum(any(sheet.rubric == key for sheet in file.sheets) for file, _ in files) if key not in plans else 0
    return MigratedFolder(tuple(plans.values()), tuple(moved), tuple(lost), len(files), there)


class _Plans:
    """How the sheets of each rubric go over: those of former versions by their plans, others as they are."""

    def __init__(self, plans: Mapping[RubricKey, MigrationPlan], known: Sequence[Rubric]) -> None:
        self._plans = dict(plans)
        self._known = {(rubric.rubric, rubric.version): rubric for rubric in known}

    def __call__(self, key: RubricKey) -> MigrationPlan:
        if key not in self._plans:
            self._plans[key] = plan_migration(self._known[key], self._known[key])
        return self._plans[key]


def _unmovable(file: File, new: Rubric) -> Iterator[Finding]:
    """What is wrong with a file that may be of the rubric but cannot go over, as decisions cannot."""
    if any(sheet.decides for sheet in file.sheets):
        yield Finding("V105", Place(file.name))
    elif file.sheets[0].rubric is None:
        for finding in file.all_findings():
            if finding.facts.get("rubric", new.rubric) == new.rubric and finding.code.startswith(("S2", "S3", "S4")):
                yield finding
