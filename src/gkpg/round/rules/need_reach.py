"""Rules of what needs ask for: somebody can meet them, each and together, and not everybody does."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_exact
from gkpg.base.text import Text, list_words
from gkpg.round.need_words import SIGNS
from gkpg.round.needed_items import items_needed
from gkpg.round.rules.needed_ranges import LOWER, UPPER, NeededRange, Range, ranges_needed
from gkpg.round.rules.needs import groups_of_need, written_needs
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.round.grades import Edge, Need
    from gkpg.round.group import RoundGroup
    from gkpg.round.rules.context import RuleContext
    from gkpg.round.rules.needs import WrittenNeed
    from gkpg.yamlfiles.document import Path_

Problem = tuple["Path_", Text]
#: The edge that is met where another is not.
_OTHER = {"from": "below", "above": "to", "to": "above", "below": "from"}
_NEVER = {
    "from": Text("达不到 {}", "cannot meet {}"),
    "above": Text("不会高于 {}", "never above {}"),
    "to": Text("不会是 {} 或更低", "never {} or less"),
    "below": Text("不会低于 {}", "never below {}"),
}


def needs_can_be_met(checked: RuleContext) -> Iterator[Slip]:
    """A need is of what has points, and some unit can meet it."""
    for each in written_needs(checked):
        problems = [
            problem for group in groups_of_need(each, checked) for problem in _of_need(each.need, group, checked)
        ]
        for path, problem in problems[:1]:
            yield Slip("A402", (*each.path, *path), {"problem": problem})


def needs_agree(checked: RuleContext) -> Iterator[Slip]:
    """What a band needs can be met by one unit."""
    by_band: dict[int, list[WrittenNeed]] = {}
    for each in written_needs(checked):
        by_band.setdefault(id(each.band), []).append(each)
    for needs in by_band.values():
        for first, second in combinations(needs, 2):
            if any(_clash(first.need, second.need, group, checked) for group in groups_of_need(second, checked)):
                line = checked.document.place(first.path).line
                zh = f"与第 {line} 行的 {_subject(first.need)} 那一条不能同时达到"
                problem = Text(
                    zh, f"no unit can meet it together with the need of {_subject(first.need)} in line {line}"
                )
                yield Slip("A402", second.path, {"problem": problem}, (first.path,))
                break


def needs_without_use(checked: RuleContext) -> Iterator[Problem]:
    """The needs that every unit meets."""
    for each in written_needs(checked):
        groups = groups_of_need(each, checked)
        if groups and all(_all_meet(each.need, group, checked) for group in groups):
            yield each.path, Text("谁都达到", "every unit meets it")


def _subject(need: Need) -> str:
    """What a need looks at, as it is written."""
    return need.item or need.part or ", ".join(need.items or ())


def _of_need(need: Need, group: RoundGroup, checked: RuleContext) -> Iterator[Problem]:
    """What keeps every unit of a group from meeting a need."""
    if need.veto is not None:
        if not any(part.rubric.vetoes for part in group.parts):
            yield ("veto",), Text(f"{group.name} 的指标表里没有否决项", f"no rubric of {group.name} has vetoes")
        return
    if len(need.edges) != 1:
        return
    ranges = ranges_needed(need, group, checked)
    yield from _without_points(need, group)
    if need.at_least is not None and need.at_least > len(ranges):
        yield ("at_least",), Text(f"{group.name} 只有 {len(ranges)} 项", f"{group.name} has {len(ranges)} of them only")
    if need.edge[1].is_share and any(each.whole is None for found in ranges for each in found.ranges):
        yield (need.edge[0],), Text("不封顶的没有比例", "what has no limit has no shares")
        return
    yield from _never_met(need, ranges)


def _without_points(need: Need, group: RoundGroup) -> Iterator[Problem]:
    """The items that get no points of their own."""
    key = "item" if need.item is not None else "items"
    for item in items_needed(need, group) if need.part is None else ():
        tables = [part.rubric for part in group.parts if item in part.rubric.by_id]
        if any(item in each.rows or each.by_id[item].is_veto for each in tables[:1]):
            yield (key,), Text(f"{item} 没有自己的得分", f"{item} has no points of its own")


def _never_met(need: Need, ranges: Sequence[NeededRange]) -> Iterator[Problem]:
    """Too many that cannot meet the edge, or too many that cannot but meet it."""
    key, edge = need.edge
    short = [each for each in ranges if not each.can_meet(key, edge)]
    sure = [each for each in ranges if each.always_meets(key, edge) and not each.may_lack]
    if need.at_most is not None and len(sure) > need.at_most:
        names = list_words([each.name for each in sure], 4)
        limit = f"{SIGNS[key]} {edge}"
        zh, en = f"{names.zh} 总是 {limit}，多于 {need.at_most} 项", f"always {limit}, more than {need.at_most} of them"
        yield ("at_most",), Text(zh, f"{names.en}: {en}")
    if not short or (need.at_most is not None and need.at_least is None):
        return
    lost = len(ranges) - len(short) < need.at_least if need.at_least is not None else _keeps_all(short, ranges)
    if lost:
        yield (key,), _out_of_reach(short[0], key, edge)


def _keeps_all(short: Sequence[NeededRange], ranges: Sequence[NeededRange]) -> bool:
    """Whether items that cannot meet an edge keep every unit from a need that all meet it."""
    return len(short) == len(ranges) or any(not each.may_lack for each in short)


def _out_of_reach(found: NeededRange, key: str, edge: Edge) -> Text:
    """How far something is from an edge."""
    nearest, never = found.ranges[0], _NEVER[key]
    value, end = (
        (nearest.told, Text("最多", "at most")) if key in LOWER else (nearest.values.least, Text("最少", "at least"))
    )
    told = format_exact(value or Fraction(0))
    zh = f"{found.name} {end.zh} {told}，{never.zh.format(edge)}"
    return Text(zh, f"{found.name} is {told} {end.en}, {never.en.format(edge)}")


def _all_meet(need: Need, group: RoundGroup, checked: RuleContext) -> bool:
    """Whether every unit of a group meets a need."""
    if need.veto is not None or group.composed:
        return False
    key, edge = need.edge
    ranges = ranges_needed(need, group, checked)
    sure = [each for each in ranges if each.always_meets(key, edge)]
    there = [each for each in sure if not each.may_lack]
    can = [each for each in ranges if each.can_meet(key, edge)]
    if need.at_least is None and need.at_most is None:
        return bool(there) and len(sure) == len(ranges)
    is_enough = len(there) >= (need.at_least or 0)
    return any(not each.may_lack for each in ranges) and is_enough and len(can) <= (need.at_most or len(ranges))


class _Claim(NamedTuple):
    """So many of some items, or a part, meet an edge."""

    subjects: dict[str, NeededRange]
    key: str
    edge: Edge
    least: int


def _clash(first: Need, second: Need, group: RoundGroup, checked: RuleContext) -> bool:
    """Whether two needs cannot be met together: they ask for more of the same items than there are."""
    if (first.part is None) is not (second.part is None):
        return False
    claims = [[*_claims(need, ranges_needed(need, group, checked))] for need in (first, second)]
    return any(_exclude(one, other) for one in claims[0] for other in claims[1])


def _claims(need: Need, ranges: Sequence[NeededRange]) -> Iterator[_Claim]:
    """What a need says of how many meet which edge; at most so many meet it, if at least the rest do not."""
    if need.veto is not None or len(need.edges) != 1:
        return
    subjects, (key, edge) = {each.name: each for each in ranges}, need.edge
    may_lack = any(each.may_lack for each in ranges) and len(subjects) > 1
    if need.at_least is not None or need.at_most is None:
        every = 1 if may_lack else len(subjects)
        yield _Claim(subjects, key, edge, every if need.at_least is None else need.at_least)
    if need.at_most is not None and not may_lack:
        yield _Claim(subjects, _OTHER[key], edge, len(subjects) - need.at_most)


def _exclude(one: _Claim, other: _Claim) -> bool:
    """Whether two claims need more items than there are, since no item meets both edges."""
    both = one.subjects.keys() & other.subjects.keys()
    if not both or any(_may_be_both(one, other, each) for name in both for each in one.subjects[name].ranges):
        return False
    left = [max(0, claim.least - len(claim.subjects.keys() - both)) for claim in (one, other)]
    return sum(left) > len(both)


def _may_be_both(one: _Claim, other: _Claim, of: Range) -> bool:
    """Whether a figure may be on the right side of both edges."""
    if (one.key in LOWER) is (other.key in LOWER):
        return True
    lower, upper = (one, other) if one.key in LOWER else (other, one)
    if one.edge.is_share is not other.edge.is_share and (of.whole is None or of.values.most is None):
        return True
    low, high = (each.edge.points(of.whole or Fraction(1)) for each in (lower, upper))
    return low < high or (low == high and LOWER[lower.key] and UPPER[upper.key])
