"""Decisions on scores as they were that hold for the same scores under another rubric."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from gkpg.ledger.disputes import find_disputes
from gkpg.sheets.model import EntryLayout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gkpg.ledger.disputes import Dispute, DisputeKey
    from gkpg.round.round import Round
    from gkpg.sheets.model import File, Sheet


def filter_decisions(files: Iterable[File], round_: Round) -> Iterator[File]:
    """The files, their decisions held to the scores as they are now; those about what is no dispute are left out."""
    files = tuple(files)
    scores = [sheet for file in files for sheet in file.sheets if not sheet.decides]
    open_ = {dispute.key: dispute for dispute in find_disputes(scores, round_)}
    for file in files:
        sheets = tuple(kept for sheet in file.sheets if (kept := _filter_sheet(sheet, open_)) is not None)
        if sheets:
            yield file._replace(sheets=sheets)


def _filter_sheet(sheet: Sheet, open_: Mapping[DisputeKey, Dispute]) -> Sheet | None:
    """A sheet, each decision held to the scores of its item as they are; None where it decides no dispute at all."""
    if not sheet.decides or sheet.rubric is None:
        return sheet
    who = sheet.identity
    keys = {item: (who.unit, who.source, sheet.rubric, item, who.period) for item in sheet.layout.items}
    now = {item: open_[key].scores_text for item, key in keys.items() if key in open_}
    notes = tuple(note._replace(link=now[note.item]) for note in sheet.notes if note.item in now)
    stays = [item in now for item in sheet.layout.items]
    layout = EntryLayout(*(tuple(compress(each, stays)) for each in sheet.layout))
    points = " ".join(compress(sheet.points.split(), stays))
    return sheet._replace(layout=layout, points=points, entered="", notes=notes) if now else None
