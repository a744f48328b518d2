"""A round: an assessment with its rubrics found, by which sheets are read and units scored."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from gkpg.round.applicability import Applicability
from gkpg.round.defaults import ANYBODY, COMPARED, RANKING, ROUNDING
from gkpg.round.group import periods_of
from gkpg.round.single_figures import figures_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Mapping, Sequence
    from fractions import Fraction

    from gkpg.round.compared import Compared
    from gkpg.round.group import RoundGroup, RoundPart, RubricKey
    from gkpg.round.model import Assessment, Conversion, Ranking, RoundingRule, RoundingStep
    from gkpg.round.sources import ReceivedSheet, SharingRule, Source
    from gkpg.round.trial import Trial
    from gkpg.rubric import Rubric
    from gkpg.rubric.kinds import LooksAt


@dataclass(frozen=True)
class Round:
    """Everything that sheets are held to. `assessment` is None where there is no file and all rules are defaults.

    `trial` is there where one unit is tried alone.
    """

    groups: tuple[RoundGroup, ...]
    assessment: Assessment | None = None
    trial: Trial | None = None

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources of the assessment file by name; empty where there is no file."""
        return {source.name: source for source in self.assessment.sources} if self.assessment else {}

    def source(self, name: str) -> Source:
        """The rules of a source; the defaults where there is no file."""
        return self.sources.get(name, ANYBODY)

    @cached_property
    def rubrics(self) -> Mapping[RubricKey, Rubric]:
        """The rubrics of all parts, in the order of groups."""
        return {part.key: part.rubric for group in self.groups for part in group.parts}

    @cached_property
    def written_rubrics(self) -> tuple[Rubric, ...]:
        """The rubrics that somebody wrote: without those of parts that are a single figure."""
        figures = figures_of(self.assessment) if self.assessment else frozenset()
        return tuple(rubric for key, rubric in self.rubrics.items() if key not in figures)

    @cached_property
    def group_of(self) -> Mapping[str, RoundGroup]:
        """The group of every unit."""
        return {unit: group for group in self.groups for unit in group.units}

    @cached_property
    def units(self) -> tuple[str, ...]:
        """All units."""
        return tuple(self.group_of)

    @cached_property
    def former(self) -> Mapping[str, str]:
        """The present name of each unit that had another one."""
        groups = self.assessment.groups if self.assessment else ()
        return {old: unit.name for group in groups for unit in group.units for old in unit.also}

    def scope(self, key: RubricKey, source: str, unit: str) -> tuple[str, ...] | None:
        """The ids that a source scores for a unit under a rubric; None where no assessment says."""
        group = self.group_of.get(unit) if self.assessment else None
        number = None if group is None else group.part_of(key, source, unit)
        if group is None or number is None:
            return None
        ids, rubric = group.parts[number].sources[source], group.parts[number].rubric
        if not self.applicability.has_unmarked:
            return ids
        return tuple(item for item in ids if not self.applicability.lacks(unit, rubric, item))

    def asks(self, part: RoundPart, source: str, unit: str) -> bool:
        """Whether a source is to hand in a sheet of a part for a unit: not where the unit lacks all that it scores."""
        if source not in part.sources or not part.is_for(unit):
            return False
        if not self.applicability.has_unmarked:
            return True
        return not all(self.applicability.lacks(unit, part.rubric, item) for item in part.sources[source])

    def matrix_scope(self, key: RubricKey, source: str) -> tuple[str, ...] | None:
        """The ids that a source scores under a rubric for any unit; None where no assessment says."""
        parts = [part for group in self.groups for part in group.parts if part.key == key and source in part.sources]
        if not self.assessment or not parts:
            return None
        scored = {item for part in parts for item in part.sources[source]}
        return tuple(item for item in parts[0].rubric.leaf_ids if item in scored)

    @cached_property
    def has_periods(self) -> bool:
        """Whether any part is scored in periods."""
        return any(part.period for group in self.groups for part in group.parts)

    def periods(self, key: RubricKey, source: str, unit: str | None) -> tuple[str, ...]:
        """The periods in which a source scores a unit, or any, under a rubric; none where it does so once."""
        if not self.has_periods:
            return ()
        group = None if unit is None else self.group_of.get(unit)
        found = group.parts_for(unit or "") if group else (part for each in self.groups for part in each.parts)
        own = (part for part in found if part.key == key and source in part.sources)
        return tuple(dict.fromkeys(part.period for part in own if part.period))

    @cached_property
    def turns(self) -> tuple[tuple[Source, str], ...]:
        """Every source with every period in which it hands in sheets, period by period; empty where it does so once."""
        busy: dict[str, set[str]] = {}
        for part in (part for group in self.groups for part in group.parts):
            busy.setdefault(part.period, set()).update(part.sources)
        once, every = busy.pop("", set()), self.sources.values()
        found = [(source, period) for period, names in busy.items() for source in every if source.name in names]
        in_periods = {source.name for source, _ in found}
        return (*found, *((each, "") for each in every if each.name in once or each.name not in in_periods))

    def due(self, source: Source, unit: str, period: str) -> datetime.date | None:
        """Until when sheets of a source about a unit are expected; a period's date goes before that of the source."""
        if not period or self.assessment is None:
            return source.due
        written = periods_of(self.assessment.periods, self.group_of[unit].name)
        dues = (each.due for each in (written.each if written else ()) if each.name == period)
        return next(dues, None) or source.due

    def rubrics_for(self, unit: str, source: str) -> tuple[Rubric, ...]:
        """The rubrics that a source scores a unit under."""
        group = self.group_of.get(unit) if self.assessment else None
        parts = group.parts_for(unit) if group else ()
        found = {part.key: part.rubric for part in parts if self.asks(part, source, unit)}
        return tuple(found.values())

    def rubric_for(self, unit: str, source: str) -> Rubric | None:
        """The rubric that a source scores a unit under, if it is only one."""
        found = self.rubrics_for(unit, source)
        return found[0] if len(found) == 1 else None

    def is_complete(self, source: Source, unit: str, sheets: Sequence[object]) -> bool:
        """Whether a source has as many sheets for a unit as it has assessors; a survey has any number of answers."""
        return len(sheets) > 0 if source.kind == "survey" else len(sheets) >= self.count(source, unit)

    def shared(self, group: str, part: RoundPart, item: str, sources: Collection[str]) -> SharingRule | None:
        """The rule for an item that these sources score in a part: that of the item, else of the nearest around it.

        Another part may have an item with this id, so a rule that names all of them goes first; one that names sources
        of another part is for that part.
        """
        rules = self.assessment.shared if self.assessment else ()
        for each in (item, *part.rubric.above(item)):
            own = [rule for rule in rules if each in rule.items and (rule.groups is None or group in rule.groups)]
            whole = [rule for rule in own if set(sources) <= set(rule.sources)]
            here = [rule for rule in own if part.sources.keys() >= set(rule.sources)]
            if whole or here:
                return (whole or here)[0]
        return None

    @cached_property
    def applicability(self) -> Applicability:
        """Which items need not apply to which units."""
        return Applicability(self.assessment.not_applicable if self.assessment else (), self.group_of)

    def conflicts(self, assessor: str, unit: str) -> list[str]:
        """The reasons why somebody may not score a unit; none where nothing is declared."""
        declared = self._conflicts.get(assessor, ())
        return [reason for units, reason in declared if unit in units]

    @cached_property
    def _conflicts(self) -> Mapping[str, list[tuple[frozenset[str], str]]]:
        found: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for each in self.assessment.conflicts if self.assessment else ():
            found[each.assessor].append((frozenset(each.units), each.reason))
        return found

    def received(self, unit: str) -> list[ReceivedSheet]:
        """What is said of when sheets about a unit came in, in the order of the assessment."""
        if not self._received:
            return []
        of_any, own = self._received.get(None, []), self._received.get(unit, [])
        return [each for _, each in sorted((*of_any, *own), key=itemgetter(0))]

    @cached_property
    def _received(self) -> Mapping[str | None, list[tuple[int, ReceivedSheet]]]:
        """The same with their numbers, by unit, None where they are for any."""
        found: dict[str | None, list[tuple[int, ReceivedSheet]]] = defaultdict(list)
        for number, each in enumerate(self.assessment.received if self.assessment else ()):
            found[each.unit].append((number, each))
        return found

    def rounding(self, step: RoundingStep) -> RoundingRule | None:
        """How a step is rounded; None where it is not."""
        return self._roundings.get(step)

    @cached_property
    def _roundings(self) -> Mapping[str, RoundingRule]:
        written = self.assessment.rounding if self.assessment else ()
        return {**ROUNDING, **{each.step: each for each in written}}

    @property
    def has_ranks(self) -> bool:
        """Whether units have ranks; without, quotas of grades go by totals all the same."""
        return self.assessment is None or self.assessment.has_ranks

    @property
    def ranking(self) -> Ranking:
        """What happens with ties."""
        return (self.assessment.ranking if self.assessment else None) or RANKING

    def figure(self, looks_at: LooksAt, unit: str, item: str) -> Fraction | None:
        """What a unit's figure is compared with in an item: its target, or its earlier figure; None where it has none.

        It may stand under a former name of the unit.
        """
        if self.trial is not None and item in self.trial.bases:
            return self.trial.bases[item]
        return self._figures.get((looks_at, item), {}).get(unit)

    @cached_property
    def _figures(self) -> Mapping[tuple[str, str], Mapping[str, Fraction]]:
        written = self.assessment
        lists = {"target": written.targets, "previous": written.previous} if written else {}
        return {
            (looks_at, each.item): {self.former.get(unit, unit): value for unit, value in each.values.items()}
            for looks_at, entries in lists.items()
            for each in entries
        }

    def comparison(self, group: str, item: str) -> Compared:
        """With whom the units of a group are compared in an item that looks at the others."""
        written = self.assessment.compared if self.assessment else ()
        fitting = (
            each
            for each in written
            if (each.groups is None or group in each.groups) and (each.items is None or item in each.items)
        )
        return next(fitting, COMPARED)

    def convert(self, group: str) -> Conversion | None:
        """The other scale of a group; None if there is none."""
        written = self.assessment.convert if self.assessment else ()
        return next((each for each in written if each.groups is None or group in each.groups), None)

    def hands(self, source: Source, unit: str) -> tuple[int, tuple[str, ...]]:
        """How many assessors of a source score a unit, and their names; none where they are not fixed."""
        names = source.assessors.names
        if source.assessors.others:
            names = tuple(each for each in self.group_of[unit].units if each != unit)
        return self.count(source, unit), names

    def names_assessors(self, source: Source) -> bool:
        """Whether the assessors of a source are named."""
        return bool(source.assessors.names) or source.assessors.others

    def place_of(self, source: Source, unit: str, assessor: str) -> int:
        """Where an assessor stands among those of a source; behind all of them where none is named so."""
        group = self.group_of.get(unit) if source.assessors.others else None
        key = source.name, "" if group is None else group.name
        places = self._places.get(key)
        if places is None:
            names = source.assessors.names if group is None else group.units
            places = self._places[key] = {name: place for place, name in enumerate(names)}
        return places.get(assessor, len(places))

    @cached_property
    def _places(self) -> dict[tuple[str, str], Mapping[str, int]]:
        """The places of the assessors of each source, in a group where they are its units; filled as it is asked."""
        return {}

    def count(self, source: Source, unit: str) -> int:
        """How many assessors of a source score a unit: so many as it has, or all other units of the group."""
        return len(self.group_of[unit].units) - 1 if source.assessors.others else source.assessors.count
