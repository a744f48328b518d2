"""Causes: the findings that one slip gives rise to, as one, at the line that is most likely wrong."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from gkpg.findings.finding import Finding
    from gkpg.findings.place import Place

    #: The lines that somebody has changed, by the name of their file.
    Changed = Mapping[str, AbstractSet[int]]

#: Sums that do not hold; a figure of one that is printed otherwise; a figure of one that nothing confirms.
_SUMS, _PRINTED, _UNCONFIRMED = {"R201", "R202", "R210"}, "R204", "R203"


@dataclass(frozen=True, slots=True)
class Cause:
    """What is most likely one slip: its place, and the findings that come of it, the one that says most first."""

    place: Place
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that says most."""
        return self.findings[0]


def causes_of(findings: Iterable[Finding], changed: Changed | None = None) -> tuple[Cause, ...]:
    """All findings, each in one cause, in reading order.

    A wrong figure breaks the sum that it is part of, may contradict the printed standard, and makes suspects of others:
    one cause. `changed` are the lines of which one is to blame, if any of them can be.
    """
    findings = tuple(findings)
    terms = {place for each in findings if each.code in _SUMS for place in each.related}
    clues = _Clues(findings, changed or {})
    together: dict[Place, list[Finding]] = defaultdict(list)
    causes = []
    for each in findings:
        if each.code in _SUMS:
            together[clues.culprit(each)].append(each)
        elif each.place in terms and each.code == _PRINTED:
            together[each.place].insert(0, each)
        elif each.place not in terms or each.code != _UNCONFIRMED:
            causes.append(Cause(clues.changed_place(each), (each,)))
    for place, several in together.items():
        causes.append(Cause(place, tuple(sorted(several, key=lambda each: _says_most(each, place)))))
    return tuple(sorted(causes, key=lambda cause: (cause.place.order, cause.first.code, cause.first.message("zh"))))


def _says_most(finding: Finding, place: Place) -> tuple[bool, bool]:
    """A printed figure says most, then a sum of the item at whose line it is told."""
    return finding.code != _PRINTED, finding.place != place


class _Clues:
    """What is known about the figures of sums."""

    def __init__(self, findings: Sequence[Finding], changed: Changed) -> None:
        self._changed = changed
        self._printed = {each.place for each in findings if each.code == _PRINTED}
        self._unconfirmed = {each.place for each in findings if each.code == _UNCONFIRMED}

    def culprit(self, finding: Finding) -> Place:
        """The place of the figure that most likely makes a sum fail: one that was changed, else one that stands out."""
        tiers = self._tiers(finding)
        touched = [place for tier in (*tiers, finding.related) for place in tier if self._is_changed(place)]
        if {finding.place, *finding.related} <= set(touched):  # all is new, which says nothing
            touched = []
        clear = [tier[0] for tier in tiers if len(tier) == 1 or (tier and tier is tiers[0])]
        return next(iter((*touched, *clear)), finding.place)

    def changed_place(self, finding: Finding) -> Place:
        """The place of a finding; where only something else that is involved was changed, that."""
        places = (finding.place, *finding.related)
        return next((place for place in places if self._is_changed(place)), finding.place)

    def _tiers(self, finding: Finding) -> tuple[list[Place], ...]:
        """The figures of a sum, likeliest first: printed otherwise, off both above and below, confirmed by nothing."""
        return (
            [place for place in finding.related if place in self._printed],
            [finding.place] if finding.place in self._unconfirmed else [],
            [place for place in finding.related if place in self._unconfirmed],
            [finding.place],
        )

    def _is_changed(self, place: Place) -> bool:
        return place.line in self._changed.get(place.file or "", ())
