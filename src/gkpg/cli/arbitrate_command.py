"""`gkpg arbitrate`: a sheet for what is in dispute."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.inputs import AssessmentOption, find_sheets, need_assessment
from gkpg.cli.messages import say
from gkpg.cli.options import JobsOption, PreferOption, PreferredVersion, SheetsArgument
from gkpg.cli.reading_options import read_ledger, refuse_no_sheets
from gkpg.findings.codes import CODES, Severity

if TYPE_CHECKING:
    from gkpg.cli.screen import Screen
    from gkpg.ledger import Ledger
    from gkpg.ledger.disputes import Dispute


def arbitrate(
    context: typer.Context,
    sheets: SheetsArgument = None,
    assessment: AssessmentOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="arbitrate.output", metavar="FILE")] = None,
    prefer: PreferOption = PreferredVersion.NONE,
    jobs: JobsOption = None,
) -> int:
    """Write an arbitration sheet."""
    from gkpg.io.outputs import write_new  # noqa: PLC0415 - help pages need none of it
    from gkpg.sheets.blank.arbitration_sheet import render_arbitration_sheet  # noqa: PLC0415

    screen: Screen = context.obj
    if output is not None and output.suffix.lower() != ".xlsx":
        screen.misuse(say("report.suffix", screen.lang, suffix=output.suffix, format="xlsx"))
        return 2
    loaded = need_assessment(assessment, screen)
    if isinstance(loaded, int):
        return loaded
    ledger = read_ledger(loaded, sheets, prefer.value, jobs, screen)
    if ledger is None:
        return 2
    disputes, unread = _open(ledger), [each for each in ledger.findings if each.code in _UNREAD]
    for finding in unread:
        screen.finding(finding)
    if not ledger.files:
        refuse_no_sheets(find_sheets(loaded, sheets), ledger.passed_over, ledger.passed_files, screen)
        return 2
    if not disputes:
        screen.say("arbitrate.unread" if unread else "arbitrate.none")
        return 1 if unread else 0
    written = ledger.round.assessment
    lang = disputes[0].rubric.language
    path = output or loaded.folder / "sheets" / say("arbitrate.file", lang)
    title = written.title if written else ""
    if not write_new(path, render_arbitration_sheet([dispute.row(ledger.round) for dispute in disputes], title, lang)):
        screen.misuse(say("arbitrate.exists", screen.lang, where=str(path)))
        return 2
    screen.written.append(str(path))
    screen.say("arbitrate.wrote", count=str(len(disputes)), where=str(path))
    return 1 if unread else 0


#: The findings that say that scores could not be read.
_UNREAD = frozenset(
    code for code in CODES if code.startswith(("S2", "S3", "S4")) and CODES[code].severity is Severity.ERROR
)


def _open(ledger: Ledger) -> list[Dispute]:
    """What is in dispute and not decided on the scores as they are."""
    decided = ledger.decisions
    return [
        dispute
        for key, dispute in ledger.disputes.items()
        if key not in decided or decided[key].points is None or not dispute.is_as_seen(decided[key])
    ]
