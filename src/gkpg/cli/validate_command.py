"""`gkpg validate`: are the rubrics sound, is the assessment?"""

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
    from collections.abc import Iterable

    from gkpg.assessment.load import LoadedAssessment
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
    if any(each.rubric and each.rubric.cases for each in loaded):
        from gkpg.cases import with_rubric_cases  # noqa: PLC0415 - a rubric without cases needs none of it

        loaded = tuple(map(with_rubric_cases, loaded))
    if not loaded:
        screen.misuse(say("nothing.rubrics", screen.lang, where=" ".join(map(str, paths))))
        return 2
    if output_format is OutputFormat.JSON:
        screen.line(as_json(loaded, screen))
    else:
        as_text(loaded, screen)
    return _status([one.findings for one in loaded], strict, screen, output_format)


def _status(findings: Iterable[Iterable[Finding]], strict: bool, screen: Screen, output_format: OutputFormat) -> int:
    severities = {finding.severity for each in findings for finding in each}
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
    files = [{"file": one.file, "sound": one.rubric is not None, **_values(one)} for one in loaded]
    return _document(files, [finding for one in loaded for finding in one.findings], screen)


def _document(files: list[dict[str, object]], findings: Iterable[Finding], screen: Screen) -> str:
    """Files, what was found in them, and how many of each severity, as JSON."""
    import json  # noqa: PLC0415 - not needed for text

    from gkpg.reports.jsonfile import finding_values  # noqa: PLC0415

    findings = list(findings)
    count = Counter(finding.severity for finding in findings)
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


def assessment(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="assessment")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="strict")] = False,
    output_format: Output = OutputFormat.TEXT,
) -> int:
    """Check an assessment file."""
    from gkpg.cli.chosen import assessment_of  # noqa: PLC0415 - help pages need no Pydantic

    screen: Screen = context.obj
    loaded = assessment_of(file)
    if loaded is None:
        screen.misuse(say("assessment.none", screen.lang))
        return 2
    if loaded.round is not None and loaded.round.assessment is not None and loaded.round.assessment.cases:
        from gkpg.cases import with_assessment_cases  # noqa: PLC0415 - an assessment without cases needs none of it

        loaded = with_assessment_cases(loaded)
    if output_format is OutputFormat.JSON:
        screen.line(_document([_assessment_values(loaded)], loaded.findings, screen))
    else:
        for finding in loaded.findings:
            screen.finding(finding)
        screen.say("assessment.sound" if loaded.round else "assessment.unsound", file=loaded.file, **_size(loaded))
        screen.counts(loaded.findings)
    return _status([loaded.findings], strict, screen, output_format)


def _size(loaded: LoadedAssessment) -> dict[str, str]:
    round_ = loaded.round
    if round_ is None:
        return {}
    figures = {"groups": round_.groups, "units": round_.units, "sources": round_.sources}
    return {name: str(len(each)) for name, each in figures.items()}


def _assessment_values(loaded: LoadedAssessment) -> dict[str, object]:
    sizes = {name: int(value) for name, value in _size(loaded).items()}
    return {"file": loaded.file, "sound": loaded.round is not None, **sizes}
