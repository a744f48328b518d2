"""Rules of needs: what a grade asks for is said in full, and is there in every group."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import Text
from gkpg.round.grades import EVERY_INDICATOR, EVERY_ITEM
from gkpg.round.rules.unknown import unknown_names
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.grades import Band, Grades, Need
    from gkpg.round.group import RoundGroup
    from gkpg.round.rules.context import RuleContext
    from gkpg.yamlfiles.document import Path_

_WORDS = {(EVERY_ITEM,), (EVERY_INDICATOR,)}


class WrittenNeed(NamedTuple):
    """A need where it is written."""

    path: Path_
    need: Need
    band: Band
    grades: Grades


def needs_are_whole(checked: RuleContext) -> Iterator[Slip]:
    """A need says what it looks at, and the one edge that this must meet."""
    for path, need, _, _ in written_needs(checked):
        yield from (Slip("A402", path, {"problem": problem}) for problem in _problems(need))


def needs_are_known(checked: RuleContext) -> Iterator[Slip]:
    """What a grade needs stands in every group that the grades are for."""
    if not checked.is_whole:
        return
    items = checked.items()
    parts = checked.part_names
    for each in written_needs(checked):
        named = [*_named_items(each, checked)]
        yield from unknown_names("A103", named, items)
        named_part = [((*each.path, "part"), each.need.part)] if each.need.part is not None else []
        yield from unknown_names("A109", named_part, parts)
        lacking = [(*_lacking(each, checked, path, name, known=items),) for path, name in named]
        lacking += [(*_lacking(each, checked, path, name, known=parts),) for path, name in named_part]
        yield from (slip for slips in lacking for slip in slips)


def written_needs(checked: RuleContext) -> Iterator[WrittenNeed]:
    """Every need of a band, in order."""
    for path, number in checked.list_entries("grades"):
        grades = checked.assessment.grades[number]
        for n, band in enumerate(grades.bands):
            where: Path_ = (*path, "bands", n, "needs")
            is_list = bool(band.needs) and isinstance(checked.document.at(where), tuple)
            for index, need in enumerate(band.needs):
                yield WrittenNeed((*where, index) if is_list else where, need, band, grades)


def _problems(need: Need) -> Iterator[Text]:
    """What is missing in a need, or too much."""
    counts = need.at_least is not None or need.at_most is not None
    if len(need.subjects) != 1:
        yield Text("needs 的一条写 item、items、part、veto 之一", "a need is of one of item, items, part and veto")
    elif need.veto is not None and (need.edges or counts):
        yield Text("veto: none 不再写界线和个数", "veto: none has no edge and no count")
    elif need.veto is None and len(need.edges) != 1:
        yield Text("needs 的一条写 from、above、to、below 之一", "a need has one of from, above, to and below")
    elif counts and need.items is None:
        yield Text("at_least、at_most 数的是 items 里的项", "at_least and at_most count the items in items")
    elif need.at_least is not None and need.at_most is not None and need.at_least > need.at_most:
        yield Text("at_least 比 at_most 大", "at_least is more than at_most")


def _named_items(each: WrittenNeed, checked: RuleContext) -> Iterator[tuple[Path_, str]]:
    """The ids that a need names."""
    if each.need.item is not None:
        yield (*each.path, "item"), each.need.item
    if each.need.items is not None and each.need.items not in _WORDS:
        path: Path_ = (*each.path, "items")
        is_list = isinstance(checked.document.at(path), tuple)
        yield from (((*path, n) if is_list else path, item) for n, item in enumerate(each.need.items))


def _lacking(
    each: WrittenNeed, checked: RuleContext, path: Path_, name: str, *, known: tuple[str, ...]
) -> Iterator[Slip]:
    """A group with these grades that does not have what is known elsewhere."""
    lacking = [group for group in groups_of_need(each, checked) if name not in _names(group, path)]
    if name in known and lacking:
        yield Slip("A403", path, {"group": lacking[0].name, "name": name, "band": each.band.name})


def _names(group: RoundGroup, path: Path_) -> set[str]:
    """The ids of items that every unit of a group has, or the names of its parts, by what a path leads to."""
    if path[-1] == "part":
        return {*(part.name for part in group.parts), *(choice.name for choice in group.choices)}
    alike = {group.numbers(unit): group.parts_for(unit) for unit in group.units}
    each = [{item for part in parts for item in part.rubric.ids} for parts in alike.values()]
    return set.intersection(*each) if each else set()


def groups_of_need(each: WrittenNeed, checked: RuleContext) -> list[RoundGroup]:
    """The groups that have the grades of a need."""
    return [group for group in (checked.round.groups if checked.round else ()) if group.grades is each.grades]
