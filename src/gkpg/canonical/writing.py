"""Writing: from an arranged tree to its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.canonical.scalars import block_of, key_text, leaf_text
from gkpg.canonical.tree import Branch, Leaf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkpg.canonical.manner import Manner
    from gkpg.canonical.tree import Entry, Tree

_STEP = 2


def write_tree(tree: Tree, manner: Manner) -> str:
    """The text of a tree: no blank line at its beginning or end, and a line break after the last line."""
    lines = [*tree.head, *_Writer(manner).block(tree.root, 0, "")]
    return "\n".join(lines).strip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    manner: Manner

    def block(self, branch: Branch, indent: int, name: str) -> list[str]:
        """The lines of a mapping or list, entry below entry; `name` is the key that it stands under."""
        lines: list[str] = []
        for entry in branch.entries:
            lines += [*_indented(entry.above, indent), *self.entry(entry, indent, name)]
        return [*lines, *_indented(branch.tail, indent)]

    def entry(self, entry: Entry, indent: int, name: str) -> list[str]:
        """The lines of an entry, without those above it."""
        name = name if entry.key is None else entry.key
        lead = " " * indent + ("-" if entry.key is None else f"{key_text(entry.key, in_flow=False)}:")
        value = entry.value
        if isinstance(value, Leaf) and isinstance(value.value, str) and (block := block_of(value.value)):
            return [f"{lead} {block[0]}{entry.beside}", *_indented(block[1:], indent + _STEP)]
        if isinstance(value, Leaf) or value.is_flow:
            text = self.line(value, name, in_flow=False)
            return [f"{lead}{text and ' '}{text}{entry.beside}"]
        below = self.block(value, indent + _STEP, name)
        if entry.key is None:  # the first line stands beside the dash
            return [f"{lead} {below[0].lstrip(' ')}", *below[1:]]
        return [f"{lead}{entry.beside}", *below]

    def line(self, value: Leaf | Branch, name: str, *, in_flow: bool) -> str:
        """A value on one line."""
        if isinstance(value, Leaf):
            return leaf_text(value, in_flow=in_flow, is_points=name in self.manner.points)
        parts = [self.part(entry, name) for entry in value.entries]
        return f"[{', '.join(parts)}]" if value.is_list else f"{{{', '.join(parts)}}}"

    def part(self, entry: Entry, name: str) -> str:
        """An entry within brackets."""
        if entry.key is None:
            return self.line(entry.value, name, in_flow=True)
        return f"{key_text(entry.key, in_flow=True)}: {self.line(entry.value, entry.key, in_flow=True)}"


def _indented(lines: Iterable[str], indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else "" for line in lines]
