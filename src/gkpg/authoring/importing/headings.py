"""Headings: which column of a printed table is what."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.authoring.importing.wording import points_of
from gkpg.base.normalize import fold_name
from gkpg.rubric.heading_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from gkpg.authoring.importing.table_lines import TableCell, TableLine

_KEYS = {fold_name(word): key for key, words in WORDS.items() for word in words.split()}
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")

#: Texts that may stand in several columns, and so are joined.
TEXTS = ("description", "standard", "evidence", "method")


@dataclass(frozen=True)
class Columns:
    """The columns of a table, from 0. Names and points may stand in several, one a level; so may texts.

    `others` are the headings that a rubric has no key for; `total` is what a heading such as `分值（100分）` says.
    """

    number: int | None
    names: tuple[int, ...]
    maxes: tuple[int, ...]
    texts: Mapping[str, tuple[int, ...]]
    others: Mapping[int, TableCell]
    total: Decimal | None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Columns) and self._order == other._order

    def __hash__(self) -> int:
        return hash(self._order)

    @property
    def _order(self) -> tuple[object, ...]:
        return self.number, self.names, self.maxes, tuple(sorted(self.texts.items())), tuple(self.others)


def columns_of(*lines: TableLine) -> Columns | None:
    """The columns under a heading of one or more rows, of which the lower ones say more; None where it is none."""
    found: dict[int, tuple[str, TableCell]] = {}
    for line in lines:
        named = {column: (_key(cell), cell) for column, cell in enumerate(line.cells) if cell.content}
        if lines[0] is not line or _is_heading(key for key, _ in named.values()):
            found |= {column: (key, cell) for column, (key, cell) in named.items() if key or column not in found}
    return _columns(found) if _is_heading(key for key, _ in found.values()) else None


def is_lower(line: TableLine) -> bool:
    """Whether a row below a heading is a further row of it."""
    return bool(line.filled) and all(_key(cell) for cell in line.filled)


def _is_heading(keys: Iterable[str]) -> bool:
    """A heading names at least three columns that are known, what is assessed and what it is worth among them."""
    known = [key for key in keys if key]
    what, worth = {"name", "description"} & set(known), {"max", "standard"} & set(known)
    return len(known) >= 3 and bool(what) and bool(worth)


def _key(cell: TableCell) -> str:
    """What a heading is; empty if it is not known."""
    text = fold_name(cell.text)
    return _KEYS.get(text) or _KEYS.get(_BRACKETS.sub("", text)) or ""


def _columns(found: Mapping[int, tuple[str, TableCell]]) -> Columns:
    places: dict[str, list[int]] = defaultdict(list)
    for column, (key, _) in sorted(found.items()):
        places[key].append(column)
    names, texts = places["name"], {key: tuple(places[key]) for key in TEXTS}
    if not names:
        names, texts["description"] = [texts["description"][0]], texts["description"][1:]
    totals = [
        points_of(each[0]) for column in places["max"] for each in [_BRACKETS.findall(found[column][1].text)] if each
    ]
    others = {column: cell for column, (key, cell) in found.items() if not key}
    maxes = _of_levels(found)
    others |= {column: found[column][1] for column in places["max"] if column not in maxes}
    number = places["number"][0] if places["number"] else None
    total = next((each for each in totals if each is not None), None)
    return Columns(number, tuple(names), maxes, texts, others, total)


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
