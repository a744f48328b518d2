"""What was checked: rubrics, assessments or sheets, with what came of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gkpg.cli.checks import Check
from gkpg.cli.sayings import say
from gkpg.words import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.assessment.load import LoadedAssessment
    from gkpg.cli.screen import Screen
    from gkpg.findings import Finding
    from gkpg.handedin import Found
    from gkpg.rubric import Loaded


def of_rubrics(loaded: Sequence[Loaded], screen: Screen) -> Check:
    """Rubric files, each sound or not."""
    return Check(
        findings=[finding for each in loaded for finding in each.findings],
        lines=[_rubric_line(each, screen) for each in loaded],
        figures=[{"file": each.file, "sound": each.rubric is not None, **_figures(each)} for each in loaded],
    )


def _rubric_line(one: Loaded, screen: Screen) -> str:
    key = "rubric.sound" if one.rubric else "rubric.unsound"
    return say(key, screen.lang, file=tidy(one.file), **{name: str(figure) for name, figure in _figures(one).items()})


def _figures(one: Loaded) -> dict[str, str | int]:
    from gkpg.points import plain  # noqa: PLC0415 - loaded by now, and not needed for help

    if one.rubric is None:
        return {}
    rubric = one.rubric
    return {"indicators": len(rubric.indicators), "leaves": len(rubric.leaves), "total": plain(rubric.total)}


def of_assessments(loaded: Sequence[LoadedAssessment], screen: Screen) -> Check:
    """Assessment files, each sound or not."""
    return Check(
        findings=[finding for each in loaded for finding in each.findings],
        lines=[_line(each, screen) for each in loaded],
        figures=[{"file": each.file, "sound": each.round is not None, **_sizes(each)} for each in loaded],
    )


def _line(one: LoadedAssessment, screen: Screen) -> str:
    key = "assessment.sound" if one.round else "assessment.unsound"
    return say(key, screen.lang, file=tidy(one.file), **{name: str(size) for name, size in _sizes(one).items()})


def _sizes(one: LoadedAssessment) -> dict[str, int]:
    round_ = one.round
    if round_ is None:
        return {}
    return {"groups": len(round_.groups), "units": len(round_.units), "sources": len(round_.sources)}


def of_sheets(findings: Sequence[Finding], found: Found, loaded: LoadedAssessment | None, screen: Screen) -> Check:
    """Sheets that were read, by the assessment if there is one."""
    paths = {name: path for path, name in found.files}
    folder = Path(next(iter(paths.values()), ".")).parent.as_posix()
    return Check(
        findings=findings,
        lines=[read_line(len(found.files), found.passed_over, screen)],
        figures=[{"file": name} for name in paths],
        paths=paths,
        about=loaded.file if loaded else folder,
    )


def read_line(count: int, passed_over: int, screen: Screen) -> str:
    """How many files were read, and passed over."""
    also = say("score.passed", screen.lang, count=str(passed_over)) if passed_over else ""
    return say("score.read", screen.lang, count=str(count), passed=also)
