"""Markdown, in which text from files is never markup."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from gkpg.base.text import LONGEST_FACT, Text, tidy_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gkpg.base.text import Lang

#: So many rows of a table are shown in a comment; its readers get the rest from the command.
MOST_ROWS = 60
_MORE = Text("另有 {count} 行", "{count} more")
_SPECIAL = re.compile(r"([\\`*_\[\]|~#$])")
#: What would begin a list, or a heading below a line.
_BEGINS = re.compile(r"^(\d+)([.)])(?=\s)|^([-+=])(?=\s|$)")


def escape_markdown(text: str, longest: int = LONGEST_FACT) -> str:
    """Text that Markdown shows as it is: no markup, no tag, nobody called by name; the very long is cut."""
    return html.escape(_SPECIAL.sub(r"\\\1", tidy_text(text, longest)), quote=False).replace("@", "&#64;")


def escape_line(text: str, longest: int = LONGEST_FACT) -> str:
    """The same at the beginning of a line or of an entry of a list, where it begins none of its own."""
    return _BEGINS.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", escape_markdown(text, longest))


def grid_lines(headings: Sequence[str], rows: Iterable[Sequence[str]], figures: Sequence[bool]) -> Iterator[str]:
    """The lines of a table of escaped cells; figures are flush right."""
    yield f"| {' | '.join(headings)} |"
    yield f"| {' | '.join('---:' if figure else '---' for figure in figures)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def markdown_table(headings: Sequence[str], rows: Sequence[Sequence[str]], lang: Lang) -> list[str]:
    """The lines of a table; of very many rows only the first, with how many more there are."""
    shown = (tuple(map(escape_markdown, row)) for row in rows[:MOST_ROWS])
    lines = list(grid_lines(headings, shown, [False] * len(headings)))
    more = len(rows) - MOST_ROWS
    return [*lines, "", _MORE.say(lang).format(count=more)] if more > 0 else lines
