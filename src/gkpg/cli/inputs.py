"""The inputs of a command: the assessment that is named or lies in the folder, its sheets, a rubric by file or id."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gkpg.base.text import list_words
from gkpg.cli.messages import say
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place
from gkpg.round import FILE, assessment_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.cli.screen import Screen
    from gkpg.round.load import LoadedAssessment
    from gkpg.rubric import Rubric

AssessmentOption = Annotated[Path | None, typer.Option("--assessment", help="assessment", metavar="FILE")]


def find_assessment(path: Path | None, rubrics: Sequence[Path] = ()) -> LoadedAssessment | None:
    """The assessment at a path, or that of the folder one is in; None where there is none. Raises FindingError."""
    if path is None and not Path(FILE).exists():
        return None
    chosen = assessment_file(Path(FILE) if path is None else path)
    if not chosen.exists():
        raise FindingError(Finding("F101", Place(str(chosen))))
    from gkpg.round.load import load_assessment  # noqa: PLC0415 - most commands can do without one
    from gkpg.yamlfiles.other_kinds import mistaken_file  # noqa: PLC0415

    loaded = load_assessment(chosen, rubrics)
    if loaded.looks_at_results:
        from gkpg.results.earlier import with_earlier_figures  # noqa: PLC0415 - few look at an earlier result

        loaded = with_earlier_figures(loaded)
    mistaken = (
        mistaken_file(set(loaded.document.data or ()), loaded.document.file, "assessment")
        if loaded.round is None
        else None
    )
    return replace(loaded, findings=(mistaken,)) if mistaken else loaded


def need_assessment(path: Path | None, screen: Screen, otherwise: str = "assessment.none") -> LoadedAssessment | int:
    """A sound assessment; else the exit status of a command that cannot go on, which has then been said.

    `otherwise` is what is said where there is none.
    """
    loaded = find_assessment(path)
    if loaded is None:
        screen.misuse(say(otherwise, screen.lang))
        return 2
    return loaded if is_sound(loaded, screen) else 1


def is_sound(loaded: LoadedAssessment, screen: Screen) -> bool:
    """Whether an assessment can be worked with; what is wrong with it is said."""
    if loaded.round is not None:
        return True
    for finding in loaded.findings:
        screen.finding(finding)
    screen.say("assessment.unsound", file=loaded.file)
    return False


def find_sheets(loaded: LoadedAssessment | None, sheets: Sequence[Path] | None) -> list[Path]:
    """Where sheets lie: as they are named, else in `sheets/` beside the assessment, or in the folder one is in."""
    return list(sheets or [loaded.folder / "sheets" if loaded else Path("sheets")])


def find_own_sheets(
    loaded: LoadedAssessment | None, sheets: Sequence[Path] | None, screen: Screen
) -> list[Path] | None:
    """The same; None where no sheets are named and their own folder is not there, which has then been said."""
    paths = find_sheets(loaded, sheets)
    hint = "folder.sheets" if loaded else "folder.round"
    return None if not sheets and is_wrong_folder(paths[0], hint, screen) else paths


def is_wrong_folder(usual: Path, hint: str, screen: Screen) -> bool:
    """Whether what a command works on unless told otherwise is not there; that is said, with where to go."""
    if usual.exists() or usual.is_symlink():
        return False
    stop = {"zh": "；", "en": "; "}[screen.lang]
    missing = Finding("F101", Place(str(usual))).line(screen.lang)
    screen.misuse(f"{missing}{stop}{say(hint, screen.lang)}")
    return True


def find_result(path: Path | None, screen: Screen) -> Path | None:
    """The result file that is named, or lies in the folder one is in; None where there is none, which was then said."""
    source = path or Path("result.sqlite")
    if path is None and is_wrong_folder(source, "folder.result", screen):
        return None
    if source.is_dir():
        screen.misuse(say("report.folder", screen.lang, where=str(source), file=str(source / "result.sqlite")))
        return None
    return source


def is_result_word(word: str) -> bool:
    """Whether a word of the command line, where names stand, is a result file: by what it is, else by its ending."""
    from gkpg.results.store import is_result  # noqa: PLC0415 - few commands need results

    path = Path(word)
    try:
        return is_result(path) if path.is_file() else path.suffix == ".sqlite"
    except (OSError, ValueError):  # no path can be so long, or hold such characters
        return False


def find_rubric(name: str, screen: Screen) -> Rubric | None:
    """The rubric of a file, a folder or a result, or the one at hand with this id; None where none is meant clearly.

    That has then been said.
    """
    from gkpg.rubric import Library, find_rubric_files  # noqa: PLC0415 - help pages need no Pydantic

    path = Path(name)
    if path.suffix in {".yaml", ".yml"} and not path.exists():
        raise FindingError(Finding("F101", Place(name)))
    if path.is_file() or path.suffix in {".yaml", ".yml"}:
        return _of_file(path, screen)
    library = Library.gather([])
    versions = library.versions(name)
    if not versions and path.is_dir() and any(find_rubric_files((path,))):
        return _of_folder(path, screen)
    if not versions:
        for finding in library.findings:
            screen.finding(finding)
        known = list_words(library.ids()).say(screen.lang)
        screen.misuse(say("rubric.nowhere" if path.is_dir() else "rubric.unknown", screen.lang, name=name, known=known))
    elif len(versions) > 1:
        several = list_words(rubric.version for rubric in versions).say(screen.lang)
        screen.misuse(say("rubric.several", screen.lang, name=name, versions=several))
    return versions[0] if len(versions) == 1 else None


def rubrics_of_result(path: Path) -> tuple[Rubric, ...]:
    """The rubrics that a result was scored under; none where the path is no result file. Raises FindingError."""
    from gkpg.results.store import is_result, load_results  # noqa: PLC0415 - few commands need results

    return tuple(load_results(path).round.written_rubrics) if path.is_file() and is_result(path) else ()


def _of_file(path: Path, screen: Screen) -> Rubric | None:
    """The rubric of a YAML file, or that which a result was scored under."""
    from gkpg.rubric import load_rubric  # noqa: PLC0415 - help pages need no Pydantic

    stored = rubrics_of_result(path)
    if stored:
        return _only(path, stored, screen)
    loaded = load_rubric(path)
    if loaded.rubric is None:
        for finding in loaded.findings:
            screen.finding(finding)
        screen.misuse(say("rubric.unsound", screen.lang, file=loaded.file))
    return loaded.rubric


def _of_folder(path: Path, screen: Screen) -> Rubric | None:
    from gkpg.rubric import find_rubric_files, load_rubrics  # noqa: PLC0415 - help pages need no Pydantic

    loaded = load_rubrics(find_rubric_files((path,)))
    if len(loaded) == 1:
        return _of_file(Path(loaded[0].file), screen)
    return _only(path, tuple(each.rubric for each in loaded if each.rubric is not None), screen)


def _only(path: Path, rubrics: Sequence[Rubric], screen: Screen) -> Rubric | None:
    """The rubric that a file or folder holds; None where there are several, which has then been said."""
    if len(rubrics) == 1:
        return rubrics[0]
    names = list_words(f"{each.rubric} {each.version}" for each in rubrics).say(screen.lang)
    screen.misuse(say("rubric.which", screen.lang, where=str(path), known=names))
    return None
