"""From an arranged tree to its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.yamlfiles.layout.scalars import format_block, format_key, format_leaf
from gkpg.yamlfiles.layout.yaml_tree import Branch, Leaf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkpg.yamlfiles.layout.style import LayoutStyle
    from gkpg.yamlfiles.layout.yaml_tree import TreeEntry, YamlTree

_STEP = 2


def write_tree(tree: YamlTree, manner: LayoutStyle) -> str:
    """The text of a tree: no blank line at its beginning or end, and a line break after the last line."""
    lines = [*tree.head, *_TreeWriter(manner).block(tree.root, 0, "")]
    return "\n".join(lines).strip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class _TreeWriter:
    manner: LayoutStyle

    def block(self, branch: Branch, indent: int, name: str) -> list[str]:
        """The lines of a mapping or list, entry below entry; `name` is the key that it stands under."""
        lines: list[str] = []
        for entry in branch.entries:
            lines += [*_indent(entry.above, indent), *self.entry(entry, indent, name)]
        return [*lines, *_indent(branch.tail, indent)]

    def entry(self, entry: TreeEntry, indent: int, name: str) -> list[str]:
        """The lines of an entry, without those above it."""
        name = self.called(entry, name)
        lead = " " * indent + ("-" if entry.key is None else f"{format_key(entry.key, in_flow=False)}:")
        value = entry.value
        if isinstance(value, Leaf) and isinstance(value.value, str) and (block := format_block(value.value)):
            return [f"{lead} {block[0]}{entry.remark}", *_indent(block[1:], indent + _STEP)]
        if isinstance(value, Leaf) or value.is_flow:
            text = self.line(value, name, in_flow=False)
            return [f"{lead}{text and ' '}{text}{entry.remark}"]
        below = self.block(value, indent + _STEP, name)
        if entry.key is None:  # the first line stands beside the dash
            return [f"{lead} {below[0].lstrip(' ')}", *below[1:]]
        return [f"{lead}{entry.remark}", *below]

    def line(self, value: Leaf | Branch, name: str, *, in_flow: bool) -> str:
        """A value on one line."""
        if isinstance(value, Leaf):
            return format_leaf(value, in_flow=in_flow, is_points=name in self.manner.points)
        parts = [self.part(entry, name) for entry in value.entries]
        return f"[{', '.join(parts)}]" if value.is_list else f"{{{', '.join(parts)}}}"

    def part(self, entry: TreeEntry, name: str) -> str:
        """An entry within brackets."""
        if entry.key is None:
            return self.line(entry.value, name, in_flow=True)
        return (
            f"{format_key(entry.key, in_flow=True)}: {self.line(entry.value, self.called(entry, name), in_flow=True)}"
        )

    def called(self, entry: TreeEntry, name: str) -> str:
        """The key that says what a value is: its own, or that of the list or the words around it."""
        return name if entry.key is None or name in self.manner.words else entry.key


def _indent(lines: Iterable[str], indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else "" for line in lines]
