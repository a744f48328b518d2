"""Prose: what the file says around its tables, which can bear out how a table is read."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.authoring.importing.line_kinds import is_title
from gkpg.authoring.importing.wording import bare_text, clean_text
from gkpg.base.normalize import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.authoring.importing.printed_tables import PrintedTable
    from gkpg.authoring.importing.table_lines import TableLine

_ANNEX = re.compile(r"附[件表](\d{0,2}|[一二三四五六七八九十]?)[:：]?")
_LISTED = re.compile(r"(?:附件：)?(\d{1,2})[.．、](?!\d(?!\d{3}年))(.+)")
_DOCUMENT = re.compile(r"[\u3400-\u9fff]{2,12}〔\d{4}〕\d{1,4}号")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_YEAR = re.compile(r"(20\d\d)年")
_TOTAL = re.compile(
    r"(?:满分|总分|总分值|合计)[为:：]?\s*(\d{1,6})\s*分|(?:[(]|out of )\s*(\d{1,6})\s*(?:points|marks)\b",
    re.IGNORECASE,
)
#: How many lines above a table are looked at for its title.
_NEAR = 6
#: A single line above a table is its title, however it ends, unless it is longer.
_LONGEST_TITLE = 60
#: A notice has no more lines than this.
_MOST_LINES = 2_000


class Title(NamedTuple):
    """The title of a table; `text` is empty where there is none.

    `listed` is the line of the list of annexes that it is taken from, None if it is printed above the table.
    """

    text: str
    part: str = ""
    listed: TableLine | None = None


@dataclass(frozen=True)
class Prose:
    """The lines around the tables."""

    lines: tuple[TableLine, ...]

    def saying(self, *names: str) -> TableLine | None:
        """The first line that has these names one after another, as a list; None if there is none."""
        wanted = "、".join(fold_name(name) for name in names)
        return next((line for text, line in self._folded if wanted in text), None) if wanted else None

    @cached_property
    def _folded(self) -> tuple[tuple[str, TableLine], ...]:
        return tuple((fold_name(line.said), line) for line in self.lines[:_MOST_LINES])

    def annexes(self) -> list[tuple[str, TableLine]]:
        """The titles in the list of annexes, in order."""
        found: list[tuple[str, TableLine]] = []
        begun = False
        for line in self.lines[:_MOST_LINES]:
            text = clean_text(line.said)
            begun = begun or text.startswith("附件：")
            match = _LISTED.fullmatch(text.replace(" ", ""))
            if begun and match and int(match[1]) == len(found) + 1:
                found.append((match[2], line))
        return found

    def titles(self, tables: Sequence[PrintedTable]) -> list[Title]:
        """The title of every table: the one above it, else the one of its place in the list of annexes."""
        above = [_above(table.above) for table in tables]
        annexes = self.annexes()
        if len(annexes) != len(tables):
            return above
        fits = all(
            not title.text or bare_text(title.text) == bare_text(name)
            for title, (name, _) in zip(above, annexes, strict=True)
        )
        listed = [Title(name, f"附件{place}", line) for place, (name, line) in enumerate(annexes, 1)]
        return [title if title.text or not fits else taken for title, taken in zip(above, listed, strict=True)]

    def document(self) -> dict[str, object]:
        """The number of the document and its date, as far as they are printed."""
        texts = ["".join(line.said.split()) for line in self.lines[:_MOST_LINES]]
        number = next((match[0] for text in texts if (match := _DOCUMENT.search(text))), None)
        if number is None:
            return {}
        issued = next((found for text in texts if (found := _date(text)) is not None), None)
        return {"document": number} | ({"issued": issued} if issued else {})


def total_in(title: str) -> Decimal | None:
    """The total that a title names: `（满分100分）`, `(100 points)`."""
    match = _TOTAL.search(title)
    return Decimal(match[1] or match[2]) if match else None


def year_of(text: str) -> str | None:
    """The year that a title names."""
    match = _YEAR.search("".join(text.split()))
    return match[1] if match else None


def _date(text: str) -> datetime.date | None:
    match = _DATE.fullmatch(text)
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _above(lines: Sequence[TableLine]) -> Title:
    """The title among the lines just above a table, with the annex that it is."""
    near = [line for line in lines if line.filled][-_NEAR:]
    place = next((at for at in range(len(near) - 1, -1, -1) if is_title(near[at])), None)
    if place is None and len(near) == 1 and len(near[0].filled) == 1 and len(near[0].said) <= _LONGEST_TITLE:
        place = 0
    if place is None:
        return Title("")
    text = clean_text(near[place].said)
    match = _ANNEX.match(text)
    if match and match.end() < len(text):
        return Title(text[match.end() :].lstrip("：: "), _annex(match))
    text += _behind(near[place + 1 :])
    before = (_ANNEX.fullmatch("".join(line.said.split())) for line in near[:place][::-1])
    return Title(text, next((_annex(match) for match in before if match), ""))


def _behind(lines: Sequence[TableLine]) -> str:
    """What a line below the title adds to it in brackets."""
    text = clean_text(lines[0].said) if lines else ""
    return text if text.startswith("（") and text.endswith("）") else ""


def is_annex(line: TableLine) -> bool:
    """Whether a line only says which annex it is."""
    return bool(_ANNEX.fullmatch("".join(line.said.split())))


def _annex(match: re.Match[str]) -> str:
    return f"附件{match[1]}"
