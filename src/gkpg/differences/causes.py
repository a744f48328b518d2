"""Causes: by which sheet, decision, rule or change of a rubric a unit came out otherwise, or whether only others moved.

What is named is what differs among that at which the unit's own figures look: the cells of an item, its rules, its row
of the rubric.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from gkpg.differences.rubrics import Change
    from gkpg.differences.rule_differences import RuleDifference
    from gkpg.differences.sheet_differences import EntryDifference, SheetDifference
    from gkpg.findings.finding import Finding

#: What a cause is: another `score` in a sheet, a `sheet` that came, went or counts otherwise, another `decision`; a
#: `rule` of the assessment; a change of a `rubric`; a `finding` that blocks or does no more; other `units` that it
#: is composed of; `others`: nothing of its own, only other units moved; `untold`: nothing that it follows from is
#: different.
CauseKind = Literal["score", "sheet", "decision", "rule", "rubric", "finding", "units", "others", "untold"]


class Cause(NamedTuple):
    """One reason why a unit came out otherwise. What a kind does not need is None or empty.

    `of` are the ids of the items that it is about, or one of `part`, `total`, `converted`, `rank`, `grade`, `why`.
    """

    kind: CauseKind
    of: tuple[str, ...] = ()
    sheet: SheetDifference | None = None
    entry: EntryDifference | None = None
    rule: RuleDifference | None = None
    change: Change | None = None
    finding: Finding | None = None
    is_new: bool = True
    units: tuple[str, ...] = ()
