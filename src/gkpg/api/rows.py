"""Results as plain rows: one a unit, one an item, one a cell."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import gkpg.base.points
from gkpg.scoring.describe import describe_grade, describe_why

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gkpg.base.text import Lang, Text
    from gkpg.ledger import Ledger
    from gkpg.scoring import GroupResult, Results, UnitResult


class UnitRow(NamedTuple):
    """What one unit comes to.

    `group` is empty for a unit of which no sheet could be read. `total` is rounded as the assessment says,
    `exact_total` not at all; `converted` is the total on another scale, None where there is no such scale. A unit
    without a total, a grade or a rank has None in their places, and `why` says why; else that is None. `sheets` is how
    many of its sheets count.
    """

    group: str
    unit: str
    rank: int | None
    total: Decimal | None
    exact_total: Fraction | None
    converted: Decimal | None
    grade: str | None
    why: str | None
    sheets: int


class ItemRow(NamedTuple):
    """What one unit got for one item of one part of its total.

    `rubric` is the id and version of the part's rubric. `level` is 1 for an indicator, a block of bonuses or penalties,
    or a veto; `has_items` says that there are items below it. `points` are exact; None where they cannot be told, or
    where the item does not apply, which `applies` says. `max` is None where there is no limit. `lost` are the points
    that are missing from it; None where there is none or are no points, and for what stands beside the indicators. Of
    a veto, 1 point says that it holds.
    """

    group: str
    unit: str
    part: str
    rubric: tuple[str, str]
    item: str
    name: str
    level: int
    has_items: bool
    max: Fraction | None
    points: Fraction | None
    lost: Fraction | None
    applies: bool


class EntryRow(NamedTuple):
    """One score: who gave which unit how many points for what, and the cell that says so.

    `unit`, `source` and `assessor` are empty where the sheet does not say. `rubric` is its id and version. `entered` is
    what the cell says: points, a count, a loss, a figure, ✓ or ✗, a level, a word of a scale; None where that could not
    be taken. `points` are exact; None for a blank, which is not zero, for a fault that a finding names, for a figure,
    of which scoring makes points, or where the item does not apply, which `applies` says. `counts` is False in a
    self-check, which goes into no total. `decides` is True for a decision on a dispute, of which `assessor` is who
    decided. `reason` and `link` are what was written beside the score.
    """

    unit: str
    source: str
    assessor: str
    rubric: tuple[str, str] | None
    item: str
    entered: str | None
    points: Fraction | None
    applies: bool
    counts: bool
    decides: bool
    file: str
    sheet: str
    cell: str
    reason: str
    link: str


def ranking(results: Results, lang: Lang | None = None) -> Iterator[UnitRow]:
    """Every unit, group by group, best first; those without a rank last, by name.

    `lang` is the language of `grade` and `why`; None for that of the assessment, or else of the rubric.
    """
    said_in = lang or results.language
    for group in results.groups:
        for unit in group.units:
            yield UnitRow(
                group=group.name,
                unit=unit.name,
                rank=unit.rank,
                total=unit.total,
                exact_total=unit.exact_total,
                converted=unit.converted,
                grade=_said(describe_grade(group.rules, unit.band), said_in),
                why=_said(describe_why(results, group, unit), said_in),
                sheets=unit.sheets,
            )


def _said(text: Text | None, lang: Lang) -> str | None:
    return None if text is None else text.say(lang)


def items(results: Results) -> Iterator[ItemRow]:
    """Every item of every unit of `ranking`, in the order of the rubric, each before its sub-items.

    Bonuses, penalties and vetoes come after the indicators. Units of which no sheet could be read have no rows.
    """
    for group in results.groups:
        for unit in group.units:
            for part in group.numbers(unit):
                yield from _items_of(results, group, unit, part)


def _items_of(results: Results, group: GroupResult, unit: UnitResult, number: int) -> Iterator[ItemRow]:
    """The items of one part of one unit."""
    part = group.parts[number]
    points, inapplicable = results.points(group, unit, number), results.inapplicable(group, unit, number)
    beside = {item.id for top in part.rubric.adjustment_items for item in top.walk()}
    for item in part.rubric.walk():
        got = points.get(item.id)
        most = item.max
        lost = None if got is None or most is None or item.id in beside else most - got
        yield ItemRow(
            group=group.name,
            unit=unit.name,
            part=part.title,
            rubric=part.key,
            item=item.id,
            name=item.name,
            level=1 + len(part.rubric.above(item.id)),
            has_items=item.items is not None,
            max=most,
            points=got,
            lost=lost,
            applies=item.id not in inapplicable,
        )


def entries(ledger: Ledger) -> Iterator[EntryRow]:
    """Every score of every sheet that counts, in the order of files and, in each, of the rubric.

    Left out are sheets in place of which `prefer="latest"` took a later version. Sheets that cannot be read have no
    rows; `ledger.findings` has them.
    """
    for sheet in ledger.each_sheet():
        who = sheet.identity
        counts = ledger.round.source(who.source).counts
        for entry in sheet.entries:
            yield EntryRow(
                unit=who.unit,
                source=who.source,
                assessor=who.assessor,
                rubric=sheet.rubric,
                item=entry.item,
                entered=entry.entered,
                points=None if entry.points is None or entry.is_figure else Fraction(entry.points),
                applies=entry.applies,
                counts=counts,
                decides=sheet.decides,
                file=sheet.file,
                sheet=sheet.name,
                cell=entry.cell,
                reason=entry.reason,
                link=entry.link,
            )


def exact(points: Fraction | Decimal) -> str:
    """Points as text without any loss, as reports have them: `33.5`, or a fraction such as `101/3`."""
    return gkpg.base.points.format_exact(Fraction(points))
