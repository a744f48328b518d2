"""Changes in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from gkpg.base.points import format_exact, format_points
from gkpg.base.text import Text
from gkpg.differences.rubrics.change import ChangeLevel
from gkpg.rubric.blocks import Gate
from gkpg.rubric.describe import describe_effect, describe_gate, describe_max
from gkpg.rubric.fields import FIELDS
from gkpg.rubric.item import Repair
from gkpg.rubric.kinds import ChangeRow, Knot, MeasureBand, Per, ValueRounding
from gkpg.rubric.model import SourceDocument
from gkpg.rubric.rules import field_names
from gkpg.rubric.vetoes import Effect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gkpg.differences.rubrics.change import Change, ChangeKind, ChangeTerm

#: What the levels of changes are called.
LEVELS = {
    ChangeLevel.WORDING: Text("文字", "wording"),
    ChangeLevel.POINTS: Text("分值", "points"),
    ChangeLevel.STRUCTURE: Text("结构", "structure"),
}
_NOTHING = Text("（无）", "(none)")
#: So many characters of a text are shown beside what is different in it.
_AROUND = 12


def describe_change(change: Change) -> Text:
    """What is different, in one sentence."""
    return _DESCRIBE[change.kind](change)


def before_and_after(change: Change) -> tuple[Text, Text]:
    """What a field held, and what it holds."""
    assert change.old is not None  # noqa: S101 - a field is of a row that was there
    assert change.new is not None  # noqa: S101
    before, after = (_value(_describe_content(node, change.field)) for node in (change.old, change.new))
    return before, after


def _show_both(change: Change) -> tuple[Text, Text]:
    """The same; long texts only where they differ."""
    before, after = before_and_after(change)
    if len(before.zh) + len(after.zh) <= 4 * _AROUND:
        return before, after
    pairs = [trim_texts(*each) for each in ((before.zh, after.zh), (before.en, after.en))]
    return Text(pairs[0][0], pairs[1][0]), Text(pairs[0][1], pairs[1][1])


def _describe_content(node: Any, field: str) -> Any:
    if field in {"max", "total"}:
        return describe_max(node.max)
    if field == "weight":
        share = node.fields.get(field)
        return None if share is None else _same(f"{format_exact(share * 100)}%")
    return {"name": node.name, "id": node.id, "rubric": node.id}.get(field, node.fields.get(field))


def _value(value: Any) -> Text:
    """What a field holds, in words."""
    if value is None or value == ():
        return _NOTHING
    if isinstance(value, Text):
        return value
    if isinstance(value, (ChangeRow, Knot, MeasureBand, Per, ValueRounding)):
        return value.says
    if isinstance(value, tuple):
        each = [_value(one) for one in value]
        return Text("、".join(one.zh for one in each), ", ".join(one.en for one in each))
    if isinstance(value, Mapping):
        return _value(tuple(f"{word} {format_exact(points)}" for word, points in value.items()))
    if isinstance(value, BaseModel):
        return _model(value)
    if isinstance(value, Fraction):
        return _same(format_exact(value))
    return _same(format_points(value) if isinstance(value, Decimal) else str(value))


def _model(value: BaseModel) -> Text:
    if isinstance(value, Effect):
        return describe_effect(value)
    if isinstance(value, Gate):
        return describe_gate(value)
    if isinstance(value, Repair):
        kind = Text("复原", "restored") if value.kind == "restored" else Text("假定", "assumed")
        fields = field_names(value.field)
        return Text(f"{fields.zh}{kind.zh}（{value.reason}）", f"{fields.en} {kind.en} ({value.reason})")
    if isinstance(value, SourceDocument):
        return _same(" ".join(str(each) for each in (value.document, value.issued, value.part) if each))
    return _same(str(value))


def _same(text: str) -> Text:
    return Text(text, text)


def trim_texts(before: str, after: str) -> tuple[str, str]:
    """Two texts from a little before they differ to a little after."""
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if before[-n - 1] != after[-n - 1]), rest)
    begin = max(0, head - _AROUND)
    return _cut_text(before, begin, tail), _cut_text(after, begin, tail)


def _cut_text(text: str, begin: int, tail: int) -> str:
    end = min(len(text), len(text) - tail + _AROUND)
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"


def _describe_field(change: Change) -> Text:
    name, (before, after) = _field_name(change), _show_both(change)
    if change.level is ChangeLevel.WORDING:
        before, after = (each if each is _NOTHING else Text(f"“{each.zh}”", f"“{each.en}”") for each in (before, after))
    zh, en = f"{before.zh} → {after.zh}", f"{before.en} → {after.en}"
    if change.node.kind == "rubric":
        return Text(f"{name.zh}：{zh}", f"{name.en}: {en}")
    return Text(f"{change.node.label} 的{name.zh}：{zh}", f"{name.en} of {change.node.label}: {en}")


def _field_name(change: Change) -> Text:
    """What a field is called: by its name in Chinese, by its key in English, as in all messages."""
    return Text(FIELDS[_MODELS[change.node.kind]][change.field].name.zh, change.field)


#: The models of rows, by which their fields are called.
_MODELS = {"rubric": "Rubric", "item": "Item", "block": "Block", "veto": "VetoRule"}


def _describe_renamed(change: Change) -> Text:
    before, after = _show_both(change)
    number = change.node.id
    return Text(f"{number} 改名：{before.zh} → {after.zh}", f"{number} renamed: {before.en} → {after.en}")


def _describe_renumbered(change: Change) -> Text:
    before, after = _show_both(change)
    name = change.node.name
    return Text(f"{name} 改编号：{before.zh} → {after.zh}", f"{name} renumbered: {before.en} → {after.en}")


def _describe_order(change: Change) -> Text:
    now = [each.id for each in change.node.below]
    label = change.node.label
    if change.node.kind == "rubric":
        return Text(f"各指标的顺序改为 {'、'.join(now)}", f"indicators now in the order {', '.join(now)}")
    return Text(f"{label} 之下的顺序改为 {'、'.join(now)}", f"rows below {label} now in the order {', '.join(now)}")


def _describe_moved(change: Change) -> Text:
    terms = [
        f"{term.node.label} {_describe_points(term.before)} → {_describe_points(term.after)}" for term in change.terms
    ]
    label, most = change.node.label, _describe_points(change.node.max)
    where = Text(f"{label} 内", f"within {label}")
    if change.node.kind == "rubric":
        where = Text(f"{label} 各指标间", f"between the indicators of {label}")
    zh, en = f"{where.zh}分值移动（合计仍为 {most}）", f"moved {where.en} ({most} as before)"
    return Text(f"{zh}：{'，'.join(terms)}", f"{en}: {', '.join(terms)}")


def _describe_added(change: Change) -> Text:
    points = (
        Text("", "") if change.node.max is None else Text(f"，{_describe_points(change.node.max)} 分", _bracket(change))
    )
    return Text(f"新增 {change.node.label}{points.zh}", f"added {change.node.label}{points.en}")


def _describe_removed(change: Change) -> Text:
    points = (
        Text("", "")
        if change.node.max is None
        else Text(f"（{_describe_points(change.node.max)} 分）", _bracket(change))
    )
    return Text(f"删去 {change.node.label}{points.zh}", f"removed {change.node.label}{points.en}")


def _bracket(change: Change) -> str:
    return f" ({_describe_points(change.node.max)})"


def _describe_split(change: Change) -> Text:
    whole = change.old or change.node
    parts = _parts(change.terms)
    label = f"{whole.label} {_describe_points(whole.max)}"
    return Text(f"{label} 拆成 {'、'.join(parts)}", f"{label} split into {', '.join(parts)}")


def _describe_merged(change: Change) -> Text:
    parts, label = _parts(change.terms), f"{change.node.label} {_describe_points(change.node.max)}"
    return Text(f"{'、'.join(parts)} 合并为 {label}", f"{', '.join(parts)} merged into {label}")


def _parts(terms: Iterable[ChangeTerm]) -> list[str]:
    return [
        f"{term.node.label} {_describe_points(term.after if term.before is None else term.before)}" for term in terms
    ]


def _describe_place(change: Change) -> Text:
    around = change.node.above
    if around is None or around.kind == "rubric":
        return Text(f"{change.node.label} 移到第一级", f"{change.node.label} moved to the first level")
    above = around.label
    return Text(f"{change.node.label} 移到 {above} 之下", f"{change.node.label} moved below {above}")


def _describe_points(points: Fraction | None) -> str:
    return "—" if points is None else format_exact(points)


_DESCRIBE: dict[ChangeKind, Callable[[Change], Text]] = {
    "text": _describe_field,
    "points": _describe_field,
    "way": _describe_field,
    "renamed": _describe_renamed,
    "renumbered": _describe_renumbered,
    "order": _describe_order,
    "moved": _describe_moved,
    "added": _describe_added,
    "removed": _describe_removed,
    "split": _describe_split,
    "merged": _describe_merged,
    "placed": _describe_place,
}
