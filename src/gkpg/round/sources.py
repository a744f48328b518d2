"""Sources: who scores what, by which rules their scores become one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema

from gkpg.round.join_rules import JoinRule
from gkpg.yamlfiles import shapes
from gkpg.yamlfiles.types import STORED, Ids, Model, Name, Names, OneOrMore, Points, Share, Truth, Whole, Words, Worth

SourceKind = Literal["self-check", "assessors", "on-site", "special", "survey"]


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

    def limit(self, most: Fraction) -> Fraction:
        """The limit for an item with this max, in points."""
        return Fraction(self.points) if self.points is not None else (self.share or Fraction(0)) * most


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
        return (self._only is None or unit in self._only) and unit not in self._never

    @cached_property
    def _only(self) -> frozenset[str] | None:
        return None if self.units is None else frozenset(self.units)

    @cached_property
    def _never(self) -> frozenset[str]:
        return frozenset(self.but)

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

    items: Annotated[Ids, OneOrMore()]
    groups: Names | None = None
    rule: Literal["replace", "weighted-mean"]
    order: tuple[Name, ...] = ()
    weights: Mapping[Name, Share] = Field(default_factory=dict)
    basis: Words | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that it rules."""
        return self.order or tuple(self.weights)


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
