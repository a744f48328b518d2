"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class OutputFormat(StrEnum):
    """How a command says what it came to."""

    TEXT = "text"
    JSON = "json"


class CheckFormat(StrEnum):
    """How a command that checks says what it found."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


Output = Annotated[OutputFormat, typer.Option("--output-format", help="output_format", metavar="text|json")]
Shown = Annotated[CheckFormat, typer.Option("--output-format", help="check_format", metavar="text|json|github|sarif")]
Strict = Annotated[bool, typer.Option("--strict", help="strict")]
Since = Annotated[str | None, typer.Option("--changed-since", help="changed_since", metavar="REV")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", help="score.jobs", metavar="N", min=1)]
Limit = Annotated[list[str] | None, typer.Option("--limit", help="score.limit", metavar="NAME=N")]
NamePattern = Annotated[str | None, typer.Option("--name-pattern", help="score.pattern", metavar="PATTERN")]
RubricFiles = Annotated[list[Path] | None, typer.Option("--rubric", "-r", help="score.rubric", metavar="FILE")]
Sheets = Annotated[list[Path] | None, typer.Argument(help="score.sheets")]
SplitScores = Annotated[bool, typer.Option("--split-scores", help="score.split")]
