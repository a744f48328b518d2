"""Entered scores: what was entered about a unit, cell by cell, beside what it came to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.scoring.entered_values import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.rubric import Rubric
    from gkpg.scoring import Results
    from gkpg.sheets.model import Entry, Sheet


class EnteredScore(NamedTuple):
    """One entry in a cell at `place`, of whoever gave it; `form` is what was entered, in one word.

    `points` is exact; None where there are none, or where `entered` is a figure of which scoring makes points. `unit`
    is what a value is counted in, `is_veto` says that it is a mark that gives no points. `decides` says that it was
    decided in a dispute.
    """

    place: str
    item: str
    name: str
    form: str
    entered: str | None
    unit: str
    points: Fraction | None
    applies: bool
    source: str
    assessor: str
    reason: str
    link: str
    period: str
    decides: bool
    is_veto: bool
    rubric: tuple[str, str]


def entered_scores(results: Results, unit: str, *, counting: bool = True) -> Iterator[EnteredScore]:
    """All entries about a unit that count, in the order of sheets; or those that do not: of its self-checks."""
    for sheet in results.ledger.sheets_about(unit):
        rubric = results.ledger.rubrics.get(sheet.rubric or ("", ""))
        if rubric is not None and results.round.source(sheet.identity.source).counts is counting:
            for entry in sheet.entries:
                yield _score(sheet, entry, rubric)


def _score(sheet: Sheet, entry: Entry, rubric: Rubric) -> EnteredScore:
    who, item = sheet.identity, rubric.by_id[entry.item]
    points = None if entry.points is None or entry.is_figure else Fraction(entry.points)
    return EnteredScore(
        place_of(sheet, entry), entry.item, item.name, form_of(entry, rubric), entry.entered,
        rubric.kind(item).unit, points, entry.applies, who.source, who.assessor, entry.reason,
        "" if sheet.decides else entry.link, who.period, sheet.decides, item.is_veto, (rubric.rubric, rubric.version),
    )  # fmt: skip


def form_of(entry: Entry, rubric: Rubric | None) -> str:
    """What was entered: points, a count, a tick, a loss, a figure, a level, or a word of the source's scale."""
    if entry.in_points or rubric is None:
        return "word" if entry.is_word else "points"
    form = rubric.kind(rubric.by_id[entry.item]).form
    return "word" if entry.is_word and form != "level" else form
