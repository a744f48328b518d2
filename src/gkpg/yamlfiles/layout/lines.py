"""The lines of a YAML file, with the place where each begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

#: What YAML takes for the end of a line, when the Windows and the old Macintosh ways are put right.
_BREAK = re.compile("[\n\x85\u2028\u2029]")
_KEEPS = re.compile(r"[|>][0-9]?\+")


@dataclass(frozen=True)
class TextLines:
    """The lines of a text, without their breaks, and the index of the first character of each."""

    text: str
    lines: tuple[str, ...] = field(init=False)
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        lines = tuple(_BREAK.split(self.text))
        starts = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
        object.__setattr__(self, "lines", lines)
        object.__setattr__(self, "starts", tuple(starts))

    def number(self, index: int) -> int:
        """The line, counted from 0, that a character stands in."""
        return bisect_right(self.starts, index) - 1

    def end_of_block(self, start: int, end: int) -> int:
        """Where the text of a block scalar (`|`, `>`) ends: blank lines after it belong to it only where it says so."""
        raw = self.text[start:end]
        return end if _KEEPS.match(raw) else start + len(raw.rstrip(" \t\n"))


def unify_breaks(raw: str) -> str:
    """Text with one and the same break at the end of every line, as YAML reads it."""
    return raw.replace("\r\n", "\n").replace("\r", "\n")
