"""Writing sheets into a folder, saying what was written or left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import list_words
from gkpg.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
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
    from gkpg.sheets.blank.folder_writer import rubrics_of_sheets, write_blanks  # noqa: PLC0415 - help pages need none of it

    with screen.progress(sentences.writing, len(sheets)) as step:
        written = write_blanks(sheets, folder, step, workers)
    if written.colliding:
        screen.misuse(say(sentences.same, screen.lang, files=list_words(written.colliding, 3).say(screen.lang)))
        return 2
    screen.written.extend(written.new)
    screen.say(sentences.wrote, count=str(len(written.new)), where=str(folder))
    if written.existing:
        screen.say(
            "template.kept", count=str(len(written.existing)), files=list_words(written.existing, 3).say(screen.lang)
        )
    if current and written.existing:
        made_from = rubrics_of_sheets(folder, written.existing, workers)
        _tell_other_rubrics(dict(zip(written.existing, made_from, strict=True)), screen, current)
    return 0


def _tell_other_rubrics(
    made_from: Mapping[str, tuple[str, str, str] | None], screen: Screen, current: Collection[Rubric]
) -> None:
    """Which sheets are of another rubric than those that are current, and which of another version of one."""
    known = {(each.rubric, each.version, each.fingerprint) for each in current}
    ids = {each.rubric for each in current}
    for key, is_current in (("template.other", False), ("template.former", True)):
        others = ((name, of[0]) for name, of in made_from.items() if of is not None and of not in known)
        names = [name for name, rubric in others if (rubric in ids) is is_current]
        if names:
            screen.say(key, count=str(len(names)), files=list_words(names, 3).say(screen.lang))
