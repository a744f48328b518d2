"""Forms: what Pydantic refuses in a YAML file, as findings at its line."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from gkpg.base.nearest import ask_nearest
from gkpg.base.points import MOST_DECIMALS, MOST_DIGITS
from gkpg.base.text import Text, list_words
from gkpg.findings.finding import Fact, Finding
from gkpg.yamlfiles.document import Ambiguous
from gkpg.yamlfiles.due import describe_due, is_needed, space_before_latin, takes_percentage
from gkpg.yamlfiles.shapes import WANTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic_core import ErrorDetails

    from gkpg.yamlfiles.document import Document, Path_
    from gkpg.yamlfiles.due import SchemaOf

Of = TypeVar("Of", bound=BaseModel)

_TEXT = Text("文字", "text")
_ANYTHING = Text("内容", "its value")
_LIST = Text("列表", "a list")
_KEYS = Text("键和值", "keys with values")
_WANTED = {
    **WANTED,
    "tuple_type": _LIST,
    "model_type": _KEYS,
    "dict_type": _KEYS,
    "string_type": _TEXT,
    "date_from_datetime_parsing": WANTED["date_type"],
    "greater_than_equal": Text("1 或更大的整数", "a whole number of 1 or more"),
    "less_than_equal": Text("不大于 9 的整数", "a whole number of 9 at most"),
}
_FOUND = {
    dict: _KEYS,
    tuple: _LIST,
    str: _TEXT,
    Decimal: Text("数", "a number"),
    int: Text("数", "a number"),
    datetime.date: WANTED["date_type"],
}
_SHARE = Text("；占上一级的份额写 weight（40%）", "; the share that an item has of the one above is its weight (40%)")
_PERCENTAGE = Text("；也可以写占分值的百分比（60%）", "; a percentage of the max (60%) will do as well")
#: So many keys are listed where none is near.
_MOST_KEYS = 30
#: A key is meant where so much of it is right (1 is the same word): keys are longer than names, and many are alike.
_CLOSE = 0.6
#: Words that say the kind alone, where the schema says more.
_GENERAL = {_TEXT, _LIST, _KEYS, _FOUND[Decimal]}


@dataclass(frozen=True, slots=True)
class Slip:
    """A broken rule at a path of the YAML file. `related` leads to what else is involved."""

    code: str
    path: Path_
    facts: Mapping[str, Fact]
    related: tuple[Path_, ...] = ()

    def at(self, document: Document) -> Finding:
        """The finding, at its place in the file."""
        related = tuple(map(document.place, self.related))
        return Finding(self.code, document.place(self.path), self.facts, related)


@dataclass(frozen=True)
class Form(Generic[Of]):
    """The form of a file: its model, those of what is below each key, what messages call the whole, its schema.

    Where a key means something else below another one, both stand in `below` with a point between them.
    """

    model: type[Of]
    below: Mapping[str, type[BaseModel]]
    called: Text
    schema: SchemaOf

    def read(self, document: Document) -> tuple[Of | None, list[Finding]]:
        """The model of a document, None if it cannot be one, and everything that is wrong with its form."""
        findings = [*self._empty(document)]
        try:
            return self.model.model_validate(document.data), findings
        except ValidationError as error:
            errors = [each for each in error.errors(include_url=False) if not _follows(each)]
            return None, findings + [self._finding(each, document) for each in errors]

    def _finding(self, error: ErrorDetails, document: Document) -> Finding:
        """A Pydantic error as a finding at its place."""
        path, is_inside = _path(error, document)
        code, facts = self._code_and_facts(error, path)
        if code == "R104":
            wanted = facts["wanted"]
            due = self._due(path) if is_inside or wanted in _GENERAL else wanted
            facts["wanted"] = Text(space_before_latin(due.zh), due.en) if isinstance(due, Text) else due
        place = document.key_place(path) if code == "R101" else document.place(path[:-1] if code == "R102" else path)
        return Finding(code, place, facts)

    def _code_and_facts(self, error: ErrorDetails, path: Path_) -> tuple[str, dict[str, Fact]]:
        """The code and the facts of a Pydantic error."""
        kind, value, field = error["type"], error["input"], field_name(path)
        if kind == "extra_forbidden":
            return "R101", {"key": str(path[-1]), "nearest": _nearest(str(path[-1]), self._keys_at(path[:-1]))}
        due = self._due(path)
        if kind == "missing":
            return "R102", {"key": str(path[-1]), "where": field_name(path[:-1]) or self.called, "due": due}
        code, facts = _code_of_refusal(error, kind, value, field)
        if code == "R103":
            facts["due"] = self._due_or_none(path)
        elif code == "R105":
            facts["more"] = self._percentage(path)
        elif code == "R109":
            facts["due"] = due
        return code, facts

    def _percentage(self, path: Path_) -> Text:
        """Where a percentage can stand that is none of a number: here, or in a key beside this one."""
        if path[-1] == "max":
            is_share = path[0] != "beside" and "weight" in self._keys_at(path[:-1])
            return _SHARE if is_share else Text("", "")
        return _PERCENTAGE if takes_percentage(self.schema, path) else Text("", "")

    def _due(self, path: Path_) -> Text:
        """What should stand at a path."""
        return describe_due(self.schema, path) or _ANYTHING

    def _due_or_none(self, path: Path_) -> Text:
        """The same, and that a key which need not be there can be deleted."""
        due = self._due(path)
        if is_needed(self.schema, path):
            return due
        return Text(f"{due.zh}；不写就删去这个键", f"{due.en}; or delete the key")

    def _empty(self, document: Document) -> Iterator[Finding]:
        """A key that is there has a content."""
        for path in document.marks:
            if document.at(path) is None:
                facts: dict[str, Fact] = {"field": field_name(path), "due": self._due_or_none(path)}
                yield Finding("R103", document.place(path), facts)

    def _keys_at(self, path: Path_) -> Iterable[str]:
        """The keys that are allowed where a path leads."""
        steps = [step for step in path if isinstance(step, str)]
        model = self.below.get(".".join(steps[-2:])) or self.below.get("".join(steps[-1:]), self.model)
        fields = model.model_fields
        return [field.alias or name for name, field in fields.items()]


#: What points must be, by what is wrong with them.
_LEAST = {"not_positive": Text("大于 0", "more than 0"), "negative": Text("不小于 0", "0 or more")}


def _code_of_refusal(error: ErrorDetails, kind: str, value: Any, field: str) -> tuple[str, dict[str, Fact]]:
    """The code and the facts of a value that its field does not take."""
    if kind in {"string_too_short", "string_pattern_mismatch"} or (kind == "too_short" and isinstance(value, str)):
        return _label(field, value) if isinstance(value, str) and value.strip() else ("R103", {"field": field})
    if kind == "not_clean":
        return "R111", {"field": field}
    if kind == "too_short":
        return "R109", {"field": field}
    if kind == "literal_error":
        allowed = list_words(re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", ""))))
        is_several = isinstance(value, (dict, tuple))
        return "R108", {"field": field, "text": _kind(value) if is_several else _show_value(value), "allowed": allowed}
    if kind in {"not_points", "not_positive", "negative", "over_precise"}:
        return _points(kind, field, value)
    if kind == "string_type" and not isinstance(value, (dict, tuple)):
        return "Y106", {"field": field, "text": _show_value(value), "kind": _kind(value)}
    own = error.get("ctx", {}).get("wanted")  # a type that is declared elsewhere brings its own words
    return "R104", {"field": field, "wanted": own or _WANTED.get(kind, _TEXT), "found": _show_found(value)}


def _follows(error: ErrorDetails) -> bool:
    """Whether an error only follows from others: a list is too short because none of its entries is sound.

    What is empty is told already, whether or not its key is required.
    """
    is_list = not isinstance(error["input"], str)
    return error["input"] is None or (error["type"] == "too_short" and is_list and bool(error["input"]))


def _path(error: ErrorDetails, document: Document) -> tuple[Path_, bool]:
    """The path in the file, and whether the error lies inside of what is written there in short.

    Pydantic counts what is written without a list as the first of one, and knows keys that nobody writes.
    """
    *above, last = error["loc"]
    path: Path_ = ()
    for step in above:
        path = (*path, step) if (*path, step) in document.marks else path
    is_written = error["type"] == "missing" or (*path, last) in document.marks
    return ((*path, last) if is_written else path), len(path) + is_written < len(error["loc"])


def _label(field: str, value: str) -> tuple[str, dict[str, Fact]]:
    return "R110", {"field": field, "id": value}


def _points(kind: str, field: str, value: Any) -> tuple[str, dict[str, Fact]]:
    if kind in _LEAST:
        return "R106", {"field": field, "text": _show_value(value), "least": _LEAST[kind]}
    if kind == "over_precise":
        return "R107", {
            "field": field,
            "text": _show_value(value),
            "places": str(MOST_DECIMALS),
            "digits": str(MOST_DIGITS),
        }
    if isinstance(value, Ambiguous):
        return "Y107", {"field": field, "text": value.text}
    if isinstance(value, str):
        return "R105", {"field": field, "text": value}
    return "R104", {"field": field, "wanted": _FOUND[Decimal], "found": _show_found(value)}


def _kind(value: Any) -> Text:
    if isinstance(value, Ambiguous):
        return value.kind
    return _FOUND.get(type(value), _TEXT)


def _show_found(value: Any) -> Text:
    """What stands there instead: its kind, with the value where that is one word or number."""
    kind = _kind(value)
    if isinstance(value, (dict, tuple, Ambiguous)):
        return kind
    shown = f"“{value}”" if isinstance(value, str) else f" {_show_value(value)}"
    return Text(f"{kind.zh}{shown}", f"{kind.en} {shown.strip()}")


def _show_value(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    return value.text if isinstance(value, Ambiguous) else str(value)


def field_name(path: Path_) -> str:
    """A path as people say it: `indicators[3].items[1].max`, counted from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _nearest(key: str, allowed: Iterable[str]) -> Fact:
    known = sorted(allowed)
    if asked := ask_nearest(key, known, _CLOSE):
        return asked
    listed = list_words(known, _MOST_KEYS)
    return Text(f"（这里可写 {listed.zh}）", f" (allowed here: {listed.en})") if known else ""
