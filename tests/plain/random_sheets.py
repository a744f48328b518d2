"""Random sheets: what assessors enter, what is missing, what was decided where they lay too far apart."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.plain.chance import chance
from tests.plain.figures import Yaml, number, plain, round_to
from tests.plain.kinds import MARK, NO, YES
from tests.plain.parts import Part, covers, has_item
from tests.plain.plain_round import Decision, PlainRound, PlainSheet
from tests.plain.random_entries import random_entries
from tests.plain.random_exemptions import is_exempt, is_lacking, random_marks
from tests.plain.sources import is_disputed, join_of

if TYPE_CHECKING:
    import random

    from tests.plain.tables import Item


def assessor_names(dice: random.Random, source: Yaml) -> list[str]:
    """Who hands in a sheet of a source for a unit; of a survey the numbers of some answers."""
    if source["kind"] == "survey":
        return [str(each) for each in range(1, dice.choice([1, 2, 3, 3, 4, 5]) + 1)]
    assessors = source.get("assessors", "1")
    return assessors if isinstance(assessors, list) else [str(each) for each in range(1, int(assessors) + 1)]


def allowed_spread(source: Yaml, item: Item, grain: Fraction) -> Fraction:
    """How far apart the scores of a source may lie."""
    if join_of(source) == "agreed":
        return Fraction(0)
    limit = source.get("disagreement", {})
    if "points" in limit:
        return number(limit["points"])
    return number(limit["share"]) * (item.most or 0) if "share" in limit else grain * 2


def sheets_of_source(
    dice: random.Random, draft: Yaml, group: str, unit: str, part: Part, source: Yaml, period: str
) -> list[PlainSheet]:
    """The sheets of a source for a unit in a part; most of its scores lie no further apart than they may."""
    names = assessor_names(dice, source)
    has_samples = source["kind"] == "survey" and chance(dice, 0.5)
    sheets = [
        PlainSheet(unit, source["name"], name, part.sheets, {}, dice.randint(1, 9) if has_samples else None, period)
        for name in names
    ]
    for item in (*part.table.scored, *part.table.vetoes):
        if has_item(source, item, group):
            fill(dice, draft, source, item, sheets)
    return sheets


def fill(dice: random.Random, draft: Yaml, source: Yaml, item: Item, sheets: list[PlainSheet]) -> None:
    """Enters an item in all sheets of a source for a unit."""
    if is_plain(item):
        fill_plainly(dice, draft, source, item, sheets)
        return
    first = random_entries(dice, item, draft["step"])
    strict = join_of(source) == "agreed" or "disagreement" in source or item.kind == "veto"
    for sheet in sheets:
        differs = chance(dice, 0.02 if strict else 0.5)
        sheet.scores.update(random_entries(dice, item, draft["step"]) if differs else first)


def fill_plainly(dice: random.Random, draft: Yaml, source: Yaml, item: Item, sheets: list[PlainSheet]) -> None:
    """Enters plain scores about the level of the unit."""
    step, most = draft["step"], item.most or Fraction(0)
    best = int(draft["levels"][sheets[0].unit] * most // step)
    if chance(dice, 0.3):
        best = dice.randint(0, int(most // step))
    lowest = max(0, best - int(allowed_spread(source, item, draft["grain"]) // step))
    for sheet in sheets:
        sheet.scores[item.id] = plain(step * dice.randint(lowest, best))


def copy_scores(sheets: list[PlainSheet], model: str, earlier: list[PlainSheet]) -> None:
    """Gives the sheets of a unit the scores of those of an earlier one, the model."""
    for sheet in sheets:
        for other in earlier:
            if other[1:4] == sheet[1:4] and (other.unit, other.period) == (model, sheet.period):
                same = {item: score for item, score in other.scores.items() if score != MARK and item in sheet.scores}
                sheet.scores.update(same)


def write_words(dice: random.Random, draft: Yaml) -> None:
    """At times a source has a word for the most that it may give in any cell that asks for points."""
    round_ = PlainRound(draft["assessment"], draft["rubrics"], [])
    for source in draft["assessment"]["sources"]:
        cells = {
            (part.sheets, cell.id): number(cell.keys["out_of"]) if "out_of" in cell.keys else cell.most or Fraction(99)
            for unit, group in round_.group_of.items()
            for part in round_.parts(unit)
            if source in part.sources
            for item in part.table.scored
            if has_item(source, item, group)
            for cell in item.rows or (item,)
            if asks_for_points(item, cell)
        }
        if cells and chance(dice, 0.15):
            source["scale"] = {"fully": plain(round_to(min(cells.values()), 4, "down"))}
            say_words(dice, source, [sheet for sheet in draft["sheets"] if sheet.source == source["name"]], set(cells))


def asks_for_points(item: Item, cell: Item) -> bool:
    """Whether a cell asks for a score, in which words may stand for numbers."""
    if item.is_lost:
        return False
    if cell.kind == "plus":
        return "each" not in cell.keys
    return cell.kind == "steps" or (cell.kind == "points" and item.kind in ("points", "sum"))


def say_words(dice: random.Random, source: Yaml, sheets: list[PlainSheet], cells: set[tuple[str, str]]) -> None:
    """Writes some words in place of the numbers for which they stand."""
    words = {value: word for word, value in source["scale"].items()}
    for sheet in sheets:
        for cell, score in sheet.scores.items():
            if (sheet.rubric, cell) in cells and score in words and chance(dice, 0.5):
                sheet.scores[cell] = words[score]


def is_plain(item: Item) -> bool:
    """Whether an item asks for points up to its max."""
    return item.kind == "points" and item.most is not None and "out_of" not in item.keys and not item.is_lost


def make_sheets(dice: random.Random, draft: Yaml) -> None:
    """All sheets of a round. Some units get the scores of an earlier one, so that ties are frequent."""
    round_ = PlainRound(draft["assessment"], draft["rubrics"], [])
    for group in round_.groups:
        units = round_.units_of(group)
        for place, unit in enumerate(units):
            draft["levels"][unit] = number(dice.choice(["1", "0.9", "0.8", "0.6", "0.5"]))
            own = [
                sheet
                for part in round_.parts(unit)
                for source in part.sources
                if covers(source, unit)
                for period in round_.periods_of(group, part)
                for sheet in sheets_of_source(dice, draft, group, unit, part, source, period)
            ]
            if place and chance(dice, 0.4):
                copy_scores(own, dice.choice(units[:place]), draft["sheets"])
            mark_sheets(dice, round_, group, unit, own)
            for sheet in own:
                leave_out_items(round_, group, unit, sheet)
            draft["sheets"] += [sheet for sheet in own if sheet.scores]


def leave_out_items(round_: PlainRound, group: str, unit: str, sheet: PlainSheet) -> None:
    """Takes the items out of a sheet that are known beforehand not to apply."""
    part = next(each for each in round_.parts(unit) if each.sheets == sheet.rubric)
    for item in part.table.items:
        if item.is_scored and is_lacking(round_.assessment, group, unit, item):
            for cell in item.cells:
                sheet.scores.pop(cell, None)


def add_self_checks(dice: random.Random, draft: Yaml) -> None:
    """Sheets of most units about themselves, under the first of their tables."""
    draft["assessment"]["sources"].append({"name": "self-check", "kind": "self-check"})
    round_ = PlainRound(draft["assessment"], draft["rubrics"], [])
    for unit, group in round_.group_of.items():
        part = next((each for each in round_.parts(unit) if each.sheets in draft["rubrics"]), None)
        for period in round_.periods_of(group, part) if part else ():
            if chance(dice, 0.8):
                scores: dict[str, str | None] = {}
                for item in (*part.table.scored, *part.table.vetoes):
                    scores.update(random_entries(dice, item, draft["step"]))
                sheet = PlainSheet(unit, "self-check", "1", part.sheets, scores, None, period)
                leave_out_items(round_, group, unit, sheet)
                draft["sheets"] += [sheet] if sheet.scores else []


def mark_sheets(dice: random.Random, round_: PlainRound, group: str, unit: str, sheets: list[PlainSheet]) -> None:
    """Marks what does not apply to a unit, in each period by itself."""
    for period in dict.fromkeys(sheet.period for sheet in sheets):
        marks = random_marks(dice, round_, group, unit)
        for sheet in sheets:
            if sheet.period == period:
                sheet.scores.update({item: MARK for item in marks if item in sheet.scores})


def leave_out_sheets(dice: random.Random, draft: Yaml) -> None:
    """Takes away sheets of sources whose policy is `rest`, for some units; mostly all of the source."""
    for source in draft["assessment"]["sources"]:
        if source.get("missing") != "rest":
            continue
        for unit in dict.fromkeys(sheet.unit for sheet in draft["sheets"] if sheet.source == source["name"]):
            own = [sheet for sheet in draft["sheets"] if (sheet.unit, sheet.source) == (unit, source["name"])]
            shares = all(
                len(team) > 1
                for plan in draft["plans"]
                for takers in plan["takers"].values()
                for team in takers.values()
                if source["name"] in team
            )
            if chance(dice, 0.25 if shares else 0.03):
                lost = own if chance(dice, 0.7) else own[:1]
                draft["sheets"] = [sheet for sheet in draft["sheets"] if sheet not in lost]


def spoil_sheets(dice: random.Random, draft: Yaml) -> None:
    """What goes wrong now and then: a blank, a missing sheet, a mark too many or too few."""
    sheets = draft["sheets"]
    if sheets and chance(dice, 0.12):
        sheet = dice.choice(sheets)
        sheet.scores[dice.choice(list(sheet.scores))] = None
    if sheets and chance(dice, 0.05):
        spoil_mark(dice, draft, dice.choice(sheets))
    if sheets and chance(dice, 0.08):
        sheets.remove(dice.choice(sheets))


def spoil_mark(dice: random.Random, draft: Yaml, sheet: PlainSheet) -> None:
    """Takes a mark out of one of several sheets of a source, or sets one that no rule allows."""
    round_ = PlainRound(draft["assessment"], draft["rubrics"], [])
    parts = [part for part in round_.parts(sheet.unit) if part.sheets == sheet.rubric]
    item = dice.choice(
        [each for each in (*parts[0].table.scored, *parts[0].table.vetoes) if each.cells[0] in sheet.scores]
    )
    group = round_.group_of[sheet.unit]
    others = [
        each for each in draft["sheets"] if each[:2] == sheet[:2] and each.rubric == sheet.rubric and each != sheet
    ]
    if not is_exempt(draft["assessment"], group, sheet.unit, item):
        sheet.scores[item.cells[0]] = MARK
    elif others and sheet.scores[item.cells[0]] == MARK and not item.rows and item.kind == "points" and item.most:
        sheet.scores[item.id] = item.keys.get("out_of", "0")


def decide_disputes(dice: random.Random, draft: Yaml) -> None:
    """Decides most of what is in dispute."""
    round_ = PlainRound(draft["assessment"], draft["rubrics"], draft["sheets"])
    for unit in round_.group_of:
        for desk in round_.desks(unit):
            for item in (*desk.part.table.scored, *desk.part.table.vetoes):
                for said in desk.said[item.id]:
                    values = said.values
                    if values and not said.is_left_out and is_disputed(said.source, item, values) and chance(dice, 0.7):
                        points = decided_points(
                            dice, item, values, desk.part.sheets, draft["sheets"], said.source["name"]
                        )
                        who = (unit, said.source["name"], desk.part.sheets, item.id, desk.period)
                        if points is not None:
                            draft["decisions"].append(Decision(*who, points))


def decided_points(
    dice: random.Random, item: Item, values: list[Fraction], rubric: str, sheets: list[PlainSheet], source: str
) -> str | None:
    """What somebody decides: one of the scores that were given; a measured value or a raw number as it was entered."""
    value = dice.choice(values)
    if item.kind in ("veto", "tick"):
        return YES if value else NO
    if "out_of" in item.keys or item.kind == "measure":
        given = [each.scores.get(item.id) for each in sheets if (each.source, each.rubric) == (source, rubric)]
        return dice.choice([each for each in given if each not in (None, MARK)])
    return plain(value) if (value * 10000).denominator == 1 else None
