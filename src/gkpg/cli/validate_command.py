"""`gkpg validate`: are the rubrics sound?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.options import Output, OutputFormat
from gkpg.cli.sayings import say
from gkpg.codes import Severity
from gkpg.findings import Finding, FindingError, Place

if TYPE_CHECKING:
    from gkpg.cli.screen import Screen
    from gkpg.rubric import Loaded


def rubric(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="rubric.files")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="strict")] = False,
    output_format: Output = OutputFormat.TEXT,
) -> int:
    """Check rubrics."""
    from gkpg.rubric import load_rubrics, packaged, rubric_files  # noqa: PLC0415 - help pages need no Pydantic

    screen: Screen = context.obj
    paths = [packaged(path) for path in files or [Path("rubrics")]]
    for missing in (path for path in paths if not path.exists()):
        raise FindingError(Finding("F101", Place(str(missing))))
    loaded = load_rubrics(rubric_files(paths))
    if not loaded:
        screen.misuse(say("nothing.rubrics", screen.lang, where=" ".join(map(str, paths))))
        return 2
    if output_format is OutputFormat.JSON:
        screen.line(as_json(loaded, screen))
    else:
        as_text(loaded, screen)
    return _status(loaded, strict, screen, output_format)


def _status(loaded: tuple[Loaded, ...], strict: bool, screen: Screen, output_format: OutputFormat) -> int:
    severities = {finding.severity for one in loaded for finding in one.findings}
    if Severity.ERROR in severities:
        return 1
    if strict and Severity.WARNING in severities:
        if output_format is OutputFormat.TEXT:
            screen.say("rubric.strict")
        return 1
    return 0


def as_text(loaded: tuple[Loaded, ...], screen: Screen) -> None:
    """Every finding, then each file in a line."""
    for one in loaded:
        for finding in one.findings:
            screen.finding(finding)
    for one in loaded:
        screen.say("rubric.sound" if one.rubric else "rubric.unsound", file=one.file, **_figures(one))
    screen.counts(finding for one in loaded for finding in one.findings)


def as_json(loaded: tuple[Loaded, ...], screen: Screen) -> str:
    """The same as one JSON document."""
    import json  # noqa: PLC0415 - not needed for text

    from gkpg.reports.jsonfile import finding_values  # noqa: PLC0415

    findings = [finding for one in loaded for finding in one.findings]
    count = Counter(finding.severity for finding in findings)
    files = [{"file": one.file, "sound": one.rubric is not None, **_values(one)} for one in loaded]
    summary = {severity.value: count[severity] for severity in Severity}
    document = {
        "files": files,
        "findings": [finding_values(each, screen.lang) for each in findings],
        "summary": summary,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _values(one: Loaded) -> dict[str, object]:
    figures = _figures(one)
    return {name: value if name == "total" else int(value) for name, value in figures.items()}


def _figures(one: Loaded) -> dict[str, str]:
    from gkpg.points import plain  # noqa: PLC0415 - loaded by now, and not needed for help

    if one.rubric is None:
        return {}
    rubric = one.rubric
    return {
        "indicators": str(len(rubric.indicators)),
        "leaves": str(len(rubric.leaves)),
        "total": plain(rubric.total),
    }
