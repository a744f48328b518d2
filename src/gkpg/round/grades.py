"""Grades: the bands that totals fall into, within quotas, for those who may have them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from gkpg.base.points import format_exact, parse_strict
from gkpg.yamlfiles import shapes
from gkpg.yamlfiles.types import STORED, AnyShare, Model, Name, Names, OneOrMore, Whole, Words, Worth

#: What is written where units get no grades.
NO_GRADES = "none"


class Edge(NamedTuple):
    """An edge of a band: points of the total, or a share of it."""

    value: Fraction
    is_share: bool

    def points(self, total: Fraction) -> Fraction:
        """The edge in points."""
        return self.value * total if self.is_share else self.value

    def __str__(self) -> str:
        return f"{format_exact(self.value * 100)}%" if self.is_share else format_exact(self.value)


def _edge(value: Any) -> Edge:
    if isinstance(value, Edge):
        return value
    if isinstance(value, Decimal):
        return Edge(Fraction(value), is_share=False)
    match = re.fullmatch(r"([0-9.]{1,15})(%?)", value) if isinstance(value, str) else None
    number = parse_strict(match[1]) if match else None
    if match is None or number is None:
        raise PydanticCustomError("not_edge", "no edge")
    return Edge(Fraction(number) / (100 if match[2] else 1), bool(match[2]))


EdgeField = Annotated[Edge, PlainValidator(_edge), PlainSerializer(str), WithJsonSchema(shapes.EDGE)]


class Quota(Model):
    """How many units may get a grade: a share with how it is rounded, or a count; what a tie on the line does."""

    share: AnyShare | None = None
    count: Whole | None = None
    round: Literal["down", "up", "half-up"] | None = None
    tie: Literal["in", "out"]
    of: Literal["listed", "eligible"] = "listed"


class Needs(Model):
    """Points of an item that a grade asks for."""

    item: Words
    least: Annotated[Worth, Field(alias="from")]


class Band(Model):
    """A grade, with its edges in the total, its quota and what else it asks for. `en` is its name in English."""

    name: Words
    en: Words | None = None
    least: Annotated[EdgeField | None, Field(alias="from")] = None
    above: EdgeField | None = None
    to: EdgeField | None = None
    below: EdgeField | None = None
    quota: Quota | None = None
    needs: Needs | None = None


class BarredUnit(Model):
    """A unit that cannot get a grade, nor a better one, and why."""

    unit: Name
    band: Words
    reason: Words


def _bands(value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    """Bands, or `none`, for which an empty list does not stand but in result files."""
    return () if value == NO_GRADES or (info.context is STORED and not value) else handler(value)


Bands = Annotated[tuple[Band, ...], Field(min_length=1), WrapValidator(_bands)]


class Grades(Model):
    """Grades, from the best down; no bands where there are none."""

    bands: Bands
    barred: tuple[BarredUnit, ...] = ()
    groups: Names | None = None
    basis: Words | None = None


class _OrNone:
    """`none` in place of grades: no bands for anybody."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_grades, handler(source))

    def __get_pydantic_json_schema__(self, inner: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [*handler(inner)["anyOf"], {"type": "string", "pattern": f"^{NO_GRADES}$"}]}


def _grades(value: Any) -> Any:
    return {"bands": NO_GRADES} if value == NO_GRADES else value


#: The grades of all groups, or a list for several; `none` where there are none. Empty only where nothing is said.
GradesField = Annotated[tuple[Grades, ...], Field(min_length=1), OneOrMore(), _OrNone()]
