"""`gkpg report`: a report from the result file."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.inputs import find_result
from gkpg.cli.messages import MESSAGES, say
from gkpg.reports.formats import FORMATS, TABLES, Format, format_of

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.cli.screen import Screen
    from gkpg.reports.report import TableName
    from gkpg.scoring import Results

ReportFormat = StrEnum("ReportFormat", list(FORMATS))  # type: ignore[misc]  # the formats that there are
ReportTable = StrEnum("ReportTable", list(TABLES))  # type: ignore[misc]  # the tables that any of them offers


def report(
    context: typer.Context,
    result: Annotated[Path | None, typer.Argument(help="report.result", metavar="RESULT")] = None,
    report_format: Annotated[
        ReportFormat | None, typer.Option("--format", "-f", help="report.format", metavar="|".join(FORMATS))
    ] = None,
    table: Annotated[ReportTable | None, typer.Option("--table", help="report.table", metavar="|".join(TABLES))] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="report.output", metavar="FILE")] = None,
    force: Annotated[bool, typer.Option("--force", help="report.force")] = False,
) -> int:
    """Write a report."""
    from gkpg.results.store import load_results  # noqa: PLC0415 - help pages need none of it

    screen: Screen = context.obj
    named = format_of(output) if output else None
    wanted = FORMATS[report_format.value] if report_format else named or next(iter(FORMATS.values()))
    shown = next((each for each in TABLES if table and each == table.value), None)
    misuse = _contradiction(wanted, output, shown, screen.lang)
    if misuse:
        screen.misuse(misuse)
        return 2
    source = find_result(result, screen)
    if source is None:
        return 2
    path = output or Path(f"report{wanted.suffix}")
    kind = MESSAGES["report.kind"]
    _write(load_results(source), path, wanted, shown or (wanted.tables or TABLES)[0], screen, force=force)
    screen.written.append(str(path))
    if path.suffix:
        screen.say("wrote", what=kind.say(screen.lang), where=str(path))
    else:
        screen.say("report.wrote_as", format=wanted.name, where=str(path))
    return 0


def _write(results: Results, path: Path, wanted: Format, table: TableName, screen: Screen, *, force: bool) -> None:
    """Write the report. Raises FindingError."""
    from gkpg.io.outputs import write_report  # noqa: PLC0415 - help pages need none of it
    from gkpg.reports.report import Report  # noqa: PLC0415

    renderer = wanted.renderer
    units = sum(len(group.units) for group in results.groups)
    with screen.progress("report.writing", units) as step:
        report = Report(results, results.language, table, step)
        is_as_written = None if force else renderer.is_as_written
        write = partial(renderer.write, report)
        write_report(path, write, MESSAGES["report.kind"], renderer.is_own_report, is_as_written)


def _contradiction(wanted: Format, output: Path | None, table: TableName | None, lang: Lang) -> str | None:
    """What does not go together. A name without an ending says nothing of its format."""
    if output is not None and output.suffix and format_of(output) is None:
        offered = ", ".join(each.suffix for each in FORMATS.values())
        return say("report.unknown", lang, suffix=output.suffix, formats=offered)
    if output is not None and output.suffix and format_of(output) is not wanted:
        return say("report.suffix", lang, suffix=output.suffix.lower(), format=wanted.name)
    if table is None or table in wanted.tables:
        return None
    offering = [each.name for each in FORMATS.values() if table in each.tables]
    return say("report.no_table", lang, formats=", ".join(offering))
