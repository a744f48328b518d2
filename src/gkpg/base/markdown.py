"""Markdown, in which text from files is never markup."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from gkpg.base.text import LONGEST_FACT, Text, tidy_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.base.text import Lang

#: So many rows of a table are shown in a comment; its readers get the rest from the command.
MOST_ROWS = 60
_MORE = Text("另有 {count} 行", "{count} more")
_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")


def escape_markdown(text: str, longest: int = LONGEST_FACT) -> str:
    """Text that Markdown shows as it is: no markup, no tag, nobody called by name; the very long is cut."""
    return html.escape(_SPECIAL.sub(r"\\\1", tidy_text(text, longest)), quote=False).replace("@", "&#64;")


def markdown_table(headings: Sequence[str], rows: Sequence[Sequence[str]], lang: Lang) -> list[str]:
    """The lines of a table; of very many rows only the first, with how many more there are."""
    lines = [f"| {' | '.join(headings)} |", f"|{'---|' * len(headings)}"]
    lines += [f"| {' | '.join(map(escape_markdown, row))} |" for row in rows[:MOST_ROWS]]
    more = len(rows) - MOST_ROWS
    return [*lines, "", _MORE.say(lang).format(count=more)] if more > 0 else lines
