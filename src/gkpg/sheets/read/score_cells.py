"""Score cells: what may stand in one, which is what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.normalize import MARKS, fold_name
from gkpg.base.points import (
    HUNDRED,
    NO_POINTS,
    NOT_APPLICABLE,
    format_any,
    format_points,
    parse_stored,
    parse_typed,
)
from gkpg.rubric.describe import describe_max
from gkpg.rubric.kinds import FONT_SIGNS, is_percent
from gkpg.sheets.model import AS_POINTS, entered_word, figure_word
from gkpg.sheets.read.overwritten import check_overwritten
from gkpg.sheets.read.said import read_mark, says_something
from gkpg.sheets.read.visibility import (
    HOLDS_NOTHING,
    check_beneath,
    check_hidden,
    check_mark,
    check_visible,
    covering_range,
)
from gkpg.workbooks.cells import Cell
from gkpg.workbooks.cells import CellKind as Kind_
from gkpg.workbooks.display.comparison import Likeness, compare_shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from fractions import Fraction

    from gkpg.findings.finding import Fact, Finding
    from gkpg.rubric import Item
    from gkpg.rubric.kinds import Kind
    from gkpg.sheets.read.score_table import ScoreTable
    from gkpg.sheets.read.sheet_place import SheetPlace
    from gkpg.sheets.read.sheet_rules import SheetRules
    from gkpg.workbooks.cells import Row


class FilledRow(NamedTuple):
    """What was filled in for one item: the cell of its score, and those beside it, None without such a column.

    `in_scores` says that the cell is in the column of the scores although something else was to be entered; `computed`
    is the cell of the points where what is entered has a column of its own.
    """

    score: Cell
    reason: Cell | None = None
    link: Cell | None = None
    not_applicable: Cell | None = None
    in_scores: bool = False
    computed: Cell | None = None


def find_filled_row(table: ScoreTable, row: Row, *, beside: bool = False) -> FilledRow:
    """What a row was filled in with; `beside`: not in the column of the scores, if the table has another."""
    columns = table.columns
    others = [row.at(columns[key]) if key in columns else None for key in ("reason", "link", "not_applicable")]
    has_entered = "entered" in columns
    score = row.at(columns["entered" if beside and has_entered else "score"])
    computed = row.at(columns["score"]) if beside and has_entered else None
    in_scores = beside and not has_entered
    return FilledRow(score, others[0], others[1], others[2], in_scores, computed)


def check_cap(spot: SheetPlace, cell: Cell, item: Item) -> Iterator[Finding]:
    """The cap that a sheet prints is the rubric's; words stand where there is none."""
    if item.cap is None:
        if parse_stored(cell.content) is not None or parse_typed(cell.content) is not None:
            yield spot.finding("S205", cell, item=item.label, found=cell.content, max=describe_max(None))
        return
    written = (parse(cell.content) for parse in (parse_stored, parse_typed))
    if all(each is None or float(each) != float(item.cap) for each in written):  # cells hold no more digits
        yield spot.finding("S205", cell, item=item.label, found=cell.content, max=format_points(item.cap))
    elif cell.shown is not None and compare_shown(cell.shown, item.cap) is Likeness.OTHER:
        yield spot.finding("S205", cell, item=item.label, found=cell.shown, max=format_points(item.cap))


def check_name(spot: SheetPlace, cell: Cell, item: Item, read_as: str | None = None) -> Iterator[Finding]:
    """The name that a sheet prints is the rubric's, as it stands or as it may be read."""
    if fold_name(item.name) not in {fold_name(cell.content), fold_name(read_as or cell.content)}:
        yield spot.finding("S206", cell, id=item.id, found=cell.content, name=item.name)


#: The character behind which digits show in reverse.
_REVERSED = "\u202e"
#: What says that something else is seen than is held, so that nothing counts; what is said of a value that counts.
_OTHER_IS_SEEN, _OF_VALUE = {"S128", "S130"}, {"S101", "S104", "S110", "S111", "S115"}


class CellScore(NamedTuple):
    """What an item was given, as words of a sheet's two lines: its points, and what was entered."""

    points: str
    entered: str = AS_POINTS


NOTHING_SCORED, NOT_SCORED = CellScore(NO_POINTS), CellScore(NOT_APPLICABLE)


def read_score(spot: SheetPlace, item: Item, filled: FilledRow, held: SheetRules) -> tuple[CellScore, list[Finding]]:
    """What an item was given, and all that is to be said about it."""
    mark = read_mark(filled.not_applicable)
    if mark is None and filled.not_applicable is not None:
        text = _shown_text(filled.not_applicable)
        return NOTHING_SCORED, [spot.finding("S132", filled.not_applicable, item=item.label, text=text)]
    if mark or is_marked(filled):
        score, findings = _not_applicable(spot, item, filled, held)
        return score, [*findings, *check_overwritten(spot, item, filled.computed, score)]
    score, findings = _read_entered(spot, item, filled, held)
    if filled.not_applicable is not None and filled.not_applicable.shown is not None:
        findings += check_mark(spot, item, filled.not_applicable)
    findings += check_overwritten(spot, item, filled.computed, score)
    if any(finding.code in _OTHER_IS_SEEN for finding in findings):
        return NOTHING_SCORED, [finding for finding in findings if finding.code not in _OF_VALUE]
    return score, findings


def _read_entered(spot: SheetPlace, item: Item, filled: FilledRow, held: SheetRules) -> tuple[CellScore, list[Finding]]:
    """What was entered for an item that applies."""
    kind = held.kind(item)
    entered, findings = _parse_entered(spot, filled.score, item, held, kind)
    if entered is None:
        return NOTHING_SCORED, findings
    if kind.form == "figure" and filled.in_scores:
        return NOTHING_SCORED, [spot.finding("S135", filled.score, item=item.label, text=filled.score.text)]
    if covering_range(spot.grid, filled.score) is not None:
        return NOTHING_SCORED, list(check_beneath(spot, filled.score))
    points = kind.points(entered)
    findings += _check_formula(spot, item, filled.score, entered)
    findings += _check_doubt(spot, item, filled.score, entered, kind)
    if kind.is_plain:
        findings += check_points(spot, item, filled.score, entered, held)
    elif points is None:
        findings.append(spot.finding("S127", filled.score, text=filled.score.text, **_facts_of_item(item, kind)))
    else:
        findings += check_visible(spot, item, filled.score, entered, held)
    if item.judgement and held.rules.counts and not says_something(filled.reason):
        findings.append(spot.finding("S113", filled.reason or filled.score, **_facts_of_item(item, kind)))
    return _facts_of_score(filled.score, entered, points, held, kind), findings


def _facts_of_score(
    cell: Cell, entered: Decimal, points: Decimal | Fraction | None, held: SheetRules, kind: Kind
) -> CellScore:
    """What was entered and its points as words; a level or a word of a scale as itself."""
    word = NO_POINTS if points is None else format_any(points)
    if kind.is_score and cell.kind is Kind_.TEXT and (name := held.word_of(cell.text)) is not None:
        return CellScore(word, entered_word(name, is_word=True))
    said = kind.write_entered(entered)
    if kind.form == "figure":
        return CellScore(word, AS_POINTS if points is None else figure_word(said))
    if kind.form == "level" and said != word:
        return CellScore(word, entered_word(said, is_word=points is not None))
    return CellScore(word, AS_POINTS if said == word and kind.form in _AS_POINTS else said)


#: What is entered where the points may be entered themselves.
_AS_POINTS = {"points", "level"}


def _facts_of_item(item: Item, kind: Kind) -> dict[str, Fact]:
    """What findings about a score say of the item and of what may be entered."""
    return {"item": item.label, "max": describe_max(item.max), "allowed": kind.allowed, "zero": kind.zero}


def _parse_entered(
    spot: SheetPlace, cell: Cell, item: Item, held: SheetRules, kind: Kind
) -> tuple[Decimal | None, list[Finding]]:
    """The number that was entered, a word of its kind as its number, or the finding that says why there is none."""
    if kind.words and cell.kind in {Kind_.TEXT, Kind_.BOOLEAN}:
        worth = kind.words.get(fold_name(_shown_text(cell)))
        if worth is not None:
            return worth, []
    return _points(spot, cell, item, held, kind)


def check_not_theirs(spot: SheetPlace, item: Item, filled: FilledRow, held: SheetRules) -> Iterator[Finding]:
    """A score of an item that the source does not score."""
    if filled.score.kind is not Kind_.BLANK and filled.score.formula is None:
        yield spot.finding("S121", filled.score, item=item.label, source=held.source, text=filled.score.text)


def is_marked(filled: FilledRow) -> bool:
    """Whether words in place of the score say that an item does not apply."""
    return filled.score.kind is Kind_.TEXT and fold_name(filled.score.text) in MARKS


def _not_applicable(
    spot: SheetPlace, item: Item, filled: FilledRow, held: SheetRules
) -> tuple[CellScore, list[Finding]]:
    """An item that is marked as not applicable: a rule must say so, and may ask for proof."""
    cell = filled.score if is_marked(filled) or filled.not_applicable is None else filled.not_applicable
    facts: dict[str, Fact] = {"item": item.label, "max": describe_max(item.max), "text": filled.score.text}
    rule = held.not_applicable(item)
    if rule is None:
        return NOTHING_SCORED, [spot.finding("S112", cell, **facts)]
    if filled.score.kind is not Kind_.BLANK and fold_name(filled.score.text) not in MARKS:
        return NOTHING_SCORED, [spot.finding("S124", filled.score, **facts)]
    if rule.proof and not (says_something(filled.reason) or says_something(filled.link)):
        return NOTHING_SCORED, [spot.finding("S120", cell, **facts)]
    return NOT_SCORED, list(check_mark(spot, item, cell))


def _of_number(item: Item, points: Decimal) -> dict[str, Fact]:
    """What findings say of an item and a number that stands in its score cell."""
    return {"item": item.label, "max": describe_max(item.max), "score": format_points(points)}


def check_points(spot: SheetPlace, item: Item, cell: Cell, points: Decimal, held: SheetRules) -> Iterator[Finding]:
    """Points lie between zero and the item's cap, and can be seen as they are."""
    if points < 0 or (item.max is not None and points > item.max):
        yield spot.finding("S104" if points < 0 else "S101", cell, **_of_number(item, points))
        yield from check_hidden(spot, cell, item.label, format_points(points))
    else:
        yield from check_visible(spot, item, cell, points, held)


def _check_formula(spot: SheetPlace, item: Item, cell: Cell, entered: Decimal) -> Iterator[Finding]:
    """What a formula came to counts, and may be old where the workbook computes only when somebody asks for it."""
    if cell.formula is not None:
        code = "S131" if spot.grid.is_manual else "S114"
        yield spot.finding(code, cell, text=cell.formula or "…", score=format_points(entered), item=item.label)


def _check_doubt(spot: SheetPlace, item: Item, cell: Cell, entered: Decimal, kind: Kind) -> Iterator[Finding]:
    """A number that counts as it is, and was probably meant otherwise."""
    is_as_shown = cell.kind is Kind_.PERCENT or "%" in cell.text or kind.points(entered) is None
    meant = None if is_as_shown else kind.doubt(entered)
    if meant is not None:
        facts = {"score": format_points(entered), "meant": format_points(meant)}
        yield spot.finding("S137", cell, item=item.label, **facts)


def _points(
    spot: SheetPlace, cell: Cell, item: Item, held: SheetRules, kind: Kind
) -> tuple[Decimal | None, list[Finding]]:
    """The number in a score cell whatever its kind, or the finding that says why there is none."""
    if cell.kind is Kind_.TEXT and _REVERSED in cell.text:
        return None, [_no_entry(spot, cell, item, kind)]
    if cell.kind is Kind_.TEXT:
        if (worth := held.worth_of(cell.text, kind)) is not None:
            return worth, []
        points = kind.parse_typed(cell.text)
        if points is not None:
            return points, [
                spot.finding("S110", cell, text=cell.text, score=format_points(points), **_facts_of_item(item, kind))
            ]
        return None, [_no_entry(spot, cell, item, kind)]
    if cell.kind is Kind_.BLANK and (covering := covering_range(spot.grid, cell)) is not None:
        return None, [spot.finding("S129", cell, range=covering, held=HOLDS_NOTHING)]
    is_share = cell.kind is Kind_.PERCENT and is_percent(kind.unit)
    if cell.kind is not Kind_.NUMBER and not is_share:
        return None, [_no_entry(spot, cell, item, kind, _NO_NUMBER[cell.kind])]
    points = parse_stored(cell.content)
    if points is None:
        return None, [_no_entry(spot, cell, item, kind)]
    return (points * HUNDRED if is_share else points), []


def _no_entry(spot: SheetPlace, cell: Cell, item: Item, kind: Kind, code: str = "S105") -> Finding:
    """The finding that a cell holds nothing that may be entered, with what to write instead."""
    if code == "S105" and kind.is_mark and cell.kind is Kind_.TEXT and fold_name(cell.text) in FONT_SIGNS:
        code = "S133"
    facts = _facts_of_item(item, kind) | ({"write": kind.write} if code == "S105" else {})
    return spot.finding(code, cell, text=_shown_text(cell), **facts)


def _shown_text(cell: Cell) -> str:
    """What a cell holds, a truth value as it is shown."""
    return _TRUTH.get(cell.text, cell.text) if cell.kind is Kind_.BOOLEAN else cell.text


_TRUTH = {"1": "TRUE", "0": "FALSE"}
_NO_NUMBER = {
    Kind_.BLANK: "S102",
    Kind_.DATE: "S106",
    Kind_.PERCENT: "S107",
    Kind_.ERROR: "S108",
    Kind_.UNCALCULATED: "S109",
    Kind_.BOOLEAN: "S105",
}
