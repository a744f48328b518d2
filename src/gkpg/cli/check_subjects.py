"""The subjects of a check: rubrics, assessments or sheets, with what came of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gkpg.base.text import Text, tidy_text
from gkpg.cli.check_output import Check
from gkpg.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkpg.cli.screen import Screen
    from gkpg.findings.finding import Finding
    from gkpg.ledger.passed_files import PassedFile
    from gkpg.ledger.submissions import SubmittedFiles
    from gkpg.round.load import LoadedAssessment
    from gkpg.round.round import Round
    from gkpg.rubric import LoadedRubric, Rubric

#: The total of a table without one.
_OPEN = Text("不封顶", "none")


def check_of_rubrics(loaded: Sequence[LoadedRubric], screen: Screen) -> Check:
    """Rubric files, each sound or not."""
    figures = [_of_file(each.file, _counts(each.rubric)) for each in loaded]
    return _of_files(loaded, figures, ("rubric.sound", "rubric.unsound"), screen)


def _counts(rubric: Rubric | None) -> Mapping[str, object] | None:
    from gkpg.base.points import format_known  # noqa: PLC0415 - loaded by now, and not needed for help
    from gkpg.yamlfiles.types import NO_LIMIT  # noqa: PLC0415

    if rubric is None:
        return None
    return {
        "indicators": len(rubric.indicators),
        "leaves": len(rubric.leaves),
        "total": format_known(rubric.total) or NO_LIMIT,
    }


def check_of_assessments(loaded: Sequence[LoadedAssessment], screen: Screen) -> Check:
    """Assessment files, each sound or not."""
    figures = [_of_file(each.file, _sizes(each.round)) for each in loaded]
    return _of_files(loaded, figures, ("assessment.sound", "assessment.unsound"), screen)


def _sizes(round_: Round | None) -> Mapping[str, object] | None:
    if round_ is None:
        return None
    return {"groups": len(round_.groups), "units": len(round_.units), "sources": len(round_.sources)}


def _of_file(file: str, sizes: Mapping[str, object] | None) -> Mapping[str, object]:
    """A file with its sizes; None is a file that is not sound."""
    return {"file": file, "sound": sizes is not None, **(sizes or {})}


def _of_files(
    loaded: Sequence[LoadedRubric | LoadedAssessment],
    figures: Sequence[Mapping[str, object]],
    keys: tuple[str, str],
    screen: Screen,
) -> Check:
    return Check(
        findings=[finding for each in loaded for finding in each.findings],
        lines=[file_line(each, keys, screen) for each in figures],
        figures=figures,
    )


def file_line(figures: Mapping[str, object], keys: tuple[str, str], screen: Screen) -> str:
    """What came of a file: by the first saying where it is sound, else by the second."""
    sound, unsound = keys
    from gkpg.yamlfiles.types import NO_LIMIT  # noqa: PLC0415 - loaded by now, and not needed for help

    facts = {name: tidy_text(str(figure)) for name, figure in figures.items()}
    if facts.get("total") == NO_LIMIT:
        facts["total"] = _OPEN.say(screen.lang)
    return say(sound if figures["sound"] else unsound, screen.lang, **facts)


def check_of_sheets(
    findings: Sequence[Finding], found: SubmittedFiles, loaded: LoadedAssessment | None, screen: Screen
) -> Check:
    """Sheets that were read, by the assessment if there is one."""
    paths = {name: path for path, name in found.files}
    folder = Path(next(iter(paths.values()), ".")).parent.as_posix()
    return Check(
        findings=findings,
        lines=[read_line(len(found.files), found.passed_over, found.passed_files, screen)],
        figures=[{"file": name} for name in paths],
        paths=paths,
        about=loaded.file if loaded else folder,
        passed_files=found.passed_files,
    )


def read_line(count: int, passed_over: int, passed_files: tuple[PassedFile, ...], screen: Screen) -> str:
    """How many files were read, and which were passed over."""
    also = passed_line(passed_over, passed_files, screen)
    return say("score.read", screen.lang, count=str(count), passed=also)


def passed_line(passed_over: int, passed_files: tuple[PassedFile, ...], screen: Screen) -> str:
    """Which files were passed over, behind a comma; empty where none was."""
    from gkpg.ledger.passed_files import list_passed_files  # noqa: PLC0415 - help pages need none of it

    if not passed_over:
        return ""
    tidy = tuple(file._replace(file=tidy_text(file.file)) for file in passed_files)
    kinds = list_passed_files(tidy, passed_over, screen.lang)
    return say("score.passed", screen.lang, count=str(passed_over), kinds=kinds)
