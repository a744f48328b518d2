"""Numerals and dates as official documents have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from gkpg.base.text import Lang

_DIGITS = "〇一二三四五六七八九"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def chinese_numeral(number: int) -> str:
    """A number from 1 in Chinese characters, `十一`; above 99 in digits."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def number_first(number: int, lang: Lang) -> str:
    """The number of a heading of the first level."""
    return f"{chinese_numeral(number)}、" if lang == "zh" else f"{number}. "


def number_second(number: int, lang: Lang) -> str:
    """The number of a heading of the second level."""
    return f"（{chinese_numeral(number)}）" if lang == "zh" else f"({number}) "


def spell_date(day: date, lang: Lang) -> str:
    """A date: `2022年12月5日`, `5 December 2022`."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
