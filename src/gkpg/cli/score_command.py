"""`gkpg score`: from a folder of sheets to a ranking and a result file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.options import Output, OutputFormat
from gkpg.cli.reading import reader_of
from gkpg.cli.sayings import say
from gkpg.findings import has_errors
from gkpg.names import neat

if TYPE_CHECKING:
    from gkpg.cli.screen import Screen
    from gkpg.rubric import Rubric
    from gkpg.scoring import Group, Results, Unit


class Preferred(StrEnum):
    """Which of two versions of one sheet counts."""

    NONE = "none"
    LATEST = "latest"


def score(
    context: typer.Context,
    sheets: Annotated[list[Path] | None, typer.Argument(help="score.sheets")] = None,
    rubric: Annotated[list[Path] | None, typer.Option("--rubric", "-r", help="score.rubric", metavar="FILE")] = None,
    units: Annotated[Path | None, typer.Option("--units", help="score.units", metavar="FILE")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="score.output", metavar="FILE")] = Path(
        "result.sqlite"
    ),
    prefer: Annotated[Preferred, typer.Option("--prefer", help="score.prefer", metavar="none|latest")] = Preferred.NONE,
    name_pattern: Annotated[str | None, typer.Option("--name-pattern", help="score.pattern", metavar="PATTERN")] = None,
    split_scores: Annotated[bool, typer.Option("--split-scores", help="score.split")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", help="score.jobs", metavar="N", min=1)] = None,
    limit: Annotated[list[str] | None, typer.Option("--limit", help="score.limit", metavar="NAME=N")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="score.no_cache")] = False,
    output_format: Output = OutputFormat.TEXT,
) -> int:
    """Score a folder of sheets."""
    from gkpg.assess import Request, assess  # noqa: PLC0415 - help pages need none of it
    from gkpg.handedin import find_files  # noqa: PLC0415
    from gkpg.outputs import refuse_others  # noqa: PLC0415
    from gkpg.results import KIND, is_result, write_results  # noqa: PLC0415
    from gkpg.sheets.units import read_units  # noqa: PLC0415

    screen: Screen = context.obj
    paths = sheets or [Path("sheets")]
    reader = reader_of(paths, rubric or [], name_pattern, split_scores, limit or [], screen)
    if reader is None:
        return 2
    found = find_files(paths)
    if not found.files:
        screen.misuse(say("nothing.sheets", screen.lang, where=" ".join(map(str, paths))))
        return 2
    refuse_others(output, KIND, is_result)
    listed = read_units(units) if units else ()
    request = Request(found, reader, tuple(map(neat, listed)), prefer.value, workers=jobs)
    with screen.progress("score.reading", len(found.files)) as step:
        assessed = assess(request, None if no_cache else output, step)
    results = assessed.results
    if assessed.is_new:
        write_results(output, results, assessed.reading, assessed.inputs)
    if output_format is OutputFormat.JSON:
        from gkpg.reports.jsonfile import json_report  # noqa: PLC0415 - not needed for text

        screen.line(json_report(results, screen.lang).decode().rstrip())
    else:
        as_text(results, screen)
        screen.say("wrote" if assessed.is_new else "score.same", what=KIND.say(screen.lang), where=str(output))
    return 1 if has_errors(results.findings) else 0


def as_text(results: Results, screen: Screen) -> None:
    """Every finding, a ranking for each group, and the rules that were applied."""
    for finding in results.findings:
        screen.finding(finding)
    if results.findings:
        screen.line()
    for group in results.groups:
        _ranking(group, results.rubric(group), screen)
    screen.say("score.rules")
    for name, how in results.rules.told():
        screen.line(f"  {name.say(screen.lang)}: {how.say(screen.lang)}")
    screen.line()
    passed = results.ledger.passed_over
    also = say("score.passed", screen.lang, count=str(passed)) if passed else ""
    screen.say("score.read", count=str(len(results.ledger.files)), passed=also)
    screen.counts(results.findings)


def _ranking(group: Group, rubric: Rubric | None, screen: Screen) -> None:
    from gkpg.reports.tables import assumptions, group_name  # noqa: PLC0415 - help pages need none of it

    lang = screen.lang
    unranked = any(unit.rank is None for unit in group.units)
    keys = ("rank", "unit", "total", "grade", "sheets", *(["why"] if unranked else []))
    headings = [say(f"column.{key}", lang) for key in keys]
    screen.line({"zh": "【{}】", "en": "[{}]"}[lang].format(group_name(group, lang)))
    screen.table(headings, [_row(unit, screen)[: len(keys)] for unit in group.units], right=(0, 2, 4))
    for note in assumptions(rubric, lang) if rubric else ():
        screen.line(note)
    screen.line()


def _row(unit: Unit, screen: Screen) -> list[str]:
    grade, why = (text.say(screen.lang) if text else "" for text in (unit.grade, unit.why))
    figures = ("—" if value is None else str(value) for value in (unit.rank, unit.total))
    rank, total = figures
    return [rank, unit.name, total, grade, str(unit.sheets), why]
