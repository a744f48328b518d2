"""Grades: the bands that totals fall into, within quotas, for those who may have them."""

from __future__ import annotations

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

from gkpg.base.points import format_exact, format_share, parse_strict
from gkpg.yamlfiles import shapes
from gkpg.yamlfiles.types import STORED, AnyShare, Ids, Model, Name, Names, OneOrMore, Whole, Words, as_share

#: What is written where units get no grades.
NO_GRADES = "none"


class Edge(NamedTuple):
    """An edge: points, or a share of what there is to be had, which is written in percent or as a fraction."""

    value: Fraction
    is_share: bool

    def points(self, total: Fraction) -> Fraction:
        """The edge in points."""
        return self.value * total if self.is_share else self.value

    def __str__(self) -> str:
        return format_share(self.value) if self.is_share else format_exact(self.value)


def _edge(value: Any) -> Edge:
    if isinstance(value, Edge):
        return value
    if isinstance(value, Decimal):
        return Edge(Fraction(value), is_share=False)
    text = value if isinstance(value, str) else ""
    is_share = "%" in text or "/" in text
    number = as_share(text) if is_share else parse_strict(text)
    if number is None:
        raise PydanticCustomError("not_edge", "no edge")
    return Edge(Fraction(number), is_share)


EdgeField = Annotated[Edge, PlainValidator(_edge), PlainSerializer(str), WithJsonSchema(shapes.EDGE)]


class Quota(Model):
    """How many units may get a grade: a share with how it is rounded, or a count; what a tie on the line does."""

    share: AnyShare | None = None
    count: Whole | None = None
    round: Literal["down", "up", "half-up"] | None = None
    tie: Literal["in", "out"]
    of: Literal["listed", "eligible"] = "listed"


#: What stands for all items with points of their own, or for all of the first level.
EVERY_ITEM, EVERY_INDICATOR = "all", "indicators"


class Need(Model):
    """What a grade asks for besides the total: an edge that items or a part must meet, or that no veto holds.

    Shares are of what the item or part can be. Of several items each must meet the edge, or `at_least` or `at_most` so
    many. One of the subjects is written, and one edge but for a veto.
    """

    item: Words | None = None
    items: Annotated[Ids | None, OneOrMore()] = None
    part: Name | None = None
    veto: Literal["none"] | None = None
    least: Annotated[EdgeField | None, Field(alias="from")] = None
    above: EdgeField | None = None
    to: EdgeField | None = None
    below: EdgeField | None = None
    at_least: Annotated[Whole, Field(ge=1)] | None = None
    at_most: Whole | None = None

    @property
    def subjects(self) -> tuple[str, ...]:
        """The keys that say what it looks at."""
        return tuple(key for key in ("item", "items", "part", "veto") if getattr(self, key) is not None)

    @property
    def edges(self) -> tuple[tuple[str, Edge], ...]:
        """The edges that are written, by their keys."""
        written = (("from", self.least), ("above", self.above), ("to", self.to), ("below", self.below))
        return tuple((key, edge) for key, edge in written if edge is not None)

    @property
    def edge(self) -> tuple[str, Edge]:
        """The edge, by its key; nothing at all where it needs none."""
        return self.edges[0] if self.edges else ("from", Edge(Fraction(0), is_share=False))


class Band(Model):
    """A grade, with its edges in the total, its quota and what else it asks for. `en` is its name in English."""

    name: Words
    en: Words | None = None
    least: Annotated[EdgeField | None, Field(alias="from")] = None
    above: EdgeField | None = None
    to: EdgeField | None = None
    below: EdgeField | None = None
    quota: Quota | None = None
    needs: Annotated[tuple[Need, ...], OneOrMore()] = ()


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
