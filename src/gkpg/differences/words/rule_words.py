"""Rules of assessments that are others, in words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from gkpg.base.points import format_exact, format_points
from gkpg.base.text import Text, list_words
from gkpg.round.fields import FIELDS
from gkpg.round.sources import Hands, Items

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkpg.differences.rule_differences import RuleDifference, RuleStep

NOTHING = Text("（无）", "(none)")
_TRUTH = {True: Text("是", "yes"), False: Text("否", "no")}


def describe_rule_difference(rule: RuleDifference) -> Text:
    """What a rule said and says, with the documents that fix it."""
    label, what, basis = describe_rule_place(rule), _describe_change(rule), _describe_basis(rule)
    return Text(f"{label.zh}：{what.zh}{basis.zh}", f"{label.en}: {what.en}{basis.en}")


def describe_rule_place(rule: RuleDifference) -> Text:
    """Where a rule stands: the keys on the way to it, in Chinese by their names."""
    if rule.name is not None:
        return rule.name
    steps = [_describe_step(step) for step in rule.path]
    return Text(" › ".join(each.zh for each in steps), " › ".join(each.en for each in steps))


def _describe_step(step: RuleStep) -> Text:
    about = FIELDS.get(step.model, {}).get(step.key)
    name = Text(about.name.zh if about else step.key, step.key)
    return Text(f"{name.zh} {step.name}".rstrip(), f"{name.en} {step.name}".rstrip())


def _describe_change(rule: RuleDifference) -> Text:
    before, after = rule.before, rule.after
    if rule.is_order:
        was, now = (list_words(each) for each in (before, after))
        return Text(f"顺序 {was.zh} → {now.zh}", f"order {was.en} → {now.en}")
    if _are_names(before, after) and set(before) != set(after):
        return _describe_names(before, after)
    if before is None and _is_entry(after):
        return _join(Text("新增", "added"), describe_value(after), rule.path[-1].name)
    if after is None and _is_entry(before):
        return _join(Text("删去", "removed"), describe_value(before), rule.path[-1].name)
    was, now = describe_value(before), describe_value(after)
    return Text(f"{was.zh} → {now.zh}", f"{was.en} → {now.en}")


def _is_entry(value: Any) -> bool:
    return isinstance(value, BaseModel)


def _join(word: Text, value: Text, name: str) -> Text:
    """A word, with what is said beside the name of the entry."""
    if value.zh == name:
        return word
    return Text(f"{word.zh}（{value.zh}）", f"{word.en} ({value.en})") if value.zh else word


def _are_names(*values: Any) -> bool:
    return all(type(value) is tuple and all(isinstance(each, str) for each in value) for value in values)


def _describe_names(before: tuple[str, ...], after: tuple[str, ...]) -> Text:
    """Names that came, and names that went."""
    came, gone = list_words(n for n in after if n not in before), list_words(n for n in before if n not in after)
    zh = "；".join(f"{word}{names}" for word, names in (("加 ", came.zh), ("去 ", gone.zh)) if names)
    en = "; ".join(f"{word}{names}" for word, names in (("with ", came.en), ("without ", gone.en)) if names)
    return Text(zh, en)


def _describe_basis(rule: RuleDifference) -> Text:
    old, new = rule.basis_before, rule.basis_after
    if (rule.path and rule.path[-1].key == "basis") or (old is None and new is None):
        return Text("", "")
    if old == new or rule.before is None or rule.after is None:
        new = new or old
        return Text(f"（依据：{new}）", f" (basis: {new})")
    was, now = ((Text(each, each) if each else NOTHING) for each in (old, new))
    return Text(f"（依据：{was.zh} → {now.zh}）", f" (basis: {was.en} → {now.en})")


def describe_value(value: Any) -> Text:
    """A value of an assessment in words, much as the file writes it."""
    if value is None or (type(value) is tuple and not value):
        return NOTHING
    if isinstance(value, Text):
        return value
    if isinstance(value, bool):
        return _TRUTH[value]
    if isinstance(value, BaseModel):
        return _describe_model(value)
    if isinstance(value, Mapping):
        return _list_values(_named(Text(word, word), describe_value(each)) for word, each in value.items())
    if type(value) is tuple:
        more = (_same("…"),) if len(value) > _MOST else ()
        return _list_values((*(describe_value(each) for each in value[:_MOST]), *more))
    return _same(_plain(value))


#: So many values of a list are told.
_MOST = 20


def _plain(value: Any) -> str:
    if isinstance(value, Fraction):
        return format_exact(value)
    if isinstance(value, Decimal):
        return format_points(value)
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _describe_model(value: BaseModel) -> Text:
    """What a model says that is no default, but for its name, which is all where nothing else is said."""
    if isinstance(value, Items):
        return _describe_items(value)
    if isinstance(value, Hands):
        return _same("others" if value.others else "、".join(value.names) or str(value.count))
    words = FIELDS.get(type(value).__name__, {})
    said = []
    for field, about in type(value).model_fields.items():
        found, key = getattr(value, field, None), about.alias or field
        if found not in (about.get_default(call_default_factory=True), None, ()) and key not in {"basis", "name"}:
            said.append(_named(Text(words[key].name.zh if key in words else key, key), describe_value(found)))
    name = getattr(value, "name", None)
    return _list_values(said) if said or name is None else _same(str(name))


def _describe_items(value: Items) -> Text:
    """The items of a source: all, some, or others in each group."""
    if value.every:
        return _same("all")
    if value.ids is not None:
        return list_words(value.ids)
    return _list_values(_named(_same(group), list_words(ids)) for group, ids in value.by_group.items())


def _named(name: Text, value: Text) -> Text:
    return Text(f"{name.zh} {value.zh}", f"{name.en} {value.en}")


def _list_values(values: Iterable[Text]) -> Text:
    every = tuple(values)
    return Text("、".join(each.zh for each in every), ", ".join(each.en for each in every))


def _same(text: str) -> Text:
    return Text(text, text)
