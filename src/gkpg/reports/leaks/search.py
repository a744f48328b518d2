"""Searching the texts of a file for what is withheld."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from gkpg.reports.leaks.figures import figures_in
from gkpg.reports.leaks.folding import fold, fold_letters, weight
from gkpg.reports.leaks.variants import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gkpg.reports.leaks.fields import Field
    from gkpg.reports.leaks.withheld import Withheld, WithheldKind

#: From this weight on a text is looked for within others; what is lighter, as the whole of a text alone.
_HEAVY: Mapping[WithheldKind, int] = {"assessor": 4}
_HEAVY_ELSE = 8
#: A line that is longer is looked for in pieces as well, so that one that was cut is found.
_LONG, _PIECE = 40, 20
_GRAM, _SHORT_GRAM = 4, 2
_STANDS_ALONE = re.compile(r"[0-9a-z]")


class Found(NamedTuple):
    """A withheld text, and every part of the file that it stands in, one for each time."""

    what: Withheld
    parts: tuple[str, ...]


class LeakSearch:
    """Looks for what is withheld, save where it stands in something that may be shown."""

    def __init__(self, withheld: Iterable[Withheld], shown: Iterable[str]) -> None:
        self._within: dict[str, Withheld] = {}
        self._whole: dict[str, Withheld] = {}
        self._figures: dict[str, Withheld] = {}
        shown = set(shown)
        self._shown = "\n".join({fold(line) for text in shown for line in (text, *text.splitlines())})
        self._shown_whole = set(self._shown.split("\n"))
        shown_figures = {figure for text in shown for figure in figures_in(text)}
        for each in dict.fromkeys(withheld):
            if each.is_figure:
                figures = (figure for figure in figures_in(each.text) if figure not in shown_figures)
                self._figures |= {figure: each for figure in figures if figure not in self._figures}
            else:
                self._add(each)

    def _add(self, each: Withheld) -> None:
        """Have a text looked for."""
        for piece in _pieces(each.text):
            if each.kind != "heading" and weight(piece) >= _HEAVY.get(each.kind, _HEAVY_ELSE):
                self._within.setdefault(piece, each)
            elif weight(piece) >= _SHORT_GRAM and any(map(str.isalpha, piece)):
                self._whole.setdefault(piece, each)

    def search(self, fields: Iterable[Field]) -> tuple[Found, ...]:
        """What stands in the texts of a file."""
        found: dict[Withheld, list[str]] = defaultdict(list)
        places: dict[str, list[str]] = defaultdict(list)
        for field in fields:
            if field.is_read:
                for figure in figures_in(field.text) if self._figures else ():
                    if figure in self._figures:
                        found[self._figures[figure]].append(field.part)
            places[field.text].append(field.part)
        texts = [(text, parts) for raw, parts in places.items() for text in dict.fromkeys(unescaped(raw))]
        for what, parts in (*self._as_a_whole(texts), *self._inside(texts)):
            found[what] += parts
        return tuple(Found(what, tuple(parts)) for what, parts in found.items())

    def _as_a_whole(self, texts: Sequence[tuple[str, list[str]]]) -> Iterator[tuple[Withheld, list[str]]]:
        for text, parts in texts:
            folded = fold(text)
            if folded in self._whole and folded not in self._shown_whole:
                yield self._whole[folded], parts

    def _inside(self, texts: Sequence[tuple[str, list[str]]]) -> Iterator[tuple[Withheld, list[str]]]:
        """What stands within texts, which are all put behind one another."""
        folded = [fold(text) for text, _ in texts]
        whole = "\n".join(folded)
        starts = list(accumulate((len(each) + 1 for each in folded[:-1]), initial=0))
        for piece in _likely(self._within, whole):
            excused = self._places_in_shown(piece) if piece in self._shown else ()
            numbers: dict[int, int] = defaultdict(int)
            for at in _places(piece, whole):
                if not any(whole.startswith(shown, at - offset) for shown, offset in excused if at >= offset):
                    numbers[bisect_right(starts, at) - 1] += 1
            for number, times in numbers.items():
                if _stands_alone(piece, texts[number][0]):
                    yield self._within[piece], texts[number][1] * times

    def _places_in_shown(self, piece: str) -> list[tuple[str, int]]:
        """The texts that may be shown in which a piece stands, and where in each."""
        found = []
        for at in _places(piece, self._shown):
            begin, end = self._shown.rfind("\n", 0, at) + 1, self._shown.find("\n", at)
            found.append((self._shown[begin : end if end >= 0 else None], at - begin))
        return found


def _pieces(text: str) -> Iterator[str]:
    """What is looked for of a text: each of its lines, and of long ones pieces."""
    for line in filter(None, map(fold, text.splitlines())):
        yield line
        if len(line) > _LONG:
            yield from (line[at : at + _PIECE] for at in range(0, len(line) - _PIECE + 1, _PIECE))
            yield line[-_PIECE:]


def _likely(pieces: Iterable[str], whole: str) -> Iterator[str]:
    """The pieces that are in a text; most that are not are known by their ends alone."""
    grams = {size: {whole[at : at + size] for at in range(len(whole) - size + 1)} for size in (_GRAM, _SHORT_GRAM)}
    for piece in pieces:
        size = _GRAM if len(piece) >= _GRAM else _SHORT_GRAM
        if piece[:size] in grams[size] and piece[-size:] in grams[size] and piece in whole:
            yield piece


def _places(piece: str, whole: str) -> Iterator[int]:
    at = whole.find(piece)
    while at >= 0:
        yield at
        at = whole.find(piece, at + 1)


def _stands_alone(piece: str, text: str) -> bool:
    """Whether a piece that begins or ends with a letter or a digit does not stand within a longer word of a text."""
    before = r"(?<![0-9a-z])" if _STANDS_ALONE.match(piece[0]) else ""
    behind = r"(?![0-9a-z])" if _STANDS_ALONE.match(piece[-1]) else ""
    if not before and not behind:
        return True
    return re.search(before + r"\s*".join(map(re.escape, piece)) + behind, fold_letters(text)) is not None
