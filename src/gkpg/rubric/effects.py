"""Effects of vetoes, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.points import plain
from gkpg.words import Text

if TYPE_CHECKING:
    from gkpg.rubric.model import Effect


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
        told.append(Text(f"{item} 一次扣 {points} 分，不再另扣", f"{item} loses {points} and nothing else"))
    if effect.bars is not None:
        told.append(Text(f"不得评为{effect.bars}及以上", f"not {effect.bars} or better"))
    return Text("，".join(each.zh for each in told), ", ".join(each.en for each in told))
