"""Scoring the units of a group by the rules of its round, from the cells to the total."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.points import NO_POINTS, NOT_APPLICABLE, exact
from gkpg.scoring.adding import Adding
from gkpg.scoring.further import bounded, vetoed
from gkpg.scoring.scores import Scores
from gkpg.scoring.totals import composed_of, ending, total_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gkpg.assessment.round import RoundGroup, RoundPart
    from gkpg.ledger import Ledger
    from gkpg.rubric.model import VetoRule
    from gkpg.scoring.step import Step
    from gkpg.sheets.filled import Sheet


class Reached(NamedTuple):
    """What the steps of a unit came to: a line of points and a total for each part, and the step that makes the total.

    A total is None where something is missing.
    """

    lines: tuple[str, ...]
    parts: tuple[Fraction | None, ...]
    total: Step | None
    steps: tuple[Step, ...]
    vetoes: tuple[VetoRule, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether a veto leaves it no total."""
        return any(veto.effect.fail for veto in self.vetoes)


class UnitScorer:
    """Scores units one by one; what an item that does not apply needs of other units is looked up when it is needed."""

    def __init__(self, ledger: Ledger, group: RoundGroup) -> None:
        self._ledger, self._group = ledger, group
        self._round = ledger.round
        self._average: dict[tuple[int, str], dict[str, Fraction]] = {}

    def unit(self, name: str) -> Reached:
        """What one unit comes to."""
        lines: list[str] = []
        totals: list[Fraction | None] = []
        steps: list[Step] = []
        vetoes: list[VetoRule] = []
        for number, part in enumerate(self._group.parts):
            added = Adding(self._round, part, name, self._scores(name, number), self._mean_of(name, number))
            lines.append(_line(part, added))
            totals.append(added.total)
            steps += added.steps
            vetoes += vetoed(part.rubric, added.points)
        total = total_of(self._group, totals)
        if total is not None and vetoes:
            steps, total = [*steps, total], bounded(total, tuple(vetoes))
        return Reached(tuple(lines), tuple(totals), total, tuple(steps), tuple(vetoes))

    def steps(self, name: str, *, is_scored: bool) -> Iterator[Step]:
        """The way of one unit, in order; to the end only where it is scored."""
        reached = self.unit(name)
        yield from reached.steps
        total = self.composed(name) or reached.total
        if total is not None and is_scored:
            if total not in reached.steps:
                yield total
            yield from (step for step in ending(self._round, self._group, total) if step is not None)

    def composed(self, name: str) -> Step | None:
        """The total of a composed unit; None where the unit is none, or what it is made of has no total."""
        assessment = self._round.assessment
        rule = next((each for each in assessment.composed if each.unit == name), None) if assessment else None
        if rule is None:
            return None
        totals: dict[str, Fraction] = {}
        scales: dict[str, Fraction] = {}
        for unit in {unit for ingredient in rule.of for unit in ingredient.units}:
            group = self._round.group_of[unit]
            reached = UnitScorer(self._ledger, group).unit(unit)
            scales[unit] = group.total
            if reached.total is not None and not reached.has_failed and unit not in self._ledger.blocking:
                totals[unit] = reached.total.value
        return composed_of(rule, self._group, totals, scales)

    def _scores(self, name: str, number: int) -> Scores:
        part = self._group.parts[number]
        return Scores(self._ledger, self._group, part, name, self._sheets(name, number))

    def _sheets(self, name: str, number: int) -> list[Sheet]:
        """The sheets that count for a unit in a part."""
        part = self._group.parts[number]
        own = self._ledger.by_unit.get(name, [])
        return [sheet for sheet in own if sheet.rubric == part.key and sheet.identity.source in part.sources]

    def _mean_of(self, name: str, number: int) -> Callable[[str], Fraction | None]:
        """What the other units of the group got for an item, on average."""

        def mean(item: str) -> Fraction | None:
            given = self._given(number, item)
            others = [value for unit, value in given.items() if unit != name]
            return sum(others, Fraction(0)) / len(others) if others else None

        return mean

    def _given(self, number: int, item: str) -> Mapping[str, Fraction]:
        """What every unit got for an item."""
        found = self._average.get((number, item))
        if found is None:
            found = self._average[number, item] = {}
            for unit in self._group.units:
                points = self._scores(unit, number).points
                if item in points:
                    found[unit] = points[item]
        return found


def _line(part: RoundPart, added: Adding) -> str:
    """The points of all items, in the order of `Rubric.ids`."""
    left_out = added.inapplicable
    words: dict[str, str] = defaultdict(lambda: NO_POINTS)
    words |= dict.fromkeys(left_out, NOT_APPLICABLE)
    words |= {item: exact(points) for item, points in added.points.items()}
    return " ".join(words[item] for item in part.rubric.ids)
