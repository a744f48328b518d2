"""Two results compared by meaning: what went in, by which rules, and what each unit came to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.differences.cause_finder import CauseFinder
from gkpg.differences.file_differences import compare_files
from gkpg.differences.finding_differences import compare_findings
from gkpg.differences.rubric_differences import compare_written_rubrics
from gkpg.differences.rule_differences import compare_rules
from gkpg.differences.tables import TablePairs
from gkpg.differences.unit_differences import UnitComparer
from gkpg.differences.unit_relations import relate_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.differences.file_differences import FileDifference
    from gkpg.differences.finding_differences import FindingDifferences
    from gkpg.differences.rubric_differences import WrittenRubricDifference
    from gkpg.differences.rule_differences import RuleDifference
    from gkpg.differences.unit_differences import UnitDifference
    from gkpg.differences.unit_relations import UnitRelation
    from gkpg.scoring import Results, UnitResult


@dataclass(frozen=True)
class ResultDifference:
    """What is different between two results.

    Units are compared one by one as they are asked for, so that the differences of a nation are never in memory at
    once. `knows_entered` says which side knows what was entered in cells, beside the points that it came to.
    """

    before: Results
    after: Results
    knows_entered: tuple[bool, bool] = (True, True)

    @cached_property
    def relations(self) -> tuple[UnitRelation, ...]:
        """Which units are which, in the order of the second result; then those that are gone."""
        return relate_units(self.before, self.after)

    @cached_property
    def files(self) -> tuple[FileDifference, ...]:
        """The files that are others."""
        return tuple(compare_files(self.before.ledger, self.after.ledger))

    @cached_property
    def rules(self) -> tuple[RuleDifference, ...]:
        """The rules of the assessment that are others."""
        return tuple(compare_rules(self.before.round, self.after.round))

    @cached_property
    def rubrics(self) -> tuple[WrittenRubricDifference, ...]:
        """The rubrics that are others, came or are gone."""
        return tuple(compare_written_rubrics(self.before, self.after, self.relations, self._tables))

    @cached_property
    def findings(self) -> FindingDifferences:
        """The findings that only one side has."""
        return compare_findings(self.before.findings, self.after.findings)

    @property
    def apart(self) -> tuple[UnitRelation, ...]:
        """The units that are not one unit on both sides: their figures cannot be compared."""
        return tuple(each for each in self.relations if not each.is_one_unit)

    def units(self) -> Iterator[UnitDifference]:
        """The units of both results about which anything is different, each with its causes."""
        for number in self._places:
            found = self._comparer.compare(self.relations[number])
            yield replace(found, causes=self._causes.find(found))

    @cached_property
    def counts(self) -> Counter[str]:
        """How many units, sheets, scores, decisions, and figures of which kind are others; 0 of what is the same."""
        return self._pass[1]

    @property
    def is_one_round(self) -> bool:
        """Whether both are results of one round, by the id of the assessment; without any they are taken for one."""
        old, new = self.before.round.assessment, self.after.round.assessment
        return (old and old.assessment) == (new and new.assessment)

    @property
    def moved(self) -> tuple[UnitDifference, ...]:
        """The units whose total, rank or grade is another, in the order of the second result, with these alone."""
        return self._pass[2]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is different."""
        parts = (self.files, self.rules, self.rubrics, *self.findings, self.apart, self._places)
        return not any(parts) and not any(each.kind == "renamed" for each in self.relations)

    @property
    def _places(self) -> tuple[int, ...]:
        return self._pass[0]

    @cached_property
    def _pass(self) -> tuple[tuple[int, ...], Counter[str], tuple[UnitDifference, ...]]:
        """The places of the units about which anything is different, what is counted on the way, and who moved."""
        places, counts, moved = [], Counter[str](), []
        for number, relation in enumerate(self.relations):
            if not relation.is_one_unit:
                continue
            found = self._comparer.compare(relation)
            counts["compared"] += any(side.is_assessed for side in (found.before, found.after))
            if not found.is_empty:
                places.append(number)
                counts.update(found.counted())
            if found.has_moved:
                moved.append(replace(found, sheets=(), items=(), parts=()))
        counts.update({"differing": len(places), **self._comparer.seen})
        return tuple(places), counts, tuple(moved)

    @cached_property
    def _tables(self) -> TablePairs:
        return TablePairs()

    @cached_property
    def _comparer(self) -> UnitComparer:
        return UnitComparer(self.before, self.after, self._tables, self.knows_entered)

    @cached_property
    def _causes(self) -> CauseFinder:
        return CauseFinder(self.before, self.after, self._tables, self.rules, frozenset(self._moved()))

    def _moved(self) -> Iterator[str]:
        """The names of units that others are compared with and that are others, or that only one side has."""
        for relation in self.relations:
            sides = (*relation.before, *relation.after)
            if not relation.is_one_unit or len({_standing(side.unit) for side in sides}) > 1:
                yield from (side.name for side in sides)


def _standing(unit: UnitResult) -> tuple[object, ...]:
    """That by which other units are placed before or behind it."""
    return unit.exact_total, unit.total, unit.vetoes, unit.why, unit.tie


def compare_results(
    before: Results, after: Results, knows_entered: tuple[bool, bool] = (True, True)
) -> ResultDifference:
    """Two results, compared; what is different is found as it is asked for."""
    return ResultDifference(before, after, knows_entered)
