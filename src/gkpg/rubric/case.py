"""A case: scores, with what they must come to, by which a rubric's author says what its rules mean."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from gkpg import shapes
from gkpg.models import STORED, Model, Words
from gkpg.names import MARKS, folded
from gkpg.points import parse_strict, plain
from gkpg.rubric.kinds import NO, YES

#: What a cell is filled with, as a case writes it.
NOT_APPLICABLE = "不适用"


def _entered(value: Any) -> str:
    """A number, a mark for yes or no, or that the item does not apply; in one form of writing."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, str) and (value in {YES, NO} or parse_strict(value) is not None):
        return value
    if isinstance(value, str) and folded(value) in MARKS:
        return NOT_APPLICABLE
    raise PydanticCustomError("not_entered", "nothing that can be entered")


def _figure(value: Any, info: ValidationInfo) -> Decimal:
    """A figure that may be below zero."""
    number = parse_strict(value) if isinstance(value, str) and info.context is STORED else value
    if not isinstance(number, Decimal):
        raise PydanticCustomError("not_points", "not a number")
    return number


Entered = Annotated[str, PlainValidator(_entered), WithJsonSchema(shapes.ENTERED)]
Figure = Annotated[Decimal, PlainValidator(_figure), PlainSerializer(plain), WithJsonSchema(shapes.FIGURE)]
#: The rows that a case does not name: all get the most that they can, or the least.
Others = Literal["full", "least"]


class Case(Model):
    """What is entered for the rows of a rubric, and what that must come to.

    `scores` has what a sheet's cell would hold, by id; `others` what all rows that it does not name get, None where it
    names all. `total` and `points` (by id) are what must come out; None where that is not said.
    """

    name: Words
    scores: dict[str, Entered] = Field(default_factory=dict)
    others: Others | None = None
    total: Figure | None = None
    points: dict[str, Figure] = Field(default_factory=dict)
