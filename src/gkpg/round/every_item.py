"""Every item: the ids for which `all` stands in a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.round.grades import EVERY_ITEM
from gkpg.round.resolve import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.compared import Compared
    from gkpg.round.model import Assessment, NotApplicable
    from gkpg.round.sources import SharingRule
    from gkpg.rubric import Library, Rubric

ALL = (EVERY_ITEM,)


def with_every_item(assessment: Assessment, library: Library) -> Assessment:
    """An assessment in whose rules `all` has become the ids of the first level of the tables that a rule is for.

    Where a rule compares units, it is as if no items were named. Nothing changes where no table is at hand.
    """

    def named(rule: NotApplicable | SharingRule, *, beside: bool) -> tuple[str, ...]:
        tables = _tables(assessment, library, rule.groups)
        return tuple(dict.fromkeys(item for each in tables for item in _first_level(each, beside=beside))) or ALL

    lacking = [
        each.model_copy(update={"items": named(each, beside=False)}) if each.items == ALL else each
        for each in assessment.not_applicable
    ]
    shared = [
        each.model_copy(update={"items": named(each, beside=True)}) if each.items == ALL else each
        for each in assessment.shared
    ]
    compared: list[Compared] = [
        each.model_copy(update={"items": None}) if each.items == ALL else each for each in assessment.compared
    ]
    if (*lacking, *shared, *compared) == (*assessment.not_applicable, *assessment.shared, *assessment.compared):
        return assessment
    found = {"not_applicable": tuple(lacking), "shared": tuple(shared), "compared": tuple(compared)}
    return assessment.model_copy(update=found)


def _tables(assessment: Assessment, library: Library, groups: tuple[str, ...] | None) -> Iterator[Rubric]:
    """The rubrics of the groups that a rule is for."""
    for group in assessment.groups:
        if groups is None or group.name in groups:
            yield from (part.rubric for part in parts_of(assessment, group, library))


def _first_level(rubric: Rubric, *, beside: bool) -> Iterator[str]:
    """The ids of the indicators, and of what stands beside them where that counts, too."""
    yield from (top.id for top in rubric.indicators)
    yield from (top.id for top in rubric.adjustment_items if beside)
