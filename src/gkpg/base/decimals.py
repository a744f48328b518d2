"""Decimals in words: what a figure is rounded or shown to."""

from __future__ import annotations

from gkpg.base.text import Text

_WHOLE = Text("整数", "whole numbers")


def describe_places(places: int) -> Text:
    """So many decimals, as in “to 2 decimals”; none are whole numbers."""
    if places == 0:
        return _WHOLE
    return Text(f" {places} 位小数", f"{places} decimal{'' if places == 1 else 's'}")
