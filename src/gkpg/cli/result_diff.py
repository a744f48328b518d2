"""`gkpg diff` of two result files: what is different between them, shown as it was asked for."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from gkpg.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gkpg.cli.screen import Screen
    from gkpg.differences.result_difference import ResultDifference
    from gkpg.findings.finding import Finding


class Moved(StrEnum):
    """For what of any unit the exit status is 1 if it is another, or cannot be compared."""

    RANK = "rank"
    GRADE = "grade"
    TOTAL = "total"


#: The first format of result files that keeps what was entered beside the points.
_KEEPS_ENTERED = 4


def load_difference(first: Path, second: Path) -> ResultDifference:
    """Two result files, compared. Raises FindingError."""
    from gkpg.differences.result_difference import compare_results  # noqa: PLC0415 - help pages need none of it
    from gkpg.results.store import load_stored  # noqa: PLC0415

    before, after = load_stored(first), load_stored(second)
    knows = (before.version >= _KEEPS_ENTERED, after.version >= _KEEPS_ENTERED)
    return compare_results(before.results, after.results, knows)


def show_difference(difference: ResultDifference, files: tuple[Path, Path], form: str, screen: Screen) -> None:
    """Show everything, as `text`, `markdown` or `json`."""
    from gkpg.base.text import LONGEST_SENTENCE, spell_path, tidy_text  # noqa: PLC0415 - help pages need none of it
    from gkpg.differences.result_json import render_result_json  # noqa: PLC0415
    from gkpg.differences.result_markdown import render_result_markdown  # noqa: PLC0415
    from gkpg.differences.words.result_blocks import ResultBlocks  # noqa: PLC0415

    names = (spell_path(files[0]), spell_path(files[1]))
    if form == "json":
        for piece in render_result_json(difference, names, screen.lang):
            screen.as_is(piece.encode(errors="backslashreplace"))
        screen.document("")
        return
    if form == "markdown":
        for line in render_result_markdown(difference, names, screen.lang):
            screen.line(line)
        return
    for block in ResultBlocks(difference, names, screen.lang).blocks():
        screen.say("diff.block", title=block.title)
        for line in block.lines:
            screen.line(tidy_text(line, LONGEST_SENTENCE))
        if block.rows:
            screen.table(block.headings, block.rows)
        screen.line()


def has_moved(difference: ResultDifference, what: Moved) -> bool:
    """Whether a rank, grade or total of any unit is another, or cannot be compared."""
    counts = difference.counts
    key = {Moved.RANK: "rank", Moved.GRADE: "band", Moved.TOTAL: "total"}[what]
    return bool(counts[key] or difference.apart or not counts["compared"])


def version_findings(difference: ResultDifference, file: Path) -> Iterator[Finding]:
    """What must not change under one version of a rubric, and did."""
    from gkpg.base.text import spell_path  # noqa: PLC0415 - help pages need none of it
    from gkpg.differences.rubrics import compare_rubrics  # noqa: PLC0415
    from gkpg.differences.rubrics.version_rule import check_version  # noqa: PLC0415
    from gkpg.rubric import restore_rubric  # noqa: PLC0415

    for each in difference.rubrics:
        if each.before is not None and each.after is not None:
            document = restore_rubric(spell_path(file), each.after).document
            yield from check_version(compare_rubrics(each.before, each.after), document)


def tell_same_file(files: tuple[Path, Path], screen: Screen) -> None:
    """Say so where one file was given twice."""
    if files[0].samefile(files[1]):
        screen.misuse(say("diff.twice", screen.lang, file=str(files[0])))
