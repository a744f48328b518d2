"""`gkpg validate`: are the rubrics sound, the assessments, the sheets?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.checked import of_assessments, of_rubrics, of_sheets
from gkpg.cli.checks import show
from gkpg.cli.chosen import AssessmentOption, assessment_of, sheets_of
from gkpg.cli.options import (
    CheckFormat,
    Jobs,
    Limit,
    NamePattern,
    RubricFiles,
    Sheets,
    Shown,
    Since,
    SplitScores,
    Strict,
)
from gkpg.cli.reading import How, files_found, ledger_of_files, reader_of
from gkpg.cli.sayings import say
from gkpg.findings import Finding, FindingError, Place

if TYPE_CHECKING:
    from gkpg.assessment.load import LoadedAssessment
    from gkpg.cli.checks import Check
    from gkpg.cli.screen import Screen


def rubric(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="rubric.files")] = None,
    strict: Strict = False,
    changed_since: Since = None,
    output_format: Shown = CheckFormat.TEXT,
) -> int:
    """Check rubrics."""
    from gkpg.cli.since import rubrics_since, with_kept_versions  # noqa: PLC0415 - help pages need no Pydantic
    from gkpg.rubric import load_rubrics, packaged, rubric_files  # noqa: PLC0415

    screen: Screen = context.obj
    paths = [packaged(path) for path in files or [Path("rubrics")]]
    for missing in (path for path in paths if not path.exists()):
        raise FindingError(Finding("F101", Place(str(missing))))
    found = rubric_files(paths)
    loaded = load_rubrics(found)
    if not loaded:
        screen.misuse(say("nothing.rubrics", screen.lang, where=" ".join(map(str, paths))))
        return 2
    if any(each.rubric and each.rubric.cases for each in loaded):
        from gkpg.cases import with_rubric_cases  # noqa: PLC0415 - a rubric without cases needs none of it

        loaded = tuple(map(with_rubric_cases, loaded))
    since = None if changed_since is None else rubrics_since(changed_since, found)
    loaded = loaded if since is None else with_kept_versions(loaded, since)
    return _ended(replace(of_rubrics(loaded, screen), since=since), strict, output_format, screen)


def _ended(check: Check, strict: bool, output_format: CheckFormat, screen: Screen) -> int:
    """Say what was found; the exit status."""
    show(check, output_format, screen)
    if check.status(strict) and not check.status() and output_format is CheckFormat.TEXT:
        screen.say("rubric.strict")
    return check.status(strict)


def assessment(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="validate.assessments")] = None,
    strict: Strict = False,
    changed_since: Since = None,
    output_format: Shown = CheckFormat.TEXT,
) -> int:
    """Check assessment files."""
    from gkpg.cli.since import assessments_since  # noqa: PLC0415 - help pages need no Pydantic

    screen: Screen = context.obj
    named: list[Path | None] = [*files] if files else [None]
    loaded = [each for each in map(assessment_of, named) if each is not None]
    if not loaded:
        screen.misuse(say("assessment.none", screen.lang))
        return 2
    loaded = [_with_cases(each) for each in loaded]
    since = None if changed_since is None else assessments_since(changed_since, loaded)
    return _ended(replace(of_assessments(loaded, screen), since=since), strict, output_format, screen)


def _with_cases(loaded: LoadedAssessment) -> LoadedAssessment:
    """An assessment with its cases tried."""
    if loaded.round is None or loaded.round.assessment is None or not loaded.round.assessment.cases:
        return loaded
    from gkpg.cases import with_assessment_cases  # noqa: PLC0415 - an assessment without cases needs none of it

    return with_assessment_cases(loaded)


def sheets(
    context: typer.Context,
    sheets: Sheets = None,
    rubric: RubricFiles = None,
    assessment: AssessmentOption = None,
    name_pattern: NamePattern = None,
    split_scores: SplitScores = False,
    jobs: Jobs = None,
    limit: Limit = None,
    strict: Strict = False,
    output_format: Shown = CheckFormat.TEXT,
) -> int:
    """Check sheets that were handed in."""
    from gkpg.rubric import packaged  # noqa: PLC0415 - help pages need none of it

    screen: Screen = context.obj
    loaded = assessment_of(assessment, [packaged(path) for path in rubric or ()])
    if loaded is not None and loaded.round is None:
        return _ended(of_assessments([loaded], screen), strict, output_format, screen)
    paths = sheets_of(loaded, sheets)
    reader = reader_of(paths, rubric or [], screen, loaded, How(name_pattern, split_scores, limit or []))
    if reader is None:
        return 2
    found = files_found(paths, screen)
    if found is None:
        return 2
    ledger = ledger_of_files(found, reader, jobs, screen)
    return _ended(of_sheets(ledger.findings, found, loaded, screen), strict, output_format, screen)
