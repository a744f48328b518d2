"""Max values: what a sheet shows as the most points that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import as_decimal
from gkpg.rubric.describe import describe_max

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from gkpg.base.text import Lang


def max_value(most: Fraction | None, lang: Lang) -> Decimal | str:
    """A number; words where there is no limit."""
    return describe_max(most).say(lang) if most is None else as_decimal(most)
