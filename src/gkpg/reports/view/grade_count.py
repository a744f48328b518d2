"""Grade counts: the units of a group by grade."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.reports.view import labels
from gkpg.scoring.describe import describe_grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Text
    from gkpg.scoring import GroupResult, UnitResult


class GradeCount(NamedTuple):
    """A grade by its name in the rules and in both languages, and the units that have it, best first.

    `band` and `name` are None of the units that have no grade.
    """

    band: str | None
    name: Text | None
    units: tuple[UnitResult, ...]

    @property
    def label(self) -> Text:
        """What the grade is called, or that there is none."""
        return self.name or labels.NO_GRADE


def count_grades(group: GroupResult) -> Iterator[GradeCount]:
    """All grades of a group from the best down, those that nobody has included; then the units without one, if any."""
    bands = group.rules.grades.bands if group.rules else ()
    for band in bands:
        units = tuple(unit for unit in group.units if unit.band == band.name)
        yield GradeCount(band.name, describe_grade(group.rules, band.name), units)
    without = tuple(unit for unit in group.units if unit.band is None)
    if without and bands:
        yield GradeCount(None, None, without)
