"""Entries under another rubric: the scores of sheets as they would be with what there is to get now."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.points import NO_POINTS, NOT_APPLICABLE, exact
from gkpg.rubric.kinds import KINDS
from gkpg.sheets.filled import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.assessment.round import Round
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.filled import File, Sheet


def files_under(files: Iterable[File], old: Rubric, new: Rubric, round_: Round) -> Iterator[File]:
    """Files whose sheets are scored under `new`, which has the id and version of `old` and ids of it.

    A score of plain points keeps its share of the most that there is to get. Items that `new` does not have are
    left out, and sheets that do not count.
    """
    rule = _Rule(old, new)
    for file in files:
        sheets = tuple(rule.sheet(sheet) for sheet in file.sheets if round_.source(sheet.identity.source).counts)
        if sheets:
            yield file._replace(sheets=sheets)


class _Rule:
    """What becomes of each score."""

    def __init__(self, old: Rubric, new: Rubric) -> None:
        self._key = old.rubric, old.version
        self._shares = {
            item.id: Fraction(new.by_id[item.id].max) / Fraction(item.max) if _is_scaled(item, new) else Fraction(1)
            for item in old.walk()
            if item.id in new.by_id
        }

    def sheet(self, sheet: Sheet) -> Sheet:
        """A sheet with the scores that stay."""
        if sheet.rubric != self._key or not sheet.points:
            return sheet
        cells = zip(sheet.layout.items, sheet.layout.cells, sheet.points.split(), strict=True)
        stays = [(item, cell, self._word(item, word)) for item, cell, word in cells if item in self._shares]
        items, addresses, words = zip(*stays, strict=True) if stays else ((), (), ())
        notes = tuple(note for note in sheet.notes if note.item in self._shares)
        return sheet._replace(layout=Layout(tuple(items), tuple(addresses)), points=" ".join(words), notes=notes)

    def _word(self, item: str, word: str) -> str:
        share = self._shares[item]
        return word if share == 1 or word in {NO_POINTS, NOT_APPLICABLE} else exact(Fraction(word) * share)


def _is_scaled(item: Item, new: Rubric) -> bool:
    """Whether a score is kept as a share: plain points are, and what an item with others below got as a whole."""
    return not item.is_veto and item.kind == new.by_id[item.id].kind and KINDS[item.kind].is_plain
