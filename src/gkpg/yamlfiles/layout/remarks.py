"""Remarks: the comments or blank lines of a YAML file, each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from gkpg.yamlfiles.document import LOADER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.yamlfiles.layout.lines import TextLines

_COMMENT = re.compile(r"#.*")
_BLOCK_SCALAR = {"|", ">"}


class Remark(NamedTuple):
    """A comment, or with "" for its text a blank line.

    `line` and `column` count from 0. `is_own` says that nothing else is on its line, `gap` how many spaces precede it.
    """

    line: int
    column: int
    text: str
    is_own: bool
    gap: int = 0


def find_remarks(lines: TextLines) -> tuple[Remark, ...]:
    """All remarks of a file, in order. Comments are what stands between its tokens and is no space."""
    found: list[Remark] = []
    before = 0
    for token in yaml.scan(lines.text, Loader=LOADER):
        start, end = token.start_mark.index, token.end_mark.index
        found += _between(lines, before, start)
        if isinstance(token, yaml.ScalarToken) and token.style in _BLOCK_SCALAR:
            header = lines.text.find("\n", start)
            found += _between(lines, start, header if header >= 0 else end, comments_only=True)
            end = lines.end_of_block(start, end)
        before = max(before, end)
    found += _between(lines, before, len(lines.text))
    return tuple(found)


def _between(lines: TextLines, start: int, end: int, *, comments_only: bool = False) -> Iterator[Remark]:
    """The remarks from one place in the text to another."""
    first, last = lines.number(start), lines.number(end)
    for number in range(first, last + 1):
        line, begins = lines.lines[number], lines.starts[number]
        if not line.strip(" \t"):
            if first < number < last and not comments_only:
                yield Remark(number, 0, "", is_own=True)
            continue
        match = _COMMENT.search(line, max(start - begins, 0), max(min(end - begins, len(line)), 0))
        if match:
            before = line[: match.start()]
            gap = len(before) - len(before.rstrip(" "))
            yield Remark(number, match.start(), match[0].rstrip(), is_own=not before.strip(" \t"), gap=gap)
