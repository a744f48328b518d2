"""Item figures: the targets of units in an item, or their figures of an earlier result, as an assessment has them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds import is_percent, parse_with_unit, says_percent
from gkpg.yamlfiles import shapes
from gkpg.yamlfiles.types import STORED, Model, Name, Words

if TYPE_CHECKING:
    from gkpg.rubric import Item
    from gkpg.rubric.kinds import LooksAt


def _exact(value: Any, info: ValidationInfo) -> Fraction:
    """A number as people write it, or one that was computed from such."""
    if isinstance(value, (Decimal, Fraction)) or (isinstance(value, str) and info.context is STORED):
        return Fraction(value)
    raise PydanticCustomError("not_points", "not a number")


ExactFigure = Annotated[Fraction, PlainValidator(_exact), PlainSerializer(format_exact), WithJsonSchema(shapes.FIGURE)]
#: The same of an item, which may be written with its unit.
UnitFigure = Annotated[
    Fraction, PlainValidator(_exact), PlainSerializer(format_exact), WithJsonSchema(shapes.WRITTEN_FIGURE)
]


class ItemFigures(Model):
    """What an item is compared with, unit by unit: written here, or in a file beside the assessment.

    A file is a table with a row a unit and a column an item, or a result; `was` is the id of the item there, None where
    it is the same. What it has stands in `values` once it is read.
    """

    item: Words
    values: Mapping[Name, UnitFigure] = Field(default_factory=dict)
    file: Words | None = None
    was: Words | None = None
    basis: Words | None = None


#: The lists of an assessment that hold unit figures, each with what the items say that look at them.
FIGURE_LISTS: Mapping[str, LooksAt] = {"targets": "target", "previous": "previous"}
#: What is said of what is no figure of an item.
NO_NUMBER = Text("不是数", "is no number")
PERCENT_OF_NONE = Text("显示为百分数，这一项的单位却不是百分数", "shows as a percentage, and the item's unit is none")
#: What is said of an entry that has both, or neither.
VALUES_OR_FILE = Text("values 和 file 写且只写一个", "it has either values or a file")


def problem_of(item: Item | None, value: Decimal | Fraction) -> Text | None:
    """Why a figure cannot be compared with; None where it can."""
    if item is None or value > 0:
        return None
    if item.looks_at == "target":
        return Text("目标要大于 0", "a target must be above 0")
    if item.looks_at == "previous" and item.change == "percent":
        how = "there is no growth on a figure of 0 or below (change: difference tells another change)"
        return Text("不大于 0 的数没有增长率（可以写 change: difference）", how)
    return None


def read_written_figure(text: str, unit: str) -> Decimal | Text:
    """The number that somebody wrote as text, with or without its unit behind it; or why there is none."""
    if says_percent(text) and not is_percent(unit):
        return PERCENT_OF_NONE
    number = parse_with_unit(text, unit)
    return NO_NUMBER if number is None else number
