"""The bonuses, penalties, vetoes and comparisons of a rubric in words."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact, format_points
from gkpg.base.text import Text, list_words
from gkpg.rubric.kinds import BLOCKS, MeasureItems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.rubric.blocks import Block, Gate
    from gkpg.rubric.item import Item
    from gkpg.rubric.model import Rubric
    from gkpg.rubric.vetoes import Effect


_FAIL = Text("不计总分，定为最低等次", "no total, the lowest grade")
_NO_TOTAL = Text("不计总分，不排名", "no total and no rank")


def describe_max(most: Fraction | None) -> Text:
    """The most points that there are, or that there is no limit."""
    if most is None:
        return Text("不封顶", "no limit")
    return Text(format_exact(most), format_exact(most))


def describe_effect(effect: Effect, *, is_graded: bool = True) -> Text:
    """What a veto does, to units that get grades or none."""
    told: list[Text] = []
    if effect.fail:
        told.append(_FAIL if is_graded else _NO_TOTAL)
    if effect.total is not None:
        told.append(Text(f"总分定为 {format_points(effect.total)}", f"the total is {format_points(effect.total)}"))
    if effect.ceiling is not None:
        told.append(
            Text(f"总分不高于 {format_points(effect.ceiling)}", f"no total above {format_points(effect.ceiling)}")
        )
    if effect.rank is not None:
        told.append(Text("排在最后一名", "ranked last"))
    if effect.item is not None and effect.points is not None:
        item, points = effect.item, format_exact(effect.points)
        told.append(Text(f"{item} 计 {points} 分", f"{item} gets {points}"))
    if effect.minus is not None:
        item, points = effect.minus.item, format_exact(effect.minus.points)
        alone = Text("，不再另扣", " and nothing else") if effect.minus.alone else Text("", "")
        told.append(Text(f"{item} 一次扣 {points} 分{alone.zh}", f"{item} loses {points}{alone.en}"))
    if effect.bars is not None:
        told.append(Text(f"不得评为{effect.bars}及以上", f"not {effect.bars} or better"))
    return Text("，".join(each.zh for each in told), ", ".join(each.en for each in told))


def describe_adjustments(rubric: Rubric, *, is_graded: bool = True) -> Iterator[tuple[Text, Text]]:
    """Every bonus, penalty and veto of a rubric: what it is called, and its rule."""
    for block in rubric.beside:
        kind = BLOCKS[block.kind].title
        yield Text(f"{kind.zh} {block.name}", f"{kind.en} {block.name}"), _describe_block(block)
    if rubric.beside_max is not None:
        most = format_exact(rubric.beside_max)
        yield Text("全部加分", "all bonuses"), Text(f"合计不超过 {most} 分", f"{most} at most together")
    yield from _describe_bounds(rubric)
    for veto in rubric.vetoes:
        yield (
            Text(f"一票否决 {veto.id} {veto.name}", f"veto {veto.id} {veto.name}"),
            describe_effect(veto.effect, is_graded=is_graded),
        )


def _describe_bounds(rubric: Rubric) -> Iterator[tuple[Text, Text]]:
    """What holds the points of the whole table."""
    told: list[Text] = []
    if rubric.floor is not None:
        told.append(Text(f"不低于 {format_exact(rubric.floor)} 分", f"no less than {format_exact(rubric.floor)}"))
    if rubric.ceiling is not None:
        told.append(Text(f"不超过 {format_exact(rubric.ceiling)} 分", f"no more than {format_exact(rubric.ceiling)}"))
    if told:
        how = Text("，".join(each.zh for each in told), ", ".join(each.en for each in told))
        yield Text("加分、扣分以后", "with bonuses and penalties"), how


def _describe_block(block: Block) -> Text:
    most = describe_max(block.most)
    cap = most if block.most is None else Text(f"合计不超过 {most.zh} 分", f"{most.en} at most together")
    if block.gate is None:
        return cap
    gate = describe_gate(block.gate)
    return Text(f"{cap.zh}；{gate.zh}", f"{cap.en}; {gate.en}")


def describe_gate(gate: Gate) -> Text:
    """What opens a bonus."""
    of = Text("总分", "the total") if gate.item is None else Text(f" {gate.item} ", f"item {gate.item}")
    if gate.above is not None:
        return Text(
            f"{of.zh}高于 {format_exact(gate.above)} 才计", f"only with {of.en} above {format_exact(gate.above)}"
        )
    least = "0" if gate.least is None else format_exact(gate.least)
    return Text(f"{of.zh}不低于 {least} 才计", f"only with {of.en} at {least} or more")


def describe_comparison(item: Item) -> Text:
    """How the figure of an item is compared: with other units, or with the unit's own target or earlier figure."""
    if item.of is not None:
        rule, compared = MeasureItems.rule(item).says, _OF[item.of, item.change]
        return Text(f"{compared.zh}：{rule.zh}", f"{compared.en}: {rule.en}")
    better = _BETTER[item.better]
    most = format_exact(item.max or Fraction(0))
    if item.by == "best":
        ratio = {"higher": Text("数值 ÷ 最好", "figure ÷ best"), "lower": Text("最好 ÷ 数值", "best ÷ figure")}[
            item.better
        ]
        how = Text(f"{better.zh}，{ratio.zh} × {most}", f"{better.en}: {ratio.en} × {most}")
    elif item.by == "range":
        least = format_exact(item.worst)
        how = Text(
            f"{better.zh}，最差得 {least}，最好得 {most}，其余按比例",
            f"{better.en}: the worst gets {least}, the best {most}, others in between",
        )
    else:
        ranks, behind = list_words(map(format_exact, item.points or ())), _behind(item)
        if item.within is not None:
            zh, en = list_words(each.says.zh for each in item.within), list_words(each.says.en for each in item.within)
            ranks = Text(zh.zh, en.en)
        how = Text(f"{better.zh}，按名次得 {ranks.zh}{behind.zh}", f"{better.en}, by rank: {ranks.en}{behind.en}")
    if item.equal is None:
        return how
    equal = format_exact(item.equal)
    return Text(f"{how.zh}；比不出时得 {equal}", f"{how.en}; {equal} where comparing tells nothing")


_OF = {
    ("target", "percent"): Text("数值 ÷ 本单位目标 × 100", "figure ÷ the unit's target × 100"),
    ("previous", "percent"): Text("比上一次增长的百分数", "growth on the earlier figure in percent"),
    ("previous", "difference"): Text("数值减上一次的数值", "figure less the earlier one"),
}
_OF |= {
    (of, change): Text(f"数值{zh}{called.zh}{times}", f"figure{en}{called.en}{times}")
    for of, called in {
        "mean": Text("各单位平均", "the mean of the units"),
        "median": Text("各单位中位数", "the median of the units"),
    }.items()
    for change, zh, en, times in (("percent", " ÷ ", " ÷ ", " × 100"), ("difference", "减", " less ", ""))
}
_BETTER = {
    "higher": Text("与其他单位相比，越高越好", "compared with the others, higher is better"),
    "lower": Text("与其他单位相比，越低越好", "compared with the others, lower is better"),
}


def _behind(item: Item) -> Text:
    """What ranks get behind those that are listed."""
    if item.then is None:
        rest = format_exact(item.rest or Fraction(0))
        return Text(f"，其余 {rest}", f", {rest} behind them")
    then = format_exact(item.then)
    least = "" if item.bottom is None else format_exact(item.bottom)
    floor = Text(f"，不低于 {least}", f", no less than {least}") if least else Text("", "")
    return Text(f"，以后每名 {then}{floor.zh}", f", then {then} each{floor.en}")
