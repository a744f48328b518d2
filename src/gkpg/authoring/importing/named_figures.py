"""Named figures: points and percentages in brackets behind the names of a level, `经济发展（40%）`, `Access (30)`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.item_nodes import add_points
from gkpg.authoring.importing.missing_weights import WHOLE
from gkpg.authoring.importing.wording import percent_of, points_of

if TYPE_CHECKING:
    from decimal import Decimal

    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes

_WORD = re.compile(r"^(?:权重|占比?|比重|weight)?(?:为|:|：)?\s*", re.IGNORECASE)


def with_named_figures(items: ItemNodes) -> ItemNodes:
    """The items, those of a level with the figures behind their names where all have one and nothing else is printed.

    Percentages are weights where they are 100 % together; points are of items that have others below them.
    """
    items = tuple(replace(item, children=with_named_figures(item.children)) for item in items)
    weights, points = [_weight(item) for item in items], [_points(item) for item in items]
    if add_points(weights) == WHOLE:
        return tuple(replace(item, weight=weight, scope="") for item, weight in zip(items, weights, strict=True))
    if items and None not in points:
        return tuple(replace(item, max=figure, scope="") for item, figure in zip(items, points, strict=True))
    return items


def _weight(item: ItemNode) -> Decimal | None:
    """The percentage behind a name; None where there is none, or the item has points or another weight of its own."""
    found = percent_of(_WORD.sub("", item.scope))
    return found if item.max is None and item.weight in {None, found} else None


def _points(item: ItemNode) -> Decimal | None:
    """The figure behind the name of an item with others below it; None where it has points or a weight of its own."""
    is_bare = item.max is None and item.weight is None and bool(item.children)
    return points_of(item.scope) if is_bare else None
