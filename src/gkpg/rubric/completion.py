"""Completion: what follows from what an author wrote, before it is read as a rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gkpg.rubric.kinds import MadeRows, kind_named

if TYPE_CHECKING:
    from collections.abc import Callable


def completed(data: Any) -> Any:
    """The values of a rubric's file with those that kinds of items add: rows, a max."""
    if not isinstance(data, dict):
        return data
    data = _below(data, "indicators", _item)
    return _below(data, "beside", lambda block: _below(block, "items", _item))


def _item(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    kind = item.get("kind")
    return _below(kind_named(kind if isinstance(kind, str) else None).completed(item), "items", _item)


def _below(data: Any, key: str, made: Callable[[Any], Any]) -> Any:
    """Values with each of those that stand under a key made anew."""
    below = data.get(key) if isinstance(data, dict) else None
    if not isinstance(below, tuple) or isinstance(below, MadeRows):
        return data
    return {**data, key: tuple(map(made, below))}
