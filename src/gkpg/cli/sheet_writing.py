"""Writing sheets into a folder, saying what was written or left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import list_words
from gkpg.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
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
) -> int:
    """Write sheets, each with its name and what makes its bytes; the exit status, 2 where two share a name.

    Of those that exist, the ones that were not made from one of the rubrics that are `current` are told.
    """
    from gkpg.sheets.blank.folder_writer import rubric_of_sheet, write_blanks  # noqa: PLC0415 - help pages need none of it

    with screen.progress(sentences.writing, len(sheets)) as step:
        written = write_blanks(sheets, folder, step)
    if written.colliding:
        screen.misuse(say(sentences.same, screen.lang, files=list_words(written.colliding, 3).say(screen.lang)))
        return 2
    screen.written.extend(written.new)
    screen.say(sentences.wrote, count=str(len(written.new)), where=str(folder))
    if written.existing:
        screen.say(
            "template.kept", count=str(len(written.existing)), files=list_words(written.existing, 3).say(screen.lang)
        )
    known = {None, *((each.rubric, each.version, each.fingerprint) for each in current)}
    former = [name for name in written.existing if current and rubric_of_sheet(folder / name) not in known]
    if former:
        screen.say("template.former", count=str(len(former)), files=list_words(former, 3).say(screen.lang))
    return 0
