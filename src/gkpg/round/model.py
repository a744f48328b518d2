"""What an assessment is: how one round is run, as Pydantic models of `assessment.yaml`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from gkpg.round.coefficients import Coefficient
from gkpg.round.compared import Compared
from gkpg.round.grades import GradesField
from gkpg.round.item_figures import ExactFigure, ItemFigures
from gkpg.round.periods import Periods
from gkpg.round.publication import Publication
from gkpg.round.sources import Conflict, ReceivedSheet, SharingRule, Source
from gkpg.round.total_terms import ChoiceRule
from gkpg.round.unit_case import UnitCase
from gkpg.round.units import Group
from gkpg.yamlfiles.types import Ids, Label, Model, Name, Names, OneOrMore, Points, Share, Truth, Whole, Words

Treatment = Literal["full", "rescale", "rescale-indicator", "rescale-total", "spread", "average", "move", "omit"]
#: Treatments by which other items take over the max of one that does not apply.
HANDS_ON: Final = frozenset({"move", "spread"})
#: What is written where units have no ranks.
NO_RANKS: Final = "none"
#: That by which each level is scaled up: its items take over what does not apply beside them.
BY_LEVEL: Final = "rescale"
RoundingStep = Literal["assessors", "item", "indicator", "part", "total", "converted"]


class Part(Model):
    """A part of the total: scored under a rubric, `own` for that of each unit, or as a single figure up to `max`.

    Or a choice: the highest or the lowest of the parts in `of`, in whose place it stands, for at most `max` points.
    `once` says that it is scored for the whole round, where others are in each period.
    """

    name: Name
    of: Names | None = None
    rule: ChoiceRule | None = None
    rubric: Label | None = None
    version: Label | None = None
    max: Points | None = None
    sources: Names | None = None
    weight: Share | None = None
    once: Truth = False
    groups: Names | None = None

    def is_for(self, group: str) -> bool:
        """Whether a group has it."""
        return self.groups is None or group in self.groups


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

    items: Annotated[Ids, OneOrMore()]
    groups: Names | None = None
    units: Names | None = None
    treatment: Treatment
    to: Words | None = None
    proof: Truth = False
    marked: Truth = True
    basis: Words | None = None

    def is_for(self, unit: str) -> bool:
        """Whether it may hold for a unit, whatever its group."""
        return self.units is None or unit in self.named

    @cached_property
    def named(self) -> frozenset[str]:
        """The units that it names; a nation names thousands."""
        return frozenset(self.units or ())


class RoundingRule(Model):
    """A figure that is rounded: to how many places, and which way a half goes."""

    step: RoundingStep
    places: Annotated[Whole, Field(le=9)]
    mode: Literal["half-up", "half-even"] = "half-up"
    basis: Words | None = None


class TieFigure(Model):
    """A figure of every unit that is no score, written here or in a table beside the assessment."""

    name: Name
    values: Mapping[Name, ExactFigure] = Field(default_factory=dict)
    file: Words | None = None
    basis: Words | None = None


class TieBreaker(Model):
    """What parts equal totals: the points of an item, or of a part, or a figure; and which of them goes before."""

    item: Words | None = None
    part: Name | None = None
    figure: Name | None = None
    better: Literal["higher", "lower"] = "higher"

    @property
    def name(self) -> str:
        """What it looks at."""
        return self.item or self.part or self.figure or "?"


class Ranking(Model):
    """How ranks go on after a tie: 1-2-2-4 (`skip`) or 1-2-2-3 (`dense`), and what parts ties; or that there are none.

    `ranking: none` is `{ranks: none}` without a document.
    """

    ranks: Literal["none"] | None = None
    ties: Literal["skip", "dense"] = "skip"
    by: tuple[TieBreaker, ...] = ()
    basis: Words | None = None


class _OrNone:
    """`none` in place of a ranking: units have no ranks."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_ranking, handler(source))


def _ranking(value: Any) -> Any:
    return {"ranks": NO_RANKS} if value == NO_RANKS else value


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


class Assessment(Model):
    """One round. What is not said is None or empty: then a default holds, and every output says so."""

    assessment: Label
    title: Words
    language: Literal["zh", "en"] | None = None
    result: datetime.date | None = None
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    shared: tuple[SharingRule, ...] = ()
    targets: tuple[ItemFigures, ...] = ()
    previous: tuple[ItemFigures, ...] = ()
    compared: Annotated[tuple[Compared, ...], OneOrMore()] = ()
    composite: Annotated[tuple[Composite, ...], OneOrMore()] = ()
    periods: Annotated[tuple[Periods, ...], OneOrMore()] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
    rounding: tuple[RoundingRule, ...] = ()
    grades: GradesField = ()
    ranking: Annotated[Ranking | None, _OrNone()] = None
    figures: tuple[TieFigure, ...] = ()
    coefficients: Annotated[tuple[Coefficient, ...], OneOrMore()] = ()
    convert: Annotated[tuple[Conversion, ...], OneOrMore()] = ()
    composed: tuple[ComposedUnit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    received: tuple[ReceivedSheet, ...] = ()
    publication: Publication | None = None
    cases: tuple[UnitCase, ...] = ()

    @property
    def has_ranks(self) -> bool:
        """Whether its units have ranks."""
        return self.ranking is None or self.ranking.ranks is None
