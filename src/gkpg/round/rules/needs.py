"""Rules of needs: what a grade asks for is said in full, is there in every group, and can be met."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_exact, highest_of
from gkpg.base.text import Text
from gkpg.round.grades import EVERY_INDICATOR, EVERY_ITEM
from gkpg.round.model import HANDS_ON
from gkpg.round.needed_items import items_needed
from gkpg.round.rounding_room import room_of_item, room_of_part
from gkpg.round.rules.unknown import unknown_names
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.round.grades import Band, Grades, Need
    from gkpg.round.group import RoundGroup, RoundPart
    from gkpg.round.model import RoundingRule
    from gkpg.round.rules.context import RuleContext
    from gkpg.yamlfiles.document import Path_

_WORDS = {(EVERY_ITEM,), (EVERY_INDICATOR,)}
_LOWER = {"from": Fraction.__ge__, "above": Fraction.__gt__}


class _Written(NamedTuple):
    """A need where it is written."""

    path: Path_
    need: Need
    band: Band
    grades: Grades


class _Most(NamedTuple):
    """The most that something is, None where it has no limit, and how far above it rounding can lift it."""

    name: str
    points: Fraction | None
    room: Fraction


def needs_are_whole(checked: RuleContext) -> Iterator[Slip]:
    """A need says what it looks at, and the one edge that this must meet."""
    for path, need, _, _ in _needs(checked):
        yield from (Slip("A402", path, {"problem": problem}) for problem in _problems(need))


def needs_are_known(checked: RuleContext) -> Iterator[Slip]:
    """What a grade needs stands in every group that the grades are for."""
    if not checked.is_whole:
        return
    items = checked.items()
    parts = checked.part_names
    for each in _needs(checked):
        named = [*_named_items(each, checked)]
        yield from unknown_names("A103", named, items)
        named_part = [((*each.path, "part"), each.need.part)] if each.need.part is not None else []
        yield from unknown_names("A109", named_part, parts)
        lacking = [(*_lacking(each, checked, path, name, known=items),) for path, name in named]
        lacking += [(*_lacking(each, checked, path, name, known=parts),) for path, name in named_part]
        yield from (slip for slips in lacking for slip in slips)


def needs_can_be_met(checked: RuleContext) -> Iterator[Slip]:
    """A need is of what has points, and asks for no more than there is."""
    for each in _needs(checked):
        problems = [problem for group in _groups(each, checked) for problem in _out_of_reach(each.need, group, checked)]
        for path, problem in problems[:1]:
            yield Slip("A402", (*each.path, *path), {"problem": problem})


def _needs(checked: RuleContext) -> Iterator[_Written]:
    for path, number in checked.list_entries("grades"):
        grades = checked.assessment.grades[number]
        for n, band in enumerate(grades.bands):
            where: Path_ = (*path, "bands", n, "needs")
            is_list = bool(band.needs) and isinstance(checked.document.at(where), tuple)
            for index, need in enumerate(band.needs):
                yield _Written((*where, index) if is_list else where, need, band, grades)


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


def _named_items(each: _Written, checked: RuleContext) -> Iterator[tuple[Path_, str]]:
    """The ids that a need names."""
    if each.need.item is not None:
        yield (*each.path, "item"), each.need.item
    if each.need.items is not None and each.need.items not in _WORDS:
        path: Path_ = (*each.path, "items")
        is_list = isinstance(checked.document.at(path), tuple)
        yield from (((*path, n) if is_list else path, item) for n, item in enumerate(each.need.items))


def _lacking(each: _Written, checked: RuleContext, path: Path_, name: str, *, known: tuple[str, ...]) -> Iterator[Slip]:
    """A group with these grades that does not have what is known elsewhere."""
    lacking = [group for group in _groups(each, checked) if name not in _names(group, path)]
    if name in known and lacking:
        yield Slip("A403", path, {"group": lacking[0].name, "name": name, "band": each.band.name})


def _names(group: RoundGroup, path: Path_) -> set[str]:
    """The ids of items that every unit of a group has, or the names of its parts, by what a path leads to."""
    if path[-1] == "part":
        return {*(part.name for part in group.parts), *(choice.name for choice in group.choices)}
    alike = {group.numbers(unit): group.parts_for(unit) for unit in group.units}
    each = [{item for part in parts for item in part.rubric.ids} for parts in alike.values()]
    return set.intersection(*each) if each else set()


def _groups(each: _Written, checked: RuleContext) -> list[RoundGroup]:
    """The groups that have the grades of a need."""
    return [group for group in (checked.round.groups if checked.round else ()) if group.grades is each.grades]


def _out_of_reach(need: Need, group: RoundGroup, checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """What keeps every unit of a group from meeting a need."""
    if need.veto is not None:
        if not any(part.rubric.vetoes for part in group.parts):
            yield ("veto",), Text(f"{group.name} 的指标表里没有否决项", f"no rubric of {group.name} has vetoes")
        return
    if len(need.edges) != 1:
        return
    items = [(part, item) for item in items_needed(need, group) if (part := _part_of(group, item)) is not None]
    key = "item" if need.item is not None else "items"
    for part, item in items:
        if item in part.rubric.rows or part.rubric.by_id[item].is_veto:
            yield (key,), Text(f"{item} 没有自己的得分", f"{item} has no points of its own")
    if need.at_least is not None and need.at_least > len(items):
        yield ("at_least",), Text(f"{group.name} 只有 {len(items)} 项", f"{group.name} has {len(items)} of them only")
    rules = checked.assessment.rounding
    most = [_most_of_item(group, part, item, rules) for part, item in items if item in part.rubric.intervals]
    most += _most_of_part(group, need.part, rules)
    if any(each.points is None for each in most) and need.edge[1].is_share:
        yield (need.edge[0],), Text("不封顶的没有比例", "what has no limit has no shares")
        return
    yield from _too_high(need, most, checked)


def _most_of_item(group: RoundGroup, part: RoundPart, item: str, rules: Sequence[RoundingRule]) -> _Most:
    """The most that an item of a part is in all periods; None where there is no limit."""
    share, most = group.share_of(part.name), part.rubric.intervals[item].most
    room = room_of_item(part.rubric, part.rubric.by_id[item], rules)
    return _Most(item, None if most is None else most * share, room * share)


def _most_of_part(group: RoundGroup, name: str | None, rules: Sequence[RoundingRule]) -> list[_Most]:
    """The most that a part, or a choice among parts, is for any unit; nothing where there is none of this name."""
    named = {*((part.name, part.most) for part in group.parts)}
    named |= {(term.name, term.most) for unit in group.units[:1] for term in group.terms(unit)}
    share = group.share_of(name or "")
    found = [None if most is None else most * share for each, most in named if each == name]
    room = (
        sum((room_of_part(part.rubric, rules) for part in group.parts), Fraction(0)) * share if found else Fraction(0)
    )
    return [_Most(name or "", highest_of(found), room)] if found else []


def _too_high(need: Need, most: list[_Most], checked: RuleContext) -> Iterator[tuple[Path_, Text]]:
    """An edge above the most, however figures are rounded; where items hand points on, only a share tells."""
    key, edge = need.edge
    hands_on = any(rule.treatment in HANDS_ON for rule in checked.assessment.not_applicable)
    if key not in _LOWER or need.at_most is not None or (hands_on and not edge.is_share):
        return
    bounded = [(each.name, each.points, each.room) for each in most if each.points is not None]
    short = [(name, points) for name, points, room in bounded if not _LOWER[key](points + room, edge.points(points))]
    if short and len(short) > len(most) - (need.at_least or len(most)):
        name, points = short[0]
        zh = f"{name} 最多 {format_exact(points)}，达不到 {edge}"
        yield (key,), Text(zh, f"{name} is {format_exact(points)} at most and cannot meet {edge}")


def _part_of(group: RoundGroup, item: str) -> RoundPart | None:
    """The first part that has an item."""
    return next((part for part in group.parts if item in part.rubric.by_id), None)
