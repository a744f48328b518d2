"""What editors tell about a key: its name, what to write there, what each of its values means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.base.text import Text


@dataclass(frozen=True, slots=True)
class About:
    """The words of one key of a file, or of what a list holds.

    `example` is a value as it is typed; empty where none helps. `values` are the words that the key takes, each with
    its meaning. `is_column` says that the assessment table itself has a column of this name.
    """

    name: Text
    says: Text
    example: Text | str = ""
    values: Mapping[str, Text] = field(default_factory=dict)
    is_column: bool = False


@dataclass(frozen=True, slots=True)
class KeyRule:
    """A rule between keys: where `when` holds, `then` holds too (both JSON Schemas), or editors say `says`."""

    when: Mapping[str, Any]
    then: Mapping[str, Any]
    says: Text


@dataclass(frozen=True, slots=True)
class SchemaWords:
    """All that a schema says beyond the models: words by model and key, rules by model, keys that take other shapes.

    The words of a model itself stand under the empty key. `shapes` are by `Model.key`; `freed` are keys that need not
    be there, and `needed` keys that must, whatever their model says.
    """

    fields: Mapping[str, Mapping[str, About]]
    rules: Mapping[str, tuple[KeyRule, ...]]
    shapes: Mapping[str, Mapping[str, Any]]
    freed: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()


def needs(key: str, says: Text, when: Mapping[str, Any]) -> KeyRule:
    """Where something holds, a key must be there."""
    return KeyRule(when, {"required": [key]}, says)


def refuses(key: str, says: Text, when: Mapping[str, Any]) -> KeyRule:
    """Where something holds, a key must not be there."""
    return KeyRule(when, {"properties": {key: False}}, says)


def has(*keys: str) -> dict[str, Any]:
    """These keys are there."""
    return {"required": list(keys)}


def lacks(key: str) -> dict[str, Any]:
    """A key is not there."""
    return {"not": {"required": [key]}}


def is_one_of(key: str, *values: str) -> dict[str, Any]:
    """A key is there, with one of these values."""
    return {"properties": {key: {"enum": list(values)}}, "required": [key]}


def is_none_of(key: str, *values: str) -> dict[str, Any]:
    """A key has none of these values, or is not there."""
    return {"not": is_one_of(key, *values)}
