"""Disclosure: for whom a report is, and so what it may tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from gkpg.scoring import GroupResult, Results, UnitResult

#: Who reads a report: those who run the assessment, or anybody.
Audience = Literal["internal", "public"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
#: What is not for everybody. `evidence`: assessors, reasons, links, findings, what units gave themselves, names of
#: files, cells, counts of sheets. `scores`: points, totals, ranks, and whatever a total or a rank follows from.
Topic = Literal["evidence", "scores"]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Who reads a report, and whether scores and ranks are shown; the evidence is for internal readers alone."""

    audience: Audience = "internal"
    scores: bool = True

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.audience == "public"

    def shows(self, topic: Topic | None) -> bool:
        """Whether something of a topic may be told; what is of none always may."""
        if topic == "evidence":
            return not self.is_public
        return topic is None or self.scores


#: Everything is told.
INTERNAL = Disclosure()


def publishes_scores(results: Results) -> bool:
    """Whether scores are published, as the assessment says (`publication.scores`); where it does not, they are."""
    written = results.round.assessment
    return written is None or written.publication is None or written.publication.scores


def ordered_units(group: GroupResult, disclosure: Disclosure) -> tuple[UnitResult, ...]:
    """The units of a group in the order in which they may be shown.

    Without scores that is grade by grade, and within a grade the order of the assessment, which tells no rank.
    """
    if disclosure.scores:
        return group.units
    bands = [band.name for band in group.rules.grades.bands] if group.rules else []
    grades = {band: place for place, band in enumerate(bands)}
    names = {name: place for place, name in enumerate(group.rules.units if group.rules else ())}
    last = len(names), len(grades)
    return tuple(
        sorted(
            group.units,
            key=lambda unit: (grades.get(unit.band or "", last[1]), names.get(unit.name, last[0]), unit.name),
        )
    )
