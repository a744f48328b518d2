"""Random rounds of all kinds, from their files: totals, grades and ranks are those of the plain calculation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from gkpg.results.store import load_results, write_results
from tests.plain.figures import ZERO, plain
from tests.plain.kinds import MARK
from tests.plain.outcomes import Outcome, outcomes_of
from tests.plain.plain_round import PlainRound, PlainSheet
from tests.plain.program import Refused, exact_in, found_in, scored
from tests.plain.random_rounds import random_round
from tests.plain.totals import exact_of, scale_of, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.plain.figures import Yaml

#: So many random rounds at once, and so many times. For many more: python -m tests.plain 0 5000
EACH, BATCHES = 20, 8
#: So many random rounds are made, without being scored, to see what they have.
COUNTED = 400
#: What random rounds get wrong now and then: quotas over 100 %, grades or vetoes that nothing leads to, and shares of
#: what has no limit, sources all of whose units are excepted. A rubric that is refused is not at hand.
UNSOUND = {"A101", "A112", "A202", "A203", "A303", "A304", "A305", "A306", "A402", "A403", "R221"}


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_rounds_come_to_what_plain_arithmetic_does(batch: int, tmp_path: Path) -> None:
    checked = 0
    for seed in range(batch * EACH, (batch + 1) * EACH):
        round_ = random_round(seed)
        results = scored(round_, tmp_path / str(seed))
        if isinstance(results, Refused):
            assert results.codes <= UNSOUND, (seed, [each.line("en") for each in results.findings])
            continue
        assert found_in(results) == outcomes_of(round_), f"seed {seed}"
        assert exact_in(results) == exact_of(round_), f"seed {seed}"
        checked += 1
    assert checked >= 0.8 * EACH


def drop_coefficients(made: PlainRound) -> None:
    """Without coefficients, and without the figures that nothing else looks at."""
    made.assessment.pop("coefficients", None)
    left = [each for each in made.assessment.pop("figures", []) if each["name"] != "difficulty"]
    if left:
        made.assessment["figures"] = left


def test_full_marks_for_all_that_applies_are_all_that_a_unit_can_have(tmp_path: Path) -> None:
    """Whatever does not apply, and however it is treated; bonuses aside."""
    less = 0
    for seed in range(30_000, 30_120):
        made = random_round(seed, variety=0)
        if "not_applicable" not in made.assessment:
            continue
        made.assessment.pop("rounding", None)
        drop_coefficients(made)
        made.assessment["grades"] = "none"  # those that were made go with the rounding
        for sheet in made.sheets:
            fill_fully(made, sheet)
        results = scored(PlainRound(made.assessment, made.rubrics, made.sheets), tmp_path / str(seed))
        for name, (total, most) in {} if isinstance(results, Refused) else exact_in(results).items():
            if total is not None and name != "Composed":
                assert total == most, (seed, name)
                less += most != scale_of(made, made.group_of[name], terms_of(made, name)[0])
    assert less > 10


def fill_fully(made: PlainRound, sheet: PlainSheet) -> None:
    """Gives a sheet of plain scores the max of every item, and nothing beside the table."""
    parts = made.parts(made.present(sheet.unit))
    table = next(part.table for part in parts if part.sheets == sheet.rubric)
    for item in table.scored:
        if sheet.scores.get(item.id, MARK) != MARK:
            assert item.most is not None
            sheet.scores[item.id] = plain(item.most if item in table.items else ZERO)


def test_a_result_file_gives_back_what_was_scored_with_every_step(tmp_path: Path) -> None:
    for seed in range(10_000, 10_030):
        results = scored(random_round(seed), tmp_path / str(seed))
        if isinstance(results, Refused):
            continue
        write_results(tmp_path / "r.sqlite", results)
        again = load_results(tmp_path / "r.sqlite")
        assert again == results
        for group in results.groups:
            for unit in group.units:
                assert list(again.steps(group, unit)) == list(results.steps(group, unit))


def words(value: Any, at: str = "") -> Iterator[str]:
    """What a mapping has, as the words on the way down to each value, without the names that people give."""
    if isinstance(value, dict):
        if value.get("kind") == "measure" and "items" in value:
            yield "measure of items"
        for key, below in value.items():
            yield str(key)
            yield from words(below, str(key))
    elif isinstance(value, list):
        for each in value:
            yield from words(each, at)
    else:
        yield f"{at}: {value}"
        if str(value).endswith("%"):
            yield f"{at}: in percent"


def features(round_: PlainRound) -> set[str]:
    """What a round has of the format: keys, values of keys, and what the sheets say."""
    found = {word for each in (round_.assessment, *round_.rubrics.values()) for word in words(each)}
    found |= {"decision"} if round_.decisions else set()
    said = {score for sheet in round_.sheets for score in sheet.scores.values()}
    return found | ({"blank"} if None in said else set()) | ({"mark"} if "/" in said else set())


#: What random rounds must have, and in how many of a hundred at least.
SHARES = {
    3: (
        "name: again", "group", "to", "kind: steps", "kind: levels", "kind: count", "kind: deduction", "kind: tick", "kind: ticks",
        "kind: deductions", "kind: sum", "kind: loss", "kind: adjust", "kind: measure", "kind: relative",
        "kind: highest", "kind: lowest", "more", "line", "bands", "per", "round", "ceiling", "of: target", "of: previous",
        "change: percent", "change: difference", "scale", "marked: False", "measure of items", "steps: in percent", "each: in percent", "floor: in percent", "base: in percent", "line: in percent", "then: in percent", "max: in percent", "from: in percent", "points: in percent", "count: whole", "count: begun", "out_of", "least", "zero", "step",
        "by: rank", "by: best", "by: range", "better: lower", "then", "rest", "worst", "equal", "floor", "base",
        "floor: parent", "floor: none", "max: none", "total: none", "weight", "weight: 1/3",
        "kind: bonus", "kind: penalty", "beside_max", "gate", "minus", "alone", "ceiling", "total: 0", "fail: True",
        "rank: last", "bars", "points: 0", "rubric: own", "among", "without: missing", "without: vetoed",
        "rule: highest", "rule: lowest", "of", "periods", "treatment: full",
        "treatment: average", "treatment: move", "treatment: spread", "treatment: rescale-total",
        "treatment: rescale-indicator", "treatment: omit", "rule: agreed", "rule: median", "rule: trimmed-mean",
        "kind: survey", "kind: self-check", "kind: special", "kind: on-site", "disagreement", "missing: rest", "shared", "also",
        "unranked", "composed", "convert", "grades: none", "needs", "at_least", "at_most",
        "quota", "barred", "figure: tasks", "ties: dense", "decision", "mark", "blank", "assessed_by", "part",
    ),
    1: ("beside_max: in percent", "once", "ranked", "bands: none", "rule: sum", "veto: none"),
}  # fmt: skip


def test_random_rounds_have_everything_often() -> None:
    found = Counter(each for seed in range(COUNTED) for each in features(random_round(seed)))
    rare = {
        name: found[name] for share, names in SHARES.items() for name in names if found[name] < COUNTED * share / 100
    }
    assert not rare


def both(rubric: Yaml, scores: dict[str, dict[str, str]], folder: Path, **keys: Any) -> list[str | None]:
    """The totals of units by the program and by the plain calculation."""
    return [each.total for each in outcomes_by_both(rubric, scores, folder, **keys)]


def outcomes_by_both(rubric: Yaml, scores: dict[str, dict[str, str]], folder: Path, **keys: Any) -> list[Outcome]:
    """What units get by the program, which is what they get by the plain calculation; one office scores everything."""
    rubric = {"rubric": "r", "version": "1", "title": "t", **rubric}
    groups = [{"name": "g", "rubric": "r", "units": list(scores)}]
    assessment = {"assessment": "x", "title": "x", "language": "en", "groups": groups, "grades": "none", **keys}
    assessment.setdefault("sources", [{"name": "office", "kind": "special", "items": "all"}])
    sheets = [PlainSheet(unit, "office", "1", "r", said) for unit, each in scores.items() if (said := dict(each))]
    round_ = PlainRound(assessment, {"r": rubric}, sheets)
    results = scored(round_, folder)
    assert not isinstance(results, Refused), [each.line("en") for each in results.findings]
    assert found_in(results) == outcomes_of(round_)
    return list(outcomes_of(round_)["g"].values())


def plainly(name: str, most: str, **keys: Any) -> Yaml:
    return {"id": name, "name": f"item {name}", "max": most, **keys}


def test_a_veto_takes_points_of_an_item_without_a_max_from_what_it_gets(tmp_path: Path) -> None:
    veto = {"id": "V", "name": "veto", "effect": {"minus": {"item": "1", "points": "3"}}}
    rubric = {"total": "none", "indicators": [plainly("1", "none"), plainly("2", "10")], "vetoes": [veto]}
    held, free = {"1": "20", "2": "5", "V": "✓"}, {"1": "20", "2": "5", "V": "✗"}
    assert both(rubric, {"A": held, "B": free}, tmp_path) == ["22.00", "25.00"]  # 20 - 3 + 5; 20 + 5
    capped = {"total": "40", "indicators": [plainly("1", "30"), plainly("2", "10")], "vetoes": [veto]}
    assert both(capped, {"A": held, "B": free}, tmp_path / "capped") == ["32.00", "25.00"]  # 30 - 3 + 5


@pytest.mark.parametrize("kind", ["highest", "lowest"])
def test_what_is_omitted_below_a_choice_takes_nothing_from_what_is_rescaled(kind: str, tmp_path: Path) -> None:
    below = [plainly("1.1", "10"), plainly("1.2", "10")]
    indicators = [plainly("1", "10", kind=kind, items=below), plainly("2", "20"), plainly("3", "10")]
    rules = [{"items": ["1.1"], "treatment": "omit"}, {"items": ["3"], "treatment": "rescale-total"}]
    scores = {"A": {"1.1": "/", "1.2": "10", "2": "20", "3": "/"}, "B": {"1.1": "5", "1.2": "5", "2": "10", "3": "/"}}
    found = both({"total": "40", "indicators": indicators}, scores, tmp_path, not_applicable=rules)
    assert found == ["40.00", "20.00"]  # 30 of 30 and 15 of 30, each of 40


def test_a_range_gives_no_less_than_the_worst_gets(tmp_path: Path) -> None:
    """A, who is listed only, has less than the others, among whom it does not count."""
    item = plainly("1", "10", kind="relative", unit="件", by="range", worst="4")
    scores = {"A": {"1": "1"}, "B": {"1": "5"}, "C": {"1": "8"}, "D": {"1": "9"}}
    groups = [{"name": "g", "rubric": "r", "units": list(scores), "unranked": [{"unit": "A", "reason": "new"}]}]
    found = both({"total": "10", "indicators": [item]}, scores, tmp_path, groups=groups)
    assert found == ["4.00", "4.00", "8.50", "10.00"]  # 4 + 6 × 3/4


def test_figures_are_compared_as_the_floor_of_the_item_above_leaves_them(tmp_path: Path) -> None:
    """A comes to 10 - 30 + 5 = -15, of which 0 is left: the worst of 0, 10 and 20, not of -15, 10 and 20."""
    below = [plainly("1.1", "10", kind="deduction", floor="parent"), plainly("1.2", "10")]
    item = plainly("1", "10", kind="relative", by="range", worst="4", items=below)
    scores = {"A": {"1.1": "30", "1.2": "5"}, "B": {"1.1": "0", "1.2": "0"}, "C": {"1.1": "0", "1.2": "10"}}
    found = both({"total": "10", "indicators": [item]}, scores, tmp_path)
    assert found == ["4.00", "7.00", "10.00"]  # 4 + 6 × 0, 10 and 20 of 20


def test_the_highest_of_two_losses_is_the_smaller_one(tmp_path: Path) -> None:
    penalty = {"id": "K", "name": "penalty", "kind": "penalty", "items": [plainly("K1", "none", each="2")]}
    rubric = {"rubric": "r", "version": "1", "title": "t", "total": "10", "indicators": [plainly("1", "10")]}
    sheets = [PlainSheet("A", "office", str(n), "r", {"1": "9", "K1": str(times)}) for n, times in ((1, 1), (2, 3))]
    sources = [{"name": "office", "kind": "assessors", "assessors": "2", "items": "all", "join": "highest"}]
    assessment = {"assessment": "x", "title": "x", "language": "en", "sources": sources}
    assessment.update({"groups": [{"name": "g", "rubric": "r", "units": ["A"]}], "grades": "none"})
    round_ = PlainRound(assessment, {"r": {**rubric, "beside": [penalty]}}, sheets)
    results = scored(round_, tmp_path)
    assert not isinstance(results, Refused)
    assert found_in(results) == outcomes_of(round_)
    assert [each.total for each in outcomes_of(round_)["g"].values()] == ["7.00"]  # 9 - 2 × 1


def own_tables(folder: Path, **keys: Any) -> Refused | Any:
    """A has a table of its own, in which an item looks at a target, B the table of the group."""
    own = plainly("O1", "10", kind="measure", unit="件", of="target", line=[["0", "0"], ["100", "10"]])
    rubrics = {
        "r": {"rubric": "r", "version": "1", "title": "t", "total": "10", "indicators": [plainly("1", "10")]},
        "o": {"rubric": "o", "version": "1", "title": "t", "total": "10", "indicators": [own]},
    }
    groups = [{"name": "g", "rubric": "r", "units": [{"name": "A", "rubric": "o"}, *keys.pop("others", ["B"])]}]
    assessment = {"assessment": "x", "title": "x", "language": "en", "groups": groups, "grades": "none", **keys}
    assessment["targets"] = [{"item": "O1", "values": {"A": "8"}}]
    sheets = [PlainSheet("A", "office", "1", "o", {"O1": "6"})]
    if "composed" not in keys:
        sheets.append(PlainSheet("B", "office", "1", "r", {"1": "9"}))
    round_ = PlainRound(assessment, rubrics, sheets)
    results = scored(round_, folder)
    assert not isinstance(results, Refused), [each.line("en") for each in results.findings]
    assert found_in(results) == outcomes_of(round_)
    return [each.total for each in outcomes_of(round_)["g"].values()]


def test_only_units_of_an_own_table_need_its_targets(tmp_path: Path) -> None:
    sources = [{"name": "office", "kind": "special", "items": ["O1", "1"]}]
    assert own_tables(tmp_path, sources=sources) == ["7.50", "9.00"]  # 6 of 8; 9


def test_nobody_need_score_a_table_that_only_a_composed_unit_would_have(tmp_path: Path) -> None:
    sources = [{"name": "office", "kind": "special", "items": ["O1"]}]
    composed = [{"unit": "K", "group": "g", "of": [{"units": ["A"], "weight": "100%"}]}]
    assert own_tables(tmp_path, sources=sources, composed=composed, others=["K"]) == ["7.50", "7.50"]


def test_an_indicator_is_a_share_of_what_it_can_be_where_the_rest_is_rescaled(tmp_path: Path) -> None:
    """A has 3 of the 4 that apply, which is 75 %; of 10 it would be 30 %."""
    below = [plainly("1.1", "4"), plainly("1.2", "6")]
    rubric = {"total": "20", "indicators": [plainly("1", "10", items=below), plainly("2", "10")]}
    bands = [{"name": "good", "needs": [{"items": "indicators", "from": "60%"}]}, {"name": "poor"}]
    rules = [{"items": ["1.2"], "treatment": "rescale-total"}]
    scores = {"A": {"1.1": "3", "1.2": "/", "2": "8"}, "B": {"1.1": "3", "1.2": "1", "2": "10"}}
    keys: Yaml = {"grades": {"bands": bands}, "not_applicable": rules}
    found = outcomes_by_both(rubric, scores, tmp_path, **keys)
    assert [each[:2] for each in found] == [("15.71", "good"), ("14.00", "poor")]  # 11 of 14 × 20; 3 + 1 + 10


def test_a_composed_unit_has_no_items_of_which_few_could_be_low(tmp_path: Path) -> None:
    groups = [{"name": "g", "rubric": "r", "units": ["A", "B", "K"]}]
    composed = [{"unit": "K", "group": "g", "of": [{"units": ["A", "B"], "weight": "1"}]}]
    bands = [{"name": "good", "needs": [{"items": "all", "below": "5", "at_most": "1"}]}, {"name": "poor"}]
    rubric = {"total": "20", "indicators": [plainly("1", "10"), plainly("2", "10")]}
    scores = {"A": {"1": "4", "2": "8"}, "B": {"1": "4", "2": "4"}}
    keys: Yaml = {"groups": groups, "composed": composed, "grades": {"bands": bands}}
    found = outcomes_by_both(rubric, scores, tmp_path, **keys)
    assert [each[:2] for each in found] == [("12.00", "good"), ("8.00", "poor"), ("10.00", "poor")]


def test_vetoes_are_not_trimmed(tmp_path: Path) -> None:
    veto = {"id": "V", "name": "veto", "effect": {"ceiling": "6"}, "assessed_by": ["people"]}
    rubric = {"rubric": "r", "version": "1", "title": "t", "total": "10", "indicators": [plainly("1", "10")]}
    people = {"name": "people", "kind": "survey", "join": "trimmed-mean"}
    sources = [{"name": "office", "kind": "special", "items": ["1"]}, people]
    sheets = [PlainSheet("A", "office", "1", "r", {"1": "9"})]
    sheets += [PlainSheet("A", "people", str(each), "r", {"V": "✓"}) for each in (1, 2)]
    assessment = {"assessment": "x", "title": "x", "language": "en", "sources": sources, "grades": "none"}
    assessment["groups"] = [{"name": "g", "rubric": "r", "units": ["A"]}]
    round_ = PlainRound(assessment, {"r": {**rubric, "vetoes": [veto]}}, sheets)
    results = scored(round_, tmp_path)
    assert not isinstance(results, Refused)
    assert found_in(results) == outcomes_of(round_)
    assert [each.total for each in outcomes_of(round_)["g"].values()] == ["6.00"]


def by_groups(folder: Path, rubric: Yaml, sources: list[Yaml], sheets: list[PlainSheet], **keys: Any) -> Any:
    """The totals of A in group a and B in group b, both under one rubric, by the program and by the calculation."""
    groups = [{"name": name, "rubric": "r", "units": [name.upper()]} for name in ("a", "b")]
    assessment = {"assessment": "x", "title": "x", "language": "en", "groups": groups, "sources": sources, **keys}
    assessment["grades"] = "none"
    round_ = PlainRound(assessment, {"r": {"rubric": "r", "version": "1", "title": "t", **rubric}}, sheets)
    results = scored(round_, folder)
    assert not isinstance(results, Refused), [each.line("en") for each in results.findings]
    assert found_in(results) == outcomes_of(round_)
    return [each.total for units in outcomes_of(round_).values() for each in units.values()]


def test_a_matrix_has_the_columns_that_its_own_units_are_asked_for(tmp_path: Path) -> None:
    """Of A the office scores 1 alone, of B 1 and 2; nobody need write a column for what no unit of a table is asked."""
    rubric = {"total": "20", "indicators": [plainly("1", "10"), plainly("2", "10")]}
    office = {"name": "office", "kind": "special", "items": {"a": ["1"], "b": ["1", "2"]}}
    other = {"name": "other", "kind": "special", "items": {"a": ["2"]}}
    sheets = [PlainSheet("A", "office", "1", "r", {"1": "6"}), PlainSheet("A", "other", "1", "r", {"2": "7"})]
    sheets.append(PlainSheet("B", "office", "1", "r", {"1": "8", "2": "9"}))
    assert by_groups(tmp_path, rubric, [office, other], sheets) == ["13.00", "17.00"]
    sheets[2] = PlainSheet("B", "office", "1", "r", {"2": "9"})  # here a column is missing
    assert by_groups(tmp_path / "lost", rubric, [office, other], sheets) == ["13.00", None]


def test_a_table_of_units_that_lack_an_item_beforehand_has_no_column_for_it(tmp_path: Path) -> None:
    rubric = {"total": "20", "indicators": [plainly("1", "10"), plainly("2", "10")]}
    office = {"name": "office", "kind": "special", "items": "all"}
    rule = {"items": ["2"], "units": ["A"], "treatment": "full", "marked": False}
    sheets = [
        PlainSheet("A", "office", "1", "r", {"1": "6"}),
        PlainSheet("B", "office", "1", "r", {"1": "8", "2": "9"}),
    ]
    assert by_groups(tmp_path, rubric, [office], sheets, not_applicable=[rule]) == ["16.00", "17.00"]


def test_rows_without_a_limit_are_joined_as_their_item_which_has_one(tmp_path: Path) -> None:
    """A fifth of 10: 7 and 5 may be joined, 7 and 4 not; the rows alone have no limit."""
    rows = [plainly("1.1", "none", kind="count", each="1"), plainly("1.2", "none", kind="loss")]
    rubric = {"total": "10", "indicators": [plainly("1", "10", kind="sum", items=rows)]}
    sources = [
        {"name": "office", "kind": "assessors", "assessors": "2", "items": "all", "disagreement": {"share": "20%"}}
    ]
    said = {"A": ("7", "5"), "B": ("7", "4")}
    sheets = [
        PlainSheet(unit, "office", str(place), "r", {"1.1": times, "1.2": "0"})
        for unit, each in said.items()
        for place, times in enumerate(each, 1)
    ]
    assert by_groups(tmp_path, rubric, sources, sheets) == ["6.00", None]


def test_a_share_of_an_item_without_a_limit_is_refused(tmp_path: Path) -> None:
    sources = [
        {"name": "office", "kind": "assessors", "assessors": "2", "items": "all", "disagreement": {"share": "20%"}}
    ]
    rubric = {"rubric": "r", "version": "1", "title": "t", "total": "none", "indicators": [plainly("1", "none")]}
    assessment = {"assessment": "x", "title": "x", "grades": "none", "sources": sources}
    assessment["groups"] = [{"name": "g", "rubric": "r", "units": ["A"]}]
    found = scored(PlainRound(assessment, {"r": rubric}, []), tmp_path)
    assert isinstance(found, Refused)
    assert found.codes == {"A305"}


def test_units_of_other_groups_are_compared_in_the_same_part(tmp_path: Path) -> None:
    """Two parts under one table: in the first A has 1 and B 9, in the second A 8 and B 2; each is the best once."""
    item = plainly("1", "10", kind="relative", unit="件", by="rank", points=["10", "6"])
    rubric = {"total": "10", "indicators": [item]}
    sources = [{"name": name, "kind": "special", "items": "all"} for name in ("office", "agency")]
    parts = [{"name": name, "sources": [source]} for name, source in (("first", "office"), ("second", "agency"))]
    figures = {"office": {"A": "1", "B": "9"}, "agency": {"A": "8", "B": "2"}}
    sheets = [
        PlainSheet(unit, source, "1", "r", {"1": figure})
        for source, of in figures.items()
        for unit, figure in of.items()
    ]
    among: Yaml = {"among": [{"name": "all", "groups": ["a", "b"]}]}
    found = by_groups(tmp_path, rubric, sources, sheets, composite={"parts": parts}, compared=among)
    assert found == ["16.00", "16.00"]  # 6 + 10; 10 + 6


def test_an_average_sees_what_vetoes_left_of_an_item(tmp_path: Path) -> None:
    """B has 8, of which the veto leaves 2; C has 6. A, to which the item does not apply, has the mean of 2 and 6."""
    veto = {"id": "V", "name": "veto", "effect": {"item": "1.1", "points": "2"}}
    below = [plainly("1.1", "10"), plainly("1.2", "10")]
    rubric = {"total": "20", "indicators": [plainly("1", "20", items=below)], "vetoes": [veto]}
    said = {"A": ("/", "✗"), "B": ("8", "✓"), "C": ("6", "✗")}
    scores = {unit: {"1.1": score, "1.2": "5", "V": mark} for unit, (score, mark) in said.items()}
    rule = {"items": ["1.1"], "treatment": "average"}
    assert both(rubric, scores, tmp_path, not_applicable=[rule]) == ["9.00", "7.00", "11.00"]  # 4 + 5; 2 + 5; 6 + 5


def test_a_unit_that_is_listed_only_is_scored_where_it_can_be(tmp_path: Path) -> None:
    """The agency replaces the office, of which a sheet is missing: B, listed only, is scored by the agency all the same."""
    rubric = {"total": "10", "indicators": [plainly("1", "10")]}
    groups = [{"name": "g", "rubric": "r", "units": ["A", "B"], "unranked": [{"unit": "B", "reason": "new"}]}]
    sources = [
        {"name": "agency", "kind": "special", "items": "all"},
        {"name": "office", "kind": "special", "items": "all"},
    ]
    shared = [{"items": "1", "rule": "replace", "order": ["agency", "office"]}]
    assessment = {"assessment": "x", "title": "x", "language": "en", "groups": groups, "sources": sources}
    assessment.update({"shared": shared, "grades": "none"})
    sheets = [PlainSheet(unit, "agency", "1", "r", {"1": "7"}) for unit in "AB"]
    round_ = PlainRound(assessment, {"r": {"rubric": "r", "version": "1", "title": "t", **rubric}}, sheets)
    results = scored(round_, tmp_path)
    assert not isinstance(results, Refused)
    assert found_in(results) == outcomes_of(round_)
    assert [each.total for each in outcomes_of(round_)["g"].values()] == [None, "7.00"]


def test_a_bonus_that_cannot_be_compared_yet_is_not_nothing(tmp_path: Path) -> None:
    """B has no sheet, so that nobody knows whether A's 7 is the best: A has no total, rather than none of the bonus."""
    below = [plainly("J1a", "5"), plainly("J1b", "5")]
    row = plainly("J1", "4", kind="relative", by="range", equal="2", items=below)
    bonus = {"id": "J", "name": "bonus", "kind": "bonus", "items": [row]}
    rubric = {"total": "10", "indicators": [plainly("1", "10")], "beside": [bonus]}
    office = {"name": "office", "kind": "special", "items": ["1"]}
    agency = {"name": "agency", "kind": "special", "items": ["J"]}
    sheets = [PlainSheet(unit, "office", "1", "r", {"1": "6"}) for unit in "AB"]
    sheets.append(PlainSheet("A", "agency", "1", "r", {"J1a": "3", "J1b": "4"}))
    among: Yaml = {"among": [{"name": "all", "groups": ["a", "b"]}]}
    assert by_groups(tmp_path, rubric, [office, agency], sheets, compared=among) == [None, None]
    sheets.append(PlainSheet("B", "agency", "1", "r", {"J1a": "1", "J1b": "1"}))
    found = by_groups(tmp_path / "all", rubric, [office, agency], sheets, compared=among)
    assert found == ["10.00", "6.00"]  # 6 + 4; 6 + 0


def test_an_option_that_is_omitted_is_worth_nothing_beside_what_is_rescaled(tmp_path: Path) -> None:
    made = random_round(499)
    results = scored(made, tmp_path / "r")
    assert not isinstance(results, Refused)
    assert exact_in(results) == exact_of(made)
