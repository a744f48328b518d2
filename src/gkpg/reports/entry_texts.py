"""Entry texts: the entries of a sheet as JSON; what many sheets say in the same cell is made once."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.explanation.entered import form_of
from gkpg.sheets.model import read_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.rubric import Rubric
    from gkpg.sheets.model import Entry, Sheet

_Words = tuple[str, str]
_MOST_LAYOUTS = 500


class EntryTexts:
    """The entries of sheets. Those beside which something was written are made for each sheet."""

    def __init__(self, rubrics: Mapping[tuple[str, str], Rubric]) -> None:
        self._rubrics = rubrics
        self._made: dict[object, tuple[dict[_Words, str], ...]] = {}

    def of(self, sheet: Sheet) -> Iterator[str]:
        """Each entry of a sheet as a JSON object, in the order of the rubric."""
        rubric = self._rubrics.get(sheet.rubric or ("", ""))
        notes = {note.item: note for note in sheet.notes}
        for item, cell, words, known in zip(*sheet.layout, sheet.words(), self._known(sheet), strict=True):
            if item in notes:
                yield _text(read_entry(item, cell, words, notes[item]), rubric)
            elif words in known:
                yield known[words]
            else:
                known[words] = _text(read_entry(item, cell, words, None), rubric)
                yield known[words]

    def _known(self, sheet: Sheet) -> tuple[dict[_Words, str], ...]:
        """What was made for each cell of a layout; all is made anew once there are very many layouts."""
        key = (sheet.rubric, sheet.layout)
        if key not in self._made:
            if len(self._made) >= _MOST_LAYOUTS:
                self._made.clear()
            self._made[key] = tuple({} for _ in sheet.layout.items)
        return self._made[key]


def _text(entry: Entry, rubric: Rubric | None) -> str:
    value = {
        "item": entry.item,
        "entered": entry.entered,
        "as": form_of(entry, rubric),
        "points": None if entry.points is None or entry.is_figure else format_exact(Fraction(entry.points)),
        "not_applicable": not entry.applies,
        "cell": entry.cell,
        "reason": entry.reason,
        "link": entry.link,
    }
    return json.dumps(value, ensure_ascii=False)
