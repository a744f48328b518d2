"""Disputes: scores of one item that lie too far apart, with what was decided about them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE, as_decimal, format_exact, format_points
from gkpg.base.text import Text
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.ledger.unit_findings import UnitFinding, UnitKey
from gkpg.rubric.kinds import NO, YES, call_base
from gkpg.sheets.disputed_item import DisputedItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from gkpg.findings.finding import Fact
    from gkpg.round.round import Round
    from gkpg.round.sources import Source
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.model import Sheet


#: A unit, a source, the key of a rubric, an item, a period.
DisputeKey = tuple[str, str, UnitKey, str, str]


class AssessorScore(NamedTuple):
    """What one assessor gave, and why; `entered` is what the points were made of, empty where that does not matter."""

    assessor: str
    points: Fraction
    reason: str
    entered: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """An item of a unit whose scores by one source lie further apart than `limit`, in points.

    Rows of ticks and losses are in dispute together, as the item that they come to. `part` is the part of the total
    where its source scores several, else empty.
    """

    unit: str
    source: str
    rubric: Rubric
    item: Item
    scores: tuple[AssessorScore, ...]
    limit: Fraction
    places: tuple[Place, ...]
    part: str = ""
    period: str = ""

    @property
    def key(self) -> DisputeKey:
        """What decisions know it by."""
        return self.unit, self.source, (self.rubric.rubric, self.rubric.version), self.item.id, self.period

    @property
    def label(self) -> Fact:
        """The item, with its period where there is one."""
        label, period = self.item.label, self.period
        return Text(f"{label}（{period}）", f"{label} ({period})") if period else label

    @property
    def scores_text(self) -> str:
        """The scores, as an arbitration sheet shows them and holds a decision to them."""
        return "; ".join(f"{each.assessor}: {self._format_score(each)}" for each in self.scores)

    def _format_score(self, score: AssessorScore) -> str:
        """The points of a score, behind what they were made of."""
        points = self.format_points(score.points)
        return f"{score.entered} ({points})" if score.entered else points

    def is_as_seen(self, decision: Decision) -> bool:
        """Whether the scores are those that a decision was made on, in whatever order."""
        now, seen = (
            sorted(" ".join(each.split()) for each in text.split(";"))
            for text in (self.scores_text, decision.scores_text)
        )
        return now == seen

    @property
    def how(self) -> Text:
        """How the scores disagree, in words."""
        if self.item.is_veto:
            return Text("认定不一", "do not agree")
        spread, limit = format_exact(self.spread), format_exact(self.limit)
        if self._is_figure:
            return Text(f"数值相差 {spread}，应相同", f"are figures {spread} apart, which must be equal")
        return Text(f"相差 {spread} 分，上限 {limit}", f"lie {spread} apart, {limit} allowed")

    @property
    def _is_figure(self) -> bool:
        """Whether figures are in dispute, of which scoring makes points."""
        return self.rubric.kind(self.item).form == "figure"

    def format_points(self, points: Fraction) -> str:
        """Points, a level with its points, or whether a veto holds, as a person writes it."""
        if self.item.is_veto:
            return YES if points else NO
        written, kind = format_exact(points), self.rubric.decision(self.item)
        number = as_decimal(points)
        word = kind.write_entered(number) if kind.form == "level" else format_points(number)
        return written if word == format_points(number) else f"{word} ({written})"

    def row(self, round_: Round) -> DisputedItem:
        """The dispute as a row of an arbitration sheet of a round."""
        reasons = "\n".join(f"{each.assessor}: {each.reason}" for each in self.scores if each.reason)
        item, most = self.item, None if self.item.is_veto else self.item.cap
        kind = self.rubric.decision(item)
        base = round_.figure(item.looks_at, self.unit, item.id) if item.looks_at else None
        called = None if base is None else call_base(item, format_exact(base))
        scores, more = self.scores_text, (self.part, self.period, called)
        return DisputedItem(self.unit, self.source, item.id, item.name, most, scores, reasons, kind, *more)

    @property
    def spread(self) -> Fraction:
        """How far apart they lie."""
        points = [each.points for each in self.scores]
        return max(points) - min(points)


@dataclass(frozen=True, slots=True)
class Decision:
    """The points that were decided for a disputed item, by whom, why, and the scores that were seen.

    `points` is None where the decision is faulty, which a finding says.
    """

    points: Decimal | Fraction | None
    by: str
    reason: str
    scores_text: str
    place: Place


def decisions_by_item(sheets: Iterable[Sheet]) -> dict[DisputeKey, Decision]:
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
                who = sheet.identity
                key = (who.unit, who.source, sheet.rubric, entry.item, who.period)
                yield key, Decision(entry.points, sheet.identity.assessor, entry.reason, entry.link, place)


class _Bound(NamedTuple):
    """How far apart the scores of an item may lie, in points, and the rows of a sheet that it can be scored in."""

    item: Item
    rows: frozenset[str]
    limit: Fraction


def find_disputes(sheets: Iterable[Sheet], round_: Round) -> Iterator[Dispute]:
    """Every item whose scores lie further apart than its source allows, in the order of units and items."""
    bounds = {
        (source.name, key): tuple(_bounds(source, rubric))
        for source in round_.sources.values()
        for key, rubric in round_.rubrics.items()
    }
    together: dict[tuple[str, str, UnitKey, str], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if not sheet.decides and sheet.rubric and bounds.get((sheet.identity.source, sheet.rubric)):
            who = sheet.identity
            together[who.unit, who.source, sheet.rubric, who.period].append(sheet)
    for (unit, name, key, _), own in together.items():
        source = round_.sources[name]
        if unit in round_.group_of and (source.missing == "block" or round_.is_complete(source, unit, own)):
            by_name = sorted(own, key=lambda each: each.identity.assessor)
            in_order = sorted(by_name, key=partial(_place, round_, source))
            part = round_.group_of[unit].name_of_part(key, name, unit)
            for dispute in _of_pair(unit, name, round_.rubrics[key], in_order, bounds[name, key]):
                yield replace(dispute, part=part) if part else dispute


def _place(round_: Round, source: Source, sheet: Sheet) -> int:
    """Where the assessor of a sheet stands in the assessment."""
    return round_.place_of(source, sheet.identity.unit, sheet.identity.assessor)


def _bounds(source: Source, rubric: Rubric) -> Iterator[_Bound]:
    """The items of a rubric that a source may disagree on only so far; none where anything goes."""
    for item in rubric.walk() if source.counts else ():
        limit = _limit(source, rubric, item)
        if limit is not None and item.id not in rubric.rows:
            rows = {row.id for row in item.items or ()} if item.has_rows else set[str]()
            yield _Bound(item, frozenset({item.id, *rows}), limit)


def _of_pair(
    unit: str, source: str, rubric: Rubric, sheets: list[Sheet], bounds: tuple[_Bound, ...]
) -> Iterator[Dispute]:
    """The disputes within one source about one unit; its sheets are in the order of assessors."""
    said = [dict(zip(sheet.layout.items, sheet.points.split(), strict=True)) for sheet in sheets]
    apart = {row for other in said[1:] for row, _ in said[0].items() ^ other.items()}
    for item, rows, limit in bounds:
        if apart.isdisjoint(rows):
            continue
        points = tuple([_points(words, item) for words in said])
        if _spread(points) > limit:
            found = zip(sheets, points, strict=True)
            is_made = rubric.decision(item).form in _MADE
            scores = [
                _score(sheet, rows, Fraction(word), is_made=is_made) for sheet, word in found if word not in _NONE
            ]
            given, places = tuple(each for each, _ in scores), tuple(place for _, place in scores)
            period = sheets[0].identity.period
            yield Dispute(unit, source, rubric, item, given, limit, places, period=period)


def _points(words: Mapping[str, str], item: Item) -> str:
    """What a sheet gives an item, or all its rows together, as a word of a line of points."""
    if item.id in words or not item.has_rows:
        return words.get(item.id, NO_POINTS)
    rows = [words.get(row.id, NO_POINTS) for row in item.items or ()]
    return NO_POINTS if _NONE.intersection(rows) else format_exact(item.of_rows(map(Fraction, rows)))


@lru_cache(maxsize=4_096)
def _spread(points: tuple[str, ...]) -> Fraction:
    """How far apart words of lines of points lie. Many items share few words, so each is computed once."""
    values = [Fraction(word) for word in points if word not in _NONE]
    return max(values) - min(values) if values else Fraction(0)


#: The words of a line that are no points.
_NONE = frozenset({NO_POINTS, NOT_APPLICABLE})


#: What is entered where points are made of it by a rule; what was entered is what is decided, too.
_MADE = frozenset({"measure", "raw"})


def _score(sheet: Sheet, rows: frozenset[str], points: Fraction, *, is_made: bool) -> tuple[AssessorScore, Place]:
    """What a sheet gives an item, with the reasons in its rows, and where: in the first of them.

    `is_made` says that the points were made of what was entered, which is told then.
    """
    own = [entry for entry in sheet.entries if entry.item in rows]
    reason = "；".join(entry.reason for entry in own if entry.reason)
    entered = own[0].entered if is_made and not own[0].in_points else None
    place = Place(sheet.file, sheet=sheet.name, cell=own[0].cell)
    return AssessorScore(sheet.identity.assessor, points, reason, entered or ""), place


def _limit(source: Source, rubric: Rubric, item: Item) -> Fraction | None:
    """How far apart scores may lie; not at all where they must agree, as figures do; None where anything goes."""
    if item.is_veto or source.join.rule == "agreed":
        return Fraction(0)
    if source.disagreement is None:
        return None
    return Fraction(0) if rubric.kind(item).form == "figure" else source.disagreement.limit(item.max or Fraction(0))


def rules_of_decisions(sheets: tuple[Sheet, ...], found: Iterable[Dispute]) -> Iterator[UnitFinding]:
    """A dispute that was found is decided, once, on the scores as they are; nothing else is decided."""
    open_ = {dispute.key: dispute for dispute in found}
    decisions: dict[DisputeKey, list[Decision]] = defaultdict(list)
    for key, decision in _decisions(sheets):
        decisions[key].append(decision)
    for key, dispute in open_.items():
        yield from _of_dispute(dispute, decisions.get(key, []))
    for key, made in decisions.items():
        if key not in open_:
            facts = {"unit": key[0], "source": key[1], "item": " ".join(filter(None, (key[3], key[4])))}
            yield from (UnitFinding(key[0], Finding("L123", each.place, facts)) for each in made)


def _of_dispute(dispute: Dispute, made: list[Decision]) -> Iterator[UnitFinding]:
    facts: dict[str, Fact] = {
        "unit": dispute.unit, "source": dispute.source, "item": dispute.label,
        "given": dispute.scores_text, "how": dispute.how,
    }  # fmt: skip
    if not made:
        yield UnitFinding(dispute.unit, Finding("L120", dispute.places[0], facts))
    for decision in made:
        more = {**facts, "by": decision.by, "reason": decision.reason, "seen": decision.scores_text}
        if decision.by == dispute.unit:
            own = {"unit": dispute.unit, "source": dispute.source, "assessor": decision.by, "reason": dispute.unit}
            yield UnitFinding(dispute.unit, Finding("L117", decision.place, own))
        if len(made) > 1:
            yield UnitFinding(dispute.unit, Finding("L124", decision.place, more))
        elif not dispute.is_as_seen(decision):
            yield UnitFinding(dispute.unit, Finding("L122", decision.place, more))
        elif decision.points is not None:
            yield UnitFinding(
                dispute.unit,
                Finding("L121", decision.place, {**more, "points": dispute.format_points(Fraction(decision.points))}),
            )
