"""`gkpg schema`: the JSON Schema of rubrics or of assessment files, for editors."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gkpg.cli.messages import MESSAGES

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.cli.screen import Screen


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
    from gkpg.io.outputs import write_whole  # noqa: PLC0415 - help pages need none of it
    from gkpg.yamlfiles.schema.assembly import is_schema, render_schema  # noqa: PLC0415

    screen: Screen = context.obj
    content = render_schema(_SCHEMAS[wanted](screen.lang))
    if output is None:
        screen.as_is(content)
        return 0
    write_whole(output, content, MESSAGES["schema.kind"], is_schema)
    screen.written.append(str(output))
    screen.say("wrote", what=MESSAGES["schema.kind"].say(screen.lang), where=str(output))
    return 0


def _rubric(lang: Lang) -> dict[str, Any]:
    from gkpg.rubric.schema import rubric_schema  # noqa: PLC0415 - each loads only what it needs

    return rubric_schema(lang)


def _assessment(lang: Lang) -> dict[str, Any]:
    from gkpg.round.schema import assessment_schema  # noqa: PLC0415

    return assessment_schema(lang)


_SCHEMAS = {SchemaOf.RUBRIC: _rubric, SchemaOf.ASSESSMENT: _assessment}
