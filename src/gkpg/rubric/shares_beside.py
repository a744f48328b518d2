"""Shares of what gates, caps and vetoes look at: their points in percent of an item's max or of the total."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gkpg.base.normalize import fold_id
from gkpg.base.text import Text
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.types import NO_LIMIT, as_percentage, as_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.yamlfiles.document import Path_

#: Bounds of the whole table, which are shares of its total.
_OF_TOTAL = ("beside_max", "floor", "ceiling")
_OPEN = Text("的分值或总分不封顶，没有比例可言", "is a percentage of what has no limit")


def with_shares_beside(data: Any) -> tuple[Any, list[Slip]]:
    """The values of a rubric's file with points for every percentage beside its items, and what is wrong with these.

    A gate looks at an item or at the total, a veto at an item; caps of bonuses and penalties are shares of the total,
    as the bounds of the table are. The total that a veto fixes may be that of several tables, and is no percentage.
    """
    slips: list[Slip] = []
    if not isinstance(data, dict):
        return data, slips
    wholes = {fold_id(name): most for name, most in _items(data.get("indicators"))}
    for path, item in _places(data):
        share = as_percentage(_at(data, path))
        if share is None:
            continue
        whole = data.get("total") if item is None else wholes.get(fold_id(item)) if isinstance(item, str) else None
        if whole == NO_LIMIT:
            slips.append(Slip("R222", path, {"id": str(item or data.get("rubric") or "?"), "how": _OPEN}))
        points = as_points(whole)
        data = _replaced(data, path, share if points is None else share * points)
    return data, slips


def _items(items: Any) -> Iterator[tuple[str, Any]]:
    """Every item below some by its id, with its max."""
    for item in items if isinstance(items, tuple) else ():
        if isinstance(item, dict):
            if isinstance(item.get("id"), str):
                yield item["id"], item.get("max")
            yield from _items(item.get("items"))


def _places(data: dict[str, Any]) -> Iterator[tuple[Path_, str | None]]:
    """Where points may stand in percent, each with the item that they are a share of; None for the total."""
    yield from (((key,), None) for key in _OF_TOTAL)
    for number, block in _entries(data, "beside"):
        yield ("beside", number, "max"), None
        gate = block.get("gate")
        if isinstance(gate, dict):
            item = gate.get("item")
            yield from ((("beside", number, "gate", edge), item) for edge in ("above", "from") if edge in gate)
    for number, veto in _entries(data, "vetoes"):
        effect = veto.get("effect")
        for key, named in (((), effect), (("minus",), effect.get("minus"))) if isinstance(effect, dict) else ():
            if isinstance(named, dict) and isinstance(named.get("item"), str):
                yield ("vetoes", number, "effect", *key, "points"), named["item"]


def _entries(data: dict[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = data.get(key)
    numbered = enumerate(entries if isinstance(entries, tuple) else ())
    return ((number, each) for number, each in numbered if isinstance(each, dict))


def _at(value: Any, path: Path_) -> Any:
    """What stands at a path; None where nothing does."""
    for step in path:
        value = value.get(step) if isinstance(value, dict) else value[step]
    return value


def _replaced(value: Any, path: Path_, points: Any) -> Any:
    """A value with points at a path."""
    if not path:
        return points
    step, *rest = path
    made = _replaced(value[step], tuple(rest), points)
    if isinstance(value, dict):
        return {**value, step: made}
    return tuple(made if place == step else each for place, each in enumerate(value))
