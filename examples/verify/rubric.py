"""A rubric as a tree of items: indicators with all below them, blocks of bonuses and penalties, vetoes."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from figures import bound, exact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

#: Kinds whose `items` are rows to fill in; the item itself gets the points.
WITH_ROWS = {"ticks": "tick", "deductions": "loss", "sum": "points", "adjust": "points"}


def folded(name: str) -> str:
    """An id as references are compared: without width, spaces, case, form of brackets and dashes, a mark behind it."""
    plain = "".join(c if unicodedata.category(c) == "No" else unicodedata.normalize("NFKC", c) for c in name)
    plain = "".join(plain.split()).casefold()
    for alike, one in (("[{〔【〖", "("), ("]}〕】〗", ")"), ("‐‑–—−", "-")):
        for sign in alike:
            plain = plain.replace(sign, one)
    return plain.rstrip(".、。,:;") or plain


class Item:
    """One item of a rubric. `kind` of a row of ticks is `tick`, of a row of deductions `loss`.

    `lost` says that it is in a penalty, where all points are losses: what they come to is below zero.
    """

    def __init__(self, written: dict[str, Any], above: Item | None, kind: str | None = None) -> None:
        self.written, self.above = written, above
        self.id: str = written["id"]
        self.kind: str = kind or written.get("kind", "points")
        self.max: Fraction | None = bound(written.get("max"))
        self.lost: bool = above is not None and (above.lost or above.kind == "penalty")
        row = WITH_ROWS.get(self.kind)
        forced = row if row in ("loss", "tick") else None
        self.items = [Item(each, self, forced) for each in written.get("items", ())]

    def get(self, key: str) -> Fraction | None:
        """A figure that its kind needs."""
        return bound(self.written.get(key))

    @property
    def is_scored(self) -> bool:
        """Whether it gets points of its own: nothing below it, or nothing but rows."""
        return not self.items or self.kind in WITH_ROWS

    @property
    def is_figure(self) -> bool:
        """Whether a figure is entered, of which points are made later."""
        return not self.items and (self.kind == "relative" or "of" in self.written)

    @property
    def floor(self) -> Fraction | None:
        """The least that comes of it: 0 where nothing is written; None: no floor of its own."""
        return bound(self.written.get("floor", "0"))

    def walk(self) -> Iterator[Item]:
        """Itself, then all below it."""
        yield self
        for item in self.items:
            yield from item.walk()

    def scored(self) -> list[Item]:
        """Those with points of their own, itself included."""
        return [self] if self.is_scored else [each for item in self.items for each in item.scored()]

    @property
    def first_level(self) -> Item:
        """The indicator (or the block) that it belongs to."""
        return self if self.above is None else self.above.first_level


class Rubric:
    """One table; `order` has all its items as the result file lists them."""

    def __init__(self, written: dict[str, Any]) -> None:
        self.id, self.version, self.written = written["rubric"], written["version"], written
        self.total = bound(written["total"])
        self.beside_max = bound(written.get("beside_max"))
        self.floor, self.ceiling = bound(written.get("floor")), bound(written.get("ceiling"))
        self.indicators = [Item(each, None) for each in written["indicators"]]
        self.blocks = [Item(each, None) for each in written.get("beside", ())]
        self.vetoes = [Item(each, None, "veto") for each in written.get("vetoes", ())]
        self.order = [item for top in (*self.indicators, *self.blocks, *self.vetoes) for item in top.walk()]
        self.by_id = {folded(item.id): item for item in self.order}

    def find(self, name: str) -> Item | None:
        """The item that a reference names."""
        return self.by_id.get(folded(name))

    @property
    def amounts(self) -> list[Item]:
        """All that gets an amount out of the sheets: scored items, rows of blocks, vetoes."""
        blocks = [row for block in self.blocks for item in block.items for row in item.scored()]
        return [item for top in self.indicators for item in top.scored()] + blocks + self.vetoes

    def effects(self, name: str) -> list[tuple[Item, Any]]:
        """The vetoes with some effect, each with what is written there."""
        return [(each, each.written["effect"][name]) for each in self.vetoes if name in each.written["effect"]]


def share_or_points(text: str, most: Fraction | None) -> Fraction:
    """An edge: points, or with % a share of the most."""
    return exact(text) * (most or 0) if text.endswith("%") else exact(text)
