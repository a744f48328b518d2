"""Wording: printed text in the one form in which it goes into a rubric."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from gkpg.authoring.importing.printed_numbers import mark_number, split_number
from gkpg.base.points import parse_typed

_HAN = "\u3400-\u9fff"
_MARKS = "，。；：、？！（）《》“”‘’〔〕【】"
_WIDE = {ord(half): wide for half, wide in zip(",;:()?!", "，；：（）？！", strict=True)}
#: Half-width marks that stand beside Chinese characters, and what stands before or behind such marks.
_BESIDE = re.compile(rf"(?<=[{_HAN}{_MARKS}])[,;:()?!]|[,;:()?!](?=[{_HAN}{_MARKS}])|(?<=[{_HAN}]\d)[)](?=$|[{_HAN}])")
_GAP = re.compile(rf"(?<=[{_HAN}{_MARKS}]) +|(?= ) +(?=[{_HAN}{_MARKS}])")
_ENDS = re.compile(r"[。；;：:，,、！？.]$")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b\ufffe\uffff\ud800-\udfff]")
_FULL_WIDTH = {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_FULL_WIDTH |= {0xFF0E: ".", 0x3000: " ", 0x00A0: " ", 0x0009: " ", 0xFF05: "%"}

_POINTS = r"(\d{1,6}(?:\.\d{1,6})?)\s*(?:分|[Pp]oints?|[Pp]ts?|[Mm]arks?)"
_BRACKETED = re.compile(rf"\s*[（(]\s*(?:共|满分|计|合计|分值)?[:：]?\s*{_POINTS}\s*[）)]$")
_SCOPE = re.compile(r"[（(]((?:[^（）()]|[（(][^（）()]*[）)])*)[）)]$")
#: A comma between thousands: `1,000`.
_THOUSANDS = re.compile(r"(?<=\d),(\d{3})(?!\d)")
#: What stands in place of points that are none.
_NO_POINTS = frozenset({"-", "—", "——", "/", "／", "无"})
#: A name made of a description is no longer than this.
_LONGEST_NAME = 60


class PrintedName(NamedTuple):
    """A name as a table prints it, taken apart: `1.主动公开（目录、更新）（8分）`."""

    name: str
    number: str = ""
    scope: str = ""
    points: Decimal | None = None


def clean_text(text: str) -> str:
    """Text on one line: marks beside Chinese characters full-width, no space beside these, letters and digits plain."""
    lines = [_CONTROL.sub("", line.translate(_FULL_WIDTH)).strip() for line in text.splitlines()]
    joined = ""
    for line in filter(None, lines):
        joined += ("" if not joined or _ENDS.search(joined) else "；") + line
    once = " ".join(joined.split())
    return _GAP.sub("", _BESIDE.sub(lambda mark: mark[0].translate(_WIDE), _GAP.sub("", once)))


def name_of(text: str) -> PrintedName:
    """A name taken apart. Points and scope stand in brackets behind it, its number before it."""
    rest = clean_text(mark_number(text.replace("\n", "")))
    points = None
    if match := _BRACKETED.search(rest):
        points, rest = Decimal(match[1]), rest[: match.start()].rstrip()
    number, rest = split_number(rest)
    scope = ""
    if (match := _SCOPE.search(rest)) and match.start() > 0:
        scope, rest = match[1], rest[: match.start()].rstrip()
    return PrintedName(rest, number.text if number is not None else "", scope, points)


def bare_text(text: str) -> str:
    """What is compared of a name: no marks, no spaces, no difference of width or case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def points_of(text: str) -> Decimal | None:
    """The points of a cell: `20`, `20分`, `（20 分）`, `1,000`. None if it holds no one figure above 0."""
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("(").removesuffix(")")
    points = parse_typed(_THOUSANDS.sub(r"\1", "".join(plain.split())))
    return points if points is not None and points > 0 else None


def is_no_points(text: str) -> bool:
    """Whether a cell says that there are no points: `—`, `/`, `无`."""
    return text.strip() in _NO_POINTS


def signed_points_of(text: str) -> Decimal | None:
    """The same of a cell beside the total, where a sign only says what the row does: `+3`, `-5分`."""
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("(")
    return points_of(re.sub(r"^[-+−－–±]|^最[多高](?=\d)", "", plain))


def percent_of(text: str) -> Decimal | None:
    """The percentage of a cell, `40%`; None if it is none."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).removeprefix("(").removesuffix(")")
    percent = parse_typed(plain.removesuffix("%")) if plain.endswith("%") else None
    return percent if percent is not None and percent > 0 else None


def short_name(text: str) -> str:
    """A name made of a description: its first sentence, or what stands before a colon."""
    first = clean_text(text)
    for mark in "。；：":
        first = first.partition(mark)[0]
    return first if len(first) <= _LONGEST_NAME else first[: _LONGEST_NAME - 1] + "…"
