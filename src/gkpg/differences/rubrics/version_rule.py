"""What must not change under one version of a rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.differences.rubrics.change import ChangeLevel
from gkpg.differences.rubrics.change_words import LEVELS, describe_change
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.differences.rubrics.comparison import Comparison
    from gkpg.findings.finding import Fact
    from gkpg.yamlfiles.document import Document


def check_version(comparison: Comparison, document: Document) -> Iterator[Finding]:
    """A rubric with other points or rows has another version; other words under one version are told.

    `document` is the file of the new one. A change that the fingerprint does not see, such as of a repair, is free.
    """
    old, new = comparison.old, comparison.new
    if (old.rubric, old.version) != (new.rubric, new.version) or old.fingerprint == new.fingerprint:
        return
    level = comparison.level or ChangeLevel.WORDING
    weighty = [change for change in comparison.changes if change.level is level]
    first, more = describe_change(weighty[0]), len(weighty) - 1
    told = Text(f"{first.zh}，另有 {more} 处", f"{first.en}, {more} more") if more else first
    facts: dict[str, Fact] = {"rubric": new.rubric, "version": new.version, "change": told, "what": LEVELS[level]}
    yield Finding("V101" if level > ChangeLevel.WORDING else "V102", document.place(("version",)), facts)
