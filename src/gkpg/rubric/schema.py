"""The JSON Schema of rubrics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gkpg import shapes
from gkpg.rubric.fields import FIELDS
from gkpg.rubric.model import Rubric
from gkpg.schema.about import Rule, Telling, has, is_none_of, is_one_of, lacks, needs, refuses
from gkpg.schema.whole import schema_of
from gkpg.words import Text

if TYPE_CHECKING:
    from gkpg.words import Lang

#: An id has no space and no full-width character; the other rules of ids look at the whole table.
_ID = {
    **shapes.WORDS,
    "pattern": r"^[^\s\uff01-\uff5e]+$",
    "errorMessage": Text('应为加引号的编号，不含空格和全角字符，如 "1.1"', 'should be an id in quotes, without spaces or full-width characters, such as "1.1"'),
}  # fmt: skip
_MAX = Text("要写 max（分值），或者写 weight（权重）", "needs max, or weight in its place")
_BOTH = Text("写了 weight（权重）就不写 max（分值）", "max does not go with weight")

_OF_ITEMS: tuple[Rule, ...] = (
    needs("max", _MAX, lacks("weight")),
    refuses("max", _BOTH, has("weight")),
    needs("steps", Text("分档的项（kind: steps）要写 steps", "kind steps needs steps"), is_one_of("kind", "steps")),
    needs("each", Text("计次的项（kind: count）要写 each（每次几分）", "kind count needs each"), is_one_of("kind", "count")),
    needs("items", Text("勾选、逐行扣分的项要写 items（各行）", "ticks and deductions need items"), is_one_of("kind", "ticks", "deductions")),
    refuses("steps", Text("steps 只用于 kind: steps", "steps are for kind steps"), is_none_of("kind", "steps")),
    refuses("each", Text("这种类型用不到 each", "each does not belong to this kind"), is_one_of("kind", "steps", "ticks", "deductions")),
    refuses("floor", Text("floor 只用于 kind: deduction 和 deductions", "floor is for kind deduction and deductions"), is_none_of("kind", "deduction", "deductions")),
    refuses("items", Text("这种类型没有子项", "this kind has no items"), is_one_of("kind", "steps", "count", "deduction")),
    refuses("items", Text("按判断评分（judgement）的项没有子项", "what is scored by judgement has no items"), has("judgement")),
)  # fmt: skip
_OF_GATES: tuple[Rule, ...] = (
    needs("from", Text("above（高于）和 from（不低于）要写一个", "needs above or from"), lacks("above")),
    refuses("from", Text("above（高于）和 from（不低于）只能写一个", "either above or from"), has("above")),
)

TELLING = Telling(
    FIELDS,
    {"Item": _OF_ITEMS, "Gate": _OF_GATES},
    {"Item.id": _ID, "Beside.id": _ID, "VetoRule.id": _ID, "VetoRule.effect": {"minProperties": 1}},
    freed=frozenset({"Item.max"}),
    needed=frozenset({"VetoRule.effect"}),
)


def rubric_schema(lang: Lang) -> dict[str, Any]:
    """The JSON Schema of rubrics, in the words of one language."""
    return schema_of("rubric", Rubric, TELLING, lang)
