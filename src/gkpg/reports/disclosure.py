"""Disclosure: for whom a report is, and so what it may tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from gkpg.base.text import Text

if TYPE_CHECKING:
    from gkpg.scoring import GroupResult, Results, UnitResult

#: Who reads a report: those who run the assessment, or anybody.
Audience = Literal["internal", "public"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
#: What is not for everybody. `evidence`: assessors, reasons, links, findings, what units gave themselves, names of
#: files, cells, counts of sheets. `scores`: points, totals, and whatever a total or a rank follows from. `ranks`: the
#: ranks themselves, which some assessments do not give.
Topic = Literal["evidence", "scores", "ranks"]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Who reads a report, and whether scores and ranks are shown; the evidence is for internal readers alone.

    `ranks` says that units have any.
    """

    audience: Audience = "internal"
    scores: bool = True
    ranks: bool = True

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.audience == "public"

    def shows(self, topic: Topic | None) -> bool:
        """Whether something of a topic may be told; what is of none always may."""
        if topic == "evidence":
            return not self.is_public
        return topic is None or (self.scores and (topic == "scores" or self.ranks))


#: Everything is told.
INTERNAL = Disclosure()


def list_name(disclosure: Disclosure) -> Text:
    """What a list of units is called, by the most that it tells of them."""
    return _RANKS if disclosure.shows("ranks") else _TOTALS if disclosure.shows("scores") else _GRADES


_RANKS, _TOTALS, _GRADES = Text("排名", "Ranking"), Text("总分", "Totals"), Text("等次", "Grades")


def disclosure_to(results: Results, audience: Audience = "internal", *, scores: bool = True) -> Disclosure:
    """What may be told of results to somebody."""
    return Disclosure(audience, scores, results.round.has_ranks)


def publishes_scores(results: Results) -> bool:
    """Whether scores are published, as the assessment says (`publication.scores`); where it does not, they are."""
    written = results.round.assessment
    return written is None or written.publication is None or written.publication.scores


def ordered_units(group: GroupResult, disclosure: Disclosure) -> tuple[UnitResult, ...]:
    """The units of a group in the order in which they may be shown, which without scores tells no rank."""
    from gkpg.scoring.placing import by_grade  # noqa: PLC0415 - help pages need none of it

    return group.units if disclosure.scores else by_grade(group.units, group.rules)
