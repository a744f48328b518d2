"""Canonical layout: from any layout of a file to the one that all share, or to why it was left alone."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.yamlfiles.document import parse_yaml, too_large
from gkpg.yamlfiles.layout.departure import find_departure
from gkpg.yamlfiles.layout.lines import unify_breaks
from gkpg.yamlfiles.layout.losses import find_loss
from gkpg.yamlfiles.layout.ordering import order_tree
from gkpg.yamlfiles.layout.plain_values import build_tree
from gkpg.yamlfiles.layout.tree_reader import read_tree
from gkpg.yamlfiles.layout.tree_writer import write_tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkpg.yamlfiles.layout.style import LayoutStyle

_UNSETTLED = Text("再排一次会不同", "it would come out otherwise the next time")


@dataclass(frozen=True, slots=True)
class LayoutResult:
    """What came of one file: its bytes as they are and as they should be, and the finding where the two differ.

    `new` is None where the file was left alone; then `findings` say why.
    """

    name: str
    old: bytes
    new: bytes | None
    findings: tuple[Finding, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the file is in another layout."""
        return self.new is not None and self.new != self.old

    @property
    def difference(self) -> Finding:
        """Where and how it first differs."""
        return find_departure(self.name, self.old.decode(), (self.new or b"").decode())


def lay_out(raw: bytes, name: str, manners: Mapping[str, LayoutStyle]) -> LayoutResult:
    """Lay out the bytes of a file, in the manner of the first of these first-level keys that it has.

    Nothing that YAML or gkpg refuses is laid out, and nothing that would lose a value or a comment.
    """
    large = too_large(len(raw), name)
    document = parse_yaml(raw, name)
    if large or document.findings:
        return LayoutResult(name, raw, None, (large,) if large else document.findings)
    manner = next((manner for key, manner in manners.items() if key in document.data), None)
    if manner is None:
        return LayoutResult(name, raw, None, (Finding("R403", Place(name, 1, 1)),))
    old = unify_breaks(raw.removeprefix(codecs.BOM_UTF8).decode())
    new = _lay_out_text(old, manner)
    lost = find_loss(old, new) or (_UNSETTLED if _lay_out_text(new, manner) != new else None)
    if lost:
        return LayoutResult(name, raw, None, (Finding("R402", Place(name, 1, 1), {"what": lost}),))
    return LayoutResult(name, raw, new.encode())


def lay_out_values(values: Mapping[str, Any], manner: LayoutStyle, head: Sequence[str] = ()) -> str:
    """Plain values as the text of a file in canonical layout; `head` are lines of comment at its top."""
    return write_tree(order_tree(build_tree(values, head, manner), manner), manner)


def _lay_out_text(text: str, manner: LayoutStyle) -> str:
    return write_tree(order_tree(read_tree(text), manner), manner)
