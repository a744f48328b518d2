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
#: So many parts are kept of each text.
_MOST_PARTS = 1_000
_STANDS_ALONE = re.compile(r"[0-9a-z]")


class Found(NamedTuple):
    """A withheld text, how often it stands in a file, and in which parts; of very many only the first."""

    what: Withheld
    times: int
    parts: tuple[str, ...]


class _Places:
    """Where a text stands: how often, and the first of the parts."""

    __slots__ = ("parts", "times")

    def __init__(self) -> None:
        self.times = 0
        self.parts: list[str] = []

    def add(self, part: str) -> None:
        """Once more, in a part."""
        self.times += 1
        if len(self.parts) < _MOST_PARTS:
            self.parts.append(part)

    def add_all(self, other: _Places, each: int = 1) -> None:
        """As often as another text, so often in each."""
        self.times += other.times * each
        self.parts += other.parts[: _MOST_PARTS - len(self.parts)]


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
        found: dict[Withheld, _Places] = defaultdict(_Places)
        places: dict[str, _Places] = defaultdict(_Places)
        for field in fields:
            if field.is_read and self._figures:
                for figure in self._figures.keys() & set(figures_in(field.text)):
                    found[self._figures[figure]].add(field.part)
            places[field.text].add(field.part)
        texts = [(text, where) for raw, where in places.items() for text in dict.fromkeys(unescaped(raw))]
        self._look_at_wholes(texts, found)
        self._look_inside(texts, found)
        return tuple(Found(what, where.times, tuple(where.parts)) for what, where in found.items())

    def _look_at_wholes(self, texts: Sequence[tuple[str, _Places]], found: dict[Withheld, _Places]) -> None:
        """Find what is the whole of a text."""
        for text, where in texts:
            folded = fold(text)
            if folded in self._whole and folded not in self._shown_whole:
                found[self._whole[folded]].add_all(where)

    def _look_inside(self, texts: Sequence[tuple[str, _Places]], found: dict[Withheld, _Places]) -> None:
        """Find what stands within texts, which are all put behind one another."""
        folded = [fold(text) for text, _ in texts]
        whole = "\n".join(folded)
        starts = list(accumulate((len(each) + 1 for each in folded[:-1]), initial=0))
        for piece in _likely(self._within, whole):
            for number, times in self._numbers(piece, whole, starts).items():
                if _stands_alone(piece, texts[number][0]):
                    found[self._within[piece]].add_all(texts[number][1], times)

    def _numbers(self, piece: str, whole: str, starts: Sequence[int]) -> Mapping[int, int]:
        """The numbers of the texts in which a piece stands where it may not, with how often in each."""
        excused = self._places_in_shown(piece) if piece in self._shown else ()
        numbers: dict[int, int] = defaultdict(int)
        for at in _places(piece, whole):
            if not any(whole.startswith(shown, at - offset) for shown, offset in excused if at >= offset):
                numbers[bisect_right(starts, at) - 1] += 1
        return numbers

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
