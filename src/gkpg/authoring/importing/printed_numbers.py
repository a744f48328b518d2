"""Printed numbers: `一、`, `（一）`, `1.`, `1.2`, `①`, `A1`: of what style a number is, and the text behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = "一二三四五六七八九"
_HAN = rf"[{_DIGITS}十百]{{1,4}}"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_DOTTED = r"[IVX]{2,5}[.-]\d{1,3}|[A-Za-z]?\d{1,3}(?:[.．-]\d{1,3}){1,5}|[A-Z][.-]?\d{1,3}(?:[.-]\d{1,3}){0,5}"

#: Each style of a number with the sign that ends it, where it has one of its own.
_STYLES = (
    ("第", re.compile(rf"第({_HAN}|\d{{1,2}})(?:部分|章|节|类|大项|项)")),
    ("（一）", re.compile(rf"[（(]({_HAN})[）)]")),
    ("（1）", re.compile(r"[（(](\d{1,3})[）)]")),
    ("1）", re.compile(r"(\d{1,3})[)）]")),
    ("（a）", re.compile(r"[（(]([a-zA-Z])[）)]")),
    ("①", re.compile(r"([①-⑳])")),
    ("Ⅰ", re.compile(rf"([{_ROMAN}])")),
    ("1.1", re.compile(rf"({_DOTTED})")),
    ("一", re.compile(rf"({_HAN})")),
    ("1", re.compile(r"(\d{1,3})")),
    ("I", re.compile(r"([IVX]{2,5}|[IVX](?![A-Z]))")),
    ("A", re.compile(r"([A-Z])")),
    ("a", re.compile(r"([a-z])")),
)
#: What a number is parted from the text behind it by; those of some styles part themselves.
_MARK = re.compile(r"\s*[、．：:]\s*|\s*\.(?!\d)\s*")
_CLOSED = frozenset({"第", "（一）", "（1）", "1）", "（a）", "①", "Ⅰ"})
#: Behind figures such as these a dotted number is none: `1.5倍`; the words excepted begin names.
_WORDS = "分[类级工析管]|年[度终]|月[度报]|日常|小[学区微组]|个[人体]|条[例件]|项目|版面"
_MEASURES = re.compile(rf"[.\s]*(?:[倍万亿%％‰\d]|(?!{_WORDS})[分年月天日米元小个次条项版])")
#: A number that a space parts from a name.
_SPACED = re.compile(
    rf"\s*(\d{{1,2}}(?:\.\d{{1,2}}){{0,4}}|[{_DIGITS}十]{{1,3}})[ \u3000\u00a0]+(?=[\u3400-\u9fff]{{2}})"
)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as it is printed. `path` are its parts, `1.2` being 1 and 2; numbers of one style count one level."""

    text: str
    style: str
    path: tuple[int, ...]

    @property
    def value(self) -> int:
        """What it counts to on its level."""
        return self.path[-1]

    @property
    def level(self) -> str:
        """What tells its level: its style, and how many parts it has."""
        return f"{self.style}{len(self.path)}"


def parse_number(text: str) -> PrintedNumber | None:
    """A cell that is a number and nothing else; None where it is none."""
    found = _read(text.strip())
    if found is None:
        return None
    number, rest = found
    return number if rest.strip() in {"", ".", "、", "．", ")", "）"} else None


def split_number(text: str) -> tuple[PrintedNumber | None, str]:
    """The number before a text, and the text without it."""
    found = _read(text)
    if found is None:
        return None, text
    number, rest = found
    mark = _MARK.match(text, len(text) - len(rest))
    is_parted = number.style in _CLOSED or mark is not None or (number.style == "1.1" and not _MEASURES.match(rest))
    rest = text[mark.end() :] if mark is not None else rest.lstrip()
    return (number, rest) if is_parted and rest else (None, text)


def mark_number(text: str) -> str:
    """A text whose number only a space parts from the name, with a mark between: `1 公开` as `1、公开`."""
    match = _SPACED.match(text)
    return text if match is None or _MEASURES.match(text, match.end()) else f"{match[1]}、{text[match.end() :]}"


def _read(text: str) -> tuple[PrintedNumber, str] | None:
    for style, pattern in _STYLES:
        if match := pattern.match(text):
            return PrintedNumber(match[0], style, _path(style, match[1])), text[match.end() :]
    return None


def _path(style: str, text: str) -> tuple[int, ...]:
    if style == "1.1":
        head, mark, rest = text.partition("." if "." in text else "-")
        if mark and len(head) > 1 and set(head) <= _ROMAN_VALUES.keys():
            return _of_roman(head), int(rest)
        return tuple(
            int(part) if part.isdecimal() else ord(part.upper()) - 64 for part in re.findall(r"\d+|[A-Za-z]", text)
        )
    if text[0] in _ROMAN:
        return (_ROMAN.index(text) + 1,)
    if style == "①":
        return (ord(text) - ord("①") + 1,)
    if style == "I":
        return (_of_roman(text),)
    if text.isdecimal():
        return (int(text),)
    return (ord(text.upper()) - 64,) if text.isascii() else (_of_han(text),)


def _of_roman(text: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < behind else value for value, behind in pairs)


def _of_han(text: str) -> int:
    """A number in Chinese below a thousand: 二十三 is 23."""
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    parts = ((hundreds, 100, bool(hundreds or "百" in text)), (tens, 10, bool(ten)), (ones, 1, bool(ones)))
    return sum((_DIGITS.find(digit[-1:]) + 1 if digit else 1) * worth for digit, worth, there in parts if there)
