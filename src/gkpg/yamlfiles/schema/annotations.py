"""Annotations: the models of a file with all that editors tell about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text
from gkpg.yamlfiles.shapes import should_be

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.yamlfiles.schema.about import About, KeyRule, SchemaWords

_DEFAULT = Text("默认 {}。", "Default: {}.")
_NEEDED = Text("必填。", "Required.")
_EXAMPLE = Text("例：{}", "Example: {}")


def annotate(name: str, schema: dict[str, Any], telling: SchemaWords) -> dict[str, Any]:
    """The schema of one model with its words and rules."""
    words = telling.fields[name]
    needed = [key for key in schema["properties"] if _is_needed(f"{name}.{key}", key, schema, telling)]
    fields = {}
    for key, field in schema["properties"].items():
        shaped = {**field, **telling.shapes.get(f"{name}.{key}", {})}
        said = _describe_field(words[key], shaped, is_needed=key in needed)
        fields[key] = {**said, **_strip_titles(_describe_values(shaped, words[key].values))}
    rules = [_add_rules(rule) for rule in telling.rules.get(name, ())]
    about = {"title": words[""].name, "description": words[""].says}
    return {
        **about,
        "type": "object",
        "properties": fields,
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
        **({"allOf": rules} if rules else {}),
    }


def _is_needed(path: str, key: str, schema: dict[str, Any], telling: SchemaWords) -> bool:
    return path in telling.needed or (key in schema.get("required", ()) and path not in telling.freed)


def _describe_field(about: About, field: dict[str, Any], *, is_needed: bool) -> dict[str, Text]:
    """The title and the description of a field: what it is, whether it must be there, its default, an example."""
    default, example = field.get("default"), about.example
    parts = [about.says]
    parts += [_NEEDED] if is_needed else []
    parts += [_fill_in(_DEFAULT, _plain_text(default))] if default is not None else []
    lines = [Text("".join(part.zh for part in parts), " ".join(part.en for part in parts))]
    lines += [_fill_in(_EXAMPLE, example)] if example else []
    return {"title": about.name, "description": Text(*("\n".join(each) for each in zip(*lines, strict=True)))}


def _fill_in(sentence: Text, what: Text | str) -> Text:
    filling = Text(what, what) if isinstance(what, str) else what
    return Text(sentence.zh.format(filling.zh), sentence.en.format(filling.en))


def _plain_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _strip_titles(field: dict[str, Any]) -> dict[str, Any]:
    """A field without the titles that Pydantic makes of names, and without its default, which editors would type."""
    return {key: value for key, value in field.items() if key not in {"title", "description", "default"}}


def _describe_values(schema: Any, values: Mapping[str, Text]) -> Any:
    """A schema that says what each listed value means, as VS Code and as JetBrains look for it."""
    if isinstance(schema, list):
        return [_describe_values(each, values) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "enum" not in schema:
        return {key: _describe_values(value, values) for key, value in schema.items()}
    said = {value: values[value] for value in schema["enum"]}
    metadata = {value: {"description": says} for value, says in said.items()}
    wanted = {"errorMessage": should_be(_one_of(schema["enum"]))}
    return {**schema, **wanted, "enumDescriptions": list(said.values()), "x-intellij-enum-metadata": metadata}


def _one_of(values: list[str]) -> Text:
    return Text(f"{'、'.join(values)} 之一", f"one of {', '.join(values)}")


def _add_rules(rule: KeyRule) -> dict[str, Any]:
    return {"if": rule.when, "then": {**rule.then, "errorMessage": rule.says}}
