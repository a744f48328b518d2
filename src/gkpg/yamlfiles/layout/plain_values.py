"""Plain values as a tree, for files that gkpg drafts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gkpg.base.points import format_points
from gkpg.yamlfiles.layout.yaml_tree import Branch, Leaf, TreeEntry, YamlTree

if TYPE_CHECKING:
    from gkpg.yamlfiles.layout.style import LayoutStyle


def build_tree(values: Mapping[str, Any], head: Sequence[str], manner: LayoutStyle) -> YamlTree:
    """The tree of plain values: text, numbers (no floats), dates, truth values, None, and lists and mappings of them.

    `head` are lines of comment at the top, without their `#`. Raises TypeError.
    """
    root = _branch(values, "", manner)
    spaced = tuple(
        TreeEntry(each.key, each.value, ("",)) if each.key in manner.long and not _is_short(each.value) else each
        for each in root.entries
    )
    return YamlTree(tuple(f"# {line}".rstrip() for line in head), Branch(spaced, is_list=False))


def _is_short(value: Leaf | Branch) -> bool:
    return isinstance(value, Leaf) or value.is_flow


def _branch(values: Mapping[str, Any] | Sequence[Any], name: str, manner: LayoutStyle) -> Branch:
    """A list of single values goes on one line, and so does a mapping that the manner names."""
    if isinstance(values, Mapping):
        entries = tuple(TreeEntry(str(key), _value(each, str(key), manner)) for key, each in values.items())
        is_flow = name in manner.short and all(_is_short(each.value) for each in entries)
        return Branch(entries, is_list=False, is_flow=is_flow)
    entries = tuple(TreeEntry(None, _value(each, name, manner)) for each in values)
    return Branch(entries, is_list=True, is_flow=all(isinstance(each.value, Leaf) for each in entries))


def _value(value: Any, name: str, manner: LayoutStyle) -> Leaf | Branch:
    if isinstance(value, (Mapping, list, tuple)):
        return _branch(value, name, manner)
    return Leaf(value, _format_value(value))


def _format_value(value: Any) -> str:
    """A value that is no text, as YAML writes it."""
    match value:
        case str() | None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return format_points(Decimal(value))
        case datetime.date():
            return value.isoformat()
    raise TypeError(type(value).__name__)
