"""What an assessment is: how one round is run, as Pydantic models of `assessment.yaml`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from gkpg.base.points import format_exact, parse_strict
from gkpg.round.join_rules import JoinRule
from gkpg.round.unit_case import UnitCase
from gkpg.yamlfiles import shapes
from gkpg.yamlfiles.types import (
    STORED,
    AnyShare,
    Label,
    Model,
    Name,
    OneOrMore,
    Points,
    Share,
    Truth,
    Whole,
    Words,
    Worth,
)

Names = Annotated[tuple[Name, ...], Field(min_length=1)]
Ids = Annotated[tuple[Words, ...], Field(min_length=1)]
SourceKind = Literal["self-check", "assessors", "on-site", "special", "survey"]
Treatment = Literal["full", "rescale-indicator", "rescale-total", "spread", "average", "move", "omit"]
RoundingStep = Literal["assessors", "item", "indicator", "part", "total", "converted"]


def _unit(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


def _rule(value: Any) -> Any:
    return {"rule": value} if isinstance(value, str) else value


def _hands(value: Any, info: ValidationInfo) -> Any:
    """`2`, or names, or `others`."""
    if value == "others":
        return {"others": True}
    if isinstance(value, (tuple, list)):
        return {"count": len(value), "names": tuple(value)}
    return value if info.context is STORED and isinstance(value, dict) else {"count": value}


def _items(value: Any, info: ValidationInfo) -> Any:
    """`all`, a list of ids for all groups, or a list for each group by its name."""
    if value == "all":
        return {"every": True}
    if isinstance(value, (tuple, list)):
        return {"ids": tuple(value)}
    is_stored = info.context is STORED and isinstance(value, dict) and set(value) <= {"every", "ids", "by_group"}
    return {"by_group": value} if isinstance(value, dict) and not is_stored else value


class Unit(Model):
    """An assessed unit, and the names that it had before."""

    name: Name
    also: tuple[Name, ...] = ()


_UnitInFile = Annotated[Unit, BeforeValidator(_unit, json_schema_input_type=Name | Unit)]


class UnrankedUnit(Model):
    """A unit that is listed but never ranked or graded, and why."""

    unit: Name
    reason: Words


class Group(Model):
    """Units that are ranked together."""

    name: Name
    rubric: Label | None = None
    version: Label | None = None
    units: Annotated[tuple[_UnitInFile, ...], Field(min_length=1)]
    unranked: tuple[UnrankedUnit, ...] = ()
    ranked: Truth = True


class Hands(Model):
    """How many assessors a source has, by name where they are fixed; or `others`, all other units of the group."""

    count: Annotated[Whole, Field(ge=1)] = 1
    names: tuple[Name, ...] = ()
    others: Truth = False


class Items(Model):
    """The ids of items: all, the same in all groups, or others in each."""

    every: Truth = False
    ids: Ids | None = None
    by_group: Mapping[Name, Ids] = Field(default_factory=dict)

    def of(self, group: str) -> tuple[str, ...]:
        """The ids in one group."""
        return self.by_group.get(group, ()) if self.ids is None else self.ids


class Join(Model):
    """How the scores of several assessors of one source become one."""

    rule: JoinRule = "mean"
    basis: Words | None = None


class Disagreement(Model):
    """How far apart the scores of one item may lie, in points or as a share of its max."""

    points: Points | None = None
    share: Share | None = None
    basis: Words | None = None

    def limit(self, most: Decimal) -> Fraction:
        """The limit for an item with this max, in points."""
        return Fraction(self.points) if self.points is not None else (self.share or Fraction(0)) * Fraction(most)


class Evidence(Model):
    """Words in an item's 填报说明 that ask a unit for a link, or for a document."""

    link: tuple[Words, ...] = ()
    document: tuple[Words, ...] = ()
    basis: Words | None = None


class Source(Model):
    """Who scores: which items of which units, by how many hands, until when. None: as the rubric says, or all."""

    name: Name
    kind: SourceKind
    groups: Names | None = None
    items: Annotated[Items, BeforeValidator(_items), WithJsonSchema(shapes.ITEMS)] | None = None
    units: tuple[Name, ...] | None = None
    but: Annotated[tuple[Name, ...], Field(alias="except")] = ()
    assessors: Annotated[Hands, BeforeValidator(_hands), WithJsonSchema(shapes.HANDS)] = Hands.model_construct()
    join: Annotated[Join, BeforeValidator(_rule, json_schema_input_type=JoinRule | Join)] = Join.model_construct()
    disagreement: Disagreement | None = None
    opens: datetime.date | None = None
    due: datetime.date | None = None
    missing: Literal["block", "rest"] = "block"
    scale: Mapping[Words, Worth] = Field(default_factory=dict)
    evidence: Evidence | None = None
    basis: Words | None = None

    def scores(self, unit: str) -> bool:
        """Whether it is to score a unit."""
        return (self.units is None or unit in self.units) and unit not in self.but

    @property
    def counts(self) -> bool:
        """Whether its scores count, or are only compared."""
        return self.kind != "self-check"

    @property
    def in_matrix(self) -> bool:
        """Whether it hands in one sheet for many units."""
        return self.kind in {"special", "survey"}


class SharingRule(Model):
    """What happens with items that several sources score."""

    items: Ids
    groups: Names | None = None
    rule: Literal["replace", "weighted-mean"]
    order: tuple[Name, ...] = ()
    weights: Mapping[Name, Share] = Field(default_factory=dict)
    basis: Words | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that it rules."""
        return self.order or tuple(self.weights)


class Part(Model):
    """A part of the total: scored under a rubric, or as a single figure of at most `max` points."""

    name: Name
    rubric: Label | None = None
    version: Label | None = None
    max: Points | None = None
    sources: Names | None = None
    weight: Share | None = None
    groups: Names | None = None


class Composite(Model):
    """The parts that make the total, by weights or as points, on a scale of `total`; None is the sum of the parts."""

    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    total: Points | None = None
    groups: Names | None = None
    basis: Words | None = None


class NotApplicable(Model):
    """Items that need not apply to a unit, and what it gets for them.

    `marked` says that assessors mark them, one by one. Where it is false it is known beforehand that the units do not
    have them: nobody marks them, and sheets about these units do not ask for them.
    """

    items: Ids
    groups: Names | None = None
    units: Names | None = None
    treatment: Treatment
    to: Words | None = None
    proof: Truth = False
    marked: Truth = True
    basis: Words | None = None


class RoundingRule(Model):
    """A figure that is rounded: to how many places, and which way a half goes."""

    step: RoundingStep
    places: Annotated[Whole, Field(le=9)]
    mode: Literal["half-up", "half-even"] = "half-up"
    basis: Words | None = None


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
    """How many units may get a grade: a share or a count, how a share is rounded, what a tie on the line does."""

    share: AnyShare | None = None
    count: Whole | None = None
    round: Literal["down", "up", "half-up"]
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


class Grades(Model):
    """Grades, from the best down."""

    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    barred: tuple[BarredUnit, ...] = ()
    groups: Names | None = None
    basis: Words | None = None


class TieBreaker(Model):
    """What parts equal totals: the points of an item, or of a part."""

    item: Words | None = None
    part: Name | None = None


class Ranking(Model):
    """How ranks go on after a tie: 1-2-2-4 (`skip`) or 1-2-2-3 (`dense`), and what parts ties."""

    ties: Literal["skip", "dense"] = "skip"
    by: tuple[TieBreaker, ...] = ()
    basis: Words | None = None


class Conversion(Model):
    """The total on another scale."""

    to: Points
    groups: Names | None = None
    basis: Words | None = None


class Ingredient(Model):
    """Units whose mean goes into a composed unit's total, with its weight."""

    units: Names
    weight: Share


class ComposedUnit(Model):
    """A unit whose total is made of other units' totals."""

    unit: Name
    group: Name
    of: Annotated[tuple[Ingredient, ...], Field(min_length=1)]
    basis: Words | None = None


class Conflict(Model):
    """Units that an assessor may not score, and why."""

    assessor: Name
    units: Names
    reason: Words


class ReceivedSheet(Model):
    """When a sheet came in; None for whatever unit, source or assessor."""

    unit: Name | None = None
    source: Name | None = None
    assessor: Name | None = None
    date: datetime.date


class Assessment(Model):
    """One round. What is not said is None or empty: then a default holds, and every output says so."""

    assessment: Label
    title: Words
    language: Literal["zh", "en"] | None = None
    result: datetime.date | None = None
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    shared: tuple[SharingRule, ...] = ()
    composite: Annotated[tuple[Composite, ...], OneOrMore()] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
    rounding: tuple[RoundingRule, ...] = ()
    grades: Annotated[tuple[Grades, ...], OneOrMore()] = ()
    ranking: Ranking | None = None
    convert: Annotated[tuple[Conversion, ...], OneOrMore()] = ()
    composed: tuple[ComposedUnit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    received: tuple[ReceivedSheet, ...] = ()
    cases: tuple[UnitCase, ...] = ()
