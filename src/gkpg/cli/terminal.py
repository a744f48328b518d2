"""The terminal: how wide it is, and what it can show."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

#: Narrower lines say nothing any more.
_NARROWEST = 40


class Terminal(NamedTuple):
    """What lines are shown on. `width` is in columns; None is a pipe or a file, in which lines are as long as they are.

    `has_colours` is no where NO_COLOR is set; `has_blocks` says that it draws block characters. A terminal that calls
    itself dumb has neither.
    """

    width: int | None
    has_colours: bool = False
    has_blocks: bool = False


def terminal_of(stream: TextIO, environ: Mapping[str, str]) -> Terminal:
    """What a stream is written to. COLUMNS, if set, is how wide a terminal is."""
    if not stream.isatty():
        return Terminal(None)
    width = max(_NARROWEST, shutil.get_terminal_size().columns)
    is_dumb = environ.get("TERM") == "dumb"
    is_unicode = (stream.encoding or "").lower().replace("-", "").startswith("utf")
    return Terminal(width, not is_dumb and not environ.get("NO_COLOR"), not is_dumb and is_unicode)
