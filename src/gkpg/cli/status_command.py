"""`gkpg status`: who has handed in, who has not, and what blocks the result."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gkpg.base.text import tidy_text
from gkpg.cli.check_subjects import read_line
from gkpg.cli.inputs import AssessmentOption, need_assessment
from gkpg.cli.messages import say
from gkpg.cli.options import (
    AllOption,
    JobsOption,
    OutputFormat,
    OutputOption,
    PreferOption,
    PreferredVersion,
    SheetsArgument,
)
from gkpg.cli.reading_options import read_ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.base.text import Lang
    from gkpg.cli.screen import Screen
    from gkpg.ledger.status import Standing, Status, UnitStatus

#: So many reasons of one unit are shown; the rest is counted.
_MOST_REASONS = 3


def status(
    context: typer.Context,
    sheets: SheetsArgument = None,
    assessment: AssessmentOption = None,
    on: Annotated[str | None, typer.Option("--on", help="status.on", metavar="YYYY-MM-DD")] = None,
    prefer: PreferOption = PreferredVersion.NONE,
    jobs: JobsOption = None,
    every: AllOption = False,
    output_format: OutputOption = OutputFormat.TEXT,
) -> int:
    """Show how a round stands."""
    from gkpg.findings.values import finding_values  # noqa: PLC0415
    from gkpg.ledger.passed_files import warn_of  # noqa: PLC0415
    from gkpg.ledger.status import findings_of_nobody, status_of  # noqa: PLC0415 - help pages need none of it
    from gkpg.scoring import score  # noqa: PLC0415

    screen: Screen = context.obj
    day = _day(on)
    if day is None:
        screen.misuse(say("status.day", screen.lang, day=on or ""))
        return 2
    loaded = need_assessment(assessment, screen)
    if isinstance(loaded, int):
        return loaded
    ledger = read_ledger(loaded, sheets, prefer.value, jobs, screen)
    if ledger is None:
        return 2
    made = status_of(score(ledger).ledger, day)
    of_nobody = findings_of_nobody(ledger)
    unread = [*of_nobody, *(each for file in ledger.passed_files if (each := warn_of(file)) is not None)]
    if output_format is OutputFormat.JSON:
        values = _as_values(made, screen.lang)
        values["passed_over"] = [file._asdict() for file in ledger.passed_files]
        values["unread"] = [finding_values(finding, screen.lang) for finding in unread]
        screen.document(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        _as_text(made, screen, every=every)
        screen.line()
        screen.findings(unread, every=every)
        screen.paragraph(read_line(len(ledger.files), ledger.passed_over, ledger.passed_files, screen))
    return 1 if made.blocked or of_nobody else 0


def _day(text: str | None) -> str | None:
    """The day that is asked about, today where none is named; None for what is no day."""
    try:
        day = datetime.date.today() if text is None else datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day.isoformat()


def _as_text(made: Status, screen: Screen, *, every: bool) -> None:
    """A table for each group, sources by number; then what blocks each unit.

    Unless `every` line is asked for, very many findings are gathered, and so are units that stand alike.
    """
    from gkpg.checks.gathering import needs_gathering  # noqa: PLC0415 - help pages need none of it
    from gkpg.ledger.status import blocking_findings  # noqa: PLC0415

    blocking = blocking_findings(made)
    gathers = not every and needs_gathering(blocking)
    screen.say("status.title", day=made.on)
    for number, source in enumerate(made.sources, 1):
        screen.line(f"  {number}  {tidy_text(source)}")
    for group, units in made.by_group.items():
        screen.line()
        screen.line({"zh": "【{}】", "en": "[{}]"}[screen.lang].format(tidy_text(group)))
        _units(units, made.sources, screen, gathers=gathers)
    screen.line()
    screen.paragraph(say("status.legend", screen.lang))
    if not made.blocked:
        screen.say("status.clear")
        return
    screen.line()
    screen.say("status.blocked", count=str(len(made.blocked)), all=str(len(made.units)))
    if gathers:
        screen.findings(blocking, every=every)
        return
    for unit in made.blocked:
        _reasons(unit, screen, len(unit.blocking) if every else _MOST_REASONS)


def _units(own: Sequence[UnitStatus], sources: Sequence[str], screen: Screen, *, gathers: bool) -> None:
    """The table of the units of a group; one row for all where they stand alike and lines are to be few."""
    lang = screen.lang
    rows = [[unit.unit, *(format_standing(each, lang) for each in unit.standings)] for unit in own]
    if gathers and len(rows) > 1 and len({tuple(row[1:]) for row in rows}) == 1:
        rows = [[say("status.alike", lang, count=str(len(rows))), *rows[0][1:]]]
    screen.table([say("status.unit", lang), *map(str, range(1, len(sources) + 1))], rows)


def _reasons(unit: UnitStatus, screen: Screen, most: int) -> None:
    for finding in unit.blocking[:most]:
        line = finding.line(screen.lang)
        screen.paragraph(line if unit.unit in line else f"{tidy_text(unit.unit)}: {line}", "  ")
    more = len(unit.blocking) - most
    if more > 0:
        screen.line(f"  {tidy_text(unit.unit)}: {say('status.more', screen.lang, count=str(more))}")


def format_standing(standing: Standing, lang: Lang) -> str:
    """How a source stands with a unit, in a few characters."""
    if standing.expected is None:
        return "·"
    if not standing.found:
        return say("status.missing" if standing.is_due else "status.not_due", lang)
    if standing.is_blank:
        return say("status.unfilled", lang)
    is_short = standing.found != standing.expected or standing.expected > 1
    marks = [f"{standing.found}/{standing.expected}"] if is_short else []
    marks += [say("status.blanks", lang, count=str(standing.blanks))] if standing.blanks else []
    marks += [say("status.errors", lang, count=str(standing.errors))] if standing.errors else []
    marks += [say("status.late", lang)] if standing.late else []
    return " ".join(marks) or "✓"


def _as_values(made: Status, lang: Lang) -> dict[str, Any]:
    """The same as plain values."""
    units = [
        {
            "group": unit.group,
            "unit": unit.unit,
            "sources": [
                {
                    "source": each.source,
                    **({"period": each.period} if each.period else {}),
                    "selected": each.expected is not None,
                    "expected": each.expected,
                    "found": each.found,
                    "blanks": each.blanks,
                    "unfilled": each.is_blank,
                    "errors": each.errors,
                    "late": each.late,
                    "due": each.is_due,
                }
                for each in unit.standings
            ],
            "blocking": [finding.line(lang) for finding in unit.blocking],
        }
        for unit in made.units
    ]
    return {"gkpg": "status", "format": 1, "on": made.on, "blocked": len(made.blocked), "units": units}
