"""A case of an assessment: what every source enters for one unit, with what that must come to."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from gkpg.rubric.case import CaseFigure, CaseFigures, CaseScore, Others
from gkpg.yamlfiles.types import Model, Name, OneOrMore, Words

#: What the hands of a source entered; what one entered may be written without a list, and stands for all.
CaseHands = Annotated[tuple[dict[str, CaseScore], ...], Field(min_length=1), OneOrMore()]


class UnitCase(Model):
    """What is entered for a unit, by source and hand, and what that must come to.

    `scores` has, for each source, what its hands enter, by id; the last of them stands for all further hands. `others`
    is what all rows get that are not named, None where all are. `against` has what a figure is compared with, by id, in
    place of the assessment's targets and earlier figures, and of the other units. `total`, `grade` and `points` (by id,
    in the first part that has the item) are what must come out; None where that is not said. The unit is tried alone,
    so that it is the best of its group.
    """

    name: Words
    unit: Name
    scores: dict[str, CaseHands] = Field(default_factory=dict)
    others: Others | None = None
    against: dict[str, CaseFigures] = Field(default_factory=dict)
    total: CaseFigure | None = None
    grade: Words | None = None
    points: dict[str, CaseFigure] = Field(default_factory=dict)
