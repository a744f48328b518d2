"""Places: the items of a rubric with the paths by which its file leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.rubric.item import Item
    from gkpg.rubric.model import Rubric
    from gkpg.yamlfiles.document import Path_


class PlacedItem(NamedTuple):
    """An item, its path, and the item of which it is a row; None where it is none."""

    item: Item
    path: Path_
    around: Item | None = None


def placed_items(rubric: Rubric) -> Iterator[PlacedItem]:
    """Every item that somebody wrote, each before those below it; rows beside the total come last."""
    yield from _below(rubric.indicators, ("indicators",), None)
    for number, block in enumerate(rubric.beside):
        yield from _below(block.items, ("beside", number, "items"), None)


def _below(items: Sequence[Item], path: Path_, around: Item | None) -> Iterator[PlacedItem]:
    for number, item in enumerate(items):
        yield PlacedItem(item, (*path, number), around)
        if item.plus is None and item.minus is None:  # else nobody wrote what is below
            rows_of = item if item.has_rows else None
            yield from _below(item.items or (), (*path, number, "items"), rows_of)
