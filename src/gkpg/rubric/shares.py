"""Shares of a max: points written in percent of the max of their item, turned into points exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text
from gkpg.rubric.kinds import kind_named
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.types import NO_LIMIT, as_percentage, as_points

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from gkpg.rubric.kinds import ItemKind, KindFields
    from gkpg.yamlfiles.document import Path_

_PER = tuple(("per", key) for key in ("below", "above", "base"))
#: Where points stand in an item; None stands for every entry of a list or mapping.
_POINTS: tuple[tuple[str | int | None, ...], ...] = (
    *((key,) for key in ("each", "floor", "ceiling", "base", "more", "then", "rest", "worst", "equal")),
    *((key, None) for key in ("steps", "levels", "points")),
    *((row, key) for row in ("plus", "minus") for key in ("each", "max")),
    ("line", None, 1),
    ("within", None, 1),
    ("bands", None, "points"),
    ("bands", None, "line", None, 1),
    *(("bands", None, *per) for per in _PER),
    *_PER,
)
_IN_PERCENT = Text("写了占分值的百分比的项", "an item with points in percent of its max")
_OPEN = Text("不封顶，没有分值可以算百分比", "has no limit, so that nothing is a percentage of it")


def with_shares(data: Any) -> tuple[Any, list[Slip]]:
    """The values of a rubric's file with points for every percentage of a max, and what is wrong with these.

    A percentage is one of the max of its item, which is written or came of a weight; in a row of an item, of the max of
    that item, of which the row's own max may be a percentage, too. Rows beside the total are items of their own.
    """
    slips: list[Slip] = []
    if not isinstance(data, dict):
        return data, slips
    made = {**data, **_below(data, "indicators", (), None, slips)}
    blocks = data.get("beside")
    if isinstance(blocks, tuple):
        each = enumerate(blocks)
        made["beside"] = tuple(
            {**block, **_below(block, "items", ("beside", n), None, slips)} if isinstance(block, dict) else block
            for n, block in each
        )
    return made, slips


def _below(
    data: dict[str, Any], key: str, path: Path_, around: dict[str, Any] | None, slips: list[Slip]
) -> dict[str, Any]:
    """What stands under a key, made anew; nothing where that is no list. `around` is the item that it has rows of."""
    below = data.get(key)
    if not isinstance(below, tuple):
        return {}
    return {key: tuple(_item(each, (*path, key, n), around, slips) for n, each in enumerate(below))}


def _item(item: Any, path: Path_, around: dict[str, Any] | None, slips: list[Slip]) -> Any:
    """An item with points for all that it writes in percent, and those below it."""
    if not isinstance(item, dict):
        return item
    holder = item if around is None else around
    whole = as_points(holder.get("max"))
    patterns = _POINTS if around is None else (("max",), *_POINTS)
    written = [where for pattern in patterns for where in _found(item, pattern)]
    if written and whole is None:
        slips += _without_max(holder, (*path, *written[0]))
        item = {"max": None, **item}
    for where in written:
        item = _replaced(item, where, whole)
    rows_of = item if _kind_of(item).has_rows else None
    return {**item, **_below(item, "items", path, rows_of, slips)}


def _without_max(holder: dict[str, Any], path: Path_) -> Iterator[Slip]:
    """A percentage has a max to go by; one that is wrong, or missing where every item needs one, is told as such."""
    label = str(holder.get("id") or "?")
    if holder.get("max") == NO_LIMIT:
        yield Slip("R222", path, {"id": label, "how": _OPEN})
    elif "max" not in holder and _kind_of(holder).implies_max:
        yield Slip("R213", path, {"id": label, "kind": _IN_PERCENT, "field": "max"})


def _kind_of(item: dict[str, Any]) -> ItemKind[KindFields]:
    kind = item.get("kind")
    return kind_named(kind if isinstance(kind, str) else None)


def _found(value: Any, pattern: tuple[str | int | None, ...]) -> Iterator[Path_]:
    """The paths by a pattern at which a percentage stands."""
    if not pattern:
        if as_percentage(value) is not None:
            yield ()
        return
    step, *rest = pattern
    for key, each in _entries(value, step):
        yield from ((key, *found) for found in _found(each, tuple(rest)))


def _entries(value: Any, step: str | int | None) -> Iterator[tuple[str | int, Any]]:
    """What a step of a pattern leads to."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    return ((key, each) for key, each in entries if step is None or key == step)


def _replaced(value: Any, path: Path_, whole: Fraction | None) -> Any:
    """A value with points in place of the percentage at a path; where no max is known, with the bare share."""
    if not path:
        share = as_percentage(value)
        return value if share is None else share if whole is None else share * whole
    step, *rest = path
    made = {step: _replaced(value[step], tuple(rest), whole)}
    if isinstance(value, dict):
        return {**value, **made}
    return tuple(made.get(place, each) for place, each in enumerate(value))
