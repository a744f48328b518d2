"""`gkpg template`: blank sheets to fill."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.base.system_text import decode_bytes, system_path
from gkpg.base.text import list_words
from gkpg.cli.inputs import AssessmentOption, find_rubric, need_assessment
from gkpg.cli.messages import say
from gkpg.cli.sheet_writing import WritingSentences, write_sheets

if TYPE_CHECKING:
    from gkpg.cli.screen import Screen


_SENTENCES = WritingSentences("template.writing", "template.same", "template.wrote")


def template(
    context: typer.Context,
    rubric: Annotated[str | None, typer.Option("--rubric", "-r", help="template.rubric")] = None,
    assessment: AssessmentOption = None,
    unit: Annotated[list[str] | None, typer.Option("--unit", "-u", help="template.unit")] = None,
    units: Annotated[Path | None, typer.Option("--units", help="template.units", metavar="FILE")] = None,
    source: Annotated[str | None, typer.Option("--source", "-s", help="template.source")] = None,
    assessor: Annotated[list[str] | None, typer.Option("--assessor", "-a", help="template.assessor")] = None,
    period: Annotated[str | None, typer.Option("--period", help="template.period")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="template.output", metavar="DIR")] = Path("sheets"),
) -> int:
    """Make blank score sheets: those that an assessment asks for, or those of a rubric for some units."""
    screen: Screen = context.obj
    if rubric is None:
        return _requested_sheets(assessment, output, period, screen, only=(unit, units, source, assessor))
    if assessment is not None or period is not None:
        screen.misuse(say("template.either", screen.lang))
        return 2
    return _of_rubric(rubric, _collect_units(unit, units), source, assessor or ["1"], output, screen)


def _collect_units(unit: list[str] | None, units: Path | None) -> list[str]:
    """The units that are named one by one and in a list, each once."""
    from gkpg.base.normalize import normalize_name  # noqa: PLC0415 - help pages need none of it
    from gkpg.round.unit_list import read_units  # noqa: PLC0415

    given = (*(unit or ()), *(read_units(units) if units else ()))
    return list(dict.fromkeys(name for each in given if (name := normalize_name(decode_bytes(each)))))


def _requested_sheets(
    path: Path | None, output: Path, period: str | None, screen: Screen, only: tuple[object, ...]
) -> int:
    """The sheets that an assessment asks for, or those of one period."""
    from gkpg.io.workers import available  # noqa: PLC0415 - help pages need none of it
    from gkpg.sheets.blank.requests import find_apart, list_requested_sheets  # noqa: PLC0415

    loaded = need_assessment(path, screen, "template.nothing")
    if isinstance(loaded, int):
        return loaded
    if any(only):
        screen.misuse(say("template.all", screen.lang, file=loaded.file))
        return 2
    assert loaded.round is not None  # noqa: S101 - it is sound
    folder = loaded.folder / output if not output.is_absolute() else output
    apart = find_apart(loaded.round, lambda name: os.path.lexists(system_path(folder / name)))
    periods = tuple(dict.fromkeys(known for _, known in loaded.round.turns if known))
    if period is not None and period not in periods:
        there = list_words(periods).say(screen.lang) or "—"
        screen.misuse(say("template.no_period", screen.lang, period=period, periods=there))
        return 2
    sheets, current = list_requested_sheets(loaded.round, apart=apart, period=period), loaded.round.rubrics.values()
    done = write_sheets(sheets, folder, screen, _SENTENCES, current, available())
    if apart and done == 0:
        sources = list_words(tuple(dict.fromkeys(source for _, source in apart)), 3)
        screen.say("template.apart", sources=sources.say(screen.lang))
    return done


def _of_rubric(
    rubric: str, units: list[str], source: str | None, hands: list[str], output: Path, screen: Screen
) -> int:
    """Sheets of a rubric, one for each unit and hand."""
    from gkpg.io.workers import available  # noqa: PLC0415 - help pages need none of it
    from gkpg.sheets.blank.requests import list_unit_sheets  # noqa: PLC0415
    from gkpg.sheets.blank.unit_sheet import BlankUnitSheet  # noqa: PLC0415
    from gkpg.sheets.layout import DEFAULT_SOURCE  # noqa: PLC0415

    table = find_rubric(rubric, screen)
    if table is None:
        return 2
    if not units:
        screen.misuse(say("nothing.units", screen.lang))
        return 2
    who = decode_bytes(source) if source else DEFAULT_SOURCE.say(table.language)
    sheets = list_unit_sheets(BlankUnitSheet(table, "", who, ""), units, dict.fromkeys(map(decode_bytes, hands)))
    return write_sheets(sheets, output, screen, _SENTENCES, (table,), available())
