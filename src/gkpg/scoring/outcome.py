"""The outcome of scoring: groups, units, totals, grades, ranks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE, add_up, round_to_places
from gkpg.scoring.placing import Placing
from gkpg.scoring.reach import Reach
from gkpg.scoring.unit_figures import UnitFigures
from gkpg.scoring.unit_result import points_in
from gkpg.scoring.unit_scorer import RoundScorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gkpg.base.text import Lang
    from gkpg.findings.finding import Finding
    from gkpg.ledger import Ledger
    from gkpg.round.group import RoundGroup, RoundPart
    from gkpg.round.model import RoundingRule
    from gkpg.round.round import Round
    from gkpg.round.total_terms import TotalTerm
    from gkpg.scoring.needs import Unmet
    from gkpg.scoring.steps import Step
    from gkpg.scoring.unit_result import UnitResult


@dataclass(frozen=True, slots=True)
class GroupResult:
    """The units that are ranked together, best first; those without a rank come last, by name.

    `rules` is None for the units of which no sheet could be read; none of them is ranked.
    """

    name: str
    rules: RoundGroup | None
    units: tuple[UnitResult, ...]

    @property
    def parts(self) -> tuple[RoundPart, ...]:
        """The parts of the total; none where no sheet could be read."""
        return self.rules.parts if self.rules else ()

    def numbers(self, unit: UnitResult) -> tuple[int, ...]:
        """The numbers of the parts that are for a unit; none where no sheet could be read."""
        return self.rules.numbers(unit.name) if self.rules else ()

    def first_part(self, unit: UnitResult) -> RoundPart | None:
        """The first part that is for a unit, in which self-checks are compared; None where there is none."""
        numbers = self.numbers(unit)
        return self.parts[numbers[0]] if numbers else None

    @property
    def chosen_terms(self) -> tuple[TotalTerm, ...]:
        """What is chosen among parts of the total, as it is for the first unit; in all periods together."""
        if self.rules is None or not self.rules.choices:
            return ()
        found = {term.name: term for term in reversed(self.rules.terms(self.rules.units[0])) if term.rule is not None}
        shares = {name: self.rules.share_of(name) for name in found}
        whole = (
            replace(term, most=None if term.most is None else term.most * shares[name]) for name, term in found.items()
        )
        return tuple(whole)[::-1]


@dataclass(frozen=True)
class Results:
    """Everything that an assessment comes to, and the ledger it was computed from."""

    ledger: Ledger
    groups: tuple[GroupResult, ...]

    @property
    def round(self) -> Round:
        """The rules that were applied."""
        return self.ledger.round

    @property
    def language(self) -> Lang:
        """The language of reports: that of the assessment, else of its first rubric."""
        written = self.round.assessment.language if self.round.assessment else None
        rubrics = [part.rubric for group in self.groups for part in group.parts]
        return written or (rubrics[0].language if rubrics else "zh")

    @property
    def places(self) -> int:
        """The decimals of totals."""
        return self._rounding.places

    def round_figure(self, value: Fraction | None) -> Decimal | None:
        """A figure as it is read beside totals: rounded like them. Nothing is computed from it."""
        return None if value is None else round_to_places(value, self._rounding.places, self._rounding.mode)

    def figures(self, ids: Sequence[str], line: str) -> dict[str, Decimal | None]:
        """The points in a line, by the ids of its items, as they are read beside totals; empty for an empty line."""
        return {item: self._figure(word) for item, word in zip(ids, line.split(), strict=bool(line))}

    def _figure(self, word: str) -> Decimal | None:
        """A word of a line as a figure; units share few words."""
        if word not in self._known_figures:
            has_points = word not in {NO_POINTS, NOT_APPLICABLE}
            self._known_figures[word] = self.round_figure(Fraction(word)) if has_points else None
        return self._known_figures[word]

    @cached_property
    def _known_figures(self) -> dict[str, Decimal | None]:
        return {}

    @property
    def _rounding(self) -> RoundingRule:
        rule = self.round.rounding("total")
        assert rule is not None  # noqa: S101 - the total is always rounded
        return rule

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in order."""
        return self.ledger.findings

    def points(self, group: GroupResult, unit: UnitResult, part: int = 0) -> Mapping[str, Fraction]:
        """The exact points of every item of a unit that could be scored, by its id, in one part."""
        return points_in(group.parts[part], unit.parts[part].points) if part < len(unit.parts) else {}

    def own_points(self, group: GroupResult, unit: UnitResult) -> Mapping[str, Fraction]:
        """What the unit gave itself, by item of its first part."""
        part = group.first_part(unit)
        return points_in(part, unit.own) if part else {}

    def own_total(self, group: GroupResult, unit: UnitResult) -> Fraction | None:
        """What the unit gave itself in all, in its first part; None where it left something out."""
        own, part = self.own_points(group, unit), group.first_part(unit)
        indicators = part.rubric.indicators if part and own else ()
        values = [own.get(each.id) for each in indicators]
        return add_up(values) if values else None

    def inapplicable(self, group: GroupResult, unit: UnitResult, part: int = 0) -> frozenset[str]:
        """The items that do not apply to a unit and have no points."""
        line = unit.parts[part].points.split() if part < len(unit.parts) else []
        ids = group.parts[part].rubric.ids if line else ()
        return frozenset(item for item, word in zip(ids, line, strict=True) if word == NOT_APPLICABLE)

    def steps(self, group: GroupResult, unit: UnitResult) -> Iterator[Step]:
        """The way from a unit's cells to its total, rank and grade, in order: the very computation, once more."""
        yield from self.steps_to_total(group, unit)
        yield from self.steps_to_rank(group, unit)

    def steps_to_total(self, group: GroupResult, unit: UnitResult) -> Iterator[Step]:
        """The way from a unit's cells to its total."""
        if group.rules is not None and unit.parts:
            yield from self._scorer.of(group.rules).steps(unit.name, is_scored=unit.total is not None)

    def steps_to_rank(self, group: GroupResult, unit: UnitResult) -> Iterator[Step]:
        """The way from a unit's total to its rank and grade; empty where its group is not ranked."""
        placing = self._placing(group)
        if placing is not None:
            yield from placing.steps(unit)

    def choices(self, group: GroupResult, unit: UnitResult) -> Mapping[str, Fraction | None]:
        """The exact points of every choice among parts, by its name; None where they cannot be told."""
        if group.rules is None or not group.rules.choices:
            return {}
        figures = self._figures[group.name]
        return {choice.name: figures.part(unit, choice.name) for choice in group.rules.choices}

    @cached_property
    def _figures(self) -> Mapping[str, UnitFigures]:
        return {group.name: UnitFigures(self.round, group.rules) for group in self.groups if group.rules}

    def most(self, group: GroupResult, unit: UnitResult) -> Fraction | None:
        """The most that a unit can have; None where no rules are known of it."""
        if group.rules is None:
            return None
        return self._reaches[group.name].of(unit.name, (part.points for part in unit.parts))

    @cached_property
    def _reaches(self) -> Mapping[str, Reach]:
        return {group.name: Reach(self.round, group.rules) for group in self.groups if group.rules}

    def missed(self, group: GroupResult, unit: UnitResult) -> tuple[tuple[str, int], ...]:
        """The better bands that only their quota kept a unit from, each with how many units it had room for."""
        has_quotas = group.rules is not None and any(band.quota for band in group.rules.grades.bands)
        placing = self._placing(group) if has_quotas else None
        return () if placing is None else placing.missed(unit)

    def unmet(self, group: GroupResult, unit: UnitResult) -> tuple[Unmet, ...]:
        """The needs of better bands that alone kept a unit from them."""
        has_needs = group.rules is not None and any(band.needs for band in group.rules.grades.bands)
        placing = self._placing(group) if has_needs else None
        return () if placing is None else placing.unmet(unit)

    def next_edge(self, group: GroupResult, unit: UnitResult) -> tuple[str, Fraction] | None:
        """The next better band than a unit's own, where its total does not meet the edge, with what it lacks.

        With 0 it would have to be above the edge.
        """
        placing = self._placing(group)
        return None if placing is None else placing.next_edge(unit)

    def _placing(self, group: GroupResult) -> Placing | None:
        """A group placed once more; None where it is not ranked."""
        if group.rules is None or not group.rules.ranked:
            return None
        if group.name not in self._placings:
            self._placings[group.name] = Placing(group.units, group.rules, self.round)
        return self._placings[group.name]

    @cached_property
    def _placings(self) -> dict[str, Placing]:
        """The groups whose steps were asked for, placed once more."""
        return {}

    @cached_property
    def _scorer(self) -> RoundScorer:
        return RoundScorer(self.ledger)
