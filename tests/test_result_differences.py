"""Two results compared by meaning: exactly what was changed is told, from both sides alike."""

from __future__ import annotations

import copy
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from gkpg.base.text import LANGS
from gkpg.differences.result_difference import ResultDifference, compare_results
from gkpg.differences.result_json import render_result_json
from gkpg.differences.result_markdown import render_result_markdown
from gkpg.differences.words.result_blocks import ResultBlocks
from gkpg.ledger import ledger_of
from gkpg.results.store import load_results, write_results
from gkpg.scoring import Results, score
from tests.plain.grades import BY_DEFAULT
from tests.plain.plain_round import PlainRound, PlainSheet
from tests.plain.program import Refused, loaded_by, scored_by
from tests.plain.program import scored as scored_round
from tests.plain.random_rounds import random_round
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gkpg.sheets.model import File

#: A cell: its unit, its file, its item; None and the words of a sheet, where a whole sheet is meant.
Cell = tuple[str, str, str]
SEEDS = range(50_000, 50_040)


def rescored(results: Results, files: list[File]) -> Results:
    """The same round with other files."""
    rubrics = results.ledger.rubrics.values()
    if results.round.assessment is None:
        return score(ledger_of(files, rubrics, results.ledger.other))
    return score(ledger_of(files, rubrics, results.ledger.other, round_=results.round))


def edited(files: list[File], dice: random.Random) -> tuple[list[File], set[Cell]]:
    """Files of which some cells have other points, and which cells these are."""
    cells: set[Cell] = set()
    made = []
    for file in files:
        sheets = []
        for sheet in file.sheets:
            words = sheet.points.split()
            for place, word in enumerate(words):
                if dice.random() < 0.1 and word not in {"-", "/"}:
                    words[place] = "0" if word != "0" else "1"
                    cells.add((sheet.identity.unit, sheet.file, sheet.layout.items[place]))
            sheets.append(sheet._replace(points=" ".join(words)))
        made.append(file._replace(sheets=tuple(sheets)))
    return made, cells


def told_cells(difference: ResultDifference) -> set[Cell]:
    """The cells that a comparison tells."""
    return {
        (unit.after.name, sheet.sheet.file, entry.after.item)
        for unit in difference.units()
        for sheet in unit.sheets
        for entry in sheet.entries
        if entry.after is not None
    }


def figures(difference: ResultDifference, *, turned: bool = False) -> Any:
    """All that is told of units and their sheets as plain values; `turned` as if the results had changed places."""

    def both(change: Any) -> Any:
        if change is None:
            return None
        values = tuple(change)
        half = values[::-1] if len(values) == 2 else (values[1], values[0], values[3], values[2])
        return half if turned else values

    def sides(one: Any, other: Any) -> Any:
        return (other, one) if turned else (one, other)

    units = {}
    for unit in difference.units():
        entries = {
            sides(sheet.before and sheet.before.place, sheet.after and sheet.after.place): {
                sides(entry.before, entry.after) for entry in sheet.entries
            }
            for sheet in unit.sheets
        }
        items = {
            (sides(*each.part), sides(each.item.old, each.item.new), sides(each.before, each.after), each.is_own)
            for each in unit.items
        }
        verdicts = (unit.total, unit.exact_total, unit.converted, unit.rank, unit.band, unit.why, unit.tie, unit.vetoes)
        units[sides(unit.before.name, unit.after.name)] = (entries, items, *map(both, verdicts))
    apart = {tuple(sorted(side.name for side in each.before + each.after)) for each in difference.apart}
    gone, came = difference.findings
    return units, apart, sides(len(gone), len(came)), len(difference.rules), len(difference.files)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_result_is_the_same_as_itself_read_back(case: Path, tmp_path: Path) -> None:
    results = scored(case)
    write_results(tmp_path / "r.sqlite", results)
    difference = compare_results(results, load_results(tmp_path / "r.sqlite"))
    assert difference.is_empty
    assert list(difference.units()) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_unit_that_came_out_otherwise_has_its_causes(case: Path) -> None:
    """Scores alone were changed, so a cause is a score, what it blocks, or that others moved."""
    results, dice = scored(case), random.Random(case.name)  # noqa: S311 - repeatable, not secret
    files, cells = edited(list(results.ledger.files), dice)
    difference = compare_results(results, rescored(results, files))
    assert told_cells(difference) == cells
    for unit in difference.units():
        kinds = {cause.kind for cause in unit.causes}
        assert kinds <= {"score", "finding", "decision", "units", "others"}, (unit.after.name, unit)
        assert bool(kinds) == unit.comes_out_otherwise, (unit.after.name, unit)


def test_random_rounds_tell_exactly_the_cells_that_were_changed(tmp_path: Path) -> None:
    changed = 0
    for seed in SEEDS:
        before = scored_round(random_round(seed), tmp_path / str(seed))
        if isinstance(before, Refused):
            continue
        assert compare_results(before, before).is_empty
        after_files, cells = edited(list(before.ledger.files), random.Random(seed))  # noqa: S311 - repeatable, not secret
        after = rescored(before, after_files)
        difference = compare_results(before, after)
        assert told_cells(difference) == cells, f"seed {seed}"
        assert figures(difference) == figures(compare_results(after, before), turned=True), f"seed {seed}"
        changed += bool(cells)
        for unit in difference.units():
            assert all(cause.kind not in {"untold", "rule", "rubric"} for cause in unit.causes), (seed, unit)
            assert bool(unit.causes) == unit.comes_out_otherwise, (seed, unit)
    assert changed > len(SEEDS) * 2 / 3


def test_any_two_results_can_be_compared_and_told_in_every_form() -> None:
    """Rounds that have little in common: units by name, parts, rules, rubrics."""
    for case, other in zip(CASES, CASES[7:] + CASES[:7], strict=True):
        before, after = scored(case), scored(other)
        difference = compare_results(before, after)
        assert figures(difference) == figures(compare_results(after, before), turned=True)
        assert all(bool(unit.causes) == unit.comes_out_otherwise for unit in difference.units())
        assert all(cause.kind != "untold" for unit in difference.units() for cause in unit.causes)
        for lang in LANGS:
            lines = [line for block in ResultBlocks(difference, ("a", "b"), lang).blocks() for line in block.lines]
            assert lines[0].endswith(" 个单位）" if lang == "zh" else " units)")
        assert "\n" not in "".join(render_result_markdown(difference, ("a", "b"), "zh"))
        document = json.loads("".join(render_result_json(difference, ("a", "b"), "en")))
        assert len(document["units"]) == document["summary"]["different"]


def another_block(rubric: dict[str, Any]) -> bool:
    """Let what stands beside the total give next to nothing; whether anything does."""
    for block in rubric.get("beside", [])[:1]:
        block["max"] = "0.05"
    return bool(rubric.get("beside"))


def test_where_a_rubric_alone_is_another_its_change_is_the_cause(tmp_path: Path) -> None:
    moved = 0
    for seed in range(70_000, 70_080):
        made = random_round(seed)
        rubrics = copy.deepcopy(made.rubrics)
        if not another_block(next(iter(rubrics.values()))):
            continue
        pair = scored_twice(made, PlainRound(made.assessment, rubrics, made.sheets), tmp_path / str(seed))
        if pair is None:
            continue
        difference = compare_results(*pair)
        assert len(difference.rubrics) == (rubrics != made.rubrics), f"seed {seed}"
        for unit in difference.units():
            kinds = {cause.kind for cause in unit.causes}
            assert kinds <= {"rubric", "others", "units"}, (seed, unit.after.name, kinds)
            assert bool(kinds) == unit.comes_out_otherwise, (seed, unit.after.name)
            moved += "rubric" in kinds
    assert moved > 10, moved


def scored_twice(made: PlainRound, other: PlainRound, folder: Path) -> tuple[Results, Results] | None:
    """What the sheets of a round come to by its rules, and by those of another one; None where one is refused."""
    before = scored_round(made, folder / "before")
    after = scored_by(other, folder / "after", folder / "before" / "sheets")
    return None if isinstance(before, Refused) or isinstance(after, Refused) else (before, after)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[PlainRound, Results]]:
    """Random rounds with what they come to."""
    folder, found = tmp_path_factory.mktemp("graded"), []
    for seed in range(60_000, 60_030):
        made = random_round(seed)
        made.assessment.setdefault("grades", BY_DEFAULT)
        results = scored_round(made, folder / str(seed))
        if not isinstance(results, Refused):
            found.append((made, results))
    return found


def other_joins(written: dict[str, Any]) -> None:
    for source in written["sources"]:
        if source.get("kind") != "self-check":
            source["join"] = "highest"


def other_weights(written: dict[str, Any]) -> None:
    for rule in written.get("shared", []):
        if rule["rule"] == "weighted-mean":
            rule["weights"] = dict(zip(rule["weights"], [*rule["weights"].values()][::-1], strict=True))
    for rule in written.get("composed", []):
        for one, other in zip(rule["of"], rule["of"][::-1], strict=True):
            one["weight"], other["weight"] = other["weight"], one["weight"]


def other_treatments(written: dict[str, Any]) -> None:
    for rule in written.get("not_applicable", []):
        if rule["treatment"] != "move":
            rule["treatment"] = "full" if rule["treatment"] != "full" else "omit"


def other_roundings(written: dict[str, Any]) -> None:
    kept = [rule for rule in written.get("rounding", []) if rule["step"] in {"total", "converted"}]
    written["rounding"] = [{"step": "item", "places": "0"}, *kept]


def other_grades(written: dict[str, Any]) -> None:
    written["grades"] = {"bands": [{"name": "优秀", "from": "70%"}, {"name": "不合格"}]}


def other_ranks(written: dict[str, Any]) -> None:
    written["ranking"] = {"ties": "dense"}


def other_race(written: dict[str, Any]) -> None:
    group = written["groups"][0]
    first = group["units"][0]
    name = first if isinstance(first, str) else first["name"]
    group["unranked"] = [] if group.get("unranked") else [{"unit": name, "reason": "为何"}]


@pytest.mark.parametrize(
    "change", [other_joins, other_weights, other_treatments, other_roundings, other_grades, other_ranks, other_race]
)
def test_where_a_rule_alone_is_another_a_rule_is_the_cause(
    change: Callable[[dict[str, Any]], None], graded: list[tuple[PlainRound, Results]], tmp_path: Path
) -> None:
    moved = 0
    for number, (made, before) in enumerate(graded):
        changed = copy.deepcopy(made.assessment)
        change(changed)
        loaded = loaded_by(PlainRound(changed, made.rubrics, made.sheets), tmp_path / str(number))
        if isinstance(loaded, Refused):
            continue
        after = score(ledger_of(before.ledger.files, loaded.library.rubrics, round_=loaded.round))
        difference = compare_results(before, after)
        name = made.assessment["assessment"]
        assert figures(difference) == figures(compare_results(after, before), turned=True), name
        for unit in difference.units():
            assert not unit.sheets
            kinds = {cause.kind for cause in unit.causes}
            assert kinds <= {"rule", "others", "finding", "units"}, (name, unit.after.name, kinds)
            assert bool(kinds) == unit.comes_out_otherwise, (name, unit.after.name)
            moved += "rule" in kinds
    assert moved > 5, moved


def small(*marks: str, **keys: Any) -> PlainRound:
    """A unit with 2.5 points by rows to tick and 3 in item 2; `marks` are what assessors say of a veto that takes item 1."""
    rows = [{"id": f"1.{row}", "name": f"row {row}", "max": most} for row, most in (("a", "2.5"), ("b", "2.5"))]
    ticks = {"id": "1", "name": "ticks", "max": "5", "kind": "ticks", "items": rows}
    veto = {"id": "V", "name": "veto", "effect": {"item": "1", "points": "0"}}
    indicators = [ticks, {"id": "2", "name": "two", "max": "5"}]
    rubric = {"rubric": "r", "version": "1", "title": "t", "total": "10", "indicators": indicators, "vetoes": [veto]}
    assessment = {
        "assessment": "x", "title": "x", "language": "en", "grades": "none", **keys,
        "groups": [{"name": "g", "rubric": "r", "units": ["A"]}],
        "sources": [{"name": "office", "kind": "assessors", "assessors": str(len(marks)), "items": "all"}],
    }  # fmt: skip
    sheets = [
        PlainSheet("A", "office", str(place), "r", {"1.a": "✓", "1.b": "✗", "2": "3", "V": mark})
        for place, mark in enumerate(marks, 1)
    ]
    return PlainRound(assessment, {"r": rubric}, sheets)


def causes(before: PlainRound, after: PlainRound, folder: Path) -> set[tuple[str, tuple[str, ...]]]:
    """The kinds of the causes by which A came out otherwise, each with what it is about."""
    one, other = scored_round(before, folder / "before"), scored_round(after, folder / "after")
    assert not isinstance(one, Refused)
    assert not isinstance(other, Refused)
    (unit,) = compare_results(one, other).units()
    return {(cause.kind, cause.of) for cause in unit.causes}


def test_a_step_that_rounds_items_rounds_what_rows_come_to(tmp_path: Path) -> None:
    """2.5 becomes 3; 3 stays as it is."""
    after = small("✗", rounding=[{"step": "item", "places": "0"}])
    assert causes(small("✗"), after, tmp_path) == {("rule", ("1",))}


def test_a_veto_that_is_in_dispute_is_why_its_item_has_no_points(tmp_path: Path) -> None:
    found = causes(small("✗", "✗"), small("✗", "✓"), tmp_path)
    assert ("score", ("V",)) in found
    assert {kind for kind, _ in found} == {"score", "finding"}
