"""Headings: which column of a printed table is what."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from gkpg.authoring.importing.beside_words import headed_kind
from gkpg.authoring.importing.wording import points_of
from gkpg.base.normalize import fold_name
from gkpg.rubric.heading_words import ENDINGS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from gkpg.authoring.importing.beside_words import BesideKind
    from gkpg.authoring.importing.table_lines import TableCell, TableLine

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
#: Two things in one column: `指标及分值`. The second ones that say that points stand in the names.
_BOTH = re.compile(r"(.{2,}?)(?:[及和与、/&]|and)(.{1,})")
_POINTS_TOO = re.compile(r"[（(/]?(?:各项)?(?:分值|满分|权重|points|weight)[）)]?$")


_KEYS = {fold_name(word).replace(".", ""): key for key, words in WORDS.items() for word in words}
_ENDINGS = tuple((ending, key) for key, words in ENDINGS.items() for ending in words)

#: No heading is longer than this, one of Latin letters than that.
_LONGEST, _LONGEST_LATIN = 12, 30

#: Texts that may stand in several columns, and so are joined.
TEXTS = ("description", "standard", "evidence", "method")


@dataclass(frozen=True)
class Columns:
    """The columns of a table, from 0. Names and points may stand in several, one a level; so may texts.

    `pointed` are those that hold points beside names, `指标及分值`. `others` are the headings that a rubric has no key
    for; `total` is what a heading such as `分值（100分）` says. `filled` are those that sheets are
    filled in; `counts` those that hold further numbers of rows. `beside` is what all rows are where the names stand
    under `加分项目` or the like; None where they are indicators.
    """

    number: int | None
    names: tuple[int, ...]
    maxes: tuple[int, ...]
    texts: Mapping[str, tuple[int, ...]]
    others: Mapping[int, TableCell]
    total: Decimal | None
    pointed: frozenset[int]
    filled: Mapping[int, TableCell]
    counts: frozenset[int] = frozenset()
    beside: BesideKind | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Columns) and self._order == other._order

    def __hash__(self) -> int:
        return hash(self._order)

    @property
    def _order(self) -> tuple[object, ...]:
        texts = tuple(sorted(self.texts.items()))
        return self.number, self.names, self.maxes, texts, tuple(self.others), self.beside


def columns_of(*lines: TableLine) -> Columns | None:
    """The columns under a heading of one or more rows, of which the lower ones say more; None where it is none."""
    found: dict[int, tuple[str, TableCell]] = {}
    for line in lines:
        cells = ((column, cell) for column, cell in enumerate(line.cells) if cell.content)
        named = {column: (_key(cell) or _aside(cell) or _below(lines[0], column, cell), cell) for column, cell in cells}
        if lines[0] is not line or _is_heading(named.values()):
            found |= {column: (key, cell) for column, (key, cell) in named.items() if key or column not in found}
    return _columns(found) if _is_heading(found.values()) else None


def is_lower(line: TableLine) -> bool:
    """Whether a row below a heading is a further row of it."""
    return bool(line.filled) and all(_key(cell) for cell in line.filled)


def is_lower_part(upper: TableLine, line: TableLine) -> bool:
    """Whether a row below a heading says more of what that has over several columns, and nothing of its other ones."""
    if not line.is_row or not line.filled or any(map(_says_something, line.filled)):
        return False
    columns = [column for column, cell in enumerate(line.cells) if cell.content]
    known = [column for column in columns if _key(line.at(column)) or _below(upper, column, line.at(column))]
    is_under_wide = all(not upper.at(at).content or not upper.at(at + 1).content for at in columns)
    leaves_some = any(cell.content and not line.at(at).content for at, cell in enumerate(upper.cells))
    return is_under_wide and leaves_some and len(known) * 2 > len(columns)


def _below(upper: TableLine, column: int, cell: TableCell) -> str:
    """What a heading is together with the one above that stands over it: 办法 below 评分; empty if that is none."""
    above = next((upper.at(at) for at in range(column, -1, -1) if upper.at(at).content), cell)
    return "" if above is cell else _key(replace(cell, text=above.content + cell.content))


def is_upper(upper: TableLine, line: TableLine) -> bool:
    """Whether a row above a heading is an upper row of it, each cell standing over several cells or a blank one."""
    if not upper.is_row or len(upper.filled) < 2 or any(map(_says_something, upper.filled)):
        return False
    starts = [column for column, cell in enumerate(upper.cells) if cell.content]
    ends = [*starts[1:], max(len(upper.cells), len(line.cells))]
    below = [sum(bool(line.at(at).content) for at in range(*reach)) for reach in zip(starts, ends, strict=True)]
    blank = (not line.at(start).content for start in starts)
    return all(is_blank or count > 1 for is_blank, count in zip(blank, below, strict=True)) and max(below) > 1


def _says_something(cell: TableCell) -> bool:
    """Whether a cell is no heading: it ends in a colon, holds a figure, or is long."""
    text = fold_name(cell.text)
    return len(text) > _LONGEST or text.endswith((":", "：")) or any(letter.isdigit() for letter in text)


def with_upper(line: TableLine, upper: TableLine) -> TableLine:
    """A heading with the cells of its upper row in place of those that are blank."""
    width = range(max(len(upper.cells), len(line.cells)))
    return replace(line, cells=tuple(line.at(at) if line.at(at).content else upper.at(at) for at in width))


def _is_heading(cells: Iterable[tuple[str, TableCell]]) -> bool:
    """A heading names at least three columns that are known, what is assessed and what it is worth among them.

    Two are enough where one is of names and the other of points, each by a word for just that: `指标、分值`.
    """
    named = list(cells)
    known = [key for key, _ in named if key]
    what = {"name", "description", "aside"} & set(known)
    worth = bool({"max", "standard"} & set(known)) or any(_has_points(cell) for _, cell in named)
    worth = worth or any(key == "aside" and headed_kind(cell.text) == "veto" for key, cell in named)
    listed = {key for key, cell in named if key and _is_listed(cell)} >= {"name", "max"}
    is_short = "aside" in known and len(known) == 2
    return bool(what) and worth and (len(known) >= 3 or listed or is_short)


def _key(cell: TableCell) -> str:
    """What a heading is; empty if it is not known. Of two things in one column the first counts."""
    return _key_of(cell.text)


@lru_cache(4_096)
def _key_of(text: str) -> str:
    text = fold_name(text).replace(".", "")
    plain = _BRACKETS.sub("", text)
    if key := _KEYS.get(text) or _KEYS.get(plain) or _ended(plain):
        return key
    both = _BOTH.fullmatch(plain)
    return (_KEYS.get(both[1]) or _ended(both[1])) if both else ""


def _is_listed(cell: TableCell) -> bool:
    """Whether a heading is a word that stands in the lists, with or without something in brackets."""
    text = fold_name(cell.text).replace(".", "")
    return text in _KEYS or _BRACKETS.sub("", text) in _KEYS


def _aside(cell: TableCell) -> str:
    """Whether a heading says that the names below it are beside the total: `加分项目`."""
    return "aside" if headed_kind(cell.text) is not None else ""


def _ended(text: str) -> str:
    """What a heading that is not listed ends with, if that is known: a longer text is none."""
    if len(text) > (_LONGEST_LATIN if text.isascii() else _LONGEST) or _BOTH.fullmatch(text):
        return ""
    return next((key for ending, key in _ENDINGS if text.endswith(ending)), "")


def _has_points(cell: TableCell) -> bool:
    """Whether a heading says that its cells hold points beside names: `指标及分值`."""
    text = fold_name(cell.text)
    return _key(cell) in {"name", "description"} and bool(_POINTS_TOO.search(text))


def _columns(found: Mapping[int, tuple[str, TableCell]]) -> Columns:
    places: dict[str, list[int]] = defaultdict(list)
    for column, (key, _) in sorted(found.items()):
        places[key].append(column)
    names, texts = places["name"], {key: tuple(places[key]) for key in TEXTS}
    beside = None
    if not names and places["aside"]:
        names = places["aside"][:1]
        beside = headed_kind(found[names[0]][1].text)
    elif not names:
        names, texts["description"] = [texts["description"][0]], texts["description"][1:]
    totals = [
        points_of(each[0]) for column in places["max"] for each in [_BRACKETS.findall(found[column][1].text)] if each
    ]
    others = {column: cell for column, (key, cell) in found.items() if key in {"", "aside"} and column not in names}
    maxes = _of_levels(found)
    others |= {column: found[column][1] for column in places["max"] if column not in maxes}
    number = places["number"][0] if places["number"] else None
    total = next((each for each in totals if each is not None), None)
    pointed = frozenset(column for column, (_, cell) in found.items() if _has_points(cell))
    return Columns(
        number,
        tuple(names),
        maxes,
        texts,
        others,
        total,
        pointed,
        {column: found[column][1] for column in places["filled"]},
        frozenset(places["number"][1:]),
        beside,
    )


def _of_levels(found: Mapping[int, tuple[str, TableCell]]) -> tuple[int, ...]:
    """The columns of points, one a level: of two without a name or description between them the first counts."""
    maxes: list[int] = []
    is_new = True
    for column, (key, _) in sorted(found.items()):
        if key in {"name", "description"}:
            is_new = True
        elif key == "max" and is_new:
            maxes.append(column)
            is_new = False
    return tuple(maxes)
