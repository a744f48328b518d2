"""Targets: the items that take over points of others that do not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.round.single_figures import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.model import NotApplicable
    from gkpg.round.rules.context import RuleContext
    from gkpg.rubric import Rubric


def problems_of_target(checked: RuleContext, rule: NotApplicable, to: str) -> Iterator[Text]:
    """What keeps an item from taking over: it is another scored item of each table in which the rule has items."""
    for group, rubric in _tables(checked, rule):
        scored = {item.id for top in rubric.indicators for item in top.scored_items()}
        concerned = [item for item in rubric.ids if not {item, *rubric.above(item)}.isdisjoint(rule.items)]
        if not concerned:
            continue
        if to not in rubric.by_id:
            yield Text(
                f"{group} 的指标表 {rubric.rubric} 里有 {concerned[0]}，没有 {to}",
                f"rubric {rubric.rubric} of {group} has {concerned[0]} and no {to}",
            )
        elif to not in scored or to in concerned:
            yield _TARGET


def _tables(checked: RuleContext, rule: NotApplicable) -> Iterator[tuple[str, Rubric]]:
    """The rubrics that somebody wrote, by which the units are scored that a rule is for, each with a group."""
    figures = figures_of(checked.assessment)
    for group in checked.assessment.groups:
        is_named = rule.groups is None or group.name in rule.groups
        if is_named and any(rule.is_for(unit.name) for unit in group.units):
            yield from (
                (group.name, part.rubric)
                for part in checked.parts[group.name]
                if part.key not in figures and (part.units is None or any(map(rule.is_for, part.units)))
            )


_TARGET = Text(
    "to 应是指标表里另一个单独计分的项",
    "`to` is another item of the table with points of its own",
)
