"""Weights: items that have a share of the item above instead of points, turned into points exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.types import NO_LIMIT, as_max, as_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.yamlfiles.document import Path_

_BOTH = Text("既写了权重又写了分值", "it has both a weight and a max")
_MIXED = Text("同级的其他项写的是权重", "the others of its level have weights")
#: Where the items of a level stand, from the whole table down.
_LEVELS = {"indicators": "total", "items": "max"}


def with_points(data: Any) -> tuple[Any, list[Slip]]:
    """The values of a rubric's file with a max for every item that has a weight, and what is wrong with weights.

    A weight is multiplied with the max of the item above, level by level: 40 % of 70 % of 10 % of 30 % of 100 is 0.84.
    """
    slips: list[Slip] = []
    if not isinstance(data, dict):
        return data, slips
    return _level(data, "indicators", (), slips), slips


def _level(data: dict[str, Any], key: str, path: Path_, slips: list[Slip]) -> dict[str, Any]:
    """What is below an item, with a max for everything that has a weight."""
    below = data.get(key)
    if not isinstance(below, tuple):
        return data
    whole = _points(data.get(_LEVELS[key]))
    weighed = [each for each in below if isinstance(each, dict) and "weight" in each]
    slips += _wrong(below, weighed, (*path, key))
    made = [_item(each, whole, (*path, key, number), slips) for number, each in enumerate(below)]
    return {**data, key: tuple(made)}


def _wrong(below: tuple[Any, ...], weighed: list[dict[str, Any]], path: Path_) -> Iterator[Slip]:
    """All items of a level have weights or none has, and they add up to the whole."""
    if not weighed:
        return
    for number, each in enumerate(below):
        if isinstance(each, dict) and ("weight" not in each or "max" in each):
            how = _BOTH if "weight" in each else _MIXED
            yield Slip("R211", (*path, number), {"id": str(each.get("id") or "?"), "how": how})
    shares = [as_share(each["weight"]) for each in weighed]
    whole = sum((share for share in shares if share is not None), Fraction(0))
    if len(weighed) == len(below) and all(share and 0 < share <= 1 for share in shares) and whole != 1:
        terms = tuple((*path, number, "weight") for number in range(len(below)))
        yield Slip("R210", terms[0], {"sum": _as_written(whole)}, terms)


def _as_written(share: Fraction) -> Text:
    """A share as a percentage; one that no decimal says, such as 299/300, as the fraction that it is."""
    if "/" in (percent := format_exact(share * 100)):
        return Text(format_exact(share), format_exact(share))
    return Text(f"{percent}%", f"{percent} %")


def _item(item: Any, whole: Fraction | Literal["none"] | None, path: Path_, slips: list[Slip]) -> Any:
    if not isinstance(item, dict):
        return item
    if "weight" in item and "max" not in item:
        item = {**item, "max": _share_of(whole, as_share(item["weight"]))}
    return _level(item, "items", path, slips)


def _share_of(whole: Fraction | Literal["none"] | None, share: Fraction | None) -> Fraction | Literal["none"] | None:
    """The max that a weight comes to; None where the weight, or that of which it is one, is refused as it stands."""
    if not isinstance(whole, Fraction):
        return whole
    return whole * share if share else None


def _points(value: Any) -> Fraction | Literal["none"] | None:
    """Points that are written, or that a weight came to; or the word that there is no limit."""
    return NO_LIMIT if value == NO_LIMIT else as_max(value)
