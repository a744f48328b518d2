"""`gkpg score`: from a folder of sheets to a ranking and a result file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from gkpg.base.normalize import normalize_name
from gkpg.cli.check_output import show_check
from gkpg.cli.check_subjects import check_of_assessments, check_of_sheets
from gkpg.cli.inputs import AssessmentOption, find_assessment, find_own_sheets
from gkpg.cli.messages import say
from gkpg.cli.options import (
    AllOption,
    CheckFormat,
    JobsOption,
    LimitOption,
    NamePatternOption,
    PreferOption,
    PreferredVersion,
    RubricFilesArgument,
    SheetsArgument,
    ShownOption,
    SplitScoresOption,
)
from gkpg.cli.reading_options import ReadingOptions, find_submitted_files, make_reader
from gkpg.cli.score_text import show_results
from gkpg.findings.finding import Finding, FindingError, has_errors
from gkpg.findings.place import Place
from gkpg.round import FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from gkpg.cli.check_output import Check
    from gkpg.cli.screen import Screen
    from gkpg.scoring import Results


#: So many bytes of a document are held in memory, and passed on at a time.
_HELD, _PIECE = 64_000_000, 1_000_000


def score(
    context: typer.Context,
    sheets: SheetsArgument = None,
    rubric: RubricFilesArgument = None,
    assessment: AssessmentOption = None,
    units: Annotated[Path | None, typer.Option("--units", help="score.units", metavar="FILE")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="score.output", metavar="FILE")] = Path(
        "result.sqlite"
    ),
    prefer: PreferOption = PreferredVersion.NONE,
    name_pattern: NamePatternOption = None,
    split_scores: SplitScoresOption = False,
    jobs: JobsOption = None,
    limit: LimitOption = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="score.no_cache")] = False,
    every: AllOption = False,
    output_format: ShownOption = CheckFormat.TEXT,
) -> int:
    """Score a folder of sheets."""
    from gkpg.io.outputs import refuse_others  # noqa: PLC0415
    from gkpg.ledger.submissions import refuse_missing  # noqa: PLC0415
    from gkpg.results.reuse import AssessmentRequest, assess  # noqa: PLC0415 - help pages need none of it
    from gkpg.results.store import KIND, is_result, write_results  # noqa: PLC0415
    from gkpg.rubric import find_packaged  # noqa: PLC0415

    screen: Screen = context.obj
    named = [find_packaged(path) for path in rubric or ()]
    refuse_missing(named)
    loaded = find_assessment(assessment, named)
    if loaded and loaded.round is None:
        show_check(check_of_assessments([loaded], screen), output_format, screen)
        return 1
    if loaded is not None and units is not None:
        screen.misuse(say("score.units_twice", screen.lang, file=loaded.file))
        return 2
    paths = find_own_sheets(loaded, sheets, screen)
    if paths is None:
        return 2
    reader = make_reader(paths, rubric or [], screen, loaded, ReadingOptions(name_pattern, split_scores, limit or []))
    if reader is None:
        return 2
    found = find_submitted_files(paths, screen)
    if found is None:
        return 2
    refuse_others(output, KIND, is_result)
    listed = _read_list(units)
    reader = replace(reader, units=frozenset(listed))
    request = AssessmentRequest(found, reader, listed, prefer.value, workers=jobs)
    with screen.progress("score.reading", len(found.files)) as step:
        assessed = assess(request, None if no_cache else output, step)
    results = assessed.results
    if assessed.is_new:
        write_results(output, results, assessed.origin)
        screen.written.append(str(output))
    if output_format is CheckFormat.TEXT:
        show_results(results, screen, every=every)
        _unused_assessment(results, paths, screen)
        screen.say("wrote" if assessed.is_new else "score.same", what=KIND.say(screen.lang), where=str(output))
    else:
        _as_data(results, check_of_sheets(results.findings, found, loaded, screen), output_format, screen)
    return 1 if has_errors(results.findings) else 0


def _unused_assessment(results: Results, paths: Sequence[Path], screen: Screen) -> None:
    """That an assessment file lies beside the sheets and was not used, where its rules are missed."""
    if results.round.assessment is not None or all(each.code != "L102" for each in results.findings):
        return
    around = dict.fromkeys(folder / FILE for path in paths for folder in (path, path.parent))
    beside = next((each for each in around if each.is_file()), None)
    if beside is not None:
        screen.say("score.unused", file=str(beside))


def _as_data(results: Results, check: Check, output_format: CheckFormat, screen: Screen) -> None:
    """The whole report as JSON, or the findings alone in the other formats."""
    if output_format is not CheckFormat.JSON:
        show_check(check, output_format, screen)
        return
    import tempfile  # noqa: PLC0415 - not needed for text

    from gkpg.reports import json  # noqa: PLC0415
    from gkpg.reports.report import Report  # noqa: PLC0415

    with tempfile.SpooledTemporaryFile(_HELD) as out:  # its seal, which is known at the end, stands at its beginning
        json.write(Report(results, screen.lang), cast("BinaryIO", out))
        out.seek(0)
        for piece in iter(partial(out.read, _PIECE), b""):
            screen.as_is(piece)


def _read_list(path: Path | None) -> tuple[str, ...]:
    """The units of a list, none without one. Raises FindingError where the list names none: a check was asked for."""
    from gkpg.round.unit_list import read_units  # noqa: PLC0415 - help pages need none of it

    listed = tuple(map(normalize_name, read_units(path) if path else ()))
    if path and not listed:
        raise FindingError(Finding("F114", Place(str(path))))
    return listed
