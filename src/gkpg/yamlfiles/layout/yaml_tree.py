"""Trees: what stands in a YAML file, each comment with the entry that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value, as `yamlfile` reads it, and the text that it was written as."""

    value: Any
    source: str


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """An entry of a mapping or, with None for its key, of a list.

    `above` are the comments before it, a line each, "" a blank line. `remark` is the comment at the end of its line,
    with the spaces in front of it.
    """

    key: str | None
    value: Leaf | Branch
    above: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A mapping or a list. `is_flow` says that it is in brackets; `tail` are the comments after its last entry."""

    entries: tuple[TreeEntry, ...]
    is_list: bool
    is_flow: bool = False
    tail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YamlTree:
    """A whole file. `head` are the lines before its first key, which stay there whatever comes first."""

    head: tuple[str, ...]
    root: Branch
