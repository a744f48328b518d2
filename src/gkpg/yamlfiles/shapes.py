"""Shapes: what a YAML file may hold where a type of gkpg's own stands, as JSON Schema.

`errorMessage` is what editors show where a value does not fit; it is a `Text` until the language is known. Numbers are
binary fractions to an editor, so no shape says how many decimals there may be: `multipleOf` would refuse 0.0007.
"""

from __future__ import annotations

from typing import Any

from gkpg.base.points import MOST_DIGITS
from gkpg.base.text import Text

#: What a value should have been, by the name that Pydantic or a validator gives the mistake.
WANTED = {
    "not_share": Text("比例（0.3、30% 或 1/3，不超过 1）", "a share (0.3, 30% or 1/3, no more than 1)"),
    "not_whole": Text("整数", "a whole number"),
    "not_truth": Text("true 或 false", "true or false"),
    "not_edge": Text("分数或比例（90，或 90%、9/10）", "points or a share (90, or 90% or 9/10)"),
    "not_entered": Text("数、✓、✗、等级或不适用", "a number, ✓, ✗, a level or n/a"),
    "date_type": Text("日期（YYYY-MM-DD）", "a date (YYYY-MM-DD)"),
}


def should_be(what: Text) -> Text:
    """The message for a value that does not fit."""
    space = " " if what.zh[0].isascii() else ""
    return Text(f"应为{space}{what.zh}", f"should be {what.en}")


#: A number as people write it, as a pattern.
NUMBER = r"(0|[1-9][0-9]*)(\.[0-9]+)?"
_FRACTION = r"[0-9]{1,9}/[1-9][0-9]{0,8}"
_LIMIT = 10**MOST_DIGITS
_TEXT = Text(
    "应为文字；看起来像数、日期或真假值的，请加引号，如 \"2022.1\"",
    'should be text; put into quotes what looks like a number, a date or a truth value, such as "2022.1"',
)  # fmt: skip
_POINTS = Text(
    "应为大于 0 的数，不加引号，如 8 或 0.5", "should be a number above zero without quotes, such as 8 or 0.5"
)
_WORTH = Text("应为 0 或更大的数，不加引号", "should be a number of zero or more without quotes")
_LABEL = Text(
    "应为不含空格的文字；看起来像数的，请加引号，如 \"2022.1\"",
    'should be text without spaces; put into quotes what looks like a number, such as "2022.1"',
)  # fmt: skip

WORDS: dict[str, Any] = {"type": "string", "pattern": r"\S", "errorMessage": _TEXT}
LABEL: dict[str, Any] = {"type": "string", "pattern": r"^\S+$", "errorMessage": _LABEL}
POINTS: dict[str, Any] = {
    "type": "number",
    "exclusiveMinimum": 0,
    "exclusiveMaximum": _LIMIT,
    "errorMessage": _POINTS,
}
#: Points, or the word that there is no limit.
MAX: dict[str, Any] = {
    "type": ["number", "string"],
    "exclusiveMinimum": 0,
    "exclusiveMaximum": _LIMIT,
    "pattern": "^none$",
    "errorMessage": Text(
        "应为大于 0 的数，不加引号，如 8 或 0.5；不封顶的写 none",
        "should be a number above zero without quotes, such as 8 or 0.5; none where there is no limit",
    ),
    "examples": [8, "none"],
}
#: The same of a row, which may say it in percent of the max of its item.
ROW_MAX: dict[str, Any] = {
    **MAX,
    "pattern": f"^(none|{NUMBER}%)$",
    "errorMessage": Text(
        "应为大于 0 的数，不加引号，如 8 或 0.5；不封顶的写 none；分项计分的各行可写占该项分值的百分比，如 40%",
        "should be a number above zero without quotes, such as 8 or 0.5; none where there is no limit; "
        "of a row, such as one of a sum, a percentage of the max of its item, such as 40%",
    ),
}
#: The same of a block beside the total, which may say it in percent of that.
CAP_MAX: dict[str, Any] = {
    **ROW_MAX,
    "errorMessage": Text(
        "应为大于 0 的数，不加引号，如 8 或 0.5；不封顶的写 none；或写占总分的百分比，如 10%",
        "should be a number above zero without quotes, such as 8 or 0.5; none where there is no limit; "
        "or a percentage of the total, such as 10%",
    ),
}
WORTH: dict[str, Any] = {"type": "number", "minimum": 0, "exclusiveMaximum": _LIMIT, "errorMessage": _WORTH}
ANY_POINTS: dict[str, Any] = {
    "type": "number",
    "exclusiveMinimum": -_LIMIT,
    "exclusiveMaximum": _LIMIT,
    "errorMessage": Text("应为数，不加引号", "should be a number without quotes"),
}
SHARE: dict[str, Any] = {
    "type": ["number", "string"],
    "minimum": 0,
    "maximum": 1,
    "pattern": rf"^(0(\.[0-9]+)?|1(\.0+)?|((0|[1-9][0-9]?)(\.[0-9]+)?|100(\.0+)?)%|{_FRACTION})$",
    "errorMessage": should_be(WANTED["not_share"]),
}
#: A share that may be above 1.
ANY_SHARE: dict[str, Any] = {
    "type": ["number", "string"],
    "minimum": 0,
    "pattern": rf"^({NUMBER}%?|{_FRACTION})$",
    "errorMessage": should_be(WANTED["not_share"]),
}
WHOLE: dict[str, Any] = {
    "type": ["integer", "string"],
    "minimum": 0,
    "maximum": 9999,
    "pattern": "^[0-9]+$",
    "errorMessage": should_be(WANTED["not_whole"]),
}
TRUTH: dict[str, Any] = {
    "type": ["boolean", "string"],
    "pattern": "^(true|false)$",
    "errorMessage": should_be(WANTED["not_truth"]),
}
EDGE: dict[str, Any] = {
    "type": ["number", "string"],
    "pattern": rf"^({NUMBER}%?|{_FRACTION})$",
    "errorMessage": should_be(WANTED["not_edge"]),
}
#: What a cell of a sheet is filled with.
ENTERED: dict[str, Any] = {
    "type": ["number", "string"],
    "pattern": r"\S",
    "errorMessage": should_be(WANTED["not_entered"]),
    "examples": [8, "✓", "不适用"],
}
#: A figure that may be zero or less.
FIGURE: dict[str, Any] = {"type": "number", "errorMessage": should_be(Text("数，不加引号", "a number without quotes"))}
#: The same of an item with a unit, which may stand behind it.
WRITTEN_FIGURE: dict[str, Any] = {
    "type": ["number", "string"],
    "pattern": "[0-9０-９]",
    "errorMessage": should_be(Text("数（单位是百分数的也可写 95%）", "a number (or 95% where the unit is %)")),
    "examples": [27, "95%"],
}
#: YAML has dates, JSON has none: an editor sees the text.
DATE: dict[str, Any] = {
    "type": "string",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "errorMessage": should_be(WANTED["date_type"]),
}


def _or_percent(shape: dict[str, Any], sign: str = "") -> dict[str, Any]:
    """The shape of points that may be written in percent of a max."""
    told = shape["errorMessage"]
    message = Text(f"{told.zh}；或写占分值的百分比，如 60%", f"{told.en}; or in percent of the max, such as 60%")
    return {**shape, "type": ["number", "string"], "pattern": f"^{sign}{NUMBER}%$", "errorMessage": message}


POINTS_OR_PERCENT, WORTH_OR_PERCENT = _or_percent(POINTS), _or_percent(WORTH)
ANY_POINTS_OR_PERCENT = _or_percent(ANY_POINTS, "-?")
#: The ids of items: all of them, the same in all groups, or others in each group.
ITEMS: dict[str, Any] = {
    "type": ["string", "array", "object"],
    "pattern": "^all$",
    "items": WORDS,
    "minItems": 1,
    "additionalProperties": {"type": "array", "items": WORDS, "minItems": 1},
    "minProperties": 1,
    "errorMessage": should_be(Text("all、编号的列表，或 {组: [编号]}", "all, a list of ids, or {group: [ids]}")),
    "examples": ["all", ["1", "2.1"]],
}
#: How many assessors, their names, or all other units of the group.
HANDS: dict[str, Any] = {
    "type": ["integer", "string", "array"],
    "minimum": 1,
    "maximum": 9999,
    "pattern": "^([0-9]+|others)$",
    "items": WORDS,
    "minItems": 1,
    "default": 1,
    "errorMessage": should_be(Text("人数、姓名的列表，或 others", "how many, a list of names, or others")),
    "examples": [2, "others"],
}
