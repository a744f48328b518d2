"""Rules of sheets that an assessment sets: who may score whom, who must hand in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gkpg.base.points import NOT_APPLICABLE
from gkpg.base.text import Text, list_words
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.ledger.unit_findings import CLOSE, UnitFinding, UnitKey
from gkpg.round.join_rules import LEAST_SCORES
from gkpg.sheets.dates import parse_date
from gkpg.sheets.read.identity import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gkpg.findings.finding import Fact
    from gkpg.round.group import RoundGroup
    from gkpg.round.round import Round
    from gkpg.round.sources import Source
    from gkpg.sheets.model import Sheet

Sheets = tuple["Sheet", ...]


def units_and_sources_are_known(sheets: Sheets, round_: Round) -> Iterator[UnitFinding]:
    """Every sheet is of a unit and a source that the assessment names."""
    for sheet in sheets:
        if sheet.is_unread:
            continue
        who = sheet.identity
        if who.unit and who.unit not in round_.group_of:
            facts: dict[str, Fact] = {"unit": who.unit, "nearest": nearest_hint(who.unit, round_.units, CLOSE)}
            yield UnitFinding(who.unit, Finding("L105", sheet.place, facts))
        if who.source and who.source not in round_.sources:
            hint = nearest_hint(who.source, tuple(round_.sources), CLOSE)
            yield UnitFinding(who.unit, Finding("L108", sheet.place, {"source": who.source, "nearest": hint}))


def sheets_are_of_the_right_rubric(sheets: Sheets, round_: Round) -> Iterator[UnitFinding]:
    """A sheet is of a rubric by which its source scores its unit."""
    for sheet, group, source in _known_sheets(sheets, round_):
        unit = sheet.identity.unit
        if sheet.rubric is None or group.part_of(sheet.rubric, source.name, unit) is not None:
            continue
        fitting = [" ".join(part.key) for part in group.parts_for(unit) if source.name in part.sources]
        facts: dict[str, Fact] = {"unit": sheet.identity.unit, "source": source.name, "group": group.name}
        if fitting:
            facts |= {"found": " ".join(sheet.rubric), "rubrics": list_words(fitting)}
        kept = sheet.identity.unit if source.counts else ""
        yield UnitFinding(kept, Finding("L109" if fitting else "L110", sheet.place, facts))


def sources_score_only_their_units(sheets: Sheets, round_: Round) -> Iterator[UnitFinding]:
    """A source that is for some units only scores no other."""
    for sheet, group, source in _known_sheets(sheets, round_):
        if not source.scores(sheet.identity.unit):
            facts = {"unit": sheet.identity.unit, "source": source.name, "group": group.name}
            yield UnitFinding(sheet.identity.unit if source.counts else "", Finding("L110", sheet.place, facts))


def nobody_scores_their_own(sheets: Sheets, round_: Round) -> Iterator[UnitFinding]:
    """No unit is scored by itself, but in a self-check, and none by somebody of whom a conflict is declared."""
    for sheet, _, source in _known_sheets(sheets, round_):
        who = sheet.identity
        reasons = round_.conflicts(who.assessor, who.unit)
        itself = who.unit == who.source or (round_.names_assessors(source) and who.unit == who.assessor)
        if source.counts and (reasons or itself):
            facts: dict[str, Fact] = {"unit": who.unit, "source": who.source, "assessor": who.assessor}
            facts["reason"] = reasons[0] if reasons else who.unit
            yield UnitFinding(who.unit, Finding("L117", sheet.place, facts))


def everybody_has_handed_in(sheets: Sheets, round_: Round, empty: Sheets = ()) -> Iterator[UnitFinding]:
    """Every source that scores a unit has handed in as many sheets as it has assessors, of those that it names.

    It does so for each part that it scores; a sheet whose rubric cannot be told is taken to be there, as is one of
    another version, which is told by itself. What is missing is told at the page that is `empty`, if there is one.
    """
    pages = {(*_part_of(sheet), sheet.identity.unit): sheet.place for sheet in reversed(empty)}
    by_pair: dict[tuple[str, str], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        by_pair[sheet.identity.unit, sheet.identity.source].append(sheet)
    for unit, source in expected_pairs(round_):
        if source.counts:
            own = by_pair[unit, source.name]
            yield from _strangers(unit, source, own, round_.hands(source, unit)[1])
            parts = [part for part in round_.group_of[unit].parts_for(unit) if round_.asks(part, source.name, unit)]
            keys = {part.key for part in parts}
            for key, period in dict.fromkeys(sorted((part.key, part.period) for part in parts)):
                of_part = [sheet for sheet in own if _may_be_of(sheet, key, keys) and _may_be_in(sheet, period)]
                name, of = _in_part(round_, unit, key, source.name, period), (source.name, key, period)
                page = pages.get((*of, unit)) or pages.get((*of, ""))
                yield from _of_pair(unit, source, of_part, round_.count(source, unit), name, page)


def _may_be_of(sheet: Sheet, key: UnitKey, keys: set[UnitKey]) -> bool:
    """Whether a sheet is of a rubric, or of a version of it that no part is scored by."""
    if sheet.rubric is None or sheet.rubric in keys:
        return sheet.rubric in {None, key}
    return sheet.rubric[0] == key[0]


def _part_of(sheet: Sheet) -> tuple[str, UnitKey | None, str]:
    """The part that a sheet is for: its source, its rubric, its period."""
    return sheet.identity.source, sheet.rubric, sheet.identity.period


def _may_be_in(sheet: Sheet, period: str) -> bool:
    """Whether a sheet may be of a period; one of which that cannot be told may be of any."""
    return not period or sheet.identity.period in {"", period}


def _strangers(unit: str, source: Source, own: list[Sheet], names: tuple[str, ...]) -> Iterator[UnitFinding]:
    """Where the assessors of a source are named, nobody else hands in."""
    for sheet in own:
        if names and sheet.identity.assessor not in names and not sheet.is_unread:
            hint = nearest_hint(sheet.identity.assessor, names, CLOSE)
            facts: dict[str, Fact] = {"unit": unit, "source": source.name, "assessor": sheet.identity.assessor}
            yield UnitFinding(unit, Finding("L112", sheet.place, {**facts, "nearest": hint}))


def _of_pair(
    unit: str, source: Source, own: list[Sheet], most: int, name: Fact, page: Place | None
) -> Iterator[UnitFinding]:
    """As many sheets of one source for one unit as it has assessors; of a survey any. `page` is one that is empty."""
    hands, read = ({sheet.identity.assessor for sheet in each} for each in (own, _read(own)))
    facts: dict[str, Fact] = {"unit": unit, "source": name, "found": str(len(hands)), "expected": str(most)}
    if source.kind == "survey" and hands:
        return
    if len(read) > most:
        facts["found"] = str(len(read))
        yield from (UnitFinding(unit, Finding("L116", sheet.place, facts)) for sheet in _read(own))
    elif len(hands) < most:
        code = "L114" if source.missing == "rest" else "L113"
        yield UnitFinding(unit, Finding(code, page or (own[0].place if own else Place()), facts))


def _read(sheets: list[Sheet]) -> list[Sheet]:
    """Those of files that could be read."""
    return [sheet for sheet in sheets if not sheet.is_unread]


def expected_pairs(round_: Round) -> Iterator[tuple[str, Source]]:
    """Every unit with every source that is to hand in a sheet for it."""
    composed = {each.unit for each in round_.assessment.composed} if round_.assessment else set()
    for group in round_.groups:
        busy: dict[tuple[int, ...], list[Source]] = {}
        for unit in group.units:
            numbers = group.numbers(unit)
            if numbers not in busy:
                names = {source for number in numbers for source in group.parts[number].sources}
                busy[numbers] = [source for name, source in round_.sources.items() if name in names]
            if unit not in composed and unit not in group.unranked:
                yield from ((unit, source) for source in busy[numbers] if source.scores(unit))


def enough_to_trim(sheets: Sheets, round_: Round) -> Iterator[UnitFinding]:
    """Where the highest and the lowest are left out, something is left. A row of a survey counts as many answers."""
    together: dict[tuple[str, str, UnitKey | None, str], list[Sheet]] = defaultdict(list)
    for sheet, _, found in _known_sheets(sheets, round_):
        if found.join.rule in LEAST_SCORES:
            together[sheet.identity.unit, *_part_of(sheet)].append(sheet)
    for (unit, name, key, period), own in together.items():
        source, answers = round_.sources[name], sum(sheet.sample or 1 for sheet in own)
        is_short = answers < LEAST_SCORES[source.join.rule] and round_.is_complete(source, unit, own)
        if is_short and any(_has_scores(sheet, round_) for sheet in own):
            facts = {"unit": unit, "source": _in_part(round_, unit, key, name, period), "found": str(answers)}
            yield UnitFinding(unit, Finding("L115", own[0].place, facts))


def _has_scores(sheet: Sheet, round_: Round) -> bool:
    """Whether anything of a sheet applies to its unit; vetoes are no scores, for nothing of them is joined."""
    rubric = round_.rubrics.get(sheet.rubric or ("", ""))
    vetoes = {veto.id for veto in rubric.vetoes} if rubric else set()
    words = zip(sheet.layout.items, sheet.points.split(), strict=True)
    there = [item for item, word in words if word != NOT_APPLICABLE and item not in vetoes]
    return any(rubric is None or not round_.applicability.lacks(sheet.identity.unit, rubric, item) for item in there)


def _in_part(round_: Round, unit: str, key: UnitKey | None, source: str, period: str) -> Fact:
    """A source with the part of several that its sheet is for; alone where there is one part, or it cannot be told."""
    group = round_.group_of[unit]
    number = None if key is None or len(group.numbers(unit)) < 2 else group.part_of(key, source, unit, period)
    name = "" if number is None else group.parts[number].title
    return Text(f"{source}（{name}）", f"{source} ({name})") if name else source


def late_sheets_are_told(sheets: Sheets, round_: Round) -> Iterator[UnitFinding]:
    """A sheet that came in after it was due is told, and one whose date cannot be read."""
    for sheet, _, source in _known_sheets(sheets, round_):
        due = round_.due(source, sheet.identity.unit, sheet.identity.period)
        if due is None:
            continue
        date = date_of(sheet, round_)
        if not date and sheet.identity.date:
            facts = {"unit": sheet.identity.unit, "source": source.name, "date": sheet.identity.date}
            yield UnitFinding(sheet.identity.unit, Finding("L126", sheet.place, facts))
        if date > due.isoformat():
            facts = {"unit": sheet.identity.unit, "source": source.name, "date": date, "due": due.isoformat()}
            yield UnitFinding(sheet.identity.unit, Finding("L118", sheet.place, facts))


def date_of(sheet: Sheet, round_: Round) -> str:
    """When a sheet came in, as YYYY-MM-DD: as the assessment says, else as the sheet does; empty where neither does."""
    who = sheet.identity
    for each in round_.received(who.unit):
        wanted = ((each.source, who.source), (each.assessor, who.assessor))
        if all(said in {None, found} for said, found in wanted):
            return each.date.isoformat()
    return parse_date(who.date)


def marks_agree(sheets: Sheets, round_: Round) -> Iterator[UnitFinding]:
    """An item that does not apply to a unit is marked so in every sheet that scores it."""
    of_unit: dict[str, list[Sheet]] = defaultdict(list)
    for sheet, _, source in _known_sheets(sheets, round_):
        if source.counts:
            of_unit[sheet.identity.unit].append(sheet)
    for unit, own in of_unit.items():
        if any(NOT_APPLICABLE in sheet.points for sheet in own):
            yield from _scored_all_the_same(unit, own)


def _scored_all_the_same(unit: str, own: list[Sheet]) -> Iterator[UnitFinding]:
    """The cells in which an item has a score that another sheet marks as not applicable."""
    every = [(sheet, entry) for sheet in own for entry in sheet.entries]
    marked = {(*_table_of(sheet), entry.item): sheet for sheet, entry in reversed(every) if not entry.applies}
    for sheet, entry in every:
        other = marked.get((*_table_of(sheet), entry.item))
        if other is not None and entry.has_score:
            facts = {"unit": unit, "item": entry.item, "other": str(other.place)}
            yield UnitFinding(unit, Finding("L119", Place(sheet.file, sheet=sheet.name, cell=entry.cell), facts))


def _table_of(sheet: Sheet) -> tuple[UnitKey | None, str]:
    """The table of a sheet, in its period."""
    return sheet.rubric, sheet.identity.period


def _known_sheets(sheets: Sheets, round_: Round) -> Iterator[tuple[Sheet, RoundGroup, Source]]:
    """The sheets of known units and sources, with these; of a file that could not be read nothing more is told."""
    for sheet in (each for each in sheets if not each.is_unread):
        group, source = round_.group_of.get(sheet.identity.unit), round_.sources.get(sheet.identity.source)
        if group is not None and source is not None:
            yield sheet, group, source


#: All rules between sheets and an assessment but that of what is missing, which looks at empty pages, too.
ROUND_RULES: tuple[Callable[[Sheets, Round], Iterator[UnitFinding]], ...] = (
    units_and_sources_are_known,
    sheets_are_of_the_right_rubric,
    sources_score_only_their_units,
    nobody_scores_their_own,
    enough_to_trim,
    late_sheets_are_told,
    marks_agree,
)
