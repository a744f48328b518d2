"""The whole schema of a file, in one language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gkpg.base.text import Lang, Text
from gkpg.yamlfiles.schema.annotations import annotate
from gkpg.yamlfiles.schema.definitions import REF, definitions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pydantic import BaseModel

    from gkpg.yamlfiles.schema.about import SchemaWords

#: The draft that all editors know: VS Code and JetBrains read the later ones in part.
DRAFT = "http://json-schema.org/draft-07/schema#"
#: What tells a schema of gkpg's from other files, and how many bytes have it.
_MADE_BY, _HEAD = "gkpg schema", 200


def build_schema(name: str, model: type[BaseModel], telling: SchemaWords, lang: Lang) -> dict[str, Any]:
    """The JSON Schema of a file of this model, called by this name."""
    every = {each: annotate(each, schema, telling) for each, schema in definitions(model).items()}
    placed = {each: _place_references(schema, every) for each, schema in every.items()}
    whole = placed.pop(model.__name__)
    used = json.dumps([whole, *placed.values()])
    kept = {each: schema for each, schema in placed.items() if f'"{REF}{each}"' in used}
    head = {"$schema": DRAFT, "$comment": f"{_MADE_BY} {name}"}
    spoken: dict[str, Any] = _choose_language({**head, **whole, "definitions": kept}, lang)
    return spoken


def render_schema(schema: Mapping[str, Any]) -> bytes:
    """A schema as the bytes of a file."""
    return f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n".encode()


def is_schema(path: Path) -> bool:
    """Whether a file is a schema that gkpg wrote."""
    with path.open("rb") as file:
        return f'"$comment": "{_MADE_BY} '.encode() in file.read(_HEAD)


def _place_references(schema: Any, every: Mapping[str, dict[str, Any]]) -> Any:
    """A schema whose references stand alone: draft 7 passes over what stands beside one.

    Where a model is the value of a key, which has words of its own, or an alternative, it stands there itself.
    """
    if isinstance(schema, list):
        return [_place_references(each, every) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "anyOf" in schema:
        schema = _merge_alternatives({**schema, "anyOf": [_inline(each, every) for each in schema["anyOf"]]})
    if len(schema) > 1:
        schema = _inline(schema, every)
    return {key: _place_references(value, every) for key, value in schema.items()}


def _inline(schema: dict[str, Any], every: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A schema with the model that it refers to in its place."""
    if "$ref" not in schema:
        return schema
    own = {key: value for key, value in schema.items() if key != "$ref"}
    return {**every[schema["$ref"].removeprefix(REF)], **own}


def _merge_alternatives(schema: dict[str, Any]) -> dict[str, Any]:
    """Alternatives of different types as one schema of several types.

    A keyword only speaks about its own type, so that is the same; but a mistake is told as what it is, not as a
    failure of every alternative. Not where values are listed: that speaks about all types.
    """
    alternatives = schema["anyOf"]
    if any("enum" in each or not isinstance(each.get("type"), str) for each in alternatives):
        return schema
    merged = {key: value for each in alternatives for key, value in each.items() if key != "errorMessage"}
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**merged, **rest, "type": [each["type"] for each in alternatives]}


def _choose_language(schema: Any, lang: Lang) -> Any:
    """A schema in which every sentence is in one language."""
    if isinstance(schema, Text):
        return schema.say(lang)
    if isinstance(schema, dict):
        return {key: _choose_language(value, lang) for key, value in schema.items()}
    return [_choose_language(each, lang) for each in schema] if isinstance(schema, list) else schema
