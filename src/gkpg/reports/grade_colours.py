"""The colours of grades: the same in every Excel file, from the best grade to the lowest of its group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text

if TYPE_CHECKING:
    from gkpg.base.text import Lang
    from gkpg.round.round import Round

#: As RRGGBB; light, so that words on them are read.
_COLOURS = ("C6E7CE", "DCEBF7", "FFF2CC", "F8CBAD")
#: The colour of what has no grade.
NO_GRADE = "EDEDED"


def grade_colours(round_: Round, lang: Lang) -> dict[str, str]:
    """The colour of every grade, by its name in a language."""
    found: dict[str, str] = {}
    for group in round_.groups:
        bands = group.grades.bands
        for band, colour in zip(bands, spread_colours(len(bands)), strict=True):
            found[Text(band.name, band.en or band.name).say(lang)] = colour
    return found


def spread_colours(count: int) -> list[str]:
    """Colours from the best grade to the lowest, whatever their number."""
    last = len(_COLOURS) - 1
    return [_COLOURS[round(index * last / max(1, count - 1))] for index in range(count)]
