"""Resolving an assessment: from what is written to the round that it means, with its rubrics found."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.normalize import normalize_name
from gkpg.round.coefficients import coefficients_of
from gkpg.round.defaults import default_grades
from gkpg.round.group import RoundGroup, RoundPart, periods_of
from gkpg.round.model import Composite, Part
from gkpg.round.part_tables import OWN, PartTable, part_tables
from gkpg.round.round import Round
from gkpg.round.single_figures import single_item
from gkpg.round.total_terms import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gkpg.round.group import RubricKey
    from gkpg.round.model import Assessment
    from gkpg.round.sources import Source
    from gkpg.round.units import Group as WrittenGroup
    from gkpg.rubric import Library, Rubric


def resolve(assessment: Assessment, library: Library) -> Round:
    """The round of a sound assessment; its rubrics are in the library."""
    groups = []
    for group in assessment.groups:
        composite = composite_of(assessment, group.name)
        parts = tuple(parts_of(assessment, group, library))
        unranked = {each.unit: each.reason for each in group.unranked}
        written = (each for each in assessment.grades if each.groups is None or group.name in each.groups)
        choices = tuple(_choices(composite, group.name))
        scale = _scale(composite, (*parts, *choices))
        units = tuple(unit.name for unit in group.units)
        composed = frozenset(rule.unit for rule in assessment.composed).intersection(units)
        found = RoundGroup(
            group.name, units, parts, scale, unranked=unranked, ranked=group.ranked, choices=choices, composed=composed,
            coefficients=coefficients_of(assessment, group.name, units),
        )  # fmt: skip
        groups.append(replace(found, grades=next(written, default_grades(found.total))))
    return Round(tuple(groups), assessment)


def _choices(composite: Composite | None, group: str) -> Iterator[Choice]:
    """The choices among the parts of a group."""
    for part in composite.parts if composite else ():
        if part.of is not None and part.rule is not None and part.is_for(group):
            most = None if part.max is None else Fraction(part.max)
            yield Choice(part.name, part.rule, part.of, most, part.weight)


def _scale(composite: Composite | None, parts: tuple[RoundPart | Choice, ...]) -> Fraction | None:
    """The most that a unit can get, whatever its parts; None where it is their sum."""
    if composite is not None and composite.total is not None:
        return Fraction(composite.total)
    return Fraction(100) if any(part.weight is not None for part in parts) else None


def composite_of(assessment: Assessment, group: str) -> Composite | None:
    """The composite that holds for a group; None where its rubric is all."""
    return next((each for each in assessment.composite if each.groups is None or group in each.groups), None)


def written_parts(assessment: Assessment, group: WrittenGroup) -> tuple[Part, ...]:
    """The parts of a group that are scored, as they are written; one with the group's name where nothing is."""
    composite = composite_of(assessment, group.name)
    if composite is None:
        return (Part(name=group.name),)
    return tuple(part for part in composite.parts if part.of is None and part.is_for(group.name))


def parts_of(assessment: Assessment, group: WrittenGroup, library: Library) -> Iterator[RoundPart]:
    """The parts of a group, each with what its sources score in it; those whose rubric is not at hand are left out.

    Where units have tables of their own, there is a part for each of these.
    """
    parts = written_parts(assessment, group)
    taken = {source for part in parts for source in part.sources or ()}
    for part in parts:
        is_main = part.max is None and part.rubric in {None, group.rubric, OWN}
        for rubric, units in _rubrics_of(assessment, part, group, library):
            scored: dict[str, tuple[str, ...]] = {}
            for source in assessment.sources:
                is_named = source.name in (part.sources or ())
                is_rest = source.name not in taken and (part.sources is None or (is_main and not source.counts))
                items = items_of(source, group, rubric, is_named=is_named) if is_named or is_rest else ()
                scored |= {source.name: items} if items else {}
            for period, share in _turns_of(assessment, part, group):
                label = _label(part, period, is_all=composite_of(assessment, group.name) is None)
                yield RoundPart(part.name, rubric, part.weight, scored, units, period, share, label)


def _turns_of(assessment: Assessment, part: Part, group: WrittenGroup) -> Iterator[tuple[str, Fraction]]:
    """The periods in which a part is scored, with what a point counts there; once, and in full, where it has none."""
    written = None if part.once else periods_of(assessment.periods, group.name)
    if written is None:
        yield "", Fraction(1)
        return
    composite = composite_of(assessment, group.name)
    is_weighted = any(each.weight is not None for each in (composite.parts if composite else ()))
    scale = sum(written.shares, Fraction(0)) if is_weighted else Fraction(1)
    yield from ((period.name, share / scale) for period, share in zip(written.each, written.shares, strict=True))


def _label(part: Part, period: str, *, is_all: bool) -> str:
    """What a part is called in a period: by that alone where it is all that there is."""
    return "" if not period else period if is_all else f"{part.name} {period}"


def _rubrics_of(
    assessment: Assessment, part: Part, group: WrittenGroup, library: Library
) -> Iterator[tuple[Rubric, frozenset[str] | None]]:
    """The rubrics of a part that are at hand, each with the units that it is for; None for all."""
    if part.max is not None:
        yield single_item(part.name, part.max, assessment.language), None
        return
    found: dict[RubricKey, tuple[Rubric, frozenset[str] | None]] = {}
    for table in tables_of(assessment, part, group):
        rubric = rubric_of(table, library)
        if rubric is not None:
            key = rubric.rubric, rubric.version
            names = None if table.units is None else frozenset(group.units[number].name for number in table.units)
            before = found[key][1] if key in found else frozenset()  # the same rubric, its version written or not
            found[key] = rubric, None if names is None else names | (before or frozenset())
    yield from found.values()


def tables_of(assessment: Assessment, part: Part, group: WrittenGroup) -> tuple[PartTable, ...]:
    """The tables that a part of a group asks for; none for a single figure."""
    is_written = composite_of(assessment, group.name) is not None
    return () if part.max is not None else tuple(part_tables(part, group, is_written=is_written))


def rubric_of(table: PartTable, library: Library) -> Rubric | None:
    """The rubric that a table names; None if it is not at hand."""
    fitting = [each for each in library.versions(table.rubric or "") if table.version in {None, each.version}]
    return fitting[0] if len(fitting) == 1 else None


def items_of(source: Source, group: WrittenGroup, rubric: Rubric, *, is_named: bool) -> tuple[str, ...]:
    """The scored items of a rubric that a source scores for a group; `is_named` says that a part names the source.

    Without items of its own a source has those that the rubric gives it; a self-check has all, as has a source that a
    part names and its rubric does not.
    """
    if source.groups is not None and group.name not in source.groups:
        return ()
    if source.items is not None and not source.items.every:
        wanted = set(source.items.of(group.name))
        return tuple(leaf for leaf in rubric.leaf_ids if wanted & {leaf, *rubric.above(leaf)})
    if not source.counts or source.items is not None:
        return rubric.leaf_ids
    given = tuple(leaf for leaf in rubric.leaf_ids if source.name in map(normalize_name, rubric.sources_of(leaf)))
    return given or (rubric.leaf_ids if is_named else ())


def resolve_without_file(
    rubrics: Iterable[Rubric], units: Mapping[RubricKey, Iterable[str]], sources: Iterable[str]
) -> Round:
    """The round that sheets without an assessment file amount to: a group a rubric, any source, all defaults."""
    names = tuple(dict.fromkeys(sources))
    groups = []
    for rubric in rubrics:
        scored = dict.fromkeys(names, rubric.leaf_ids)
        part = RoundPart(rubric.group_name, rubric, None, scored)
        own = tuple(dict.fromkeys(units.get(part.key, ())))
        groups.append(RoundGroup(rubric.group_name, own, (part,), grades=default_grades(rubric.total)))
    return Round(tuple(groups))
