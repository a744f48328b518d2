"""`gkpg import`: a draft rubric from a printed table."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.base.text import Text, list_words, spell_path
from gkpg.cli.check_output import show_check
from gkpg.cli.check_subjects import check_of_rubrics, file_line
from gkpg.cli.messages import say
from gkpg.cli.options import CheckFormat, ShownOption
from gkpg.findings.codes import Severity
from gkpg.findings.finding import Finding, FindingError, has_errors
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.authoring.importing.importer import DraftedTable
    from gkpg.cli.check_output import Check
    from gkpg.cli.screen import Screen

_SUFFIXES = {".yaml", ".yml"}


def import_(
    context: typer.Context,
    table: Annotated[Path, typer.Argument(help="import.table", metavar="TABLE")],
    output: Annotated[Path, typer.Option("-o", "--output", help="import.output", metavar="PATH")] = Path(),
    output_format: ShownOption = CheckFormat.TEXT,
) -> int:
    """Draft rubrics."""
    from gkpg.authoring.importing.importer import import_file  # noqa: PLC0415 - help pages need none of it

    screen: Screen = context.obj
    if not table.exists():
        raise FindingError(Finding("F101", Place(spell_path(table))))
    if table.is_dir():
        raise FindingError(Finding("F102", Place(spell_path(table)), {"reason": Text("是文件夹", "it is a folder")}))
    drafts = import_file(table)
    paths = _paths(drafts, table, output, screen)
    if paths is None:
        return 2
    check = _write_drafts(drafts, paths, screen)
    show_check(check, output_format, screen)
    return check.status()


def _paths(drafts: Sequence[DraftedTable], table: Path, output: Path, screen: Screen) -> list[Path] | None:
    """Where the drafts go; None where that makes no sense or something is there, which has then been said."""
    if not drafts:
        screen.misuse(say("import.no_table", screen.lang, file=spell_path(table)))
        return None
    is_file = output.suffix in _SUFFIXES and not output.is_dir()
    if is_file and len(drafts) > 1:
        screen.misuse(say("import.one_file", screen.lang, file=spell_path(table), count=str(len(drafts))))
        return None
    paths = [output] if is_file else [output / f"{draft.name}.yaml" for draft in drafts]
    taken = [spell_path(path) for path in paths if os.path.lexists(path)]
    if taken:
        screen.misuse(say("import.exists", screen.lang, files=list_words(taken, 3).say(screen.lang)))
        return None
    return paths


def _write_drafts(drafts: Sequence[DraftedTable], paths: Sequence[Path], screen: Screen) -> Check:
    """Write the drafts and check them: what is told of the tables, and of a draft whatever that does not explain."""
    from gkpg.io.outputs import telling_what_was_written, write_new  # noqa: PLC0415 - help pages need none of it
    from gkpg.rubric import load_rubric  # noqa: PLC0415
    from gkpg.rubric.file_layout import lay_out_rubric  # noqa: PLC0415

    findings: list[Finding] = []
    loaded = []
    with telling_what_was_written(screen.written, [spell_path(path) for path in paths]):
        for draft, path in zip(drafts, paths, strict=True):
            write_new(path, lay_out_rubric(draft.values).encode())
            screen.written.append(spell_path(path))
    for draft, path in zip(drafts, paths, strict=True):
        loaded.append(load_rubric(path))
        findings += draft.findings
        if not has_errors(draft.findings):
            findings += [finding for finding in loaded[-1].findings if finding.severity is Severity.ERROR]
    check, to_set = check_of_rubrics(loaded, screen), say("import.to_set", screen.lang)
    lines = [file_line(each, ("import.sound", "import.unsound"), screen) for each in check.figures]
    return replace(check, findings=findings, lines=[*lines, to_set])
