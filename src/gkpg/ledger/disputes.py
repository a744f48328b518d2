"""Disputes: scores of one item that lie too far apart, and what was decided about them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.findings import Finding, Place
from gkpg.ledger.between import Between, Key
from gkpg.points import exact, plain
from gkpg.sheets.disputed import Disputed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from gkpg.assessment.model import Source
    from gkpg.assessment.round import Round
    from gkpg.findings import Fact
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.filled import Sheet


#: A unit, a source, the key of a rubric, an item.
DisputeKey = tuple[str, str, Key, str]


class Given(NamedTuple):
    """What one assessor gave, and why."""

    assessor: str
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """An item of a unit whose scores by one source lie further apart than `limit`, in points."""

    unit: str
    source: str
    rubric: Rubric
    item: Item
    given: tuple[Given, ...]
    limit: Fraction
    places: tuple[Place, ...]

    @property
    def key(self) -> DisputeKey:
        """What decisions know it by."""
        return self.unit, self.source, (self.rubric.rubric, self.rubric.version), self.item.id

    @property
    def seen(self) -> str:
        """The scores, as an arbitration sheet shows them and holds a decision to them."""
        return "; ".join(f"{each.assessor}: {plain(each.points)}" for each in self.given)

    def row(self) -> Disputed:
        """The dispute as a row of an arbitration sheet."""
        reasons = "\n".join(f"{each.assessor}: {each.reason}" for each in self.given if each.reason)
        item = self.item
        return Disputed(self.unit, self.source, item.id, item.name, item.max, self.seen, reasons)

    @property
    def spread(self) -> Fraction:
        """How far apart they lie."""
        points = [Fraction(each.points) for each in self.given]
        return max(points) - min(points)


@dataclass(frozen=True, slots=True)
class Decision:
    """The points that were decided for a disputed item, by whom, why, and the scores that were seen.

    `points` is None where the decision is faulty, which a finding says.
    """

    points: Decimal | None
    by: str
    reason: str
    seen: str
    place: Place


def decided(sheets: Iterable[Sheet]) -> dict[DisputeKey, Decision]:
    """What was decided, by unit, source, rubric and item; the first of two decisions on the same."""
    found: dict[DisputeKey, Decision] = {}
    for key, decision in _decisions(sheets):
        found.setdefault(key, decision)
    return found


def _decisions(sheets: Iterable[Sheet]) -> Iterator[tuple[DisputeKey, Decision]]:
    for sheet in sheets:
        if sheet.decides and sheet.rubric:
            for entry in sheet.entries:
                place = Place(sheet.file, sheet=sheet.name, cell=entry.cell)
                key = (sheet.identity.unit, sheet.identity.source, sheet.rubric, entry.item)
                yield key, Decision(entry.points, sheet.identity.assessor, entry.reason, entry.link, place)


def disputes(sheets: Iterable[Sheet], round_: Round) -> Iterator[Dispute]:
    """Every item whose scores lie further apart than its source allows, in the order of units and items."""
    together: dict[tuple[str, str, Key], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        source = round_.sources.get(sheet.identity.source)
        if (
            not sheet.decides
            and sheet.rubric
            and sheet.rubric in round_.rubrics
            and source is not None
            and _has_limit(source)
        ):
            together[sheet.identity.unit, source.name, sheet.rubric].append(sheet)
    for (unit, name, key), own in together.items():
        source = round_.sources[name]
        if unit in round_.group_of and (source.missing == "block" or round_.is_complete(source, unit, own)):
            yield from _of_pair(unit, source, round_.rubrics[key], own)


def _has_limit(source: Source) -> bool:
    return source.counts and (source.disagreement is not None or source.join.rule == "agreed")


def _of_pair(unit: str, source: Source, rubric: Rubric, own: list[Sheet]) -> Iterator[Dispute]:
    """The disputes within one source about one unit."""
    given: dict[str, list[tuple[Given, Place]]] = defaultdict(list)
    for sheet in sorted(own, key=lambda each: each.identity.assessor):
        for entry in sheet.entries:
            if entry.points is not None:
                place = Place(sheet.file, sheet=sheet.name, cell=entry.cell)
                given[entry.item].append((Given(sheet.identity.assessor, entry.points, entry.reason), place))
    for item in rubric.walk():
        each = given.get(item.id, [])
        limit = _limit(source, item)
        points = [given.points for given, _ in each]
        if len(points) > 1 and Fraction(max(points) - min(points)) > limit:
            said, places = tuple(given for given, _ in each), tuple(place for _, place in each)
            yield Dispute(unit, source.name, rubric, item, said, limit, places)


def _limit(source: Source, item: Item) -> Fraction:
    """How far apart scores may lie; not at all where they must agree."""
    if source.disagreement is None or source.join.rule == "agreed":
        return Fraction(0)
    return source.disagreement.limit(item.max)


def rules_of_decisions(sheets: tuple[Sheet, ...], round_: Round) -> Iterator[Between]:
    """A dispute is decided, once, on the scores as they are; nothing else is decided."""
    open_ = {dispute.key: dispute for dispute in disputes(sheets, round_)}
    decisions: dict[DisputeKey, list[Decision]] = defaultdict(list)
    for key, decision in _decisions(sheets):
        decisions[key].append(decision)
    for key, dispute in open_.items():
        yield from _of_dispute(dispute, decisions.get(key, []))
    for key, made in decisions.items():
        if key not in open_:
            facts = {"unit": key[0], "source": key[1], "item": key[3]}
            yield from (Between(key[0], Finding("L123", each.place, facts)) for each in made)


def _of_dispute(dispute: Dispute, made: list[Decision]) -> Iterator[Between]:
    facts: dict[str, Fact] = {
        "unit": dispute.unit, "source": dispute.source, "item": dispute.item.label,
        "given": dispute.seen, "spread": exact(dispute.spread), "limit": exact(dispute.limit),
    }  # fmt: skip
    if not made:
        yield Between(dispute.unit, Finding("L120", dispute.places[0], facts))
    for decision in made:
        more = {**facts, "by": decision.by, "reason": decision.reason, "seen": decision.seen}
        if decision.by == dispute.unit:
            own = {"unit": dispute.unit, "source": dispute.source, "assessor": decision.by, "reason": dispute.unit}
            yield Between(dispute.unit, Finding("L117", decision.place, own))
        if len(made) > 1:
            yield Between(dispute.unit, Finding("L124", decision.place, more))
        elif decision.seen.split() != dispute.seen.split():
            yield Between(dispute.unit, Finding("L122", decision.place, more))
        elif decision.points is not None:
            yield Between(dispute.unit, Finding("L121", decision.place, {**more, "points": plain(decision.points)}))
