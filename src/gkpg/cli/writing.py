"""Writing sheets into a folder, and saying what was written and what was left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.cli.sayings import say
from gkpg.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from gkpg.cli.screen import Screen
    from gkpg.rubric import Rubric


class Sentences(NamedTuple):
    """The keys of what a command says while it writes, of names that collide, and when it has written."""

    writing: str
    same: str
    wrote: str


def write_sheets(
    sheets: Sequence[tuple[str, Callable[[], bytes]]],
    folder: Path,
    screen: Screen,
    sentences: Sentences,
    current: Collection[Rubric] = (),
) -> int:
    """Write sheets, each with its name and what makes its bytes; the exit status, 2 where two share a name.

    Of those that exist, the ones that were not made from one of the rubrics that are `current` are told.
    """
    from gkpg.sheets.writing import made_under, write_blanks  # noqa: PLC0415 - help pages need none of it

    with screen.progress(sentences.writing, len(sheets)) as step:
        written = write_blanks(sheets, folder, step)
    if written.same:
        screen.misuse(say(sentences.same, screen.lang, files=listed(written.same, 3).say(screen.lang)))
        return 2
    screen.say(sentences.wrote, count=str(len(written.new)), where=str(folder))
    if written.kept:
        screen.say("template.kept", count=str(len(written.kept)), files=listed(written.kept, 3).say(screen.lang))
    known = {None, *((each.rubric, each.version, each.fingerprint) for each in current)}
    former = [name for name in written.kept if current and made_under(folder / name) not in known]
    if former:
        screen.say("template.former", count=str(len(former)), files=listed(former, 3).say(screen.lang))
    return 0
