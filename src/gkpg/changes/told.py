"""Changes in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from gkpg.changes.change import Level
from gkpg.points import exact, plain
from gkpg.rubric.effects import effect_told, gate_told
from gkpg.rubric.fields import FIELDS
from gkpg.rubric.model import Effect, Gate, Repair, Source
from gkpg.rubric.rules import field_names
from gkpg.words import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gkpg.changes.change import Change, Kind, Term

#: What the levels of changes are called.
LEVELS = {
    Level.WORDING: Text("文字", "wording"),
    Level.POINTS: Text("分值", "points"),
    Level.STRUCTURE: Text("结构", "structure"),
}
_NOTHING = Text("（无）", "(none)")
#: So many characters of a text are shown beside what is different in it.
_AROUND = 12


def change_told(change: Change) -> Text:
    """What is different, in one sentence."""
    return _TOLD[change.kind](change)


def before_and_after(change: Change) -> tuple[Text, Text]:
    """What a field held, and what it holds."""
    assert change.old is not None  # noqa: S101 - a field is of a row that was there
    assert change.new is not None  # noqa: S101
    before, after = (_value(_held(node, change.field)) for node in (change.old, change.new))
    return before, after


def _shown(change: Change) -> tuple[Text, Text]:
    """The same; long texts only where they differ."""
    before, after = before_and_after(change)
    if len(before.zh) + len(after.zh) <= 4 * _AROUND:
        return before, after
    pairs = [_trimmed(*each) for each in ((before.zh, after.zh), (before.en, after.en))]
    return Text(pairs[0][0], pairs[1][0]), Text(pairs[0][1], pairs[1][1])


def _held(node: Any, field: str) -> Any:
    return {"name": node.name, "id": node.id, "rubric": node.id, "max": node.max, "total": node.max}.get(
        field, node.fields.get(field)
    )


def _value(value: Any) -> Text:
    """What a field holds, in words."""
    if value is None or value == ():
        return _NOTHING
    if isinstance(value, tuple):
        each = [_value(one) for one in value]
        return Text("、".join(one.zh for one in each), ", ".join(one.en for one in each))
    if isinstance(value, BaseModel):
        return _model(value)
    if isinstance(value, Fraction):
        return _same(f"{exact(value * 100)}%")
    return _same(plain(value) if isinstance(value, Decimal) else str(value))


def _model(value: BaseModel) -> Text:
    if isinstance(value, Effect):
        return effect_told(value)
    if isinstance(value, Gate):
        return gate_told(value)
    if isinstance(value, Repair):
        kind = Text("复原", "restored") if value.kind == "restored" else Text("假定", "assumed")
        fields = field_names(value.field)
        return Text(f"{fields.zh}{kind.zh}（{value.reason}）", f"{fields.en} {kind.en} ({value.reason})")
    if isinstance(value, Source):
        return _same(" ".join(str(each) for each in (value.document, value.issued, value.part) if each))
    return _same(str(value))


def _same(text: str) -> Text:
    return Text(text, text)


def _trimmed(before: str, after: str) -> tuple[str, str]:
    """Two texts from a little before they differ to a little after."""
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if before[-n - 1] != after[-n - 1]), rest)
    begin = max(0, head - _AROUND)
    return _cut(before, begin, tail), _cut(after, begin, tail)


def _cut(text: str, begin: int, tail: int) -> str:
    end = min(len(text), len(text) - tail + _AROUND)
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"


def _field(change: Change) -> Text:
    name, (before, after) = _field_name(change), _shown(change)
    if change.level is Level.WORDING:
        before, after = (each if each is _NOTHING else Text(f"“{each.zh}”", f"“{each.en}”") for each in (before, after))
    zh, en = f"{before.zh} → {after.zh}", f"{before.en} → {after.en}"
    if change.node.kind == "rubric":
        return Text(f"{name.zh}：{zh}", f"{name.en}: {en}")
    return Text(f"{change.node.label} 的{name.zh}：{zh}", f"{name.en} of {change.node.label}: {en}")


def _field_name(change: Change) -> Text:
    """What a field is called: by its name in Chinese, by its key in English, as in all messages."""
    return Text(FIELDS[_MODELS[change.node.kind]][change.field].name.zh, change.field)


#: The models of rows, by which their fields are called.
_MODELS = {"rubric": "Rubric", "item": "Item", "block": "Beside", "veto": "VetoRule"}


def _renamed(change: Change) -> Text:
    before, after = _shown(change)
    number = change.node.id
    return Text(f"{number} 改名：{before.zh} → {after.zh}", f"{number} renamed: {before.en} → {after.en}")


def _renumbered(change: Change) -> Text:
    before, after = _shown(change)
    name = change.node.name
    return Text(f"{name} 改编号：{before.zh} → {after.zh}", f"{name} renumbered: {before.en} → {after.en}")


def _order(change: Change) -> Text:
    now = [each.id for each in change.node.below]
    label = change.node.label
    return Text(f"{label} 之下的顺序改为 {'、'.join(now)}", f"rows below {label} now in the order {', '.join(now)}")


def _moved(change: Change) -> Text:
    terms = [f"{term.node.label} {_points(term.before)} → {_points(term.after)}" for term in change.terms]
    label, most = change.node.label, _points(change.node.max)
    return Text(
        f"{label} 内分值移动（合计仍为 {most}）：{'，'.join(terms)}",
        f"moved within {label} ({most} as before): {', '.join(terms)}",
    )


def _added(change: Change) -> Text:
    points = Text("", "") if change.node.max is None else Text(f"，{_points(change.node.max)} 分", _bracketed(change))
    return Text(f"新增 {change.node.label}{points.zh}", f"added {change.node.label}{points.en}")


def _removed(change: Change) -> Text:
    points = Text("", "") if change.node.max is None else Text(f"（{_points(change.node.max)} 分）", _bracketed(change))
    return Text(f"删去 {change.node.label}{points.zh}", f"removed {change.node.label}{points.en}")


def _bracketed(change: Change) -> str:
    return f" ({_points(change.node.max)})"


def _split(change: Change) -> Text:
    whole = change.old or change.node
    parts = _parts(change.terms)
    label = f"{whole.label} {_points(whole.max)}"
    return Text(f"{label} 拆成 {'、'.join(parts)}", f"{label} split into {', '.join(parts)}")


def _merged(change: Change) -> Text:
    parts, label = _parts(change.terms), f"{change.node.label} {_points(change.node.max)}"
    return Text(f"{'、'.join(parts)} 合并为 {label}", f"{', '.join(parts)} merged into {label}")


def _parts(terms: Iterable[Term]) -> list[str]:
    return [f"{term.node.label} {_points(term.after if term.before is None else term.before)}" for term in terms]


def _placed(change: Change) -> Text:
    above = change.node.above.label if change.node.above else ""
    return Text(f"{change.node.label} 移到 {above} 之下", f"{change.node.label} moved below {above}")


def _points(points: Decimal | None) -> str:
    return "—" if points is None else plain(points)


_TOLD: dict[Kind, Callable[[Change], Text]] = {
    "text": _field,
    "points": _field,
    "way": _field,
    "renamed": _renamed,
    "renumbered": _renumbered,
    "order": _order,
    "moved": _moved,
    "added": _added,
    "removed": _removed,
    "split": _split,
    "merged": _merged,
    "placed": _placed,
}
