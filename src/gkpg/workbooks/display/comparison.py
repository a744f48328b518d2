"""Comparing what a cell shows with the number that it holds."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import parse_stored

if TYPE_CHECKING:
    from decimal import Decimal


class Likeness(StrEnum):
    """How what is shown relates to what is held.

    `same`: the number, to the last digit. `less`: fewer digits of it, nothing at all, or the number among words.
    `other`: another number, or something that is none.
    """

    SAME = "same"
    LESS = "less"
    OTHER = "other"


class ShownNumber(NamedTuple):
    """A number as it is shown, and half of what its last digit stands for: it may have been rounded by so much."""

    value: Fraction
    half: Fraction


_SPACES = re.compile(r"[\s\u200b]+")
_MINUS = str.maketrans({"−": "-", "－": "-", "–": "-"})
_SIMPLE = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+"
_NUMBER = re.compile(rf"(?P<whole>{_SIMPLE})?(?P<point>\.[0-9]*)?(?:E(?P<exponent>[+-]?[0-9]+))?", re.IGNORECASE)
_FRACTION = re.compile(r"(?:([0-9]+) +)?([0-9]+) */ *([0-9]+)")
_CHINESE = {sign: value % 10 for value, sign in enumerate("〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖")}
_IN_WORDS = re.compile(rf"(?:{_SIMPLE})(?:\.[0-9]+)?")
#: What formats show in place of a zero: the dash of accounting, a point whose digits are left out.
_ZEROS = {"-", "—", "--", "——", "_", "."}
#: What may stand around a number that leaves it what it is; any other sign may make another number of it.
_BEFORE = re.compile(r"(?:(?:得分|评分|分数|score)[:：]?|第|[¥￥$€£])?", re.IGNORECASE)
_BEHIND = re.compile(r"(?:分|元|年|名|个|次|项|条|份|points?|pts?\.?)?", re.IGNORECASE)


def is_shown_as_it_is(shown: str, value: Decimal) -> bool:
    """Whether a text shows just this number."""
    return compare_shown(shown, value) is Likeness.SAME


def compare_shown(shown: str, value: Decimal) -> Likeness:
    """What a text shows of a number that a cell holds."""
    text = _SPACES.sub(" ", shown.translate(_MINUS)).strip()
    held = Fraction(value)
    number = _read(text.removesuffix("分").rstrip())
    if number is not None:
        gap = abs(number.value - held)
        return Likeness.SAME if gap == 0 else Likeness.LESS if gap <= number.half else Likeness.OTHER
    if not text or (value == 0 and text in _ZEROS):
        return Likeness.LESS
    return Likeness.LESS if _is_in_other_digits(text, held) or _stands_among_words(text, held) else Likeness.OTHER


def _read(text: str) -> ShownNumber | None:
    """The number that a text is; None where it is none."""
    is_negative = text.startswith("-") or (text.startswith("(") and text.endswith(")"))
    bare = text.removeprefix("-").strip("() ") if is_negative else text
    number = _read_decimal(bare) or _read_fraction(bare)
    return None if number is None else ShownNumber(-number.value if is_negative else number.value, number.half)


def _read_decimal(text: str) -> ShownNumber | None:
    match = _NUMBER.fullmatch(text)
    if match is None or not any(sign.isdigit() for sign in (match["whole"] or "") + (match["point"] or "")):
        return None
    number = parse_stored(text.replace(",", ""))
    if number is None:
        return None
    places = len(match["point"] or ".") - 1 - int(match["exponent"] or 0)
    return ShownNumber(Fraction(number), Fraction(1, 2) / Fraction(10) ** max(-99, min(99, places)))


def _read_fraction(text: str) -> ShownNumber | None:
    match = _FRACTION.fullmatch(text)
    if match is None or int(match[3]) == 0:
        return None
    below = int(match[3])
    return ShownNumber(int(match[1] or "0") + Fraction(int(match[2]), below), Fraction(1, 2 * below))


def _is_in_other_digits(text: str, held: Fraction) -> bool:
    """Whether the number stands there in the digits of another script: `三`, `叁`, `３`."""
    plain = "".join(
        str(digit) if (digit := unicodedata.digit(sign, _CHINESE.get(sign))) is not None else sign for sign in text
    )
    number = _read(plain)
    return number is not None and number.value == held


def _stands_among_words(text: str, held: Fraction) -> bool:
    """Whether words stand around the one number, which they leave what it is: `￥3.00`, `第3名`."""
    found = list(_IN_WORDS.finditer(text))
    if len(found) != 1:
        return False
    before, behind = text[: found[0].start()].strip(), text[found[0].end() :].strip()
    is_harmless = _BEFORE.fullmatch(before) is not None and _BEHIND.fullmatch(behind) is not None
    return is_harmless and Fraction(found[0][0].replace(",", "")) == held
