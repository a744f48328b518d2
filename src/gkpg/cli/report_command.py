"""`gkpg report`: a report from the result file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.sayings import SAYINGS, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from gkpg.cli.screen import Screen
    from gkpg.scoring import Results
    from gkpg.words import Lang


class ReportFormat(StrEnum):
    """The formats of a report."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


class ReportTable(StrEnum):
    """The tables that a CSV report can hold."""

    RANKING = "ranking"
    ITEMS = "items"
    FINDINGS = "findings"


def report(
    context: typer.Context,
    result: Annotated[Path | None, typer.Argument(help="report.result", metavar="RESULT")] = None,
    report_format: Annotated[
        ReportFormat | None, typer.Option("--format", "-f", help="report.format", metavar="xlsx|csv|json")
    ] = None,
    table: Annotated[
        ReportTable | None, typer.Option("--table", help="report.table", metavar="ranking|items|findings")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="report.output", metavar="FILE")] = None,
) -> int:
    """Write a report."""
    from gkpg.outputs import write_whole  # noqa: PLC0415 - help pages need none of it
    from gkpg.reports.tables import language  # noqa: PLC0415
    from gkpg.results import open_results  # noqa: PLC0415

    screen: Screen = context.obj
    wanted = report_format or _named(output) or ReportFormat.XLSX
    misuse = _contradiction(wanted, _named(output), table, screen.lang)
    if misuse:
        screen.misuse(misuse)
        return 2
    results = open_results(result or Path("result.sqlite"))
    path = output or Path(f"report.{wanted.value}")
    content, is_ours = _FORMATS[wanted](results, language(results), table or ReportTable.RANKING)
    write_whole(path, content, SAYINGS["report.kind"], is_ours)
    screen.say("wrote", what=SAYINGS["report.kind"].say(screen.lang), where=str(path))
    return 0


def _named(output: Path | None) -> ReportFormat | None:
    """The format that a file's name says."""
    return next((each for each in ReportFormat if output and output.suffix.lower() == f".{each.value}"), None)


def _contradiction(
    wanted: ReportFormat, named: ReportFormat | None, table: ReportTable | None, lang: Lang
) -> str | None:
    """What does not go together."""
    if named not in {None, wanted}:
        return say("report.suffix", lang, suffix=f".{named}", format=wanted.value)
    return say("report.no_table", lang) if table and wanted is not ReportFormat.CSV else None


def _xlsx(results: Results, lang: Lang, _: ReportTable) -> tuple[bytes, Callable[[Path], bool]]:
    from gkpg.reports.tables import all_tables  # noqa: PLC0415 - each format loads only what it needs
    from gkpg.reports.xlsx import is_xlsx_report, xlsx_report  # noqa: PLC0415

    return xlsx_report(all_tables(results, lang), results, lang), is_xlsx_report


def _csv(results: Results, lang: Lang, table: ReportTable) -> tuple[bytes, Callable[[Path], bool]]:
    from gkpg.reports.csvfile import csv_report, is_csv_report  # noqa: PLC0415

    return csv_report(results, table.value, lang), is_csv_report


def _json(results: Results, lang: Lang, _: ReportTable) -> tuple[bytes, Callable[[Path], bool]]:
    from gkpg.reports.jsonfile import is_json_report, json_report  # noqa: PLC0415

    return json_report(results, lang), is_json_report


_FORMATS = {ReportFormat.XLSX: _xlsx, ReportFormat.CSV: _csv, ReportFormat.JSON: _json}
