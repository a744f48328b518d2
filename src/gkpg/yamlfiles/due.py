"""What is due at a place of a YAML file, in words, by the schema of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gkpg.base.text import LANGS, Lang, Text, list_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gkpg.yamlfiles.document import Path_

    #: The schema of a file in the words of one language.
    SchemaOf = Callable[[Lang], Mapping[str, Any]]

#: What stands between two examples.
_ALTERNATIVE = re.compile(r" 或 |,? or ")
_REF = "#/definitions/"
#: So many keys are listed: a line has room for no more, and the documentation has all.
_MOST = 8
_SHOULD: Mapping[Lang, str] = {"zh": "应为", "en": "should be "}
#: A list of what has just been told.
_SUCH: Mapping[Lang, str] = {"zh": "这样的列表", "en": "a list of such"}
_EXAMPLE: Mapping[Lang, str] = {"zh": "\n例：", "en": "\nExample: "}


def describe_due(schema_of: SchemaOf, path: Path_) -> Text | None:
    """What the value at a path should be; None where the schema knows no such path."""
    said = [_Schema(schema_of(lang), lang).due(path) for lang in LANGS]
    return Text(*said) if all(said) else None


def is_needed(schema_of: SchemaOf, path: Path_) -> bool:
    """Whether the key at the end of a path must be there."""
    schema = _Schema(schema_of("en"), "en")
    return any(path[-1] in around.get("required", ()) for around in schema.resolved(path[:-1])) if path else False


def takes_percentage(schema_of: SchemaOf, path: Path_) -> bool:
    """Whether the value at a path may be a percentage."""
    return any("%" in around.get("pattern", "") for around in _Schema(schema_of("en"), "en").resolved(path))


class _Schema:
    """The schema of a file, looked at from its places."""

    def __init__(self, whole: Mapping[str, Any], lang: Lang) -> None:
        self._whole, self._lang = whole, lang

    def due(self, path: Path_) -> str:
        """What is due at a path, with an example where one helps; empty where there is no such path."""
        found = self.at(path)
        if not found:
            return ""
        words, example = self._say(found[0]), self._example(found[0])
        such_as = {"zh": "，如 ", "en": ", such as "}[self._lang]
        says_enough = not example or example in words or such_as.strip() in words
        return words if says_enough else f"{words}{such_as}{example}"

    def at(self, path: Path_) -> list[Mapping[str, Any]]:
        """The schemas that may hold for the value at a path."""
        found: list[Mapping[str, Any]] = [self._whole]
        for step in path:
            found = [each for schema in found for one in self._either(schema) for each in _below(one, step)]
        return found

    def resolved(self, path: Path_) -> list[Mapping[str, Any]]:
        """The same, with what they refer to in their place."""
        return [one for schema in self.at(path) for one in self._either(schema)]

    def _either(self, schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """A schema with what it refers to; its alternatives where it has any."""
        if "$ref" in schema:
            return self._either(self._whole["definitions"][schema["$ref"].removeprefix(_REF)])
        several = schema.get("anyOf")
        return [each for one in several for each in self._either(one)] if several else [schema]

    def _say(self, schema: Mapping[str, Any]) -> str:
        """The kind of value that a schema allows, in a few words."""
        said: list[str] = []
        for one in sorted(self._either(schema), key=lambda each: "array" in each.get("type", ())):
            entries = self._say(_entry(one)) if one.get("type") == "array" and _entry(one) else ""
            said += [_SUCH[self._lang]] if entries and entries in said else self._say_one(one)
        return {"zh": "，或", "en": ", or "}[self._lang].join(dict.fromkeys(said))

    def _say_one(self, schema: Mapping[str, Any]) -> Iterator[str]:
        told = schema.get("errorMessage")
        if told:
            yield _first_clause(told.removeprefix(_SHOULD[self._lang]).strip(), self._lang)
            return
        kinds = schema.get("type", ())
        kinds = (kinds,) if isinstance(kinds, str) else kinds
        if "string" in kinds:
            yield {"zh": "文字", "en": "text"}[self._lang]
        if "object" in kinds:
            yield self._say_keys(schema)
        if "array" in kinds:
            yield self._say_list(schema) if "object" not in kinds else _SUCH[self._lang]

    def _say_keys(self, schema: Mapping[str, Any]) -> str:
        """Keys with values: those that must be there, then the others."""
        needed = [key for key in schema.get("properties", ()) if key in schema.get("required", ())]
        others = [key for key in schema.get("properties", ()) if key not in needed]
        must, may = (list_words(keys, _MOST).say(self._lang) for keys in (needed, others))
        if self._lang == "zh":
            parts = [f"必有 {must}"] * bool(must) + [f"可有 {may}"] * bool(may)
            return f"键和值（{'，'.join(parts)}）" if parts else "键和值"
        parts = [f"with {must}"] * bool(must) + [f"may have {may}"] * bool(may)
        return f"keys with values ({'; '.join(parts)})" if parts else "keys with values"

    def _say_list(self, schema: Mapping[str, Any]) -> str:
        entries = self._say(_entry(schema))
        if not entries:
            return {"zh": "列表", "en": "a list"}[self._lang]
        if entries == {"zh": "文字", "en": "text"}[self._lang]:
            return {"zh": "文字的列表", "en": "a list of texts"}[self._lang]
        return {"zh": f"列表，每条是{space_before_latin(entries)}", "en": f"a list, each entry {entries}"}[self._lang]

    def _example(self, schema: Mapping[str, Any]) -> str:
        """The example that editors show; for what has none, one of the keys that must be there."""
        _, _, shown = str(schema.get("description", "")).partition(_EXAMPLE[self._lang])
        if shown:
            return shown
        one = self._either(schema)[0]
        if "array" in one.get("type", ()) and "object" not in one.get("type", ()):
            entry = self._either(_entry(one))[0]
            made = self._made_of_keys(entry)
            return f"[{made}]" if made else ""
        return self._made_of_keys(one)

    def _made_of_keys(self, schema: Mapping[str, Any]) -> str:
        """A mapping with the keys that must be there, in the form in which one types it; empty where there are none."""
        fields = schema.get("properties", {})
        pairs = [f"{key}: {self._sample(fields[key])}" for key in schema.get("required", ()) if key in fields]
        return f"{{{', '.join(pairs)}}}" if pairs else ""

    def _sample(self, schema: Mapping[str, Any]) -> str:
        _, _, shown = str(schema.get("description", "")).partition(_EXAMPLE[self._lang])
        one = self._either(schema)[0]
        return _ALTERNATIVE.split(shown)[0] or str(next(iter(one.get("enum", ())), "…"))


def _entry(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of all entries of a list; empty where there is none, or each entry has its own."""
    entries = schema.get("items")
    return entries if isinstance(entries, dict) else {}


def _below(schema: Mapping[str, Any], step: int | str) -> Iterator[Mapping[str, Any]]:
    """The schemas of what is one step below."""
    if isinstance(step, int):
        entries = schema.get("items")
        if isinstance(entries, dict):
            yield entries
        elif isinstance(entries, list):  # each entry is something else
            yield from entries[step : step + 1]
        elif "object" in schema.get("type", ()):  # one that stands without a list
            yield schema
        return
    others = schema.get("additionalProperties")
    if step in schema.get("properties", ()):
        yield schema["properties"][step]
    elif isinstance(others, dict):
        yield others


def _first_clause(told: str, lang: Lang) -> str:
    """What a message says first: the rest is for those who type numbers as text."""
    return told.partition({"zh": "；", "en": "; "}[lang])[0]


def space_before_latin(words: str) -> str:
    """Words behind Chinese ones, with a space before Latin letters."""
    return f" {words}" if words[:1].isascii() else words
