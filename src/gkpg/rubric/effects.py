"""What stands beside the indicators of a rubric, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.points import plain
from gkpg.rubric.kinds import BLOCKS
from gkpg.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.rubric.model import Beside, Effect, Gate, Rubric


def effect_told(effect: Effect) -> Text:
    """What a veto does."""
    told: list[Text] = []
    if effect.fail:
        told.append(Text("不计总分，定为最低等次", "no total, the lowest grade"))
    if effect.total is not None:
        told.append(Text(f"总分定为 {plain(effect.total)}", f"the total is {plain(effect.total)}"))
    if effect.ceiling is not None:
        told.append(Text(f"总分不高于 {plain(effect.ceiling)}", f"no total above {plain(effect.ceiling)}"))
    if effect.minus is not None:
        item, points = effect.minus.item, plain(effect.minus.points)
        alone = Text("，不再另扣", " and nothing else") if effect.minus.alone else Text("", "")
        told.append(Text(f"{item} 一次扣 {points} 分{alone.zh}", f"{item} loses {points}{alone.en}"))
    if effect.bars is not None:
        told.append(Text(f"不得评为{effect.bars}及以上", f"not {effect.bars} or better"))
    return Text("，".join(each.zh for each in told), ", ".join(each.en for each in told))


def further_told(rubric: Rubric) -> Iterator[tuple[Text, Text]]:
    """Every bonus, penalty and veto of a rubric: what it is called, and its rule."""
    for block in rubric.beside:
        kind = BLOCKS[block.kind].title
        yield Text(f"{kind.zh} {block.name}", f"{kind.en} {block.name}"), _block_told(block)
    if rubric.beside_max is not None:
        most = plain(rubric.beside_max)
        yield Text("全部加分", "all bonuses"), Text(f"合计不超过 {most} 分", f"{most} at most together")
    for veto in rubric.vetoes:
        yield Text(f"一票否决 {veto.id} {veto.name}", f"veto {veto.id} {veto.name}"), effect_told(veto.effect)


def _block_told(block: Beside) -> Text:
    most = plain(block.most)
    cap = Text(f"合计不超过 {most} 分", f"{most} at most together")
    if block.gate is None:
        return cap
    gate = gate_told(block.gate)
    return Text(f"{cap.zh}；{gate.zh}", f"{cap.en}; {gate.en}")


def gate_told(gate: Gate) -> Text:
    """What opens a bonus."""
    of = Text("总分", "the total") if gate.item is None else Text(f" {gate.item} ", f"item {gate.item}")
    if gate.above is not None:
        return Text(f"{of.zh}高于 {plain(gate.above)} 才计", f"only with {of.en} above {plain(gate.above)}")
    least = "0" if gate.least is None else plain(gate.least)
    return Text(f"{of.zh}不低于 {least} 才计", f"only with {of.en} at {least} or more")
