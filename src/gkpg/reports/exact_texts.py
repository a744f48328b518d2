"""Exact texts: the points in a line of words, as reports for programs have them."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE, format_exact

if TYPE_CHECKING:
    from collections.abc import Sequence


def exact_texts(ids: Sequence[str], line: str) -> dict[str, str | None]:
    """The exact points of every item as text, by its id; None where there are none. An empty line has none at all."""
    return dict(zip(ids, map(_exact_text, line.split()), strict=True)) if line else dict.fromkeys(ids)


@lru_cache(maxsize=8_192)
def _exact_text(word: str) -> str | None:
    """Units share few words."""
    return None if word in {NO_POINTS, NOT_APPLICABLE} else format_exact(Fraction(word))
