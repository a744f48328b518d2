"""Dates as people write them."""

from __future__ import annotations

import datetime
import re
import unicodedata

_DATE = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"(?:\s+|(?<=[0-9])T)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?Z?\s*$")


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
