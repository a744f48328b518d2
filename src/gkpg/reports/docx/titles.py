"""Titles: broken into lines of about equal length, where the sense allows it best."""

from __future__ import annotations

import re
from math import ceil

from gkpg.reports.docx.page import in_characters

#: Before these no line begins; behind these none ends.
_NOT_FIRST, _NOT_LAST = frozenset("，。、；：？！）〕》”’』」】…·%％年月日的"), frozenset("（〔《“‘『「【第")
#: A line is best broken behind these, or before these.
_GOOD_BEHIND, _GOOD_BEFORE = ("年度", *"，、；：）》”的年 "), frozenset("（《“")
#: What is never cut: a number with its unit of time, a Latin word, else one character.
_PIECE = re.compile(r"[0-9]+(?:年度|[年月日])?|[A-Za-z0-9.,'’\-]+ ?|.", re.DOTALL)
#: How many characters off the middle a good break may be and is still better than one in the midst of words.
_WORTH = 4
_MOST_LINES = 5


def break_title(title: str, room: float) -> tuple[str, ...]:
    """A title in lines of so many Chinese characters at most; one that needs too many lines is left in one."""
    count = ceil(in_characters(title) / room)
    lines: list[str] = []
    while 1 < count <= _MOST_LINES:
        place = _break(title, in_characters(title) / count, room)
        if place is None:
            break
        lines.append(title[:place].strip())
        title, count = title[place:].strip(), count - 1
    return (*lines, title)


def _break(title: str, ideal: float, room: float) -> int | None:
    """Where the first line of a title is broken best; None where it cannot be."""
    costs: dict[int, float] = {}
    for piece in _PIECE.finditer(title):
        place, width = piece.end(), in_characters(title[: piece.end()])
        if (
            place < len(title)
            and width <= room
            and title[place] not in _NOT_FIRST
            and title[place - 1] not in _NOT_LAST
        ):
            is_good = piece[0].endswith(_GOOD_BEHIND) or title[place] in _GOOD_BEFORE
            costs[place] = abs(width - ideal) + (0 if is_good else _WORTH)
    return min(costs, key=lambda place: costs[place]) if costs else None


def _is_barred(title: str, place: int) -> bool:
    """Whether no line may end at a place."""
    return title[place] in _NOT_FIRST or title[place - 1] in _NOT_LAST
