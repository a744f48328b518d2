"""Join rules: the words for how several assessors' scores become one, each with what is told of it.

How each rule computes is a row of `gkpg.scoring.combine`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from gkpg.base.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

JoinRule = Literal["mean", "median", "trimmed-mean", "highest", "lowest", "agreed"]


#: How many scores a rule needs to leave any, where that is more than one.
LEAST_SCORES: Mapping[JoinRule, int] = {"trimmed-mean": 3}


class JoinWords(NamedTuple):
    """What is told of a rule: by editors, to whom chooses one, and by outputs, where it was applied."""

    choice: Text
    applied: Text


JOIN_WORDS: Mapping[JoinRule, JoinWords] = {
    "mean": JoinWords(
        Text("平均", "the mean"),
        Text("逐项求平均，平均数不舍入", "the mean of each item, not rounded"),
    ),
    "median": JoinWords(
        Text("中位数", "the median"),
        Text("中位数", "the median"),
    ),
    "trimmed-mean": JoinWords(
        Text(
            "去掉一个最高、一个最低后平均（至少三位）",
            "the mean without the highest and the lowest (of three at least)",
        ),
        Text("去掉一个最高、一个最低后平均", "the mean without one highest and one lowest"),
    ),
    "highest": JoinWords(
        Text("最高", "the highest"),
        Text("取最高", "the highest"),
    ),
    "lowest": JoinWords(
        Text("最低", "the lowest"),
        Text("取最低", "the lowest"),
    ),
    "agreed": JoinWords(
        Text("必须一致，不一致的待裁定", "they must agree, or it is decided"),
        Text("须一致，不一致的待裁定", "they must agree, else it is decided"),
    ),
}
