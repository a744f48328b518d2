"""The JSON Schema of assessment files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text
from gkpg.round.fields import FIELDS
from gkpg.round.grades import NO_GRADES
from gkpg.round.model import NO_RANKS, Assessment
from gkpg.yamlfiles import shapes
from gkpg.yamlfiles.schema.about import KeyRule, SchemaWords, has, is_none_of, is_one_of, lacks, needs, refuses
from gkpg.yamlfiles.schema.assembly import build_schema
from gkpg.yamlfiles.shapes import should_be

if TYPE_CHECKING:
    from gkpg.base.text import Lang


def _either(one: str, other: str, *, must: bool) -> tuple[KeyRule, ...]:
    """Not both of two keys, and one of them where there must be one."""
    both = refuses(other, Text(f"{one} 和 {other} 只能写一个", f"either {one} or {other}"), has(one))
    none = needs(one, Text(f"{one} 和 {other} 要写一个", f"needs {one} or {other}"), lacks(other))
    return (none, both) if must else (both,)


_NEED = (
    KeyRule({"type": "object"}, {"oneOf": [has(key) for key in ("item", "items", "part", "veto")]}, Text("写 item、items、part、veto 之一", "one of item, items, part and veto")),
    KeyRule({"type": "object", **lacks("veto")}, {"oneOf": [has(key) for key in ("from", "above", "to", "below")]}, Text("写 from、above、to、below 之一", "one of from, above, to and below")),
    *(refuses(key, Text(f"veto: none 不再写 {key}", f"veto: none has no {key}"), has("veto")) for key in ("from", "above", "to", "below")),
    *(refuses(key, Text(f"{key} 数的是 items 里的项", f"{key} counts the items in items"), lacks("items")) for key in ("at_least", "at_most")),
)  # fmt: skip
_GRADES = Text(
    "各等次和界线（{bands: …}），不设等次的写 none",
    "grades with their edges ({bands: …}), or none where there are none",
)
_RANKING = Text(
    "并列时怎么排（{ties: …}），不排名次的写 none",
    "how equal totals are ranked ({ties: …}), or none where there are no ranks",
)
_BANDS = Text("等次的列表，不设等次的写 none", "a list of grades, or none where there are none")
_RULES: dict[str, tuple[KeyRule, ...]] = {
    "Source": (
        needs("units", Text("实地检查（on-site）要写 units，还没有选定的写 []", "kind on-site needs units; [] while none is chosen"), is_one_of("kind", "on-site")),
        refuses("evidence", Text("evidence 只用于自查（self-check）", "evidence is for kind self-check"), is_none_of("kind", "self-check")),
    ),
    "Disagreement": _either("points", "share", must=True),
    "SharingRule": (
        needs("order", Text("replace 要写 order（来源的先后）", "rule replace needs order"), is_one_of("rule", "replace")),
        needs("weights", Text("weighted-mean 要写 weights（各来源的权重）", "rule weighted-mean needs weights"), is_one_of("rule", "weighted-mean")),
    ),
    "Part": (
        *_either("max", "rubric", must=False),
        needs("rule", Text("of 要和 rule 一起写", "of needs rule"), has("of")),
        needs("of", Text("rule 要和 of 一起写", "rule needs of"), has("rule")),
        *(refuses(key, Text(f"写了 of 的不再写 {key}", f"a part with of has no {key}"), has("of")) for key in ("rubric", "version", "sources")),
    ),
    "NotApplicable": (
        needs("to", Text("move 要写 to（加到哪一项）", "treatment move needs to"), is_one_of("treatment", "move")),
        refuses("to", Text("to 只用于 treatment: move", "to is for treatment move"), is_none_of("treatment", "move")),
    ),
    "Band": (*_either("from", "above", must=False), *_either("to", "below", must=False)),
    "Need": _NEED,
    "Quota": (
        *_either("share", "count", must=True),
        needs("round", Text("写了 share 的要写 round（怎样取整）", "a share needs round"), has("share")),
    ),
    "ItemFigures": _either("values", "file", must=True),
    "TieBreaker": (
        KeyRule({}, {"oneOf": [has(key) for key in ("item", "part", "figure")]}, Text("写 item、part、figure 之一", "one of item, part and figure")),
    ),
    "TieFigure": _either("values", "file", must=True),
}  # fmt: skip

SCHEMA_WORDS = SchemaWords(
    FIELDS,
    _RULES,
    {
        "Assessment.targets": {"type": ["array", "string"], "pattern": shapes.WORDS["pattern"]},
        "Assessment.previous": {"type": ["array", "string"], "pattern": shapes.WORDS["pattern"]},
        "Group.units": {"type": ["array", "string"], "pattern": shapes.WORDS["pattern"]},
        "RoundingRule.places": {"maximum": 9},
        "Assessment.grades": {"errorMessage": should_be(_GRADES)},
        "Assessment.ranking": {
            "type": ["object", "string"],
            "pattern": f"^{NO_RANKS}$",
            "errorMessage": should_be(_RANKING),
        },
        "Grades.bands": {"type": ["array", "string"], "pattern": f"^{NO_GRADES}$", "errorMessage": should_be(_BANDS)},
    },
)


def assessment_schema(lang: Lang) -> dict[str, Any]:
    """The JSON Schema of assessment files, in the words of one language."""
    return build_schema("assessment", Assessment, SCHEMA_WORDS, lang)
