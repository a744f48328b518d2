"""`gkpg report`: a report from the result file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.inputs import is_wrong_folder
from gkpg.cli.messages import MESSAGES, say
from gkpg.reports.formats import FORMATS, TABLES, Format, format_of

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.cli.screen import Screen
    from gkpg.reports.formats import TableName

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
) -> int:
    """Write a report."""
    from gkpg.io.outputs import write_whole  # noqa: PLC0415 - help pages need none of it
    from gkpg.reports.tables import report_language  # noqa: PLC0415
    from gkpg.results.store import load_results  # noqa: PLC0415

    screen: Screen = context.obj
    named = format_of(output) if output else None
    wanted = FORMATS[report_format.value] if report_format else named or next(iter(FORMATS.values()))
    shown = next((each for each in TABLES if table and each == table.value), None)
    unknown = output.suffix if output and named is None and report_format is None else ""
    misuse = _contradiction(wanted, named, shown, screen.lang) or _unknown(unknown, screen.lang)
    if misuse:
        screen.misuse(misuse)
        return 2
    source = result or Path("result.sqlite")
    if result is None and is_wrong_folder(source, "folder.result", screen):
        return 2
    if source.is_dir():
        screen.misuse(say("report.folder", screen.lang, where=str(source), file=str(source / "result.sqlite")))
        return 2
    results = load_results(source)
    path = output or Path(f"report{wanted.suffix}")
    content = wanted.renderer.render(results, report_language(results), shown or (wanted.tables or TABLES)[0])
    write_whole(path, content, MESSAGES["report.kind"], wanted.renderer.is_own_report)
    screen.say("wrote", what=MESSAGES["report.kind"].say(screen.lang), where=str(path))
    return 0


def _unknown(suffix: str, lang: Lang) -> str | None:
    """A name that says a format which is not offered; nothing for a name without an ending."""
    offered = ", ".join(each.suffix for each in FORMATS.values())
    return say("report.unknown", lang, suffix=suffix, formats=offered) if suffix else None


def _contradiction(wanted: Format, named: Format | None, table: TableName | None, lang: Lang) -> str | None:
    """What does not go together."""
    if named not in {None, wanted}:
        return say("report.suffix", lang, suffix=named.suffix if named else "", format=wanted.name)
    if table is None or table in wanted.tables:
        return None
    offering = [each.name for each in FORMATS.values() if table in each.tables]
    return say("report.no_table", lang, formats=", ".join(offering))
