"""The words by which a printed table tells what is beside its total: bonuses, penalties, vetoes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from gkpg.base.normalize import fold_name

BesideKind = Literal["bonus", "penalty", "veto"]

#: A longer name speaks of bonuses, but is that of an item.
_LONGEST = 10
_VETO = re.compile(r"一票否决|否决(?:项|指标|事项|情形|条款)|^vetoe?s?$")
_BOTH = re.compile(r"加减分|加扣分|奖惩")
#: What a remark begins with: `备注：`, `（注：）`.
_REMARK = re.compile(r"^[（(]?(?:备注|附注|注|说明)\d{0,2}[：:][）)]?")
#: What the names of a table of its own stand under: `加分项目`, `一票否决情形`.
_HEADS = re.compile(r"(?:项目?|事项|内容|指标|情形|条件|类别)(?:名称)?$|^(?:bonus|penalt)")
#: What the title of such a table begins with.
_TITLE = re.compile(r"[^\u3400-\u9fff]*(?:附加分|加分|奖励分|减分|扣分|倒扣|一票否决|否决)")
_PENALTY = re.compile(r"减分|扣分|倒扣|^(?:penalty|penalties|penaltypoints|malus|deductions?|negativepoints)$")
_BONUS = re.compile(r"加分|附加分|奖励分|^(?:bonus|bonuses|bonuspoints|bonusitems|extracredit|extrapoints)$")


def beside_kind(name: str) -> BesideKind | None:
    """What rows under such a name are; None where they are parts of the total. What is both is told by each row."""
    text = fold_name(name)
    if _VETO.search(text) and len(text) <= _LONGEST:
        return "veto"
    if len(text) > _LONGEST and not text.isascii():
        return None
    if _BOTH.search(text):
        return None
    if _PENALTY.search(text):
        return "penalty"
    return "bonus" if _BONUS.search(text) else None


@lru_cache(4_096)
def headed_kind(text: str) -> BesideKind | None:
    """What a heading says that the names below it are, `加分项目`; None where it says no such thing."""
    return beside_kind(text) if _HEADS.search(fold_name(text)) else None


def titled_kind(text: str) -> BesideKind | None:
    """What the title of a table says that all its rows are, `加分项目表`; None where it says no such thing."""
    return beside_kind(text) if _TITLE.match(text) else None


def without_remark(text: str) -> str:
    """A text without the word that calls it a remark."""
    return _REMARK.sub("", text)
