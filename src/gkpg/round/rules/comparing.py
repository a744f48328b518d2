"""Rules of comparing: who is compared with whom is plain, and what does not apply leaves figures that compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text, list_words
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.compared import Compared
    from gkpg.round.model import NotApplicable
    from gkpg.round.rules.context import RuleContext
    from gkpg.rubric import Item, Rubric
    from gkpg.yamlfiles.document import Path_

#: What may be given for an item on a scale of its own: points that add up like any others there.
_STAYS = {"full", "average"}
#: What looks at the max of all items of an indicator.
_OF_INDICATOR = {"spread", "rescale-indicator"}


def comparisons_are_plain(checked: RuleContext) -> Iterator[Slip]:
    """Of the items that a rule compares each looks at the other units, and every unit is in one of its sets."""
    for path, number in checked.list_entries("compared"):
        rule = checked.assessment.compared[number]
        for where, problem in _of_rule(checked, rule):
            yield Slip("A402", (*path, *where), {"problem": problem})


def _of_rule(checked: RuleContext, rule: Compared) -> Iterator[tuple[Path_, Text]]:
    looking = {item.id for item in _compared_items(checked, rule)}
    known = set(checked.items(rule.groups))
    for n, item in enumerate(rule.items or ()):
        if item in known and item not in looking:
            yield ("items", n), _NOT_RELATIVE
    if not looking and rule.items is None:
        yield (), _NOTHING
    for n, each in enumerate(rule.among or ()):
        if not each.units and not each.groups:
            yield ("among", n), _EMPTY
    if rule.among is not None:
        yield from _of_sets(checked, rule)


def _compared_items(checked: RuleContext, rule: Compared) -> Iterator[Item]:
    """The items that a rule is for."""
    for rubric in checked.rubrics(rule.groups):
        for item in rubric.walk():
            if item.looks_at == "units" and (rule.items is None or item.id in rule.items):
                yield item


def _of_sets(checked: RuleContext, rule: Compared) -> Iterator[tuple[Path_, Text]]:
    """Every unit of the groups that a rule is for is in one set."""
    units = {unit.name: group.name for group in checked.assessment.groups for unit in group.units}
    seen: dict[str, str] = {}
    for n, each in enumerate(rule.among or ()):
        own = [*(unit for unit, group in units.items() if group in each.groups), *each.units]
        for unit in own:
            if unit in seen:
                yield ("among", n), Text(f"{unit} 在 {seen[unit]} 里已有", f"{unit} stands in {seen[unit]} already")
            seen[unit] = each.name
    composed = {each.unit for each in checked.assessment.composed}
    for_rule = [unit for unit, group in units.items() if rule.groups is None or group in rule.groups]
    lost = [unit for unit in for_rule if unit not in seen and unit not in composed]
    if lost:
        names = list_words(lost, 8)
        yield ("among",), Text(f"{names.zh} 不在任何一个里", f"{names.en}: in none of them")


def figures_stay_comparable(checked: RuleContext) -> Iterator[Slip]:
    """What does not apply hands no max on between points of the table and those of another scale."""
    for index, rule in enumerate(checked.assessment.not_applicable):
        path: Path_ = ("not_applicable", index, "treatment")
        for rubric in checked.rubrics(rule.groups):
            problem = _problem(rubric, rule)
            if problem is not None:
                yield Slip("A402", path, {"problem": problem})
                break


def _problem(rubric: Rubric, rule: NotApplicable) -> Text | None:
    """What keeps a rule from being used in a rubric."""
    sums = {item.id for item in rubric.walk() if item.is_apart_from_below}
    concerned = [item for item in rubric.ids if not {item, *rubric.above(item)}.isdisjoint(rule.items)]
    below = [item for item in concerned if not sums.isdisjoint(rubric.above(item))]
    if below and rule.treatment not in _STAYS:
        return _below(rubric.by_id[below[0]])
    if rule.to is not None and not sums.isdisjoint(rubric.above(rule.to) if rule.to in rubric.by_id else ()):
        return _below(rubric.by_id[rule.to])
    for item in concerned if rule.treatment in _OF_INDICATOR else ():
        around = {each.id for each in rubric.by_id[(item, *rubric.above(item))[-1]].walk()}
        if not sums.isdisjoint(around):
            return _below(rubric.by_id[min(sums & around)])
    return None


def _below(item: Item) -> Text:
    return Text(
        f"{item.label} 属于先小计、再换算或与其他单位相比的项，不适用时只能写 full 或 average",
        f"{item.label} belongs to what is added up and then converted or compared; "
        "there only full and average can be used",
    )


_NOT_RELATIVE = Text(
    "这一项不与其他单位相比（kind: relative，或 of: mean、median）",
    "the item is not compared with other units (kind relative, or of: mean, median)",
)
_NOTHING = Text("没有与其他单位相比的项", "there is no item of kind relative")
_EMPTY = Text("units 和 groups 至少写一个", "it needs units or groups")
