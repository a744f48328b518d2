"""A case: scores, with what they must come to, by which a rubric's author says what its rules mean."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from gkpg.base.normalize import MARKS, fold_name
from gkpg.base.points import format_points, parse_strict
from gkpg.rubric.kinds import NO, YES
from gkpg.yamlfiles import shapes
from gkpg.yamlfiles.types import STORED, Model, OneOrMore, Words

#: What a cell is filled with, as a case writes it.
NOT_APPLICABLE = "不适用"


def _parse_entered(value: Any) -> str:
    """A number, a mark for yes or no, a level, or that the item does not apply; in one form of writing."""
    if isinstance(value, Decimal):
        return format_points(value)
    if isinstance(value, str) and (value in {YES, NO} or parse_strict(value) is not None):
        return value
    if isinstance(value, str) and fold_name(value) in MARKS:
        return NOT_APPLICABLE
    if isinstance(value, str) and value.strip():
        return " ".join(value.split())
    raise PydanticCustomError("not_entered", "nothing that can be entered")


def _figure(value: Any, info: ValidationInfo) -> Decimal:
    """A figure that may be below zero."""
    is_stored = info.mode == "json" or info.context is STORED
    number = parse_strict(value) if is_stored and isinstance(value, str) else value
    if not isinstance(number, Decimal):
        raise PydanticCustomError("not_points", "not a number")
    return number


def _written_figure(value: Any, info: ValidationInfo) -> Decimal | str:
    """A figure, or a text with one and its unit."""
    is_written = isinstance(value, str) and any(letter.isdecimal() for letter in value)
    return value if is_written and parse_strict(value) is None else _figure(value, info)


def _write_figure(value: Decimal | str) -> str:
    return value if isinstance(value, str) else format_points(value)


CaseScore = Annotated[str, PlainValidator(_parse_entered), WithJsonSchema(shapes.ENTERED)]
CaseFigure = Annotated[Decimal, PlainValidator(_figure), PlainSerializer(format_points), WithJsonSchema(shapes.FIGURE)]
#: A figure of an item, which may be written with its unit.
UnitFigure = Annotated[
    Decimal | str,
    PlainValidator(_written_figure),
    PlainSerializer(_write_figure),
    WithJsonSchema(shapes.WRITTEN_FIGURE),
]
#: Figures, of which one may be written without a list; none at all say that there is nobody else.
CaseFigures = Annotated[tuple[UnitFigure, ...], OneOrMore()]
#: The rows that a case does not name: all get the most that they can, or the least.
Others = Literal["full", "least"]


class Case(Model):
    """What is entered for the rows of a rubric, and what that must come to.

    `scores` has what a sheet's cell would hold, by id; `others` what all rows that it does not name get, None where it
    names all. `against` has what a figure is compared with, by id: figures of other units, or the unit's own target or
    earlier figure. `total` and `points` (by id) are what must come out; None where that is not said.
    """

    name: Words
    scores: dict[str, CaseScore] = Field(default_factory=dict)
    others: Others | None = None
    against: dict[str, CaseFigures] = Field(default_factory=dict)
    total: CaseFigure | None = None
    points: dict[str, CaseFigure] = Field(default_factory=dict)
