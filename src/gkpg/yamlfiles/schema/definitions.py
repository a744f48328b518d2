"""Models as JSON Schema: what Pydantic makes of them, without what no editor needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from gkpg.yamlfiles import shapes

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import core_schema

#: Where the definitions of draft 7 stand.
REF = "#/definitions/"


class _EditorSchema(GenerateJsonSchema):
    """No null for what is left out, no defaults that nobody would write, dates as editors see them."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        inner, default = self.generate_inner(schema["schema"]), schema.get("default")
        return {"default": default, **inner} if isinstance(default, (str, bool)) else inner

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        del schema
        return dict(shapes.DATE)

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        return {"type": "object", "additionalProperties": self.generate_inner(schema["values_schema"])}


def definitions(model: type[BaseModel]) -> dict[str, dict[str, Any]]:
    """The model and all models below it, by their names; each refers to the others."""
    whole = model.model_json_schema(ref_template=f"{REF}{{model}}", schema_generator=_EditorSchema)
    below = whole.pop("$defs", {})
    return {**below, model.__name__: whole}
