"""Idle entries: rules in a list that others go before wherever they would fit."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gkpg.base.text import Text, list_words
from gkpg.round.resolve import tables_of, written_parts
from gkpg.round.round import Round

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.round.grades import Grades
    from gkpg.round.group import RoundGroup
    from gkpg.round.model import Composite, Conversion
    from gkpg.round.rules.context import RuleContext
    from gkpg.round.units import Group
    from gkpg.yamlfiles.document import Path_


def entries_without_use(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """The rules that never hold, and the tables that nobody is scored under, each with the reason."""
    written = checked.assessment
    by_groups: dict[str, Sequence[Grades | Composite | Conversion]] = {
        "composite": written.composite,
        "grades": written.grades,
        "convert": written.convert,
    }
    for key, entries in by_groups.items():
        yield from _of_groups(checked, key, entries)
    yield from _of_parts(checked)
    yield from _of_tables(checked)
    yield from _of_received(checked)
    if checked.round is not None:
        yield from _of_shared(checked)
        yield from _of_not_applicable(checked, checked.round)
        yield from _of_compared(checked, checked.round)


def _of_groups(
    checked: RuleContext, key: str, entries: Sequence[Grades | Composite | Conversion]
) -> Iterator[tuple[Path_, Text]]:
    """The entries all of whose groups an earlier one is for."""
    taken: set[str] = set()
    for path, number in checked.list_entries(key):
        groups = set(entries[number].groups or checked.group_names)
        if groups <= taken:
            yield path, _EARLIER
        taken |= groups


def _of_parts(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """Groups of a part that its composite is not for."""
    for path, number in checked.list_entries("composite"):
        composite = checked.assessment.composite[number]
        for n, part in enumerate(composite.parts):
            lost = [name for name in part.groups or () if composite.groups and name not in composite.groups]
            if lost:
                names = list_words(lost)
                why = Text(f"composite 的 groups 里没有 {names.zh}", f"the composite is not for {names.en}")
                yield (*path, "parts", n, "groups"), why


def _of_tables(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """The rubric of a group that no part of it goes by."""
    for index, group in enumerate(checked.assessment.groups):
        if group.rubric is not None and not _is_used(checked, group):
            yield ("groups", index, "rubric"), _NO_PART


def _is_used(checked: RuleContext, group: Group) -> bool:
    """Whether a unit of a group, or a self-check, goes by the rubric that the group names."""
    for part in written_parts(checked.assessment, group):
        tables = tables_of(checked.assessment, part, group) if part.rubric is None else ()
        is_main = part.max is None and part.rubric == group.rubric
        if is_main or any(table.named_by is None for table in tables):
            return True
    return False


def _of_received(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """The entries that fit no sheet which an earlier one does not fit."""
    seen: set[tuple[str | None, ...]] = set()
    for number, each in enumerate(checked.assessment.received):
        own = each.unit, each.source, each.assessor
        if not seen.isdisjoint(itertools.product(*((None, key) for key in own))):
            yield ("received", number), _EARLIER
        seen.add(own)


def _of_shared(checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """The rules by which the scores of no item are joined."""
    ruled = Round((), checked.assessment)
    counting = {source.name for source in checked.assessment.sources if source.counts}
    used: set[int] = set()
    for group, parts in checked.parts.items():
        for part in parts:
            for item in part.rubric.leaf_ids:
                names = [name for name, items in part.sources.items() if name in counting and item in items]
                rule = ruled.shared(group, part, item, names) if len(names) > 1 else None
                used.add(id(rule))
    yield from _unused("shared", checked.assessment.shared, used)


def _of_not_applicable(checked: RuleContext, round_: Round) -> Iterator[tuple[Path_, Text]]:
    """The rules by which nothing can be marked for any unit."""
    applicability, used = round_.applicability, set[int]()
    for group in round_.groups if checked.assessment.not_applicable else ():
        alike = {(applicability.numbers(unit), group.numbers(unit)): unit for unit in group.units}
        for unit in alike.values():
            for part in group.parts_for(unit):
                used |= {id(applicability.rule(unit, part.rubric, item)) for item in part.rubric.ids}
    yield from _unused("not_applicable", checked.assessment.not_applicable, used)


def _of_compared(checked: RuleContext, round_: Round) -> Iterator[tuple[Path_, Text]]:
    """The rules by which no item is compared."""
    used = {id(round_.comparison(group.name, item)) for group in round_.groups for item in _relative(group)}
    for path, number in checked.list_entries("compared"):
        if id(checked.assessment.compared[number]) not in used:
            yield path, _EARLIER


def _relative(group: RoundGroup) -> Iterator[str]:
    """The items of a group that look at other units."""
    return (item.id for part in group.parts for item in part.rubric.walk() if item.looks_at == "units")


def _unused(key: str, entries: Sequence[object], used: set[int]) -> Iterator[tuple[Path_, Text]]:
    yield from (((key, number), _EARLIER) for number, each in enumerate(entries) if id(each) not in used)


_EARLIER = Text(
    "凡是合用的地方，前面的规则已先用上，或没有合用的地方",
    "where it would fit others go before it, or it fits nowhere",
)
_NO_PART = Text("这一组的各部分各有指标表，用不到它", "every part of the group has a table of its own")
