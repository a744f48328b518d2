"""Rules of choices: the better or the worse of parts is of parts that compare, and stands in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.round.resolve import composite_of
from gkpg.round.rules.unknown import unknown_names
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.group import RoundPart
    from gkpg.round.model import Part
    from gkpg.round.rules.context import RuleContext
    from gkpg.yamlfiles.document import Path_

_IDLE_WEIGHT = Text(
    "在 of 里选的部分不单独计入总分，它的 weight 不起作用；写在有 of 的部分上",
    "a part that is chosen among counts in the choice alone, so its weight does nothing; write it at the part with of",
)


def choices_are_whole(checked: RuleContext) -> Iterator[Slip]:
    """A choice says by which rule and of which parts, which it alone takes, and has no rubric of its own."""
    for path, part, others in _written(checked):
        if part.of is None:
            if part.rule is not None:
                yield Slip("A402", path, {"problem": Text("rule 要和 of 一起写", "rule belongs to of")})
            continue
        plain = [other.name for other in others if other.of is None]
        named = [((*path, "of", n), name) for n, name in enumerate(part.of)]
        choices = {other.name for other in others if other.of is not None}
        yield from (Slip("A402", where, {"problem": _NESTED}) for where, name in named if name in choices)
        yield from unknown_names("A109", [each for each in named if each[1] not in choices], plain)
        yield from (Slip("A402", path, {"problem": problem}) for problem in _problems(part, others))
        idle = (n for n, other in enumerate(others) if other.weight is not None and _is_within(other, part))
        yield from (Slip("A402", (*path[:-1], n, "weight"), {"problem": _IDLE_WEIGHT}) for n in idle)


def choices_can_be_made(checked: RuleContext) -> Iterator[Slip]:
    """In every group a choice has parts, on one scale or brought to one."""
    if not checked.is_whole:
        return
    for path, part, _ in _written(checked):
        for group in checked.group_names if part.of is not None else ():
            if not _is_for(checked, part, group):
                continue
            own = [each for each in checked.parts[group] if each.name in (part.of or ())]
            problem = _cannot(part, own, group)
            if problem is not None:
                yield Slip("A402", path, {"problem": problem})
                break


def _written(checked: RuleContext) -> Iterator[tuple[Path_, Part, tuple[Part, ...]]]:
    """Every part where it is written, with all parts beside it."""
    for path, number in checked.list_entries("composite"):
        parts = checked.assessment.composite[number].parts
        yield from (((*path, "parts", n), part, parts) for n, part in enumerate(parts))


def _problems(part: Part, others: tuple[Part, ...]) -> Iterator[Text]:
    """What a choice lacks, or has in vain."""
    named = part.of or ()
    if part.rule is None:
        yield Text("of 要和 rule（highest 或 lowest）一起写", "of needs rule (highest or lowest)")
    if len(set(named)) < 2:
        yield Text("of 至少要写两个部分", "of names two parts at least")
    if part.rubric is not None or part.sources is not None:
        yield Text("写了 of 的部分不再写 rubric、sources", "a part with of has no rubric and no sources")
    twice = [other for other in others if other is not part and not set(other.of or ()).isdisjoint(named)]
    if any(_meet(part, other) for other in twice):
        yield Text("一个部分只能在一个 of 里", "a part is in one of only")


def _is_within(other: Part, choice: Part) -> bool:
    """Whether a part counts in a choice alone, in every group that it is for."""
    if other.name not in (choice.of or ()) or other.of is not None:
        return False
    return choice.groups is None or set(other.groups or (None,)) <= set(choice.groups)


def _meet(one: Part, other: Part) -> bool:
    """Whether two parts are for one group."""
    return one.groups is None or other.groups is None or not set(one.groups).isdisjoint(other.groups)


def _is_for(checked: RuleContext, part: Part, group: str) -> bool:
    """Whether a part is one of those of a group."""
    composite = composite_of(checked.assessment, group)
    return composite is not None and any(each is part for each in composite.parts) and part.is_for(group)


def _cannot(part: Part, own: list[RoundPart], group: str) -> Text | None:
    """Why a choice cannot be made in a group."""
    totals = {each.rubric.total for each in own}
    if not own:
        return Text(f"{group} 没有 of 里的任何一个部分", f"{group} has none of the parts in of")
    if None in totals and (len(totals) > 1 or part.max is not None or part.weight is not None):
        return Text("不封顶的部分没有比例，不能这样比", "what has no limit has no shares, and cannot be compared so")
    if len(totals) > 1 and part.max is None and part.weight is None:
        zh = f"{group} 的这些部分满分不同，要写 max（选出的计几分）"
        return Text(zh, f"these parts of {group} have different totals: write max")
    return None


_NESTED = Text("of 里不能再写有 of 的部分", "a choice is not made of choices")
