"""A difference: a rubric before and after, with what changed, what is wrong with that, and what it does to units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.changes import compared
from gkpg.changes.change import Level
from gkpg.changes.pairs import paired
from gkpg.changes.versions import kept_version
from gkpg.findings import Finding, FindingError
from gkpg.impact.impact import Impact, impact_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.changes import Change, Comparison
    from gkpg.rubric import Loaded
    from gkpg.scoring import Results


@dataclass(frozen=True)
class Difference:
    """One rubric before and after; None where it was or is not there.

    `comparison` is there where both are. `findings` are about the version, or say why there is no `impact`, which is
    there where a result was given.
    """

    old: Loaded | None
    new: Loaded | None
    comparison: Comparison | None = None
    findings: tuple[Finding, ...] = ()
    impact: Impact | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed within it."""
        return self.comparison.changes if self.comparison else ()

    @property
    def level(self) -> Level | None:
        """The weightiest change; a rubric that comes or goes is one of structure. None where nothing changed."""
        return self.comparison.level if self.comparison else Level.STRUCTURE


def differences(olds: Iterable[Loaded], news: Iterable[Loaded], results: Results | None = None) -> Iterator[Difference]:
    """What is different between two sets of rubrics; `results` are what units got, None where no impact is asked."""
    for old, new in paired(olds, news):
        yield Difference(old, new) if old is None or new is None else _difference(old, new, results)


def _difference(old: Loaded, new: Loaded, results: Results | None) -> Difference:
    assert old.rubric is not None  # noqa: S101 - only sound ones are paired
    assert new.rubric is not None  # noqa: S101
    comparison = compared(old.rubric, new.rubric)
    findings = tuple(kept_version(comparison, new.document))
    if results is None or not comparison.changes:
        return Difference(old, new, comparison, findings)
    try:
        return Difference(old, new, comparison, findings, impact_on(results, comparison))
    except FindingError as error:
        return Difference(old, new, comparison, (*findings, error.finding))
