"""`gkpg import`: a draft rubric from a printed table."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.options import Output, OutputFormat
from gkpg.cli.sayings import say
from gkpg.codes import Severity
from gkpg.findings import Finding, FindingError, Place, has_errors
from gkpg.words import Text, listed, spelt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.cli.screen import Screen
    from gkpg.importing.importer import Drafted
    from gkpg.rubric import Loaded

_SUFFIXES = {".yaml", ".yml"}


def import_(
    context: typer.Context,
    table: Annotated[Path, typer.Argument(help="import.table", metavar="TABLE")],
    output: Annotated[Path, typer.Option("-o", "--output", help="import.output", metavar="PATH")] = Path(),
    output_format: Output = OutputFormat.TEXT,
) -> int:
    """Draft rubrics."""
    from gkpg.importing.importer import import_file  # noqa: PLC0415 - help pages need none of it

    screen: Screen = context.obj
    if not table.exists():
        raise FindingError(Finding("F101", Place(spelt(table))))
    if table.is_dir():
        raise FindingError(Finding("F102", Place(spelt(table)), {"reason": Text("是文件夹", "it is a folder")}))
    drafts = import_file(table)
    paths = _paths(drafts, table, output, screen)
    if paths is None:
        return 2
    findings, loaded = _written(drafts, paths)
    if output_format is OutputFormat.JSON:
        screen.line(_as_json(loaded, findings, screen))
    else:
        _as_text(loaded, findings, screen)
    return 1 if has_errors(findings) or any(one.rubric is None for one in loaded) else 0


def _paths(drafts: Sequence[Drafted], table: Path, output: Path, screen: Screen) -> list[Path] | None:
    """Where the drafts go; None where that makes no sense or something is there, which has then been said."""
    if not drafts:
        screen.misuse(say("import.no_table", screen.lang, file=spelt(table)))
        return None
    is_file = output.suffix in _SUFFIXES and not output.is_dir()
    if is_file and len(drafts) > 1:
        screen.misuse(say("import.one_file", screen.lang, file=spelt(table), count=str(len(drafts))))
        return None
    paths = [output] if is_file else [output / f"{draft.name}.yaml" for draft in drafts]
    taken = [spelt(path) for path in paths if os.path.lexists(path)]
    if taken:
        screen.misuse(say("import.exists", screen.lang, files=listed(taken, 3).say(screen.lang)))
        return None
    return paths


def _written(drafts: Sequence[Drafted], paths: Sequence[Path]) -> tuple[list[Finding], list[Loaded]]:
    """Write the drafts and check them: what is told of the tables, and of a draft whatever that does not explain."""
    from gkpg.importing.drafttext import draft_text  # noqa: PLC0415 - help pages need none of it
    from gkpg.outputs import write_new  # noqa: PLC0415
    from gkpg.rubric import load_rubric  # noqa: PLC0415

    findings: list[Finding] = []
    loaded = []
    for draft, path in zip(drafts, paths, strict=True):
        write_new(path, draft_text(draft.values).encode())
        loaded.append(load_rubric(path))
        findings += draft.findings
        if not has_errors(draft.findings):
            findings += [finding for finding in loaded[-1].findings if finding.severity is Severity.ERROR]
    return findings, loaded


def _as_text(loaded: Sequence[Loaded], findings: Sequence[Finding], screen: Screen) -> None:
    for finding in findings:
        screen.finding(finding)
    for one in loaded:
        screen.say("import.sound" if one.rubric else "import.unsound", file=one.file, **_figures(one))
    screen.say("import.to_set")
    screen.counts(findings)


def _as_json(loaded: Sequence[Loaded], findings: Sequence[Finding], screen: Screen) -> str:
    import json  # noqa: PLC0415 - not needed for text

    from gkpg.reports.jsonfile import finding_values  # noqa: PLC0415

    count = [finding.severity for finding in findings]
    document = {
        "files": [{"file": one.file, "sound": one.rubric is not None, **_values(one)} for one in loaded],
        "findings": [finding_values(each, screen.lang) for each in findings],
        "summary": {severity.value: count.count(severity) for severity in Severity},
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _values(one: Loaded) -> dict[str, object]:
    return {name: value if name == "total" else int(value) for name, value in _figures(one).items()}


def _figures(one: Loaded) -> dict[str, str]:
    from gkpg.points import plain  # noqa: PLC0415 - loaded by now, and not needed for help

    if one.rubric is None:
        return {}
    rubric = one.rubric
    figures = {"indicators": str(len(rubric.indicators)), "leaves": str(len(rubric.leaves))}
    return {**figures, "total": plain(rubric.total)}
