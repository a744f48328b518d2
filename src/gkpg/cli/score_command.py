"""`gkpg score`: from a folder of sheets to a ranking and a result file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.checked import of_assessments, of_sheets, read_line
from gkpg.cli.checks import show
from gkpg.cli.chosen import AssessmentOption, assessment_of, sheets_of
from gkpg.cli.options import CheckFormat, Jobs, Limit, NamePattern, RubricFiles, Sheets, Shown, SplitScores
from gkpg.cli.reading import How, files_found, reader_of
from gkpg.cli.sayings import say
from gkpg.findings import Finding, FindingError, Place, has_errors
from gkpg.names import neat
from gkpg.words import tidy

if TYPE_CHECKING:
    from gkpg.cli.checks import Check
    from gkpg.cli.screen import Screen
    from gkpg.reports.unitfields import Field
    from gkpg.scoring import Group, Results


class Preferred(StrEnum):
    """Which of two versions of one sheet counts."""

    NONE = "none"
    LATEST = "latest"


def score(
    context: typer.Context,
    sheets: Sheets = None,
    rubric: RubricFiles = None,
    assessment: AssessmentOption = None,
    units: Annotated[Path | None, typer.Option("--units", help="score.units", metavar="FILE")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="score.output", metavar="FILE")] = Path(
        "result.sqlite"
    ),
    prefer: Annotated[Preferred, typer.Option("--prefer", help="score.prefer", metavar="none|latest")] = Preferred.NONE,
    name_pattern: NamePattern = None,
    split_scores: SplitScores = False,
    jobs: Jobs = None,
    limit: Limit = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="score.no_cache")] = False,
    output_format: Shown = CheckFormat.TEXT,
) -> int:
    """Score a folder of sheets."""
    from gkpg.assess import Request, assess  # noqa: PLC0415 - help pages need none of it
    from gkpg.outputs import refuse_others  # noqa: PLC0415
    from gkpg.results import KIND, is_result, write_results  # noqa: PLC0415
    from gkpg.rubric import packaged  # noqa: PLC0415
    from gkpg.unitlist import read_units  # noqa: PLC0415

    screen: Screen = context.obj
    named = [packaged(path) for path in rubric or ()]
    for missing in (path for path in named if not path.exists()):
        raise FindingError(Finding("F101", Place(str(missing))))
    loaded = assessment_of(assessment, named)
    if loaded and loaded.round is None:
        show(of_assessments([loaded], screen), output_format, screen)
        return 1
    if loaded is not None and units is not None:
        screen.misuse(say("score.units_twice", screen.lang, file=loaded.file))
        return 2
    paths = sheets_of(loaded, sheets)
    reader = reader_of(paths, rubric or [], screen, loaded, How(name_pattern, split_scores, limit or []))
    if reader is None:
        return 2
    found = files_found(paths, screen)
    if found is None:
        return 2
    refuse_others(output, KIND, is_result)
    listed = read_units(units) if units else ()
    request = Request(found, reader, tuple(map(neat, listed)), prefer.value, workers=jobs)
    with screen.progress("score.reading", len(found.files)) as step:
        assessed = assess(request, None if no_cache else output, step)
    results = assessed.results
    if assessed.is_new:
        write_results(output, results, assessed.reading, assessed.inputs)
    if output_format is CheckFormat.TEXT:
        as_text(results, screen)
        screen.say("wrote" if assessed.is_new else "score.same", what=KIND.say(screen.lang), where=str(output))
    else:
        _as_data(results, of_sheets(results.findings, found, loaded, screen), output_format, screen)
    return 1 if has_errors(results.findings) else 0


def _as_data(results: Results, check: Check, output_format: CheckFormat, screen: Screen) -> None:
    """The whole report as JSON, or the findings alone in the other formats."""
    if output_format is not CheckFormat.JSON:
        show(check, output_format, screen)
        return
    from gkpg.reports import jsonfile  # noqa: PLC0415 - not needed for text

    screen.line(jsonfile.render(results, screen.lang).decode().rstrip())


def as_text(results: Results, screen: Screen) -> None:
    """Every finding, a ranking for each group, and the rules that were applied."""
    for finding in results.findings:
        screen.finding(finding)
    if results.findings:
        screen.line()
    for group in results.groups:
        _ranking(results, group, screen)
    rules(results, screen)
    screen.line(read_line(len(results.ledger.files), results.ledger.passed_over, screen))
    screen.counts(results.findings)


def rules(results: Results, screen: Screen) -> None:
    """The rules that were applied, each with what it stands on."""
    from gkpg.assessment.told import told  # noqa: PLC0415 - help pages need none of it

    applied = list(told(results.round))
    all_defaults = all(rule.is_default for rule in applied)
    screen.say("score.defaults" if all_defaults else "score.rules")
    for rule in applied:
        footing = (
            "" if all_defaults else {"zh": "（{}）", "en": " ({})"}[screen.lang].format(rule.footing.say(screen.lang))
        )
        screen.line(f"  {rule.name.say(screen.lang)}: {tidy(rule.how.say(screen.lang))}{tidy(footing)}")
    screen.line()


def _ranking(results: Results, group: Group, screen: Screen) -> None:
    from gkpg.reports.ranked import Ranked  # noqa: PLC0415 - help pages need none of it
    from gkpg.reports.tables import assumptions, provisional  # noqa: PLC0415
    from gkpg.reports.unitfields import fields_of  # noqa: PLC0415

    lang, of = screen.lang, Ranked(results, group, screen.lang)
    fields = fields_of("screen", group)
    rows = [[_cell(field, field.value(of, unit)) for field in fields] for unit in group.units]
    screen.line({"zh": "【{}】", "en": "[{}]"}[lang].format(tidy(of.name)))
    figures = [index for index, field in enumerate(fields) if field.kind in {"number", "points"}]
    screen.table([field.heading.say(lang) for field in fields], rows, right=figures)
    for note in provisional(group, lang):
        screen.line(note)
    for part in group.parts:
        for note in assumptions(part.rubric, lang):
            screen.line(note)
    screen.line()


def _cell(field: Field, value: object) -> str:
    return field.missing if value is None else str(value)
