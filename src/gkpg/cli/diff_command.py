"""`gkpg diff`: what is different between two rubrics or two results, and what that does to units."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.cli.messages import say
from gkpg.findings.codes import Severity
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gkpg.authoring.diff.difference import RubricDifference
    from gkpg.cli.screen import Screen
    from gkpg.differences.rubrics import ChangeLevel
    from gkpg.rubric import LoadedRubric


class DiffFormat(StrEnum):
    """How differences are shown."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class FailOn(StrEnum):
    """From which class of changes of rubrics on, or for what of units of two results, the exit status is 1."""

    POINTS = "points"
    STRUCTURE = "structure"
    RANK = "rank"
    GRADE = "grade"
    TOTAL = "total"


def diff(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="diff.files")] = None,
    git: Annotated[str | None, typer.Option("--git", help="diff.git", metavar="REVISION")] = None,
    on: Annotated[Path | None, typer.Option("--on", help="diff.on", metavar="RESULT")] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="diff.fail_on", metavar="points|structure|rank|grade|total")
    ] = None,
    diff_format: Annotated[
        DiffFormat, typer.Option("--format", "-f", help="diff.format", metavar="text|json|markdown")
    ] = DiffFormat.TEXT,
) -> int:
    """Compare rubrics, or results, by meaning."""
    screen: Screen = context.obj
    results = [path for path in files or [] if _is_result(path)]
    wrong = _misuse(files or [], results, git, on, fail_on)
    if wrong:
        screen.misuse(say(wrong, screen.lang))
        return 2
    if results and len(files or []) == 2 and all(path in results or _is_binary(path) for path in files or []):
        results = list(files or [])
    if len(results) == 2:
        return _diff_results(results[0], results[1], fail_on, diff_format, screen)
    if results and all(path.exists() for path in files or []):
        screen.misuse(say("diff.rubrics_alone", screen.lang, file=str(results[0])))
    return _diff_rubrics(files or [], git, on, fail_on, diff_format, screen)


def _is_result(path: Path) -> bool:
    from gkpg.results.store import is_result  # noqa: PLC0415 - help pages need none of it

    return path.is_file() and is_result(path)


def _is_binary(path: Path) -> bool:
    """Whether a file is no text, and so no rubric: beside a result it is meant to be one."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return b"\0" in file.read(4_096)


def _misuse(
    files: Sequence[Path], results: Sequence[Path], git: str | None, on: Path | None, fail_on: FailOn | None
) -> str:
    """What makes no sense about how it was called, as the key of a message; empty where it does."""
    if results and git is not None:
        return "diff.no_git"
    if len(results) == len(files) == 2:
        return "" if on is None else "diff.no_on"
    is_of_units = fail_on in {FailOn.RANK, FailOn.GRADE, FailOn.TOTAL}
    return "diff.of_results" if is_of_units else ""


def _diff_results(first: Path, second: Path, fail_on: FailOn | None, form: DiffFormat, screen: Screen) -> int:
    """Compare two results."""
    from gkpg.cli.result_diff import (  # noqa: PLC0415 - help pages need none of it
        Moved,
        has_moved,
        load_difference,
        show_difference,
        tell_same_file,
        version_findings,
    )  # fmt: skip

    tell_same_file((first, second), screen)
    difference = load_difference(first, second)
    show_difference(difference, (first, second), form.value, screen)
    findings = tuple(version_findings(difference, second))
    for finding in findings if form is DiffFormat.TEXT else ():
        screen.finding(finding)
    levels = [change.level for each in difference.rubrics for change in each.changes]
    is_over = _is_over(fail_on, levels, is_whole=any(None in each[:2] for each in difference.rubrics))
    is_moved = fail_on is not None and fail_on.value in set(Moved) and has_moved(difference, Moved(fail_on.value))
    return 1 if is_over or is_moved or any(each.severity is Severity.ERROR for each in findings) else 0


def _is_over(fail_on: FailOn | None, levels: Iterable[ChangeLevel], *, is_whole: bool) -> bool:
    """Whether any change is of a class from which on the status is 1; a whole rubric is one of structure."""
    from gkpg.differences.rubrics import ChangeLevel  # noqa: PLC0415 - help pages need none of it

    limits = {FailOn.POINTS: ChangeLevel.POINTS, FailOn.STRUCTURE: ChangeLevel.STRUCTURE}
    limit = limits.get(fail_on) if fail_on else None
    return limit is not None and (is_whole or any(level >= limit for level in levels))


def _diff_rubrics(
    files: Sequence[Path], git: str | None, on: Path | None, fail_on: FailOn | None, form: DiffFormat, screen: Screen
) -> int:
    """Compare rubrics."""
    from gkpg.authoring.diff.difference import find_differences  # noqa: PLC0415 - help pages need none of it
    from gkpg.results.store import load_results  # noqa: PLC0415

    sides = _sides(files, git, screen)
    if sides is None:
        return 2
    olds, news = sides
    found = tuple(find_differences(olds, news, None if on is None else load_results(on)))
    unsound = [finding for each in news if each.rubric is None for finding in each.findings]
    lost = [Finding("V106", Place(each.file)) for each in olds if each.rubric is None]
    _show(found, (*unsound, *lost), form, screen)
    is_over = _is_over(fail_on, (each.level for each in found if each.level is not None), is_whole=False)
    is_wrong = any(finding.severity is Severity.ERROR for each in found for finding in each.findings)
    return 1 if unsound or is_over or is_wrong else 0


def _sides(
    files: Sequence[Path], git: str | None, screen: Screen
) -> tuple[Sequence[LoadedRubric], Sequence[LoadedRubric]] | None:
    """The rubrics before and after; None where the words make no sense, which has then been said."""
    from gkpg.differences.rubrics.revision_rubrics import rubrics_at  # noqa: PLC0415 - help pages need none of it
    from gkpg.rubric import find_packaged, find_rubric_files, load_rubrics  # noqa: PLC0415

    if git is None and len(files) != 2:
        screen.misuse(say("diff.two", screen.lang))
        return None
    paths = [Path("rubrics")] if git is not None and not files else [find_packaged(path) for path in files]
    if git is not None:
        olds = rubrics_at(git, paths)
        news = load_rubrics(find_rubric_files(path for path in paths if path.exists()))
        missing = [path for path in paths if not path.exists() and not rubrics_at(git, [path])]
    else:
        olds, news = (_side(path) for path in paths)
        missing = [path for path, side in zip(paths, (olds, news), strict=True) if not side and not path.exists()]
    for path in missing:
        raise FindingError(Finding("F101", Place(str(path))))
    if not olds and not news:
        screen.misuse(say("nothing.rubrics", screen.lang, where=" ".join(map(str, paths))))
        return None
    return olds, news


def _side(path: Path) -> tuple[LoadedRubric, ...]:
    """The rubrics of a file or folder, those with an id in `rubrics/`, or those that a result was scored under."""
    from gkpg.results.store import is_result, load_results  # noqa: PLC0415 - help pages need none of it
    from gkpg.rubric import find_rubric_files, load_rubrics, restore_rubric  # noqa: PLC0415

    if path.is_file() and is_result(path):
        return tuple(restore_rubric(str(path), rubric) for rubric in load_results(path).round.written_rubrics)
    if path.exists():
        return load_rubrics(find_rubric_files((path,)))
    near = load_rubrics(find_rubric_files((Path("rubrics"),))) if Path("rubrics").is_dir() else ()
    return tuple(each for each in near if each.rubric is not None and each.rubric.rubric == str(path))


def _show(found: tuple[RubricDifference, ...], findings: Sequence[Finding], form: DiffFormat, screen: Screen) -> None:
    from gkpg.authoring.diff.exports import render_difference_json, render_difference_markdown  # noqa: PLC0415 - help pages need none of it

    if form is DiffFormat.JSON:
        screen.document(render_difference_json(found, findings, screen.lang))
        return
    if form is DiffFormat.MARKDOWN:
        screen.line(render_difference_markdown(found, findings, screen.lang).rstrip("\n"))
        return
    for finding in findings:
        screen.finding(finding)
    for each in found:
        _show_one(each, screen)


def _show_one(difference: RubricDifference, screen: Screen) -> None:
    from gkpg.authoring.diff.difference_tables import impact_notes, list_changes, moved_headings, moved_rows, title  # noqa: PLC0415
    from gkpg.base.text import tidy_text  # noqa: PLC0415
    from gkpg.differences.rubrics.change import ChangeLevel  # noqa: PLC0415 - help pages need none of it

    screen.line({"zh": "【{}】", "en": "[{}]"}[screen.lang].format(tidy_text(title(difference, screen.lang))))
    for row in list_changes(difference, screen.lang):
        screen.say("diff.change", place=row.place, level=row.level, change=row.sentence)
    for finding in difference.findings:
        screen.finding(finding)
    if difference.changes:
        count = {level.name.lower(): sum(each.level is level for each in difference.changes) for level in ChangeLevel}
        screen.say("diff.counts", **{name: str(number) for name, number in count.items()})
    impact = difference.impact
    if impact is not None:
        rows = moved_rows(impact, screen.lang)
        if rows:
            screen.line()
            screen.table(moved_headings(impact, screen.lang), rows)
        for note in impact_notes(impact, screen.lang):
            screen.line(tidy_text(note))
    screen.line()
