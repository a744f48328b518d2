"""The sheets that a case amounts to: one for every hand of every source that scores its unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name
from gkpg.base.points import NOT_APPLICABLE, format_any, format_known
from gkpg.rubric.case import NOT_APPLICABLE as MARKED
from gkpg.sheets.blank.requests import list_hands
from gkpg.sheets.model import EntryLayout, File, Identity, Sheet
from gkpg.sheets.read.sheet_rules import SheetRules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.round.group import RoundPart
    from gkpg.round.round import Round
    from gkpg.round.sources import Source
    from gkpg.round.unit_case import UnitCase
    from gkpg.rubric import Item, Rubric
    from gkpg.rubric.case import Case, Others

#: Who hands in the sheet of a rubric's case.
_ANYBODY = Identity("单位", "评分组", "1")


def sheet_of_case(case: Case, rubric: Rubric) -> tuple[Sheet, list[str]]:
    """The sheet of a case, and the ids of the rows that it says nothing of."""
    words = _words(rubric, rubric.leaf_ids, case.scores, case.others)
    return _sheet(rubric, _ANYBODY, words), [item for item, word in words.items() if word is None]


@dataclass(frozen=True)
class CaseSheet:
    """A sheet of a case: who hands it in, what it enters by id, and the ids of the rows that it says nothing of."""

    sheet: Sheet
    entered: Mapping[str, str]
    missing: tuple[str, ...]


def sheets_of_unit(case: UnitCase, round_: Round) -> Iterator[CaseSheet]:
    """The sheets of a case of an assessment: of every source that scores its unit, for every hand and part."""
    group = round_.group_of[case.unit]
    for source in round_.sources.values():
        if source.counts and source.scores(case.unit):
            for part in (part for part in group.parts_for(case.unit) if round_.asks(part, source.name, case.unit)):
                yield from _of_source(case, round_, source, part)


def _of_source(case: UnitCase, round_: Round, source: Source, part: RoundPart) -> Iterator[CaseSheet]:
    """What a source hands in for a part; it enters the same in every period."""
    given, rubric = case.scores.get(source.name, ({},)), part.rubric
    ids = round_.scope((rubric.rubric, rubric.version), source.name, case.unit) or ()
    held = SheetRules.of_unit(rubric, round_, case.unit, source.name)
    for number, hand in enumerate(_hands(round_, source, case.unit, len(given))):
        entered = given[min(number, len(given) - 1)]
        words = _words(rubric, ids, entered, case.others, held)
        sheet = _sheet(rubric, Identity(case.unit, source.name, hand, period=part.period), words)
        missing = tuple(item for item, word in words.items() if word is None)
        own = {item: word for item, word in entered.items() if item in ids}
        yield CaseSheet(sheet._replace(sample=1 if source.kind == "survey" else None), own, missing)


def _hands(round_: Round, source: Source, unit: str, given: int) -> tuple[str, ...]:
    """The hands of a source; of a survey as many as there are answers."""
    if source.kind == "survey":
        return tuple(str(number) for number in range(1, given + 1))
    return list_hands(round_, source, unit)


def hands_of(case: UnitCase, round_: Round, source: str) -> int:
    """How many hands of a source score the unit of a case; none where the source does not."""
    return len(
        {each.sheet.identity.assessor for each in sheets_of_unit(case, round_) if each.sheet.identity.source == source}
    )


def as_file(name: str, sheets: list[Sheet]) -> File:
    """One file that holds all sheets of a case."""
    return File(name, "", tuple(sheets))


def _sheet(rubric: Rubric, who: Identity, words: Mapping[str, str | None]) -> Sheet:
    given = {item: word for item, word in words.items() if word is not None}
    layout = EntryLayout(tuple(given), tuple(given))
    return Sheet("", (rubric.rubric, rubric.version), who, "", None, layout, " ".join(given.values()))


def _words(
    rubric: Rubric,
    ids: tuple[str, ...],
    entered: Mapping[str, str],
    others: Others | None,
    held: SheetRules | None = None,
) -> dict[str, str | None]:
    """The points of every row as a sheet holds them; None where nothing is said of it."""
    found: dict[str, str | None] = {}
    for item in ids:
        if item in entered:
            found[item] = worth(rubric, item, entered[item], held, may_lack=True)
        elif others is not None and rubric.by_id[item].looks_at:
            found[item] = "0"  # a figure whose worth is said
        else:
            bound = None if others is None else bound_of(rubric, rubric.by_id[item], others)
            found[item] = format_known(bound)
    return found


def worth(
    rubric: Rubric, item: str, entered: str, held: SheetRules | None = None, *, may_lack: bool = False
) -> str | None:
    """What is entered for a row, in points; None where it may not be.

    `held` is what the source is held to, whose words for numbers count as well; `may_lack`: the row need not apply.
    """
    if entered == MARKED:
        return NOT_APPLICABLE if may_lack else None
    kind = rubric.kinds[item]
    word = kind.words.get(fold_name(entered))
    if word is None and held is not None:
        word = held.worth_of(entered, kind)
    number = kind.parse_typed(entered) if word is None else word
    points = None if number is None else kind.points(number)
    return None if points is None else format_any(points)


def bound_of(rubric: Rubric, item: Item, others: Others) -> Fraction | None:
    """The most, or the least, that an item of an indicator can come to; nothing beside the indicators, and no veto.

    Where the least has no bound, all of its max is lost; None where the most has none.
    """
    top = (item.id, *rubric.above(item.id))[-1]
    if all(top != each.id for each in rubric.indicators):
        return Fraction(0)
    least, most = rubric.intervals[item.id]
    if others == "least":
        return least if least is not None else _all_lost(rubric, item)
    bounds = [each for each in (most, item.max) if each is not None]
    if bounds or item.id not in rubric.rows:
        return min(bounds, default=None)
    return rubric.by_id[rubric.above(item.id)[0]].max


def _all_lost(rubric: Rubric, item: Item) -> Fraction | None:
    """What an item without a least gets: nothing; a row as little as takes what it is a row of down to its floor.

    None where that has no floor.
    """
    if item.id not in rubric.rows:
        return Fraction(0)
    holder = rubric.by_id[rubric.above(item.id)[0]]
    rows = (rubric.intervals[row.id].least for row in holder.items or ())
    given = Fraction(holder.base or 0) + sum((each for each in rows if each is not None and each > 0), Fraction(0))
    return None if holder.bottom is None else Fraction(holder.bottom) - max(given, holder.max or Fraction(0))
