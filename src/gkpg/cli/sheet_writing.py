"""Writing sheets into a folder, saying what was written or left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import list_words
from gkpg.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from gkpg.cli.screen import Screen
    from gkpg.rubric import Rubric


class WritingSentences(NamedTuple):
    """The keys of what a command says while it writes, of names that collide, and when it has written."""

    writing: str
    same: str
    wrote: str


def write_sheets(
    sheets: Sequence[tuple[str, Callable[[], bytes]]],
    folder: Path,
    screen: Screen,
    sentences: WritingSentences,
    current: Collection[Rubric] = (),
    workers: int = 1,
) -> int:
    """Write sheets, each with its name and what makes its bytes; the exit status, 2 where two share a name.

    Of those that exist, the ones that were not made from one of the rubrics that are `current` are told. The bytes are
    made in so many processes at most.
    """
    from gkpg.sheets.blank.folder_writer import write_blanks  # noqa: PLC0415 - help pages need none of it

    with screen.progress(sentences.writing, len(sheets)) as step:
        written = write_blanks(sheets, folder, step, workers)
    if written.colliding:
        screen.misuse(say(sentences.same, screen.lang, files=list_words(written.colliding, 3).say(screen.lang)))
        return 2
    screen.written.extend(written.new)
    screen.say(sentences.wrote, count=str(len(written.new)), where=str(folder))
    if written.existing:
        _say_existing(written.existing, folder, screen, current, workers)
    return 0


def _say_existing(
    names: Sequence[str], folder: Path, screen: Screen, current: Collection[Rubric], workers: int
) -> None:
    """That these were left alone; which are of another rubric than those that are current, or of another version."""
    screen.say("template.kept", count=str(len(names)), files=list_words(names, 3).say(screen.lang))
    others = list(_made_from_others(names, folder, screen, current, workers)) if current else ()
    ids = {each.rubric for each in current}
    for key, is_current in (("template.other", False), ("template.former", True)):
        told = [name for name, rubric in others if (rubric in ids) is is_current]
        if told:
            screen.say(key, count=str(len(told)), files=list_words(told, 3).say(screen.lang))


def _made_from_others(
    names: Sequence[str], folder: Path, screen: Screen, current: Collection[Rubric], workers: int
) -> Iterator[tuple[str, str]]:
    """The workbooks a page of which was made from a rubric that is not current, with its id, where it can be told."""
    from gkpg.sheets.blank.folder_writer import rubrics_of_sheets  # noqa: PLC0415 - help pages need none of it

    known = {(each.rubric, each.version, each.fingerprint) for each in current}
    with screen.progress("template.looking", len(names)) as step:
        made_from = rubrics_of_sheets(folder, names, step, workers)
    for name, rubrics in zip(names, made_from, strict=True):
        others = [each for each in rubrics if each not in known]
        if others:
            yield name, others[0][0]
