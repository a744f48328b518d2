"""What must not change under one version of a rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.changes.change import Level
from gkpg.changes.told import LEVELS, change_told
from gkpg.findings import Finding
from gkpg.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.changes.compare import Comparison
    from gkpg.findings import Fact
    from gkpg.yamlfile import Document


def kept_version(comparison: Comparison, document: Document) -> Iterator[Finding]:
    """A rubric with other points or rows has another version; other words under one version are told.

    `document` is the file of the new one. A change that the fingerprint does not see, such as of a repair, is free.
    """
    old, new = comparison.old, comparison.new
    if (old.rubric, old.version) != (new.rubric, new.version) or old.fingerprint == new.fingerprint:
        return
    level = comparison.level or Level.WORDING
    weighty = [change for change in comparison.changes if change.level is level]
    first, more = change_told(weighty[0]), len(weighty) - 1
    told = Text(f"{first.zh}，另有 {more} 处", f"{first.en}, {more} more") if more else first
    facts: dict[str, Fact] = {"rubric": new.rubric, "version": new.version, "change": told, "what": LEVELS[level]}
    yield Finding("V101" if level > Level.WORDING else "V102", document.place(("version",)), facts)
