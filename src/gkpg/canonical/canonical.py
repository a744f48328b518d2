"""Canonical: from any layout of a file to the one that all share, or to why it was left alone."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gkpg.canonical.arranging import arranged
from gkpg.canonical.difference import difference
from gkpg.canonical.losses import loss
from gkpg.canonical.reading import read_tree
from gkpg.canonical.text import unified
from gkpg.canonical.values import tree_of
from gkpg.canonical.writing import write_tree
from gkpg.findings import Finding, Place
from gkpg.words import Text
from gkpg.yamlfile import parse_yaml, too_large

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkpg.canonical.manner import Manner

_UNSETTLED = Text("再排一次会不同", "it would come out otherwise the next time")


@dataclass(frozen=True, slots=True)
class Canonical:
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
        return difference(self.name, self.old.decode(), (self.new or b"").decode())


def canonical(raw: bytes, name: str, manners: Mapping[str, Manner]) -> Canonical:
    """Lay out the bytes of a file, in the manner of the first of these first-level keys that it has.

    Nothing that YAML or gkpg refuses is laid out, and nothing that would lose a value or a comment.
    """
    large = too_large(len(raw), name)
    document = parse_yaml(raw, name)
    if large or document.findings:
        return Canonical(name, raw, None, (large,) if large else document.findings)
    manner = next((manner for key, manner in manners.items() if key in document.data), None)
    if manner is None:
        return Canonical(name, raw, None, (Finding("R403", Place(name, 1, 1)),))
    old = unified(raw.removeprefix(codecs.BOM_UTF8).decode())
    new = _laid_out(old, manner)
    lost = loss(old, new) or (_UNSETTLED if _laid_out(new, manner) != new else None)
    if lost:
        return Canonical(name, raw, None, (Finding("R402", Place(name, 1, 1), {"what": lost}),))
    return Canonical(name, raw, new.encode())


def laid_out(values: Mapping[str, Any], manner: Manner, head: Sequence[str] = ()) -> str:
    """Plain values as the text of a file in canonical layout; `head` are lines of comment at its top."""
    return write_tree(arranged(tree_of(values, head, manner), manner), manner)


def _laid_out(text: str, manner: Manner) -> str:
    return write_tree(arranged(read_tree(text), manner), manner)
