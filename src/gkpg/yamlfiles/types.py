"""Types: what the values that people write in YAML files are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from gkpg.base.normalize import normalize_name
from gkpg.base.points import MOST_DECIMALS, MOST_DIGITS, count_decimals, format_exact, format_points, parse_strict
from gkpg.base.unseen import without_unseen
from gkpg.yamlfiles import shapes

if TYPE_CHECKING:
    from collections.abc import Callable

#: The context in which values are validated that gkpg stored as JSON.
STORED = {"stored": True}
#: Characters that XML, and so a workbook, cannot hold.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: What is written where points have no limit.
NO_LIMIT: Final = "none"
#: Points in percent of a max, as they are written.
_PERCENT = re.compile(r"(?P<sign>-?)(?P<number>[0-9.]{1,12})%")
_SHARE = re.compile(r"(?P<over>[0-9]{1,9})/(?P<under>[1-9][0-9]{0,8})|(?P<number>[0-9.]{1,12})(?P<percent>%?)")


class Model(BaseModel):
    """Frozen, and strict: an unknown key is refused, and nothing is turned into what it is not."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=False, defer_build=True)


def _points(value: Any, info: ValidationInfo) -> Any:
    """Points are decimals above zero that a sheet can show. JSON, in result files, holds them as text."""
    if info.mode == "json" or info.context is STORED:
        return Decimal(value)
    if not isinstance(value, Decimal):
        raise PydanticCustomError("not_points", "not a number")
    if value <= 0:
        raise PydanticCustomError("not_positive", "not above zero")
    return _precise(value)


def _precise(value: Decimal) -> Decimal:
    if not _is_precise(value):
        raise PydanticCustomError("over_precise", "too many decimals")
    return value


def _is_precise(value: Decimal) -> bool:
    return count_decimals(value) <= MOST_DECIMALS and value.adjusted() < MOST_DIGITS


def _score(value: Any, info: ValidationInfo) -> Any:
    """Points that may be zero."""
    if isinstance(value, Decimal) and value < 0:
        raise PydanticCustomError("negative", "below zero")
    return value if isinstance(value, Decimal) and value == 0 else _points(value, info)


def any_points(value: Any, info: ValidationInfo) -> Any:
    """Points that may be zero or less."""
    return -_points(-value, info) if isinstance(value, Decimal) and value < 0 else _score(value, info)


class WordPoints(dict[str, Fraction]):
    """Points by words, as a value that nobody changes: what is made of it can be looked up by it."""

    def __hash__(self) -> int:  # type: ignore[override] # a dict has none, for it may change
        return hash(tuple(self.items()))


def _exactly(rule: Callable[[Any, ValidationInfo], Any]) -> Callable[[Any, ValidationInfo], Fraction]:
    """Points under a rule, as a fraction; what a percentage of a max came to is one already, and may have no end."""

    def validate(value: Any, info: ValidationInfo) -> Fraction:
        if info.mode == "json" or info.context is STORED:
            return Fraction(value)
        if not isinstance(value, Fraction):
            return Fraction(rule(value, info))
        rule(Decimal((value > 0) - (value < 0)), info)  # no decimals are asked of it, but its sign
        return value

    return validate


def _max(value: Any, info: ValidationInfo) -> Fraction | None:
    """The most points that there are, exactly; None where there is no limit. What a weight came to is a fraction."""
    if value is None or value == NO_LIMIT:
        return None
    is_stored = info.mode == "json" or info.context is STORED
    if isinstance(value, Fraction) or (isinstance(value, str) and is_stored):
        return Fraction(value)
    return Fraction(_points(value, info))


def write_max(value: Fraction | None) -> str:
    """The most points that there are, exactly; or the word that there is no limit."""
    return NO_LIMIT if value is None else format_exact(value)


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words that stand in a table: validated, and shown to editors, as a `Literal` of them."""

    words: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        del source, handler
        return core_schema.literal_schema(list(self.words))


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """What may be several may be written without a list when it is one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_several, handler(source))

    def __get_pydantic_json_schema__(self, inner: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        listed = handler(inner)
        return {"anyOf": [listed["items"], listed]}


def _several(value: Any) -> Any:
    if isinstance(value, list):  # as JSON has it
        return tuple(value)
    return (value,) if isinstance(value, (dict, str, Decimal)) else value


def any_share(value: Any) -> Fraction:
    """A share such as `0.3`, `30%`, `1/3`; a mistaken one may be above 1."""
    number = as_share(value)
    if number is None or number < 0:
        raise PydanticCustomError("not_share", "not a share")
    return number


def _share(value: Any) -> Fraction:
    """A share of a whole, from 0 to 1."""
    number = any_share(value)
    if number > 1:
        raise PydanticCustomError("not_share", "not a share")
    return number


def as_share(value: Any) -> Fraction | None:
    """A share as it is written; None for what is none."""
    if isinstance(value, (Decimal, Fraction)):
        return Fraction(value)
    match = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    if match["over"]:
        return Fraction(int(match["over"]), int(match["under"]))
    number = parse_strict(match["number"])
    return None if number is None else Fraction(number) / (100 if match["percent"] else 1)


def as_points(value: Any) -> Fraction | None:
    """Points of a draft: as they are written, or as a percentage or a weight came to; None for what is refused."""
    if isinstance(value, Fraction):
        return value
    return Fraction(value) if isinstance(value, Decimal) and _is_precise(value) else None


def as_max(value: Any) -> Fraction | None:
    """The max of a draft; None for what is refused, and where there is no limit."""
    number = as_points(value)
    return number if number is not None and number > 0 else None


def as_percentage(value: Any) -> Fraction | None:
    """What is written in percent of something else, such as `60%` or `-2.5%`; None for what is not."""
    match = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    number = parse_strict(match["sign"] + match["number"]) if match else None
    return None if number is None else Fraction(number) / 100


def _whole(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdecimal():  # as JSON or a caller has it
        value = int(value[:9])
    if isinstance(value, (Decimal, int)) and value == int(value) and 0 <= value < 10_000:
        return int(value)
    raise PydanticCustomError("not_whole", "not a whole number")


def _truth(value: Any) -> bool:
    text = getattr(value, "text", value)
    if isinstance(text, (bool, str)) and text in {True, "true"}:
        return True
    if isinstance(text, (bool, str)) and text in {False, "false"}:
        return False
    raise PydanticCustomError("not_truth", "neither true nor false")


Points = Annotated[Decimal, BeforeValidator(_points), WithJsonSchema(shapes.POINTS)]
#: The most points that there are; None, written as `none`, where there is no limit.
Max = Annotated[Fraction | None, PlainValidator(_max), PlainSerializer(write_max), WithJsonSchema(shapes.MAX)]
#: The same of an item, which as a row may say it in percent of the max of the item that it is of.
RowMax = Annotated[Fraction | None, PlainValidator(_max), PlainSerializer(write_max), WithJsonSchema(shapes.ROW_MAX)]
#: The most of a block beside the total, which may say it in percent of the total.
CapMax = Annotated[Fraction | None, PlainValidator(_max), PlainSerializer(write_max), WithJsonSchema(shapes.CAP_MAX)]
#: Points of a scale of words, which may be zero.
Worth = Annotated[Decimal, BeforeValidator(_score), WithJsonSchema(shapes.WORTH)]
#: Points that may be zero or less.
AnyPoints = Annotated[Decimal, BeforeValidator(any_points), WithJsonSchema(shapes.ANY_POINTS)]

any_exact_points, exact_score = _exactly(any_points), _exactly(_score)
#: The same for points of an item, which may be written in percent of its max: above zero, zero or more, of any sign.
SharePoints = Annotated[
    Fraction,
    PlainValidator(_exactly(_points)),
    PlainSerializer(format_exact),
    WithJsonSchema(shapes.POINTS_OR_PERCENT),
]
ShareWorth = Annotated[
    Fraction,
    PlainValidator(exact_score),
    PlainSerializer(format_exact),
    WithJsonSchema(shapes.WORTH_OR_PERCENT),
]
AnySharePoints = Annotated[
    Fraction,
    PlainValidator(any_exact_points),
    PlainSerializer(format_exact),
    WithJsonSchema(shapes.ANY_POINTS_OR_PERCENT),
]


def _number(value: Any, info: ValidationInfo) -> Decimal:
    """A number of any sign. JSON, in result files, holds it as text."""
    is_text = isinstance(value, str) and (info.mode == "json" or info.context is STORED)
    number = parse_strict(value) if is_text else value
    if not isinstance(number, Decimal):
        raise PydanticCustomError("not_points", "not a number")
    return _precise(number)


#: A number that may be zero or less: a figure that was measured, a change from one rank to the next.
Number = Annotated[Decimal, PlainValidator(_number), PlainSerializer(format_points), WithJsonSchema(shapes.FIGURE)]


def _clean(value: Any) -> Any:
    """No character that a workbook cannot hold, and none that nobody sees."""
    if isinstance(value, str) and FORBIDDEN.search(value):
        raise PydanticCustomError("not_clean", "a control character")
    return without_unseen(value) if isinstance(value, str) else value


_TEXT, _LABEL = WithJsonSchema(shapes.WORDS), WithJsonSchema(shapes.LABEL)
Words = Annotated[str, BeforeValidator(_clean), StringConstraints(min_length=1, pattern=r"\S"), _TEXT]
Label = Annotated[str, BeforeValidator(_clean), StringConstraints(min_length=1, pattern=r"^[^\s]+$"), _LABEL]


def _name(value: Any) -> Any:
    return normalize_name(value) if isinstance(value, str) else value


#: The name of a unit, a source, an assessor, in the one form in which names are compared.
Name = Annotated[
    str, BeforeValidator(_clean), BeforeValidator(_name), StringConstraints(min_length=1, pattern=r"\S"), _TEXT
]
Names = Annotated[tuple[Name, ...], Field(min_length=1)]
Ids = Annotated[tuple[Words, ...], Field(min_length=1)]
Share = Annotated[Fraction, PlainValidator(_share), PlainSerializer(str), WithJsonSchema(shapes.SHARE)]
AnyShare = Annotated[Fraction, PlainValidator(any_share), PlainSerializer(str), WithJsonSchema(shapes.ANY_SHARE)]
Whole = Annotated[int, PlainValidator(_whole), WithJsonSchema(shapes.WHOLE)]
Truth = Annotated[bool, PlainValidator(_truth), WithJsonSchema(shapes.TRUTH)]
