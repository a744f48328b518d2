"""`gkpg score`: from a folder of sheets to a ranking and a result file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.options import Output, OutputFormat
from gkpg.cli.sayings import say
from gkpg.findings import Finding, FindingError, Place, has_errors
from gkpg.handedin import find_files, gather
from gkpg.outputs import refuse_others
from gkpg.reports.tables import assumptions, group_name
from gkpg.results import KIND, is_result, write_results
from gkpg.rubric import Library, packaged
from gkpg.scoring import Results
from gkpg.scoring import score as score_ledger
from gkpg.sheets.reader import Reader

if TYPE_CHECKING:
    from gkpg.cli.screen import Screen
    from gkpg.rubric import Rubric
    from gkpg.scoring import Group, Unit


def score(
    context: typer.Context,
    sheets: Annotated[list[Path] | None, typer.Argument(help="score.sheets")] = None,
    rubric: Annotated[list[Path] | None, typer.Option("--rubric", "-r", help="score.rubric", metavar="FILE")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="score.output", metavar="FILE")] = Path(
        "result.sqlite"
    ),
    output_format: Output = OutputFormat.TEXT,
) -> int:
    """Score a folder of sheets."""
    screen: Screen = context.obj
    paths = sheets or [Path("sheets")]
    named = [packaged(path) for path in rubric or ()]
    for missing in (path for path in (*paths, *named) if not path.exists() and not path.is_symlink()):
        raise FindingError(Finding("F101", Place(str(missing))))
    library = Library.gather(named)
    found = find_files(paths)
    if not found.files:
        screen.misuse(say("nothing.sheets", screen.lang, where=" ".join(map(str, paths))))
        return 2
    refuse_others(output, KIND, is_result)
    with screen.progress("score.reading", len(found.files)) as step:
        results = score_ledger(gather(found, Reader(library), step=step))
    write_results(output, results)
    if output_format is OutputFormat.JSON:
        from gkpg.reports.jsonfile import json_report  # noqa: PLC0415 - not needed for text

        screen.line(json_report(results, screen.lang).decode().rstrip())
    else:
        as_text(results, screen)
        screen.say("wrote", what=KIND.say(screen.lang), where=str(output))
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
