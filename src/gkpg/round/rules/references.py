"""Rules of references: whatever an assessment names is there, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from gkpg.base.text import Text, list_words
from gkpg.findings.finding import has_errors
from gkpg.round.resolve import rubric_of, tables_of, written_parts
from gkpg.round.rules.unknown import Reference, unknown_names
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.round.model import Part
    from gkpg.round.part_tables import PartTable
    from gkpg.round.rules.context import RuleContext
    from gkpg.round.units import Group
    from gkpg.yamlfiles.document import Path_


def _each(path: Path_, names: Iterable[str] | None) -> Iterator[Reference]:
    """Names in a list, each with its path."""
    return (((*path, index), name) for index, name in enumerate(names or ()))


def rubrics_are_known(checked: RuleContext) -> Iterator[Slip]:
    """Every group, part and unit has a rubric that is at hand, in one version."""
    for group in checked.assessment.groups:
        for part in written_parts(checked.assessment, group):
            for table in tables_of(checked.assessment, part, group):
                if rubric_of(table, checked.library) is None:
                    yield from _table_not_at_hand(checked, part, group, table)


def _table_not_at_hand(checked: RuleContext, part: Part, group: Group, table: PartTable) -> Iterator[Slip]:
    path = checked.group_path(group)
    if table.named_by is not None:
        path = (*path, "units", table.named_by)
    elif part.rubric is not None:
        path = checked.part_path(part)
    versions = [each.version for each in checked.library.versions(table.rubric or "")]
    if table.rubric is None:
        yield Slip("A108", path, {"group": group.name})
    elif versions and table.version is None:
        yield Slip("A102", (*path, "rubric"), {"name": table.rubric, "versions": list_words(versions)})
    elif versions:
        yield from unknown_names("A101", [((*path, "version"), f"{table.rubric} {table.version}")], ())
    elif table.rubric in checked.library.unsound:
        yield Slip("A101", (*path, "rubric"), {"name": table.rubric, "nearest": _unsound(checked, table.rubric)})
    else:
        near = () if has_errors(checked.library.findings) else checked.library.ids()  # it may be one that is not sound
        yield from unknown_names("A101", [((*path, "rubric"), table.rubric)], near)


def _unsound(checked: RuleContext, rubric: str) -> Text:
    """Where the errors of a rubric are told."""
    file = checked.library.unsound[rubric]
    return Text(f"：{file} 有错误，见该文件", f": {file} has errors, which are told there")


def groups_are_known(checked: RuleContext) -> Iterator[Slip]:
    """Every group that is named is one of the groups."""
    named: list[Reference] = []
    written = checked.assessment
    for index, source in enumerate(written.sources):
        named += _each(("sources", index, "groups"), source.groups)
    for index, shared in enumerate(written.shared):
        named += _each(("shared", index, "groups"), shared.groups)
    for index, source in enumerate(written.sources):
        by_group = source.items.by_group if source.items else {}
        named += [(("sources", index, "items", group), group) for group in by_group]
    named += [
        each
        for index, entry in enumerate(written.not_applicable)
        for each in _each(("not_applicable", index, "groups"), entry.groups)
    ]
    named += _compared(checked, "groups")
    for path, number in checked.list_entries("composite"):
        named += _each((*path, "groups"), written.composite[number].groups)
        for index, part in enumerate(written.composite[number].parts):
            named += _each((*path, "parts", index, "groups"), part.groups)
    named += _groups_of_periods(checked)
    for key in ("grades", "convert", "coefficients"):
        for path, number in checked.list_entries(key):
            named += _each((*path, "groups"), getattr(written, key)[number].groups)
    named += [(("composed", index, "group"), each.group) for index, each in enumerate(written.composed)]
    yield from unknown_names("A106", named, checked.group_names)


def _compared(checked: RuleContext, key: Literal["groups", "units"]) -> Iterator[Reference]:
    """The groups, or the units, that are named where units are compared."""
    for path, number in checked.list_entries("compared"):
        rule = checked.assessment.compared[number]
        if key == "groups":
            yield from _each((*path, key), rule.groups)
        for n, among in enumerate(rule.among or ()):
            yield from _each((*path, "among", n, key), getattr(among, key))


def _groups_of_periods(checked: RuleContext) -> Iterator[Reference]:
    for path, number in checked.list_entries("periods"):
        yield from _each((*path, "groups"), checked.assessment.periods[number].groups)


def units_are_known(checked: RuleContext) -> Iterator[Slip]:
    """Every unit that is named is on a list of units."""
    yield from unknown_names("A104", (*_units_of_sources(checked), *_units_of_rules(checked)), checked.units)
    for index, group in enumerate(checked.assessment.groups):
        listed_only = [(("groups", index, "unranked", n, "unit"), each.unit) for n, each in enumerate(group.unranked)]
        yield from unknown_names("A104", listed_only, [unit.name for unit in group.units])
        yield from _twice(listed_only, checked)


def _units_of_sources(checked: RuleContext) -> Iterator[Reference]:
    written = checked.assessment
    for index, source in enumerate(written.sources):
        yield from _each(("sources", index, "units"), source.units)
        yield from _each(("sources", index, "except"), source.but)
    for index, conflict in enumerate(written.conflicts):
        yield from _each(("conflicts", index, "units"), conflict.units)
    for index, received in enumerate(written.received):
        yield from [(("received", index, "unit"), received.unit)] if received.unit else []


def _units_of_rules(checked: RuleContext) -> Iterator[Reference]:
    written = checked.assessment
    for index, rule in enumerate(written.not_applicable):
        yield from _each(("not_applicable", index, "units"), rule.units)
    for index, figure in enumerate(written.figures):
        yield from ((("figures", index, "values", unit), unit) for unit in figure.values if figure.file is None)
    yield from _compared(checked, "units")
    for path, number in checked.list_entries("grades"):
        barred = written.grades[number].barred
        yield from (((*path, "barred", n, "unit"), each.unit) for n, each in enumerate(barred))
    for index, composed in enumerate(written.composed):
        yield ("composed", index, "unit"), composed.unit
        for n, ingredient in enumerate(composed.of):
            yield from _each(("composed", index, "of", n, "units"), ingredient.units)


def sources_are_known(checked: RuleContext) -> Iterator[Slip]:
    """Every source that is named is one of the sources."""
    named: list[Reference] = []
    written = checked.assessment
    for index, shared in enumerate(written.shared):
        named += _each(("shared", index, "order"), shared.order)
        named += [(("shared", index, "weights", name), name) for name in shared.weights]
    for path, number in checked.list_entries("composite"):
        for index, part in enumerate(written.composite[number].parts):
            named += _each((*path, "parts", index, "sources"), part.sources)
    for index, received in enumerate(written.received):
        named += [(("received", index, "source"), received.source)] if received.source else []
    yield from unknown_names("A105", named, checked.source_names)


def items_are_known(checked: RuleContext) -> Iterator[Slip]:
    """Every item that is named stands in a rubric of the groups it is named for."""
    if not checked.is_whole:
        return
    written = checked.assessment
    for index, source in enumerate(written.sources):
        items, path = source.items, ("sources", index, "items")
        if items is not None and items.ids is not None:
            yield from unknown_names("A103", _each(path, items.ids), checked.items(source.groups))
        for group, ids in items.by_group.items() if items else ():
            yield from unknown_names("A103", _each((*path, group), ids), checked.items((group,)))
    for index, shared in enumerate(written.shared):
        yield from unknown_names("A103", _each(("shared", index, "items"), shared.items), checked.items(shared.groups))
    for index, rule in enumerate(written.not_applicable):
        known = checked.items(rule.groups)
        yield from unknown_names("A103", _each(("not_applicable", index, "items"), rule.items), known)
        if rule.to is not None:
            yield from unknown_names("A103", [(("not_applicable", index, "to"), rule.to)], known)
    yield from _compared_items(checked)
    by = written.ranking.by if written.ranking else ()
    named = [(("ranking", "by", n, "item"), each.item) for n, each in enumerate(by) if each.item]
    yield from unknown_names("A103", named, checked.items())
    named = [(("ranking", "by", n, "part"), each.part) for n, each in enumerate(by) if each.part]
    entries = checked.list_entries("coefficients")
    of_coefficients = [((*path, "part"), written.coefficients[number].part) for path, number in entries]
    yield from unknown_names("A109", [(path, part) for path, part in of_coefficients if part], checked.part_names)
    yield from unknown_names("A109", named, checked.part_names)


def _compared_items(checked: RuleContext) -> Iterator[Slip]:
    for path, number in checked.list_entries("compared"):
        rule = checked.assessment.compared[number]
        yield from unknown_names("A103", _each((*path, "items"), rule.items), checked.items(rule.groups))


def bands_are_known(checked: RuleContext) -> Iterator[Slip]:
    """A unit is barred from a grade that there is."""
    for path, number in checked.list_entries("grades"):
        grades = checked.assessment.grades[number]
        named = [((*path, "barred", n, "band"), each.band) for n, each in enumerate(grades.barred)]
        yield from unknown_names("A110", named, [band.name for band in grades.bands])


def names_are_unique(checked: RuleContext) -> Iterator[Slip]:
    """No group, unit, source, part or grade stands twice; a unit is in one group."""
    written = checked.assessment
    yield from _twice([(("groups", n, "name"), each.name) for n, each in enumerate(written.groups)], checked)
    yield from _twice([(("sources", n, "name"), each.name) for n, each in enumerate(written.sources)], checked)
    units: list[Reference] = []
    for index, group in enumerate(written.groups):
        for n, unit in enumerate(group.units):
            units += [(("groups", index, "units", n), name) for name in (unit.name, *unit.also)]
    yield from _twice(units, checked)
    yield from _twice([(("composed", n, "unit"), each.unit) for n, each in enumerate(written.composed)], checked)
    yield from _twice([(("figures", n, "name"), each.name) for n, each in enumerate(written.figures)], checked)
    yield from _scorers_named_twice(checked)
    for index, composed in enumerate(written.composed):
        for n, ingredient in enumerate(composed.of):
            yield from _twice(_each(("composed", index, "of", n, "units"), ingredient.units), checked)
    for path, number in checked.list_entries("composite"):
        parts = written.composite[number].parts
        by_groups = [((*path, "parts", n, "name"), each.name) for n, each in enumerate(parts) if each.groups is None]
        yield from _twice(by_groups, checked)
    yield from _periods_named_twice(checked)
    for path, number in checked.list_entries("grades"):
        bands = written.grades[number].bands
        yield from _twice([((*path, "bands", n, "name"), each.name) for n, each in enumerate(bands)], checked)


def _scorers_named_twice(checked: RuleContext) -> Iterator[Slip]:
    """The assessors of a source, and the sources in the order of a rule."""
    for index, source in enumerate(checked.assessment.sources):
        yield from _twice(_each(("sources", index, "assessors"), source.assessors.names), checked)
    for index, shared in enumerate(checked.assessment.shared):
        yield from _twice(_each(("shared", index, "order"), shared.order), checked)


def _periods_named_twice(checked: RuleContext) -> Iterator[Slip]:
    for path, number in checked.list_entries("periods"):
        periods = checked.assessment.periods[number].each
        yield from _twice([((*path, "each", n, "name"), each.name) for n, each in enumerate(periods)], checked)


def _twice(named: Iterable[Reference], checked: RuleContext) -> Iterator[Slip]:
    seen: dict[str, Path_] = {}
    for path, name in named:
        first = seen.setdefault(name, path)
        if first is not path:
            yield Slip("A107", path, {"name": name, "first": str(checked.document.place(first).line)})
