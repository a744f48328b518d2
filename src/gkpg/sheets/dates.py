"""Dates as people write them."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import TYPE_CHECKING

from gkpg.base.points import parse_stored

if TYPE_CHECKING:
    from gkpg.workbooks.cells import Cell

_DATE = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"(?:\s+|(?<=[0-9])T)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?Z?\s*$")

_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6}
_MONTHS |= {"jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
#: A day as spreadsheets show one without its year, or with the year last; in the order of any place.
_DAY = re.compile(
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日|(?P<on>\d{1,2})[-/ ](?P<named>[a-z]{3})"
    r"|(?P<of>[a-z]{3})[-/ ](?P<year>\d{2,4})|(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<last>\d{4})"
)
#: A year for days without one, in which all of them are; the days that spreadsheets count, from this one on.
_ANY_YEAR, _FIRST_DAY, _MOST_DAYS = 2000, datetime.date(1899, 12, 30), 1_000_000


def find_day(cell: Cell) -> datetime.date | None:
    """The day that a cell holds: a date by its format, or a number that a date is stored as; None where it is none."""
    serial = parse_stored(cell.content)
    if serial is not None:
        return _FIRST_DAY + datetime.timedelta(days=int(serial)) if 0 < serial < _MOST_DAYS else None
    return parse_day(cell.content)


def parse_day(text: str) -> datetime.date | None:
    """The day that a spreadsheet may have made of an id: `2022-01-10`, `1月10日`, `10-Jan`, `Jan-32`, `1/10/2022`."""
    whole = parse_date(text)
    if whole:
        return datetime.date.fromisoformat(whole)
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", text[:40]).strip().casefold())
    if match is None:
        return None
    said = match.groupdict()
    month = _MONTHS.get(said["named"] or said["of"] or "") or int(said["month"] or said["first"] or 0)
    day = int(said["day"] or said["on"] or said["second"] or 1)
    month, day = (day, month) if said["first"] and month > len(_MONTHS) else (month, day)
    try:
        return datetime.date(int(said["last"] or said["year"] or _ANY_YEAR) or _ANY_YEAR, month, day)
    except ValueError:
        return None


def parse_date(text: str) -> str:
    """A date as YYYY-MM-DD, typed as 2022-11-5, 2022/11/5, 2022年11月5日 or 20221105; empty where it is none.

    A time of day behind it is passed over.
    """
    plain = _TIME.sub("", unicodedata.normalize("NFKC", text[:40]))
    match = _DATE.fullmatch("".join(plain.split()))
    if match is None:
        return ""
    year, month, day = (int(each) for each in match.groups() if each is not None)
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""
