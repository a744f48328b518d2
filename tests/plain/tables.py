"""Tables: a rubric as items that know their max, their way down from the indicator, and who assesses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.plain.figures import Yaml, limit, number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

#: Kinds whose items are rows of one item, scored as a whole.
OF_ROWS = ("ticks", "deductions", "sum")
#: The keys below which points stand, which may be written in percent.
POINTS = {
    "steps", "levels", "each", "floor", "ceiling", "base", "plus", "minus", "line", "bands", "per",
    "points", "more", "then", "rest", "worst", "equal",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Item:
    """An item of a table, a row of it, a row of what stands beside, or a veto.

    `most` is None where there is no limit. `path` leads from its indicator (its block) down to itself. `is_lost` says
    that its points are lost, as those of everything in a penalty.
    """

    id: str
    kind: str
    most: Fraction | None
    path: tuple[str, ...]
    assessed_by: list[str]
    keys: Yaml
    below: tuple[Item, ...] = ()
    rows: tuple[Item, ...] = ()
    is_lost: bool = False

    @property
    def is_scored(self) -> bool:
        """Whether sheets have an entry for it, or for its rows."""
        return not self.below

    @property
    def cells(self) -> list[str]:
        """The ids under which sheets have entries for it."""
        return [row.id for row in self.rows] or [self.id]

    @property
    def is_figure(self) -> bool:
        """Whether what is entered is a figure, which becomes points when others are known."""
        return self.kind == "relative" or "of" in self.keys

    @property
    def looks_at_others(self) -> bool:
        """Whether its points come of the figures of the units that it is compared with."""
        return self.kind == "relative" or self.keys.get("of") in {"mean", "median"}

    def walk(self) -> Iterator[Item]:
        """Itself and all items below it, without rows."""
        yield self
        for each in self.below:
            yield from each.walk()


@dataclass(frozen=True, eq=False)
class Table:
    """A rubric; of a part with `max` one item, `name` being that of the part."""

    name: str
    most: Fraction | None
    indicators: tuple[Item, ...]
    blocks: tuple[Item, ...] = ()
    vetoes: tuple[Item, ...] = ()
    beside_max: Fraction | None = None
    floor: Fraction | None = None
    ceiling: Fraction | None = None

    @property
    def items(self) -> list[Item]:
        """All items of the table at all levels, without what stands beside it."""
        return [each for top in self.indicators for each in top.walk()]

    @property
    def scored(self) -> list[Item]:
        """The items that sheets have entries for, rows of blocks included, vetoes not."""
        beside = [each for block in self.blocks for row in block.below for each in row.walk()]
        return [each for each in (*self.items, *beside) if each.is_scored]

    def item(self, name: str) -> Item | None:
        """The item of the table that has this id."""
        return next((each for each in self.items if each.id == name), None)


def most_of(keys: Yaml, whole: Fraction | None) -> Fraction | None:
    """The max of an item: as written, by its weight, or of an adjusted base what the base and plus come to."""
    if "weight" in keys and whole is not None:
        return number(keys["weight"]) * whole
    if "max" in keys:
        return limit(keys["max"])
    return number(keys["base"]) + number(keys["plus"]["max"])


def in_points(keys: Yaml, most: Fraction | None) -> Yaml:
    """The keys of an item with points in place of what it, or a row of it, writes in percent of its max."""
    if most is None:
        return keys
    below = keys.get("items", []) if keys.get("kind") in OF_ROWS else []
    own = {key: keys[key] for key in keys.keys() & POINTS}
    found = {**keys, **without_percent(own, most)}
    if below:
        found["items"] = [
            {**row, **without_percent({key: row[key] for key in row.keys() & {"max", *POINTS}}, most)} for row in below
        ]
    return found


def without_percent(value: Any, most: Fraction) -> Any:
    """A value in which every percentage is as much of a max."""
    if isinstance(value, dict):
        return {key: without_percent(each, most) for key, each in value.items()}
    if isinstance(value, list):
        return [without_percent(each, most) for each in value]
    return str(number(value) * most) if isinstance(value, str) and value.endswith("%") else value


def item_of(keys: Yaml, whole: Fraction | None, path: tuple[str, ...], by: list[str], *, lost: bool = False) -> Item:
    """An item with all that is below it; who assesses an item assesses all below it that name nobody else."""
    keys = in_points(keys, most_of(keys, whole))
    most, way, by = most_of(keys, whole), (*path, keys["id"]), keys.get("assessed_by", by)
    kind = keys.get("kind", "points")
    if kind == "adjust":
        return Item(keys["id"], kind, most, way, by, keys, (), changes_of(keys, way, by))
    below = tuple(item_of(each, most, way, by, lost=lost) for each in keys.get("items", []))
    if kind in OF_ROWS:
        return Item(keys["id"], kind, most, way, by, keys, (), below, lost)
    return Item(keys["id"], kind, most, way, by, keys, below, is_lost=lost)


def changes_of(keys: Yaml, way: tuple[str, ...], by: list[str]) -> tuple[Item, ...]:
    """The rows of plus and minus, whose ids are those of the item with a sign behind them by default."""
    rows = []
    for name, sign in (("plus", "+"), ("minus", "-")):
        if name in keys:
            own = keys[name]
            row = own.get("id", f"{keys['id']}{sign}")
            rows.append(Item(row, name, limit(own.get("max", "none")), (*way, row), by, own))
    return tuple(rows)


def block_of(keys: Yaml) -> Item:
    """A block beside the table; rows of a penalty take points away."""
    way, by, lost = (keys["id"],), keys.get("assessed_by", []), keys["kind"] == "penalty"
    rows = tuple(item_of(each, None, way, by, lost=lost) for each in keys["items"])
    most = limit(keys["max"]) if "max" in keys else None
    return Item(keys["id"], keys["kind"], most, way, by, keys, rows)


def table_of(rubric: Yaml) -> Table:
    """The table of a rubric."""
    most = limit(rubric["total"])
    indicators = tuple(item_of(keys, most, (), []) for keys in rubric["indicators"])
    by_id = {each.id: each.most for top in indicators for each in top.walk()}
    blocks = tuple(block_of(of_whole(keys, most, by_id)) for keys in rubric.get("beside", []))
    vetoes = tuple(
        Item(keys["id"], "veto", None, (keys["id"],), keys.get("assessed_by", []), of_items(keys, by_id))
        for keys in rubric.get("vetoes", [])
    )
    bounds = (part_of(rubric[key], most) if key in rubric else None for key in ("beside_max", "floor", "ceiling"))
    return Table(rubric["rubric"], most, indicators, blocks, vetoes, *bounds)


def part_of(text: str, most: Fraction | None) -> Fraction:
    """Points as they are written, or a percentage of a max."""
    return number(text) * most if text.endswith("%") and most is not None else number(text)


def of_whole(block: Yaml, most: Fraction | None, by_id: dict[str, Fraction | None]) -> Yaml:
    """A block whose max, and the edge of whose gate, are points: shares of the total, or of the gate's item."""
    found = dict(block)
    if block.get("max", "none") != "none":
        found["max"] = str(part_of(block["max"], most))
    if "gate" in block:
        whole = by_id[block["gate"]["item"]] if "item" in block["gate"] else most
        edges = {key: str(part_of(text, whole)) for key, text in block["gate"].items() if key != "item"}
        found["gate"] = {**block["gate"], **edges}
    return found


def of_items(veto: Yaml, by_id: dict[str, Fraction | None]) -> Yaml:
    """A veto that sets or takes points, where these may be written as shares of the max of the item."""
    effect = dict(veto["effect"])
    if "item" in effect:
        effect["points"] = str(part_of(effect["points"], by_id[effect["item"]]))
    if "minus" in effect:
        points = part_of(effect["minus"]["points"], by_id[effect["minus"]["item"]])
        effect["minus"] = {**effect["minus"], "points": str(points)}
    return {**veto, "effect": effect}


def figure_table(name: str, most: str, sources: list[str]) -> Table:
    """The table of a part that is a single figure."""
    keys = {"id": "1", "name": name, "max": most}
    return Table(name, number(most), (Item("1", "points", number(most), ("1",), sources, keys),))
