"""`gkpg fmt`: rubrics and assessment files in the canonical layout."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.base.text import spell_path
from gkpg.cli.inputs import is_wrong_folder
from gkpg.cli.messages import say
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.cli.screen import Screen
    from gkpg.yamlfiles.layout import LayoutResult

_STANDARD_INPUT = Path("-")


def fmt(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="fmt.files")] = None,
    check: Annotated[bool, typer.Option("--check", help="fmt.check")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="fmt.diff")] = False,
) -> int:
    """Lay out files anew, or tell which need it."""
    from gkpg.rubric import find_rubric_files  # noqa: PLC0415 - help pages need no Pydantic

    screen: Screen = context.obj
    if not files and is_wrong_folder(Path("rubrics"), "folder.rubrics", screen):
        return 2
    paths = files or [Path("rubrics")]
    if _STANDARD_INPUT in paths:
        return _filter(paths, screen, check=check, diff=diff)
    for missing in (path for path in paths if not path.exists()):
        raise FindingError(Finding("F101", Place(spell_path(missing))))
    found = find_rubric_files(paths)
    if not found:
        screen.misuse(say("nothing.rubrics", screen.lang, where=" ".join(map(str, paths))))
        return 2
    if not (check or diff):
        return _summary([_rewrite_file(path, screen) for path in found], "fmt.written", screen)
    laid = [_lay_out_file(path) for path in found]
    for one in laid:
        _tell(one, screen, check=check, diff=diff)
    status = _summary(laid, "fmt.checked", screen)
    return 1 if any(one.differs for one in laid) else status


def _lay_out_file(path: Path) -> LayoutResult:
    from gkpg.round.file_layout import STYLES  # noqa: PLC0415
    from gkpg.yamlfiles.document import read_yaml_bytes  # noqa: PLC0415
    from gkpg.yamlfiles.layout import LayoutResult, lay_out  # noqa: PLC0415

    name = spell_path(path)
    raw = read_yaml_bytes(path, name)
    return LayoutResult(name, b"", None, (raw,)) if isinstance(raw, Finding) else lay_out(raw, name, STYLES)


def _rewrite_file(path: Path, screen: Screen) -> LayoutResult:
    """What came of a file, once it is rewritten; that of one that could not be written has no new text."""
    from gkpg.io.outputs import rewrite  # noqa: PLC0415

    one = _lay_out_file(path)
    if one.new is not None and one.differs:
        try:
            rewrite(path, one.new)
        except FindingError as error:
            one = replace(one, new=None, findings=(error.finding,))
        else:
            screen.written.append(one.name)
            screen.say("fmt.wrote", file=one.name)
    for finding in one.findings:
        screen.finding(finding)
    return one


def _tell(one: LayoutResult, screen: Screen, *, check: bool, diff: bool) -> None:
    """What there is to say of a file that is left as it is."""
    for finding in one.findings:
        screen.finding(finding)
    if one.differs and diff:
        for line in _difference(one):
            screen.line(line)
    if one.differs and check:
        screen.finding(one.difference)


def _difference(one: LayoutResult) -> Iterator[str]:
    """The lines that would change, as `diff -u` shows them."""
    import difflib  # noqa: PLC0415

    old, new = (_lines((raw or b"").decode()) for raw in (one.old, one.new))
    yield from difflib.unified_diff(old, new, one.name, one.name, lineterm="")


def _lines(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return [*lines, f"{last}\n\\ No newline at end of file"] if last else lines


def _summary(laid: list[LayoutResult], key: str, screen: Screen) -> int:
    changed = sum(one.differs for one in laid)
    left = sum(one.new is None for one in laid)
    screen.say(key, changed=str(changed), same=str(len(laid) - changed - left), left=str(left))
    return 1 if left else 0


def _filter(paths: list[Path], screen: Screen, *, check: bool, diff: bool) -> int:
    """Standard input to standard output, as editors call it; what is wrong goes to standard error."""
    from gkpg.round.file_layout import STYLES  # noqa: PLC0415
    from gkpg.yamlfiles.document import LARGEST  # noqa: PLC0415
    from gkpg.yamlfiles.layout import lay_out  # noqa: PLC0415

    if len(paths) > 1:
        screen.misuse(say("fmt.alone", screen.lang))
        return 2
    one = lay_out(sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b"", str(_STANDARD_INPUT), STYLES)
    if check or diff:
        _tell(one, screen, check=check, diff=diff)
        return 1 if one.differs or one.new is None else 0
    if one.new is None:
        for finding in one.findings:
            screen.misuse(finding.line(screen.lang))
        return 1
    screen.as_is(one.new)
    return 0
