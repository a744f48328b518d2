"""Decisions on scores as they were that hold for the same scores under another rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.ledger.disputes import find_disputes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gkpg.ledger.disputes import Dispute, DisputeKey
    from gkpg.round.resolve import Round
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
    """A sheet, its decision held to the scores as they are; None where it decides what is no dispute."""
    if not sheet.decides or sheet.rubric is None or not sheet.layout.items:
        return sheet
    dispute = open_.get((sheet.identity.unit, sheet.identity.source, sheet.rubric, sheet.layout.items[0]))
    if dispute is None:
        return None
    return sheet._replace(notes=tuple(note._replace(link=dispute.scores_text) for note in sheet.notes))
