"""From the text of a YAML file to its tree, every comment with the entry that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import yaml

from gkpg.yamlfiles.document import LOADER, scalar_value
from gkpg.yamlfiles.layout.lines import TextLines
from gkpg.yamlfiles.layout.remarks import Remark, find_remarks
from gkpg.yamlfiles.layout.yaml_tree import Branch, Leaf, TreeEntry, YamlTree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A place in the text: line and column, from 0.
Mark = tuple[int, int]
_END: Mark = (10**9, 0)
#: What may stand between a value and the comment beside it.
_BETWEEN = " \t,:"


def read_tree(text: str) -> YamlTree:
    """The tree of a text that gkpg reads without a finding."""
    lines = TextLines(text)
    root = yaml.compose(text, Loader=LOADER)
    if not isinstance(root, yaml.MappingNode):
        raise TypeError(text)
    return _TreeReader(lines, find_remarks(lines)).tree(root)


class _TreeReader:
    """Walks through nodes and remarks side by side.

    `last` is the last line of what was read, `limit` the end of the brackets that it is in.
    """

    def __init__(self, lines: TextLines, found: Sequence[Remark]) -> None:
        self.lines = lines
        self.found = found
        self.next = 0
        self.last = -1
        self.limit = _END

    def tree(self, root: yaml.MappingNode) -> YamlTree:
        first = next((key for key, _ in _pairs(root)), None)
        head = self.take(_start(first) if first else _end(root))
        branch = self.branch(root, -1)
        tail = (*branch.tail, *self.take(_END))
        return YamlTree(head, Branch(branch.entries, is_list=False, tail=tail))

    def branch(self, node: yaml.CollectionNode, around: int) -> Branch:
        """A mapping or list; `around` is the column of what it stands in."""
        is_list, is_flow = isinstance(node, yaml.SequenceNode), bool(node.flow_style)
        limit, self.limit = self.limit, min(_end(node), self.limit) if is_flow else self.limit
        column = max(_start(node)[1], around + 1)
        entries = tuple(self.entry(key, value, column) for key, value in _pairs(node))
        tail = self.take(_end(node)) if is_flow else self.tail(column)
        self.limit = limit
        return Branch(entries, is_list, is_flow, tail)

    def entry(self, key: yaml.Node | None, value: yaml.Node, column: int) -> TreeEntry:
        above = self.take(_start(key or value))
        at_key = ""
        if key is not None:
            self.last = max(self.last, _end(key)[0])
            at_key = self.find_remark(_end(key), before=_start(value))
        is_block = isinstance(value, yaml.CollectionNode) and not value.flow_style
        between = () if is_block else tuple(line for line in self.take(_start(value)) if line)
        read, at_value = self.value(value, column)
        if at_key and at_value:
            above, at_key = (*above, at_key.strip()), ""
        return TreeEntry(None if key is None else str(key.value), read, (*above, *between), at_key or at_value)

    def value(self, node: yaml.Node, column: int) -> tuple[Leaf | Branch, str]:
        """A value and the comment beside it."""
        if isinstance(node, yaml.ScalarNode):
            return self.leaf(node)
        branch = self.branch(cast("yaml.CollectionNode", node), column)
        if not branch.is_flow:
            return branch, ""
        self.last = max(self.last, _end(node)[0])
        return branch, self.find_remark(_end(node))

    def leaf(self, node: yaml.ScalarNode) -> tuple[Leaf, str]:
        leaf = Leaf(scalar_value(node), str(node.value))
        if node.style not in {"|", ">"}:
            self.last = max(self.last, _end(node)[0])
            return leaf, self.find_remark(_end(node))
        beside = self.header(_start(node)[0])
        start, end = node.start_mark.index, node.end_mark.index
        self.last = self.lines.number(max(self.lines.end_of_block(start, end) - 1, start))
        return leaf, beside

    def header(self, line: int) -> str:
        """The comment behind the `|` or `>` of a block scalar."""
        remark = self.peek()
        if remark is None or remark.line != line:
            return ""
        self.next += 1
        return _format_remark(remark)

    def find_remark(self, end: Mark, before: Mark | None = None) -> str:
        """The comment on the line where something ends, if nothing else stands between them."""
        remark = self.peek()
        if remark is None or remark.is_own or remark.line != end[0] or remark[:2] >= min(before or _END, self.limit):
            return ""
        if self.lines.lines[end[0]][end[1] : remark.column].strip(_BETWEEN):
            return ""
        self.next += 1
        return _format_remark(remark)

    def tail(self, column: int) -> tuple[str, ...]:
        """The comments right below a block that stand as deep as it does, or deeper."""
        line, stop = self.last + 1, self.next
        for number, remark in enumerate(self.found[self.next :], self.next):
            if not remark.is_own or remark.line != line or (remark.text and remark.column < column):
                break
            line += 1
            stop = number + 1 if remark.text else stop
        if stop == self.next:
            return ()
        self.last = self.found[stop - 1].line
        return self.take((self.last + 1, 0))

    def take(self, before: Mark) -> tuple[str, ...]:
        """The remarks up to a place."""
        start = self.next
        while (remark := self.peek()) and remark[:2] < before:
            self.next += 1
        return tuple(remark.text for remark in self.found[start : self.next])

    def peek(self) -> Remark | None:
        return self.found[self.next] if self.next < len(self.found) else None


def _format_remark(remark: Remark) -> str:
    return " " * max(remark.gap, 2) + remark.text


def _pairs(node: yaml.CollectionNode) -> Iterator[tuple[yaml.Node | None, yaml.Node]]:
    for each in node.value:
        yield each if isinstance(node, yaml.MappingNode) else (None, each)


def _start(node: yaml.Node) -> Mark:
    return node.start_mark.line, node.start_mark.column


def _end(node: yaml.Node) -> Mark:
    return node.end_mark.line, node.end_mark.column
