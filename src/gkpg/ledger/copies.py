"""Copies: files of the same bytes that say the same, of which one counts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gkpg.base.text import list_words
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.sheets.read.copy_names import is_named_as_copy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkpg.findings.finding import Fact
    from gkpg.sheets.model import File

_MOST_NAMED = 5


def find_copies(files: Sequence[File]) -> dict[str, tuple[str, ...]]:
    """The files that have copies, by name, each with its copies. It is the one whose name is not that of a copy.

    Files of the same bytes may be of two units where only their names say so: then they are no copies.
    """
    if len({file.sha256 for file in files}) == len(files):
        return {}
    same: dict[object, list[str]] = defaultdict(list)
    for file in files:
        if file.sha256:
            whose = tuple((sheet.rubric, sheet.identity, sheet.name) for sheet in file.sheets)
            same[file.sha256, whose].append(file.name)
    every = (sorted(names, key=_order) for names in same.values() if len(names) > 1)
    return {names[0]: tuple(names[1:]) for names in every}


def _order(name: str) -> tuple[bool, int, int, str]:
    return is_named_as_copy(name), name.count("/"), len(name), name


def tell_copies(copies: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """One note for each file that has copies."""
    for kept, others in copies.items():
        facts: dict[str, Fact] = {"count": str(len(others)), "copies": list_words(others, _MOST_NAMED)}
        yield Finding("L136", Place(kept), facts)
