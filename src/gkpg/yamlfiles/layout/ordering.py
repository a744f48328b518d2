"""Ordering: a tree in canonical order, with every comment where there is room for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gkpg.yamlfiles.layout.yaml_tree import Branch, Leaf, TreeEntry, YamlTree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.yamlfiles.layout.style import LayoutStyle


def order_tree(tree: YamlTree, manner: LayoutStyle) -> YamlTree:
    """The tree with its keys in order, and what goes on one line decided."""
    root = _TreeOrderer(manner).branch(tree.root, "")
    return YamlTree(_single_blanks(tree.head), replace(root, is_flow=False))


@dataclass(frozen=True, slots=True)
class _TreeOrderer:
    manner: LayoutStyle

    def branch(self, branch: Branch, name: str) -> Branch:
        """A mapping or list that stands under the key `name`."""
        entries = tuple(_with_room(self.entry(each, name)) for each in branch.entries)
        entries = entries if branch.is_list else self.order(entries, name)
        if self.fits_a_line(branch, entries, name):
            return Branch(tuple(replace(each, above=()) for each in entries), branch.is_list, is_flow=True)
        spaced = tuple(self.with_blanks(entries, branch, name))
        return Branch(spaced, branch.is_list, tail=_without_last_blanks(branch.tail))

    def entry(self, entry: TreeEntry, name: str) -> TreeEntry:
        if isinstance(entry.value, Leaf):
            return entry
        value = self.branch(entry.value, name if entry.key is None else entry.key)
        moved = [line for line in entry.value.tail if line] if not value.entries else []
        return replace(entry, value=value, above=(*entry.above, *moved))

    def order(self, entries: tuple[TreeEntry, ...], name: str) -> tuple[TreeEntry, ...]:
        """Known keys in their order; an unknown one stays behind the known one that it stood behind."""
        order = self.manner.orders.get(name, ())
        ranks, rank = list[int](), -1
        for entry in entries:
            rank = order.index(entry.key) if entry.key in order else rank
            ranks.append(rank)
        return tuple(entries[number] for number in sorted(range(len(entries)), key=ranks.__getitem__))

    def fits_a_line(self, branch: Branch, entries: tuple[TreeEntry, ...], name: str) -> bool:
        """Whether it is in brackets: as its author wrote it, unless there are comments or long lists within."""
        if not entries:
            return True
        if any(branch.tail) or any(entry.remark or any(entry.above) for entry in entries):
            return False
        below = [entry.value for entry in entries if isinstance(entry.value, Branch)]
        is_long = branch.is_list and name in self.manner.long and any(not each.is_list for each in below)
        return branch.is_flow and not is_long and all(each.is_flow for each in below)

    def with_blanks(self, entries: tuple[TreeEntry, ...], branch: Branch, name: str) -> Iterator[TreeEntry]:
        """No blank line above the first, none twice; one around what takes several lines, where entries stand apart."""
        is_apart = branch.is_list and name in self.manner.apart
        before: TreeEntry | None = None
        for entry in entries:
            above = _single_blanks(entry.above)
            if before is None and name:
                above = above[1:] if above[:1] == ("",) else above
            elif before and is_apart and above[:1] != ("",) and (_is_long(before) or _is_long(entry)):
                above = ("", *above)
            before = replace(entry, above=above)
            yield before


def _with_room(entry: TreeEntry) -> TreeEntry:
    """The entry with its comments where they can be written: there is no room beside or below a lone dash."""
    value = entry.value
    if entry.key is not None or not isinstance(value, Branch) or value.is_flow:
        return entry
    first, *rest = value.entries
    beside = (entry.remark.strip(),) if entry.remark else ()
    value = replace(value, entries=(replace(first, above=()), *rest))
    return TreeEntry(None, value, (*entry.above, *beside, *first.above))


def _is_long(entry: TreeEntry) -> bool:
    return isinstance(entry.value, Branch) and not entry.value.is_flow


def _single_blanks(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines without a blank one after another."""
    return tuple(line for before, line in zip((None, *lines), lines, strict=False) if line or before != "")


def _without_last_blanks(lines: tuple[str, ...]) -> tuple[str, ...]:
    last = max((number for number, line in enumerate(lines, 1) if line), default=0)
    return _single_blanks(lines[:last])
