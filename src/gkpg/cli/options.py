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


class PreferredVersion(StrEnum):
    """Which of two versions of one sheet counts."""

    NONE = "none"
    LATEST = "latest"


OutputOption = Annotated[OutputFormat, typer.Option("--output-format", help="output_format", metavar="text|json")]
ShownOption = Annotated[
    CheckFormat, typer.Option("--output-format", help="check_format", metavar="text|json|github|sarif")
]
StrictOption = Annotated[bool, typer.Option("--strict", help="strict")]
SinceOption = Annotated[str | None, typer.Option("--changed-since", help="changed_since", metavar="REV")]
AllOption = Annotated[bool, typer.Option("--all", help="all")]
JobsOption = Annotated[int | None, typer.Option("--jobs", "-j", help="score.jobs", metavar="N", min=1)]
LimitOption = Annotated[list[str] | None, typer.Option("--limit", help="score.limit", metavar="NAME=N")]
NamePatternOption = Annotated[str | None, typer.Option("--name-pattern", help="score.pattern", metavar="PATTERN")]
PreferOption = Annotated[PreferredVersion, typer.Option("--prefer", help="score.prefer", metavar="none|latest")]
RubricFilesArgument = Annotated[list[Path] | None, typer.Option("--rubric", "-r", help="score.rubric", metavar="FILE")]
SheetsArgument = Annotated[list[Path] | None, typer.Argument(help="score.sheets")]
SplitScoresOption = Annotated[bool, typer.Option("--split-scores", help="score.split")]
