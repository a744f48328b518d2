"""Writing sheets into a folder, saying what was written or left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import list_words
from gkpg.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from gkpg.cli.screen import Screen
    from gkpg.rubric import Rubric
    from gkpg.sheets.blank.folder_writer import RubricOfPage


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

    Of those that exist, the ones that were not made from one of the rubrics that are `current` are told, and those
    that lack the page of a rubric. The bytes are made in so many processes at most.
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
        _say_existing(written.existing, sheets, folder, screen, current, workers)
    return 0


def _say_existing(
    names: Sequence[str],
    sheets: Sequence[tuple[str, Callable[[], bytes]]],
    folder: Path,
    screen: Screen,
    current: Collection[Rubric],
    workers: int,
) -> None:
    """That these were left alone; which are of another rubric than those that are current, or of another version.

    And which lack a page.
    """
    from gkpg.sheets.blank.folder_writer import rubrics_of_sheets  # noqa: PLC0415 - help pages need none of it
    from gkpg.sheets.blank.sheet_list import SheetList  # noqa: PLC0415

    screen.say("template.kept", count=str(len(names)), files=list_words(names, 3).say(screen.lang))
    if not current:
        return
    with screen.progress("template.looking", len(names)) as step:
        made_from = dict(zip(names, rubrics_of_sheets(folder, names, step, workers), strict=True))
    others = list(_made_from_others(made_from, current))
    wanted = sheets.rubrics_of(names) if isinstance(sheets, SheetList) else {}
    ids = {each.rubric for each in current}
    for key, told in (
        ("template.other", [name for name, rubric in others if rubric not in ids]),
        ("template.former", [name for name, rubric in others if rubric in ids]),
        ("template.lacking", list(_lacking_pages(made_from, wanted))),
    ):
        if told:
            screen.say(key, count=str(len(told)), files=list_words(told, 3).say(screen.lang))


def _made_from_others(
    made_from: Mapping[str, tuple[RubricOfPage, ...]], current: Collection[Rubric]
) -> Iterator[tuple[str, str]]:
    """The workbooks a page of which was made from a rubric that is not current, with its id, where it can be told."""
    known = {(each.rubric, each.version, each.fingerprint) for each in current}
    for name, rubrics in made_from.items():
        others = [each for each in rubrics if each not in known]
        if others:
            yield name, others[0][0]


def _lacking_pages(
    made_from: Mapping[str, tuple[RubricOfPage, ...]], wanted: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    """The workbooks that have some of the pages that they would have now, and not all of them."""
    for name, rubrics in made_from.items():
        there = {rubric for rubric, _, _ in rubrics}
        if there & wanted.get(name, frozenset()) and not wanted[name] <= there:
            yield name
