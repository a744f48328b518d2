"""`gkpg schema`: the JSON Schema of rubrics or of assessment files, for editors."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gkpg.cli.sayings import SAYINGS

if TYPE_CHECKING:
    from gkpg.cli.screen import Screen
    from gkpg.words import Lang


class SchemaOf(StrEnum):
    """The files that have a schema."""

    RUBRIC = "rubric"
    ASSESSMENT = "assessment"


def schema(
    context: typer.Context,
    wanted: Annotated[SchemaOf, typer.Argument(help="schema.of", metavar="rubric|assessment")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="schema.output", metavar="FILE")] = None,
) -> int:
    """Write a schema."""
    from gkpg.outputs import write_whole  # noqa: PLC0415 - help pages need none of it
    from gkpg.schema.whole import is_schema, written  # noqa: PLC0415

    screen: Screen = context.obj
    content = written(_SCHEMAS[wanted](screen.lang))
    if output is None:
        screen.line(content.decode().rstrip("\n"))
        return 0
    write_whole(output, content, SAYINGS["schema.kind"], is_schema)
    screen.say("wrote", what=SAYINGS["schema.kind"].say(screen.lang), where=str(output))
    return 0


def _rubric(lang: Lang) -> dict[str, Any]:
    from gkpg.rubric.schema import rubric_schema  # noqa: PLC0415 - each loads only what it needs

    return rubric_schema(lang)


def _assessment(lang: Lang) -> dict[str, Any]:
    from gkpg.assessment.schema import assessment_schema  # noqa: PLC0415

    return assessment_schema(lang)


_SCHEMAS = {SchemaOf.RUBRIC: _rubric, SchemaOf.ASSESSMENT: _assessment}
