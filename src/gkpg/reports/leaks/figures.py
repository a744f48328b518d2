"""Figures: the numbers in a text that can tell a score."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIGURE = re.compile(r"(?<![0-9./])[0-9]{1,9}(?:\.[0-9]{1,20}|/[0-9]{1,9})(?![0-9/]|\.[0-9])")
#: No spreadsheet keeps more digits; what a program adds behind them is no figure of ours.
_MOST_PLACES = 10
_LEAST_DIGITS, _LEAST_IN_FRACTION = 3, 4


def figures_in(text: str) -> Iterator[str]:
    """The figures in a text, each in one way of writing: decimals without zeros behind, or a fraction.

    Whole numbers, and those of fewer than three digits, are left out: every report is full of them.
    """
    for found in _FIGURE.findall(text):
        if "/" in found:
            figure, least = found, _LEAST_IN_FRACTION + 1
        else:
            figure, least = f"{round(Decimal(found), _MOST_PLACES).normalize():f}", _LEAST_DIGITS + 1
        if len(figure.lstrip("0")) >= least and not figure.isdigit():
            yield figure
