"""What units are assessed by: rubrics, and the assessment file of a round."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import gkpg.round.load
import gkpg.rubric.load
from gkpg.findings.finding import FindingError
from gkpg.results.earlier import with_earlier_figures
from gkpg.round import assessment_file
from gkpg.rubric import Library, Rubric, find_packaged

if TYPE_CHECKING:
    import os

    from gkpg.findings.finding import Finding
    from gkpg.round.round import Round


@dataclass(frozen=True)
class AssessmentFile:
    """An assessment file that is sound, with the rubrics beside it.

    `path` is the file. `rules` is the round that it makes: groups, units, sources, parts. `library` has the rubrics
    that its sheets may be of. `findings` are its warnings and notes, and those of the rubrics beside it.
    """

    path: Path
    rules: Round
    library: Library
    findings: tuple[Finding, ...]

    @property
    def folder(self) -> Path:
        """The folder that the file is in; sheets usually lie in `sheets` below it."""
        return self.path.parent


def load_rubric(path: str | os.PathLike[str]) -> Rubric:
    """The rubric of a YAML file, or a rubric that comes with gkpg by its id, such as `shanghai-2022-district`.

    Points (`total`, `max`) are `Decimal`. Raises FindingError with all that is wrong with the file, or missing (F101).
    A rubric with warnings loads all the same: `validate_rubric` gives those.
    """
    loaded = gkpg.rubric.load.load_rubric(find_packaged(Path(path)))
    if loaded.rubric is None:
        raise FindingError(*loaded.findings)
    return loaded.rubric


def validate_rubric(path: str | os.PathLike[str]) -> tuple[Finding, ...]:
    """Everything that there is to say of a rubric file, in the order of its lines; empty where it is nothing.

    Its cases are tried as well, as `gkpg validate rubric` does. A missing file is a finding, too (F101).
    """
    from gkpg.authoring.cases import with_rubric_cases  # noqa: PLC0415 - makes sheets, which is much to load

    return with_rubric_cases(gkpg.rubric.load.load_rubric(find_packaged(Path(path)))).findings


def load_assessment(path: str | os.PathLike[str]) -> AssessmentFile:
    """The assessment file at a path, or `assessment.yaml` in a folder. Its rubrics lie in `rubrics` beside it.

    Raises FindingError with all that is wrong with it or with those rubrics, or missing (F101).
    """
    file = assessment_file(Path(path))
    loaded = with_earlier_figures(gkpg.round.load.load_assessment(file))
    if loaded.round is None:
        raise FindingError(*loaded.findings)
    return AssessmentFile(file, loaded.round, loaded.library, loaded.findings)


def validate_assessment(path: str | os.PathLike[str]) -> tuple[Finding, ...]:
    """Everything that there is to say of an assessment file; empty where it is nothing.

    Its cases are tried as well, as `gkpg validate assessment` does. A missing file is a finding, too (F101).
    """
    from gkpg.authoring.cases import with_assessment_cases  # noqa: PLC0415 - makes sheets, which is much to load

    loaded = with_earlier_figures(gkpg.round.load.load_assessment(assessment_file(Path(path))))
    return with_assessment_cases(loaded).findings
