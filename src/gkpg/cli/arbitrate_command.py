"""`gkpg arbitrate`: a sheet for what is in dispute."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.chosen import AssessmentOption, needed_assessment
from gkpg.cli.reading import ledger_read
from gkpg.cli.sayings import say

if TYPE_CHECKING:
    from gkpg.cli.screen import Screen
    from gkpg.ledger import Ledger
    from gkpg.ledger.disputes import Dispute


def arbitrate(
    context: typer.Context,
    sheets: Annotated[list[Path] | None, typer.Argument(help="score.sheets")] = None,
    assessment: AssessmentOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="arbitrate.output", metavar="FILE")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", help="score.jobs", metavar="N", min=1)] = None,
) -> int:
    """Write an arbitration sheet."""
    from gkpg.outputs import write_new  # noqa: PLC0415 - help pages need none of it
    from gkpg.sheets.arbitration import arbitration_sheet  # noqa: PLC0415

    screen: Screen = context.obj
    loaded = needed_assessment(assessment, screen)
    if isinstance(loaded, int):
        return loaded
    ledger = ledger_read(loaded, sheets, jobs, screen)
    if ledger is None:
        return 2
    disputes = _open(ledger)
    if not disputes:
        screen.say("arbitrate.none")
        return 0
    written = ledger.round.assessment
    lang = disputes[0].rubric.language
    path = output or Path(loaded.file).parent / "sheets" / say("arbitrate.file", lang)
    title = written.title if written else ""
    if not write_new(path, arbitration_sheet([dispute.row() for dispute in disputes], title, lang)):
        screen.misuse(say("arbitrate.exists", screen.lang, where=str(path)))
        return 2
    screen.say("arbitrate.wrote", count=str(len(disputes)), where=str(path))
    return 0


def _open(ledger: Ledger) -> list[Dispute]:
    """What is in dispute and not decided on the scores as they are."""
    decided = ledger.decided
    return [
        dispute
        for key, dispute in ledger.disputed.items()
        if key not in decided or decided[key].points is None or decided[key].seen.split() != dispute.seen.split()
    ]
