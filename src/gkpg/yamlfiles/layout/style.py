"""Styles: what the layout of one kind of file goes by, besides the rules that all share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class LayoutStyle:
    """The manner of one kind of file.

    `orders` has the order of keys below a key; that of the file itself stands under "". Where a key has none, the
    order is the author's. `points` are the keys of numbers whose trailing zeros mean nothing, `words` those of
    mappings whose keys are words, each with such a value. Lists of mappings in `long` are never on one line; an
    entry of one in `apart` that takes several lines stands between blank lines. `short` are the mappings that plain
    values are laid out on one line for.
    """

    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    points: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    long: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
