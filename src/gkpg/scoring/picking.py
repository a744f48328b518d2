"""Picking: which cells of a sheet give each scored item its points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from gkpg.rubric import Item, Rubric
    from gkpg.scoring.amounts import Amount, Amounts, Scale
    from gkpg.sheets.model import Sheet


def scored_items(rubric: Rubric, given: Collection[str]) -> tuple[Item, ...]:
    """The items that have a score of their own: those without sub-items, or one around them that is scored as a whole.

    `given` are the ids that sheets have cells for.
    """
    return tuple(item for top in (*rubric.indicators, *rubric.adjustment_items) for item in _tops(top, given))


def _tops(item: Item, given: Collection[str]) -> Iterator[Item]:
    if item.items is None or item.id in given or item.has_rows:
        yield item
    else:
        for below in item.items:
            yield from _tops(below, given)


class _Cells(NamedTuple):
    """The cells of a sheet that give an item its points: its own, or those of all items below it."""

    item: Item
    places: tuple[int, ...]
    is_whole: bool
    is_own: bool


class Picks:
    """What a sheet with cells for some items gives each scored item of its source."""

    def __init__(self, layout: Sequence[str], items: Sequence[Item]) -> None:
        places = {item: place for place, item in enumerate(layout)}
        self._cells = [_cells(item, places) for item in items]
        self._first = [cells.places[0] if cells.places else 0 for cells in self._cells]
        self._others = [(number, cells) for number, cells in enumerate(self._cells) if not cells.is_own]
        self._is_all = not self._others and self._first == list(range(len(layout)))

    def column(self, amounts: Amounts, scale: Scale) -> Amounts:
        """The amount of each item, from those of all cells of the sheet; None where it has none."""
        if self._is_all:
            return amounts
        if not amounts:  # a sheet whose table was not found
            return [None] * len(self._cells)
        found = list(map(amounts.__getitem__, self._first))
        for number, cells in self._others:
            found[number] = _together(cells, [amounts[place] for place in cells.places], scale)
        return found

    def place(self, number: int, sheet: Sheet) -> str:
        """Where a sheet gives an item its points, in words: file, sheet, cells."""
        cells = (sheet.layout.cells[place] for place in self._cells[number].places)
        return f"{sheet.file} {sheet.name}!{','.join(cells)}"


def _cells(item: Item, places: dict[str, int]) -> _Cells:
    if item.id in places:
        return _Cells(item, (places[item.id],), is_whole=True, is_own=True)
    leaves = [places.get(leaf.id) for leaf in item.leaves()]
    found = tuple(place for place in leaves if place is not None)
    return _Cells(item, found, is_whole=len(found) == len(leaves), is_own=False)


def _together(cells: _Cells, amounts: Sequence[Amount | None], scale: Scale) -> Amount | None:
    """What the cells of the items below one come to."""
    given = [amount for amount in amounts if amount is not None]
    if not cells.is_whole or len(given) < len(amounts):
        return None
    if not cells.item.has_rows:
        return sum(given)
    return scale.amount(cells.item.of_rows([scale.points(amount) for amount in given]))
