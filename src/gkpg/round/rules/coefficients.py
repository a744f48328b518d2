"""Rules of coefficients: each goes by a figure that the units have, of a part whose points are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text, list_words
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from gkpg.round.coefficients import Coefficient
    from gkpg.round.rules.context import RuleContext
    from gkpg.yamlfiles.document import Path_

_TWICE = Text("前面已有这个系数", "this coefficient stands there already")
_CHOSEN = Text(
    "这一部分和别的部分取高或取低，系数写在取出来的部分上", "it is chosen among others; name the choice in its place"
)
_ABOVE_ZERO = Text("系数要大于 0", "a coefficient is above 0")
_MOST_NAMED = 8


def coefficients_can_work(checked: RuleContext) -> Iterator[Slip]:
    """Every coefficient is of a known figure, which every unit has, above 0, and of a part that counts as it is."""
    written = checked.assessment.coefficients
    for path, number in checked.list_entries("coefficients"):
        rule = written[number]
        for where, problem in _problems(checked, rule, [*written[:number]]):
            yield Slip("A402", (*path, *where), {"problem": problem})


def _problems(checked: RuleContext, rule: Coefficient, before: list[Coefficient]) -> Iterator[tuple[Path_, Text]]:
    values = {each.name: each.values for each in checked.assessment.figures}.get(rule.figure)
    if values is None:
        yield ("figure",), Text(f"figures 里没有 {rule.figure}", f"figures have no {rule.figure}")
    else:
        yield from _problems_of_values(checked, rule, values)
    if rule.otherwise is not None and rule.otherwise <= 0:
        yield ("otherwise",), _ABOVE_ZERO
    if any(_are_alike(each, rule) for each in before):
        yield (), _TWICE
    chosen = {name for each in checked.assessment.composite for part in each.parts for name in part.of or ()}
    if rule.part in chosen:
        yield ("part",), _CHOSEN


def _problems_of_values(
    checked: RuleContext, rule: Coefficient, values: Mapping[str, Fraction]
) -> Iterator[tuple[Path_, Text]]:
    composed = {each.unit for each in checked.assessment.composed}
    groups = [group for group in checked.assessment.groups if rule.is_for(group.name)]
    units = [unit.name for group in groups for unit in group.units if unit.name not in composed]
    lacking = list_words([unit for unit in units if unit not in values], _MOST_NAMED)
    if lacking.zh and rule.otherwise is None:
        yield (
            ("figure",),
            Text(
                f"{rule.figure} 没有这些单位的数：{lacking.zh}（没有的按几算，写 otherwise）",
                f"{rule.figure} has none of {lacking.en} (what counts without one is otherwise)",
            ),
        )
    wrong = list_words([unit for unit in units if values.get(unit, 1) <= 0], _MOST_NAMED)
    if wrong.zh:
        yield ("figure",), Text(f"{_ABOVE_ZERO.zh}：{wrong.zh}", f"{_ABOVE_ZERO.en}: {wrong.en}")


def _are_alike(one: Coefficient, other: Coefficient) -> bool:
    """Whether two are the same for some group."""
    apart = one.groups is not None and other.groups is not None and not set(one.groups) & set(other.groups)
    return (one.figure, one.part) == (other.figure, other.part) and not apart
