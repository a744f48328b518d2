"""Nodes: the items of a table while they are being read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gkpg.base.text import Text
    from gkpg.findings.place import Place


@dataclass(frozen=True, slots=True)
class NodeRepair:
    """A repair: the fields that it is of, its kind, and its reason in the language of the table."""

    fields: tuple[str, ...]
    kind: str
    reason: Text


@dataclass(frozen=True, slots=True)
class ItemNode:
    """An item. `name` is empty and `max` None where the table does not print it.

    `printed` is its number as printed, `weight` its share in percent of what is above it, `signed` its points if they
    have a sign, `kind` the keys of the way that it gets its points.
    `places` are where its texts stand, by key. `pieces` is its description as page breaks cut it; `first` says that
    it stands at the top of a page. `lack` says why something of it is not printed: it `ran` into the item behind it,
    its whole `row` is lost, or only a `sister` table has it; or of what is told already: its `weight` is not to be
    known, its points are printed but `unread`.
    """

    name: str
    place: Place
    number: str = ""
    scope: str = ""
    max: Decimal | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    pieces: tuple[str, ...] = ()
    first: bool = False
    lack: Literal["", "ran", "row", "sister", "weight", "unread"] = ""
    children: tuple[ItemNode, ...] = ()
    mended: tuple[NodeRepair, ...] = ()
    printed: str = ""
    weight: Decimal | None = None
    signed: str = ""
    kind: Mapping[str, Any] = field(default_factory=dict)

    def at(self, key: str) -> Place:
        """Where one of its texts stands; its own place where it has none."""
        return self.places.get(key, self.place)

    @property
    def is_told(self) -> bool:
        """Whether it is told already what keeps its points from being known."""
        return self.lack in {"weight", "unread"}

    @property
    def label(self) -> str:
        """What messages call it."""
        return f"{self.number} {self.name}".strip() or "?"

    @property
    def sum(self) -> Decimal:
        """The points of those below it that have any."""
        return sum((child.max for child in self.children if child.max is not None), Decimal(0))

    def walk(self) -> Iterator[ItemNode]:
        """The item, and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def mend(self, *fields: str, kind: str, reason: Text, **values: object) -> ItemNode:
        """The item with some values and the repair that says where they come from."""
        return replace(self, mended=(*self.mended, NodeRepair(fields, kind, reason)), **values)  # type: ignore[arg-type]


ItemNodes = tuple[ItemNode, ...]


def add_points(points: Iterable[Decimal | None]) -> Decimal | None:
    """Points together; None where some are not known."""
    each = tuple(points)
    return None if None in each else sum((known for known in each if known is not None), Decimal(0))
