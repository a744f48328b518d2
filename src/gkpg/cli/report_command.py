"""`gkpg report`: a report from the result file."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.base.endings import ending_of
from gkpg.base.text import LANGS, list_words
from gkpg.cli.inputs import find_result
from gkpg.cli.messages import MESSAGES, say
from gkpg.cli.report_wish import Wish
from gkpg.reports.disclosure import AUDIENCES
from gkpg.reports.formats import ALL_FORMATS, DATA, TABLES
from gkpg.reports.report import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from gkpg.cli.screen import Screen
    from gkpg.findings.finding import Finding
    from gkpg.reports.formats import Renderer
    from gkpg.reports.report import Report
    from gkpg.scoring import Results

#: So many leaks are told one by one.
_MOST_LEAKS = 30

ReportFormat = StrEnum("ReportFormat", list(ALL_FORMATS))  # type: ignore[misc]  # the formats that there are
ReportTable = StrEnum("ReportTable", list(TABLES))  # type: ignore[misc]  # the tables that any of them offers
Headings = StrEnum("Headings", list(LANGS))  # type: ignore[misc]
ReportAudience = StrEnum("ReportAudience", list(AUDIENCES))  # type: ignore[misc]
ReportKind = StrEnum("ReportKind", list(KINDS))  # type: ignore[misc]


def report(
    context: typer.Context,
    result: Annotated[Path | None, typer.Argument(help="report.result", metavar="RESULT")] = None,
    report_format: Annotated[
        ReportFormat | None, typer.Option("--format", "-f", help="report.format", metavar="|".join(ALL_FORMATS))
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="report.output", metavar="FILE")] = None,
    audience: Annotated[
        ReportAudience | None, typer.Option("--audience", help="report.audience", metavar="|".join(AUDIENCES))
    ] = None,
    scores: Annotated[bool | None, typer.Option("--scores/--no-scores", help="report.scores")] = None,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="report.unit", metavar="UNIT")] = None,
    annex: Annotated[bool, typer.Option("--annex", help="report.annex")] = False,
    kind: Annotated[
        ReportKind | None,
        typer.Option("--kind", help="report.document", metavar="|".join(KINDS)),
    ] = None,
    earlier: Annotated[Path | None, typer.Option("--earlier", help="report.earlier", metavar="RESULT")] = None,
    table: Annotated[ReportTable | None, typer.Option("--table", help="report.table", metavar="|".join(TABLES))] = None,
    headings: Annotated[
        Headings | None, typer.Option("--headings", help="report.headings", metavar="|".join(LANGS))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="report.force")] = False,
) -> int:
    """Write a report."""
    screen: Screen = context.obj
    wish = Wish(
        named=report_format.value if report_format else None,
        output=output,
        table=next((each for each in TABLES if table and each == table.value), None),
        asked_audience=next((each for each in AUDIENCES if audience and each == audience.value), None),
        scores=scores,
        units=tuple(unit or ()),
        annex=annex,
        kind=next((each for each in KINDS if kind and each == kind.value), None),
        earlier=earlier,
        headings=next((each for each in LANGS if headings and each == headings.value), None),
    )
    misuse = wish.contradiction(screen.lang)
    if misuse:
        screen.misuse(misuse)
        return 2
    source = find_result(result, screen)
    if source is None or (earlier is not None and find_result(earlier, screen) is None):
        return 2
    from gkpg.results.store import load_results  # noqa: PLC0415 - help pages need none of it

    results = load_results(source)
    if _says_unknown_unit(results, wish.units, screen):
        return 2
    from gkpg.reports.leaks.check import LeakError  # noqa: PLC0415 - as above

    wanted = _report(results, wish)
    if _says_stranger(wanted, screen):
        return 2
    try:
        _write_all(wanted, wish, screen, force=force)
    except LeakError as error:
        _say_leaks(error.findings, screen)
        return 1
    return 0


def _say_leaks(findings: Sequence[Finding], screen: Screen) -> None:
    """What a public report would have told, each on a line; of very many the first."""
    for finding in findings[:_MOST_LEAKS]:
        screen.finding(finding)
    if len(findings) > _MOST_LEAKS:
        screen.say("report.more_leaks", count=str(len(findings) - _MOST_LEAKS))


def _says_unknown_unit(results: Results, units: tuple[str, ...], screen: Screen) -> bool:
    """Whether a unit is wanted that the result does not have, which is then said."""
    from gkpg.base.nearest import nearest_names  # noqa: PLC0415 - few name units

    known = tuple(unit.name for group in results.groups for unit in group.units) if units else ()
    for name in (each for each in units if each not in known):
        found = list_words(nearest_names(name, known)).say(screen.lang)
        near = say("explain.near", screen.lang, names=found) if found else ""
        screen.misuse(say("explain.unknown_unit", screen.lang, unit=name, near=near))
        return True
    return False


def _says_stranger(report: Report, screen: Screen) -> bool:
    """Whether an earlier result has none of the units, which is then said."""
    of_both = [each for each in (report.results, report.earlier) if each is not None]
    names = [{unit.name for group in each.groups for unit in group.units} for each in of_both]
    is_stranger = not set.intersection(*names) and len(names) > 1
    if is_stranger:
        screen.misuse(say("report.stranger", screen.lang))
    return is_stranger


def _report(results: Results, wish: Wish) -> Report:
    """What is to be written."""
    from gkpg.reports.disclosure import disclosure_to, publishes_scores  # noqa: PLC0415 - as above
    from gkpg.reports.report import Report  # noqa: PLC0415
    from gkpg.results.store import load_results  # noqa: PLC0415

    is_shown = wish.audience == "internal" or publishes_scores(results)
    return Report(
        results,
        results.language,
        wish.table or (wish.format.tables or TABLES)[0],
        disclosure=disclosure_to(results, wish.audience, scores=is_shown if wish.scores is None else wish.scores),
        units=wish.units,
        kind=wish.kind or KINDS[0],
        earlier=None if wish.earlier is None else load_results(wish.earlier),
        headings=wish.headings or "en",
    )


def _write_all(report: Report, wish: Wish, screen: Screen, *, force: bool) -> None:
    """Write the report, and its annex where that is wanted; say where they are. Raises FindingError."""
    from gkpg.reports.annex.path import annex_path  # noqa: PLC0415 - as above

    if wish.format is DATA:
        _write_data(report, wish.output or Path("report-data"), screen, force=force)
        return
    path = wish.output or Path(f"report{wish.format.suffix}")
    renderers = {path: wish.format.renderer}
    if wish.annex:
        renderers[annex_path(path, report.lang)] = wish.format.annex_renderer
    for where, renderer in renderers.items():
        _write(report, where, renderer, screen, force=force)
        screen.written.append(str(where))
        if ending_of(where):
            screen.say("wrote", what=MESSAGES["report.kind"].say(screen.lang), where=str(where))
        else:
            screen.say("report.wrote_as", format=wish.format.name, where=str(where))
    blanks = wish.format.left_blank(report)
    if blanks:
        screen.say("report.left_blank", names=list_words(each.say(screen.lang) for each in blanks).say(screen.lang))


def _write_data(report: Report, path: Path, screen: Screen, *, force: bool) -> None:
    """Write open data into a folder. Raises FindingError, LeakError."""
    from dataclasses import replace  # noqa: PLC0415 - as above

    from gkpg.reports.data.folder import make_files, write_files  # noqa: PLC0415
    from gkpg.reports.leaks.check import LeakCheck  # noqa: PLC0415

    with screen.progress("report.writing", sum(len(group.units) for group in report.results.groups)) as step:
        files = make_files(replace(report, step=step))
    if report.disclosure.is_public:
        LeakCheck(report).check(files, make_files)
    count = write_files(path, files, force=force)
    screen.written.append(str(path))
    screen.say("report.wrote_data", count=str(count), where=str(path))


def _write_checked(report: Report, renderer: Renderer, name: str, out: BinaryIO) -> None:
    """Write a report into a file; a public one is read back before it stands. Raises LeakError."""
    renderer.write(report, out)
    if report.disclosure.is_public:
        from gkpg.reports.leaks.check import check_bytes  # noqa: PLC0415 - as above

        check_bytes(report, renderer.write, name, out)


def _write(report: Report, path: Path, renderer: Renderer, screen: Screen, *, force: bool) -> None:
    """Write one file of a report. Raises FindingError."""
    from dataclasses import replace  # noqa: PLC0415 - as above

    from gkpg.io.outputs import write_report  # noqa: PLC0415

    units = sum(len(group.units) for group in report.results.groups)
    with screen.progress("report.writing", units) as step:
        write = partial(_write_checked, replace(report, step=step), renderer, path.name)
        is_as_written = None if force else renderer.is_as_written
        write_report(path, write, MESSAGES["report.kind"], renderer.is_own_report, is_as_written)
