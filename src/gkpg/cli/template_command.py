"""`gkpg template`: blank sheets to fill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.sayings import say
from gkpg.findings import Finding, FindingError, Place
from gkpg.words import listed

if TYPE_CHECKING:
    from gkpg.cli.screen import Screen
    from gkpg.rubric import Rubric


def template(
    context: typer.Context,
    rubric: Annotated[str, typer.Option("--rubric", "-r", help="template.rubric")],
    unit: Annotated[list[str] | None, typer.Option("--unit", "-u", help="template.unit")] = None,
    units: Annotated[Path | None, typer.Option("--units", help="template.units", metavar="FILE")] = None,
    source: Annotated[str | None, typer.Option("--source", "-s", help="template.source")] = None,
    assessor: Annotated[list[str] | None, typer.Option("--assessor", "-a", help="template.assessor")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="template.output", metavar="DIR")] = Path("sheets"),
) -> int:
    """Make blank score sheets."""
    from gkpg.names import neat  # noqa: PLC0415
    from gkpg.sheets.blank import Blank, write_blanks  # noqa: PLC0415 - help pages need none of it
    from gkpg.sheets.layout import DEFAULT_SOURCE  # noqa: PLC0415
    from gkpg.unitlist import read_units  # noqa: PLC0415

    screen: Screen = context.obj
    table = _rubric(rubric, screen)
    names = [name for each in (*(unit or ()), *(read_units(units) if units else ())) if (name := neat(each))]
    if table is None or not names:
        if table is not None:
            screen.misuse(say("nothing.units", screen.lang))
        return 2
    who = source or DEFAULT_SOURCE.say(table.language)
    hands = assessor or ["1"]
    blanks = [Blank(table, name, who, hand) for name in dict.fromkeys(names) for hand in dict.fromkeys(hands)]
    written = write_blanks(blanks, output)
    if written.same:
        screen.misuse(say("template.same", screen.lang, files=listed(written.same, 3).say(screen.lang)))
        return 2
    screen.say("template.wrote", count=str(len(written.new)), where=str(output))
    if written.kept:
        screen.say("template.kept", count=str(len(written.kept)), files=listed(written.kept, 3).say(screen.lang))
    return 0


def _rubric(name: str, screen: Screen) -> Rubric | None:
    """The rubric of a file, or the one at hand with this id; None where there is none, which has then been said."""
    from gkpg.rubric import Library, load_rubric  # noqa: PLC0415 - help pages need no Pydantic

    path = Path(name)
    if path.suffix in {".yaml", ".yml"} and not path.exists():
        raise FindingError(Finding("F101", Place(name)))
    if path.is_file() or path.suffix in {".yaml", ".yml"}:
        loaded = load_rubric(path)
        if loaded.rubric is None:
            for finding in loaded.findings:
                screen.finding(finding)
            screen.misuse(say("rubric.unsound", screen.lang, file=loaded.file))
        return loaded.rubric
    library = Library.gather([])
    versions = library.versions(name)
    if not versions:
        for finding in library.findings:
            screen.finding(finding)
        screen.misuse(say("rubric.unknown", screen.lang, name=name, known=listed(library.ids()).say(screen.lang)))
    elif len(versions) > 1:
        several = listed(rubric.version for rubric in versions).say(screen.lang)
        screen.misuse(say("rubric.several", screen.lang, name=name, versions=several))
    return versions[0] if len(versions) == 1 else None
