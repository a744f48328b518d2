"""The words by which a printed table tells what is beside its total: bonuses, penalties, vetoes."""

from __future__ import annotations

import re
from typing import Literal

from gkpg.base.normalize import fold_name

BesideKind = Literal["bonus", "penalty", "veto"]

#: A longer name speaks of bonuses, but is that of an item.
_LONGEST = 10
_VETO = re.compile(r"一票否决|否决(?:项|指标|事项|情形|条款)|^vetoe?s?$")
_BOTH = re.compile(r"加减分|加扣分|奖惩")
#: What a remark begins with: `备注：`, `（注：）`.
_REMARK = re.compile(r"^[（(]?(?:备注|附注|注|说明)\d{0,2}[：:][）)]?")
_PENALTY = re.compile(r"减分|扣分|倒扣|^(?:penalty|penalties|deductions?|negativepoints)$")
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


def without_remark(text: str) -> str:
    """A text without the word that calls it a remark."""
    return _REMARK.sub("", text)
