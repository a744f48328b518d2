"""Scalars: single values as text, in quotes only where YAML would read something else."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import yaml

from gkpg.base.points import format_points
from gkpg.yamlfiles.document import LOADER, scalar_value

if TYPE_CHECKING:
    from gkpg.yamlfiles.layout.yaml_tree import Leaf

#: Text of digits, dots and dashes: some program takes it for a number, and it stands beside ids that are in quotes.
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9][0-9.eEoOxX_+:-]*")
#: What is written as an escape: breaks and tabs, what YAML does not print, and what comes to the same.
_ESCAPED = re.compile('[\x00-\x1f\x7f-\x9f\\\\"\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", '"': '\\"'}
#: What a block of text cannot hold as it is: anything to be escaped but a line break, a quote or a backslash.
_NOT_IN_BLOCKS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]| $| \n")


def format_leaf(leaf: Leaf, *, in_flow: bool, is_points: bool) -> str:
    """A value on one line; nothing for an empty one, but `null` within brackets."""
    if isinstance(leaf.value, str):
        return format_text(leaf.value, in_flow=in_flow)
    if leaf.value is None:
        return "null" if in_flow else ""
    return format_points(leaf.value) if isinstance(leaf.value, Decimal) and is_points else leaf.source


def format_text(text: str, *, in_flow: bool) -> str:
    """Text on one line."""
    probe = f"{{k: [{text}, {text}], l: {text}}}" if in_flow else f"k: {text}"
    return text if _is_simple(text) and _reads(probe, text, 3 if in_flow else 1) else quote(text)


def format_key(text: str, *, in_flow: bool) -> str:
    """The key of a mapping."""
    probe = f"{{{text}: x, {text}: x}}" if in_flow else f"{text}: x"
    return text if _is_simple(text) and _reads(probe, text, 2 if in_flow else 1, keys=True) else quote(text)


def format_block(text: str) -> list[str] | None:
    """Text of several lines as a block: its header and its lines. None where only quotes can hold it."""
    body = text.rstrip("\n")
    last_breaks = len(text) - len(body)
    if "\n" not in text or not body or body[0] in " \n" or last_breaks > 1 or _NOT_IN_BLOCKS.search(body):
        return None
    return ["|" if last_breaks else "|-", *body.split("\n")]


def quote(text: str) -> str:
    """Text in double quotes."""
    return f'"{_ESCAPED.sub(lambda found: _escape(found[0]), text)}"'


def _escape(character: str) -> str:
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def _is_simple(text: str) -> bool:
    return bool(text) and not _NUMBER_LIKE.fullmatch(text) and not ("\n" in text or _NOT_IN_BLOCKS.search(text))


def _reads(probe: str, text: str, times: int, *, keys: bool = False) -> bool:
    """Whether gkpg reads text without quotes as this text, every time that it stands in the probe."""
    try:
        root = yaml.compose(probe, Loader=LOADER)
    except yaml.YAMLError:
        return False
    if not isinstance(root, yaml.MappingNode):
        return False
    found = [node for pair in root.value for node in ([pair[0]] if keys else _leaves(pair[1]))]
    return len(found) == times and all(isinstance(each, yaml.ScalarNode) and _same(each, text) for each in found)


def _leaves(node: yaml.Node) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def _same(node: yaml.ScalarNode, text: str) -> bool:
    return not node.style and scalar_value(node) == text
