"""Periods: the rounds within a round, such as months, that are scored under one and the same table."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from gkpg.yamlfiles.types import Model, Name, Names, Share, Words


class Period(Model):
    """One period: what it counts, and from when until when its sheets are expected."""

    name: Name
    weight: Share | None = None
    opens: datetime.date | None = None
    due: datetime.date | None = None


class Periods(Model):
    """The periods of a round, and how their points become those of a part: their mean, by weights, or their sum."""

    each: Annotated[tuple[Period, ...], Field(min_length=1)]
    rule: Literal["mean", "sum"] = "mean"
    groups: Names | None = None
    basis: Words | None = None

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """What a point of each period counts among the points of its part."""
        alike = Fraction(1, len(self.each)) if self.rule == "mean" else Fraction(1)
        return tuple(alike if period.weight is None else period.weight for period in self.each)
