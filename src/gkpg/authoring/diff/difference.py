"""A difference: a rubric before or after, with what changed, what is wrong with that, what it does to units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.authoring.impact.impact import Impact, find_impact
from gkpg.differences.rubrics import compare_rubrics
from gkpg.differences.rubrics.change import ChangeLevel
from gkpg.differences.rubrics.pairs import pair_rubrics
from gkpg.differences.rubrics.version_rule import check_version
from gkpg.findings.finding import Finding, FindingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.differences.rubrics import Change, Comparison
    from gkpg.rubric import LoadedRubric
    from gkpg.scoring import Results


@dataclass(frozen=True)
class RubricDifference:
    """One rubric before and after; None where it was or is not there.

    `comparison` is there where both are. `findings` are about the version, or say why there is no `impact`, which is
    there where a result was given.
    """

    old: LoadedRubric | None
    new: LoadedRubric | None
    comparison: Comparison | None = None
    findings: tuple[Finding, ...] = ()
    impact: Impact | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed within it."""
        return self.comparison.changes if self.comparison else ()

    @property
    def level(self) -> ChangeLevel | None:
        """The weightiest change; a rubric that comes or goes is one of structure. None where nothing changed."""
        return self.comparison.level if self.comparison else ChangeLevel.STRUCTURE


def find_differences(
    olds: Iterable[LoadedRubric], news: Iterable[LoadedRubric], results: Results | None = None
) -> Iterator[RubricDifference]:
    """What is different between two sets of rubrics; `results` are what units got, None where no impact is asked."""
    for old, new in pair_rubrics(olds, news):
        yield RubricDifference(old, new) if old is None or new is None else _find_difference(old, new, results)


def _find_difference(old: LoadedRubric, new: LoadedRubric, results: Results | None) -> RubricDifference:
    assert old.rubric is not None  # noqa: S101 - only sound ones are paired
    assert new.rubric is not None  # noqa: S101
    comparison = compare_rubrics(old.rubric, new.rubric)
    findings = tuple(check_version(comparison, new.document))
    if results is None or not comparison.changes:
        return RubricDifference(old, new, comparison, findings)
    try:
        return RubricDifference(old, new, comparison, findings, find_impact(results, comparison))
    except FindingError as error:
        return RubricDifference(old, new, comparison, (*findings, error.finding))
