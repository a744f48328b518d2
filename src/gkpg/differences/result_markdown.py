"""The comparison of two results as Markdown, for a comment: long lists are cut, with how much more there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.markdown import MOST_ROWS, escape_markdown, markdown_table
from gkpg.base.text import Text
from gkpg.differences.words.result_blocks import ResultBlocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Lang
    from gkpg.differences.result_difference import ResultDifference

_HEADING = Text("两个结果的不同", "Differences between two results")
_MORE = Text("另有 {count} 行", "{count} more")


def render_result_markdown(difference: ResultDifference, files: tuple[str, str], lang: Lang) -> Iterator[str]:
    """The lines, in which text from files is never markup; `files` are what the results are called."""
    yield f"## {_HEADING.say(lang)}"
    for block in ResultBlocks(difference, files, lang).blocks():
        yield from ("", f"### {escape_markdown(block.title)}", "")
        shown = more = 0
        for line in block.lines:
            shown, more = (shown + 1, more) if shown < MOST_ROWS else (shown, more + 1)
            if not more:
                indent = len(line) - len(line.lstrip())
                yield f"{' ' * indent}- {escape_markdown(line.strip())}"
        if more:
            yield from ("", _MORE.say(lang).format(count=more))
        if block.rows:
            yield from ("", *markdown_table(block.headings, block.rows, lang))
