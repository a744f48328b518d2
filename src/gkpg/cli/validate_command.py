"""`gkpg validate`: are the rubrics sound, the assessments, the sheets?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.check_output import show_check
from gkpg.cli.check_subjects import check_of_assessments, check_of_rubrics, check_of_sheets
from gkpg.cli.inputs import AssessmentOption, find_assessment, find_own_sheets, is_wrong_folder
from gkpg.cli.messages import say
from gkpg.cli.options import (
    CheckFormat,
    JobsOption,
    LimitOption,
    NamePatternOption,
    PreferOption,
    PreferredVersion,
    RubricFilesArgument,
    SheetsArgument,
    ShownOption,
    SinceOption,
    SplitScoresOption,
    StrictOption,
)
from gkpg.cli.reading_options import ReadingOptions, find_submitted_files, make_reader, read_files_to_ledger
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from gkpg.cli.check_output import Check
    from gkpg.cli.screen import Screen
    from gkpg.round.load import LoadedAssessment


def rubric(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="rubric.files")] = None,
    strict: StrictOption = False,
    changed_since: SinceOption = None,
    output_format: ShownOption = CheckFormat.TEXT,
) -> int:
    """Check rubrics."""
    from gkpg.checks.baseline import rubrics_baseline, with_version_findings  # noqa: PLC0415 - help pages need no Pydantic
    from gkpg.rubric import find_packaged, find_rubric_files, load_rubrics  # noqa: PLC0415

    screen: Screen = context.obj
    if not files and is_wrong_folder(Path("rubrics"), "folder.rubrics", screen):
        return 2
    paths = [find_packaged(path) for path in files or [Path("rubrics")]]
    for missing in (path for path in paths if not path.exists()):
        raise FindingError(Finding("F101", Place(str(missing))))
    found = find_rubric_files(paths)
    loaded = load_rubrics(found)
    if not loaded:
        screen.misuse(say("nothing.rubrics", screen.lang, where=" ".join(map(str, paths))))
        return 2
    if any(each.rubric and each.rubric.cases for each in loaded):
        from gkpg.authoring.cases import with_rubric_cases  # noqa: PLC0415 - a rubric without cases needs none of it

        loaded = tuple(map(with_rubric_cases, loaded))
    since = None if changed_since is None else rubrics_baseline(changed_since, found)
    loaded = loaded if since is None else with_version_findings(loaded, since)
    return _finish(replace(check_of_rubrics(loaded, screen), since=since), strict, output_format, screen)


def _finish(check: Check, strict: bool, output_format: CheckFormat, screen: Screen) -> int:
    """Say what was found; the exit status."""
    show_check(check, output_format, screen)
    if check.status(strict) and not check.status() and output_format is CheckFormat.TEXT:
        screen.say("rubric.strict")
    return check.status(strict)


def assessment(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="validate.assessments")] = None,
    strict: StrictOption = False,
    changed_since: SinceOption = None,
    output_format: ShownOption = CheckFormat.TEXT,
) -> int:
    """Check assessment files."""
    from gkpg.checks.baseline import assessments_baseline  # noqa: PLC0415 - help pages need no Pydantic

    screen: Screen = context.obj
    named: list[Path | None] = [*files] if files else [None]
    loaded = [each for each in map(find_assessment, named) if each is not None]
    if not loaded:
        screen.misuse(say("assessment.none", screen.lang))
        return 2
    loaded = [_with_cases(each) for each in loaded]
    since = None if changed_since is None else assessments_baseline(changed_since, loaded)
    return _finish(replace(check_of_assessments(loaded, screen), since=since), strict, output_format, screen)


def _with_cases(loaded: LoadedAssessment) -> LoadedAssessment:
    """An assessment with its cases tried."""
    if loaded.round is None or loaded.round.assessment is None or not loaded.round.assessment.cases:
        return loaded
    from gkpg.authoring.cases import with_assessment_cases  # noqa: PLC0415 - an assessment without cases needs none of it

    return with_assessment_cases(loaded)


def sheets(
    context: typer.Context,
    sheets: SheetsArgument = None,
    rubric: RubricFilesArgument = None,
    assessment: AssessmentOption = None,
    prefer: PreferOption = PreferredVersion.NONE,
    name_pattern: NamePatternOption = None,
    split_scores: SplitScoresOption = False,
    jobs: JobsOption = None,
    limit: LimitOption = None,
    strict: StrictOption = False,
    output_format: ShownOption = CheckFormat.TEXT,
) -> int:
    """Check sheets that were handed in."""
    from gkpg.rubric import find_packaged  # noqa: PLC0415 - help pages need none of it

    screen: Screen = context.obj
    loaded = find_assessment(assessment, [find_packaged(path) for path in rubric or ()])
    if loaded is not None and loaded.round is None:
        return _finish(check_of_assessments([loaded], screen), strict, output_format, screen)
    paths = find_own_sheets(loaded, sheets, screen)
    if paths is None:
        return 2
    reader = make_reader(paths, rubric or [], screen, loaded, ReadingOptions(name_pattern, split_scores, limit or []))
    if reader is None:
        return 2
    found = find_submitted_files(paths, screen)
    if found is None:
        return 2
    ledger = read_files_to_ledger(found, reader, prefer.value, jobs, screen)
    return _finish(check_of_sheets(ledger.findings, found, loaded, screen), strict, output_format, screen)
