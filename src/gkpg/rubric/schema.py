"""The JSON Schema of rubrics."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text, list_words
from gkpg.rubric.fields import FIELDS
from gkpg.rubric.kinds import BLOCKS, DEFAULT, KIND_FIELDS, KINDS, OF_A_VALUE
from gkpg.rubric.model import Rubric
from gkpg.yamlfiles import shapes
from gkpg.yamlfiles.schema.about import KeyRule, SchemaWords, has, is_none_of, is_one_of, lacks, needs, refuses
from gkpg.yamlfiles.schema.assembly import build_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Lang
    from gkpg.rubric.kinds import RowContext

#: An id has no space and nothing that cannot be seen; the other rules of ids look at the whole table.
_ID = {
    **shapes.WORDS,
    "pattern": r"^[^\s\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+$",
    "errorMessage": Text('应为加引号的编号，不含空格，如 "1.1"', 'should be an id in quotes, without spaces, such as "1.1"'),
}  # fmt: skip
_IMPLY_MAX = tuple(name for name, kind in KINDS.items() if kind.implies_max)
_MAX = Text("要写 max（分值），或者写 weight（权重）", "needs max, or weight in its place")
_UNIT = Text("测量值（kind: measure）要写 unit（单位）", "kind measure needs its unit")
_BOTH = Text("写了 weight（权重）就不写 max（分值）", "max does not go with weight")


def _of_kinds() -> Iterator[KeyRule]:
    """What kinds need, and what does not belong to them."""
    needed: dict[tuple[str, Text], list[str]] = {}
    for kind in KINDS.values():
        for field, says in kind.needs.items():
            needed.setdefault((field, says), []).append(kind.name)
    yield from (needs(field, says, is_one_of("kind", *names)) for (field, says), names in needed.items())
    yield from (rule for kind in KINDS.values() if kind.one_of for rule in _of_choice(kind.name, kind.one_of))
    yield from (_of_field(field) for field in KIND_FIELDS)
    alone = [kind.name for kind in KINDS.values() if not kind.takes_items]
    yield refuses("items", Text("这种类型没有子项", "this kind has no items"), is_one_of("kind", *alone))


def _of_choice(kind: str, fields: tuple[str, ...]) -> Iterator[KeyRule]:
    """Of some fields a kind has just one."""
    words = list_words(fields)
    says = Text(f"{words.zh} 要写且只写一个", f"needs one of {words.en}")
    yield KeyRule(is_one_of("kind", kind), {"oneOf": [{"required": [field]} for field in fields]}, says)


def _of_field(field: str) -> KeyRule:
    """Where a field of kinds does not belong; a row of losses, which names no kind, may have some of them."""
    takers = [kind.name for kind in KINDS.values() if field in {*kind.needs, *kind.may_have}]
    arounds: tuple[RowContext, ...] = (*KINDS.values(), *BLOCKS.values())
    if any(field in around.rows_may_have for around in arounds):
        others = (name for name in KINDS if name not in {*takers, DEFAULT})
        says = Text(f"这种类型用不到 {field}", f"{field} does not belong to this kind")
        return refuses(field, says, is_one_of("kind", *others))
    if DEFAULT in takers:
        others = (name for name in KINDS if name not in takers)
        return refuses(
            field, Text(f"这种类型用不到 {field}", f"{field} does not belong to this kind"), is_one_of("kind", *others)
        )
    be = "are" if field.endswith("s") else "is"
    says = Text(f"{field} 只用于 kind: {' 和 '.join(takers)}", f"{field} {be} for kind {' and '.join(takers)}")
    return refuses(field, says, is_none_of("kind", *takers))


_OF_ITEMS: tuple[KeyRule, ...] = (
    needs("max", _MAX, {"allOf": [lacks("weight"), is_none_of("kind", *_IMPLY_MAX)]}),
    refuses("max", _BOTH, has("weight")),
    *_of_kinds(),
    *(needs("out_of", Text(f"写了 {key} 的要写 out_of", f"{key} needs out_of"), has(key)) for key in ("zero", "step")),
    refuses("out_of", Text("有子项的项没有 out_of", "an item with sub-items has no out_of"), has("items")),
    needs("unit", _UNIT, {"allOf": [is_one_of("kind", "measure"), lacks("items")]}),
    *(refuses(key, Text(f"有子项的项没有 {key}", f"an item with sub-items has no {key}"), has("items")) for key in OF_A_VALUE),
    refuses("items", Text("按判断评分（judgement）的项没有子项", "what is scored by judgement has no items"), has("judgement")),
)  # fmt: skip
_OF_GATES: tuple[KeyRule, ...] = (
    needs("from", Text("above（高于）和 from（不低于）要写一个", "needs above or from"), lacks("above")),
    refuses("from", Text("above（高于）和 from（不低于）只能写一个", "either above or from"), has("above")),
)
_OF_EFFECTS: tuple[KeyRule, ...] = (
    needs("points", Text("写了 item 的要写 points（计几分）", "item needs points"), has("item")),
    needs("item", Text("写了 points 的要写 item（哪一项）", "points needs item"), has("points")),
)

_OF_MEASURE_BANDS: tuple[KeyRule, ...] = (
    KeyRule({}, {"oneOf": [has("points"), has("line"), has("per")]}, Text("要写 points、line 或 per 之一", "needs one of points, line and per")),
    *(
        refuses(other, Text("只能写一个界限", "a band has one edge"), has(edge))
        for edge, other in combinations(("from", "above", "to", "below"), 2)
    ),
)  # fmt: skip
_OF_PER: tuple[KeyRule, ...] = (
    KeyRule({}, {"anyOf": [has("below"), has("above")]}, Text("要写 below 或 above：每步加减几分", "needs below or above, what a step is worth")),
)  # fmt: skip

SCHEMA_WORDS = SchemaWords(
    FIELDS,
    {"Item": _OF_ITEMS, "Gate": _OF_GATES, "Effect": _OF_EFFECTS, "MeasureBand": _OF_MEASURE_BANDS, "Per": _OF_PER},
    {
        **dict.fromkeys(("Item.id", "Item.number", "Block.id", "VetoRule.id", "VetoRule.number"), _ID),
        "VetoRule.effect": {"minProperties": 1},
    },
    freed=frozenset({"Item.max"}),
    needed=frozenset({"VetoRule.effect"}),
)


def rubric_schema(lang: Lang) -> dict[str, Any]:
    """The JSON Schema of rubrics, in the words of one language."""
    return build_schema("rubric", Rubric, SCHEMA_WORDS, lang)
