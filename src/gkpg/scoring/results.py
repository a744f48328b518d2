"""What an assessment comes to: groups, units, totals, and the steps that lead there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from fractions import Fraction

    from gkpg.assessment import Rules
    from gkpg.findings import Finding
    from gkpg.ledger import Key, Ledger
    from gkpg.rubric import Rubric
    from gkpg.words import Text

#: What a step does: the mean of the scores of an item, the sum of sub-items, the sum of the indicators, its rounding.
What = Literal["mean", "sum", "total", "round"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a unit's way from its cells to its total.

    `item` is None for the total and its rounding. `terms` name what went in, a file with its cell or an item, each with
    its value; `value` is what came out, exactly.
    """

    what: What
    item: str | None
    terms: tuple[tuple[str, Fraction], ...]
    value: Fraction


@dataclass(frozen=True, slots=True)
class Unit:
    """One assessed unit. `total`, `grade` and `rank` are None together: then `why` says why it is not scored."""

    name: str
    sheets: int
    steps: tuple[Step, ...]
    total: Decimal | None = None
    grade: Text | None = None
    rank: int | None = None
    why: Text | None = None

    @property
    def points(self) -> Mapping[str, Fraction]:
        """The exact points of every item that could be scored, by its id."""
        return {step.item: step.value for step in self.steps if step.item is not None}

    @property
    def exact_total(self) -> Fraction | None:
        """The total before it is rounded."""
        return next((step.value for step in self.steps if step.what == "total"), None)


@dataclass(frozen=True, slots=True)
class Group:
    """The units that are ranked together, best first; those without a rank come last, by name.

    `rubric` is None for the units of which no sheet could be read; none of them is ranked.
    """

    name: str
    rubric: Key | None
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that an assessment comes to, and the ledger it was computed from."""

    ledger: Ledger
    rules: Rules
    groups: tuple[Group, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in order."""
        return self.ledger.findings

    def rubric(self, group: Group) -> Rubric | None:
        """The rubric of a group; None where no sheet could be read."""
        return self.ledger.rubrics[group.rubric] if group.rubric else None
