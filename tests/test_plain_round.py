"""The plain calculation of a round, by small examples worked by hand; and random rounds of it are sound."""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from tests.plain import figures
from tests.plain.figures import Yaml, add, number, round_to, written
from tests.plain.kinds import MARK, worth
from tests.plain.outcomes import Outcome, outcomes, outcomes_of
from tests.plain.parts import covers, has_item, holds_for
from tests.plain.plain_round import PlainRound, PlainSheet
from tests.plain.random_exemptions import is_lacking
from tests.plain.random_rounds import random_round
from tests.plain.random_tables import all_items
from tests.plain.sources import is_disputed
from tests.plain.tables import Item, item_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: So many random rounds are made, and calculated but not scored.
ROUNDS = 150


def flat(*maxima: str, name: str = "r", total: str | None = None) -> Yaml:
    """A rubric of indicators 1, 2, … without sub-items, scored by the office."""
    indicators = [
        {"id": str(place), "name": f"item {place}", "max": most, "assessed_by": ["office"]}
        for place, most in enumerate(maxima, 1)
    ]
    whole = total or str(sum(int(most) for most in maxima))
    return {"rubric": name, "version": "1", "title": "t", "total": whole, "indicators": indicators}


def nested() -> Yaml:
    """Indicator 1 with 1.1 of 4, 1.2 of 2 and 1.3 of 4; indicator 2 of 10. Total 20."""
    below = [{"id": f"1.{place}", "name": f"item 1.{place}", "max": most} for place, most in enumerate("424", 1)]
    indicators = [
        {"id": "1", "name": "one", "max": "10", "assessed_by": ["office"], "items": below},
        {"id": "2", "name": "two", "max": "10", "assessed_by": ["office"]},
    ]
    return {"rubric": "r", "version": "1", "title": "t", "total": "20", "indicators": indicators}


def office(**keys: Any) -> Yaml:
    return {"name": "office", "kind": "assessors", **keys}


def assess(sheets: list[PlainSheet], *rubrics: Yaml, **keys: Any) -> dict[str, Outcome]:
    """The outcomes of one group that has all units with sheets, under the first rubric."""
    units = list(dict.fromkeys(sheet.unit for sheet in sheets))
    assessment = {"groups": [{"name": "g", "rubric": "r", "units": units}], "sources": [office()], **keys}
    return outcomes(assessment, {rubric["rubric"]: rubric for rubric in rubrics}, sheets)["g"]


def sheet(unit: str, *scores: str | None, source: str = "office", assessor: str = "1", rubric: str = "r") -> PlainSheet:
    """A sheet of the items 1, 2, …"""
    return PlainSheet(unit, source, assessor, rubric, {str(place): score for place, score in enumerate(scores, 1)})


def nested_sheet(unit: str, *scores: str | None, assessor: str = "1") -> PlainSheet:
    """A sheet of the items 1.1, 1.2, 1.3 and 2."""
    return PlainSheet(unit, "office", assessor, "r", dict(zip(("1.1", "1.2", "1.3", "2"), scores, strict=True)))


def joined(rule: str, *scores: str, **keys: Any) -> str | None:
    """The total of one item of 10 scored by so many assessors."""
    sheets = [sheet("A", score, assessor=str(place)) for place, score in enumerate(scores, 1)]
    source = office(assessors=str(len(scores)), join={"rule": rule}, **keys)
    return assess(sheets, flat("10"), sources=[source])["A"].total


# Figures.


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.5", Fraction(1, 2)), ("30%", Fraction(3, 10)), ("1/3", Fraction(1, 3)), ("15", Fraction(15))],
)
def test_figures_are_exact(text: str, value: Fraction) -> None:
    assert number(text) == value


def test_an_exact_half_goes_up_or_to_the_even_digit() -> None:
    half = [Fraction("8.125"), Fraction("8.135"), Fraction("8.1251"), Fraction("8.1249")]
    assert [written(round_to(each, 2, "half-up"), 2) for each in half] == ["8.13", "8.14", "8.13", "8.12"]
    assert [written(round_to(each, 2, "half-even"), 2) for each in half] == ["8.12", "8.14", "8.13", "8.12"]
    assert [written(round_to(Fraction(each), 0, "half-even"), 0) for each in ("0.5", "1.5", "2.5")] == ["0", "2", "2"]


def test_a_figure_is_written_with_exactly_its_places() -> None:
    assert [written(Fraction(8), 2), written(Fraction("0.05"), 2), written(Fraction(0), 1)] == ["8.00", "0.05", "0.0"]


def test_a_figure_that_is_not_rounded_is_not_written() -> None:
    with pytest.raises(ValueError, match="1/3 is not rounded to 2 places"):
        written(Fraction(1, 3), 2)


# Assessors.


def test_assessors_are_joined_by_the_mean() -> None:
    assert joined("mean", "7", "8", "8") == "7.67"  # 23 / 3 = 7.666…


def test_without_a_join_it_is_the_mean() -> None:
    sheets = [sheet("A", "7", assessor="1"), sheet("A", "8", assessor="2")]
    assert assess(sheets, flat("10"), sources=[office(assessors=["1", "2"])])["A"].total == "7.50"  # (7 + 8) / 2


def test_the_median_is_the_middle_or_the_mean_of_the_two_in_the_middle() -> None:
    assert joined("median", "9", "2", "8") == "8.00"
    assert joined("median", "9", "2", "8", "3") == "5.50"  # (3 + 8) / 2


def test_a_trimmed_mean_leaves_out_one_highest_and_one_lowest() -> None:
    assert joined("trimmed-mean", "1", "10", "7", "8") == "7.50"  # (7 + 8) / 2
    assert joined("trimmed-mean", "10", "10", "7", "7") == "8.50"  # (10 + 7) / 2


def test_the_highest_or_the_lowest_counts() -> None:
    assert joined("highest", "7", "9", "8") == "9.00"
    assert joined("lowest", "7", "9", "8") == "7.00"


def test_scores_that_must_agree_and_do_not_are_in_dispute() -> None:
    assert joined("agreed", "7", "7") == "7.00"
    assert joined("agreed", "7", "7.5") is None


def test_scores_may_lie_exactly_as_far_apart_as_the_limit() -> None:
    assert joined("mean", "6", "8", disagreement={"points": "2"}) == "7.00"
    assert joined("mean", "6", "8.1", disagreement={"points": "2"}) is None
    assert joined("mean", "6", "8", disagreement={"share": "20%"}) == "7.00"  # 20 % of 10 = 2
    assert joined("mean", "6", "8.1", disagreement={"share": "20%"}) is None


def test_answers_to_a_survey_are_joined_by_the_mean() -> None:
    sheets = [sheet("A", "6", assessor="1"), sheet("A", "7", assessor="2"), sheet("A", "9", assessor="3")]
    assert assess(sheets, flat("10"), sources=[office() | {"kind": "survey"}])["A"].total == "7.33"  # 22 / 3


def test_words_of_a_scale_stand_for_points() -> None:
    sources = [office(scale={"good": "8", "poor": "0"})]
    assert assess([sheet("A", "good", "poor")], flat("10", "10"), sources=sources)["A"].total == "8.00"


def test_a_self_check_never_counts() -> None:
    sheets = [sheet("A", "7"), sheet("A", None, source="self"), sheet("B", "8")]
    sources = [office(), {"name": "self", "kind": "self-check"}]
    found = assess(sheets, flat("10"), sources=sources)
    assert [found["A"].total, found["B"].total] == ["7.00", "8.00"]


# Blanks, missing sheets, former names.


def test_a_unit_with_a_blank_has_nothing() -> None:
    found = assess([sheet("A", "7", None), sheet("B", "7", "0")], flat("10", "10"), convert={"to": "5"})
    assert found["A"] == Outcome(None, None, None, None)
    assert found["B"] == Outcome("7.00", "不合格", 1, "1.75")  # 7 / 20 × 5; 35 %, below 60 %


def test_a_missing_sheet_blocks() -> None:
    sheets = [sheet("A", "7", assessor="1"), sheet("B", "7", assessor="1"), sheet("B", "8", assessor="2")]
    found = assess(sheets, flat("10"), sources=[office(assessors="2")])
    assert [found["A"].total, found["B"].total] == [None, "7.50"]


def test_sheets_under_a_former_name_are_read_under_the_present_one() -> None:
    groups = [{"name": "g", "rubric": "r", "units": [{"name": "A", "also": ["old A"]}, "B"]}]
    assert assess([sheet("old A", "7"), sheet("B", "6")], flat("10"), groups=groups)["A"].total == "7.00"


# Several sources.


def two_sources(sharing: Yaml, *sheets: PlainSheet, **keys: Any) -> dict[str, Outcome]:
    """Item 1 scored by office and agency, which share it by a rule; `keys` are the agency's."""
    agency = {"name": "agency", "kind": "special", "items": ["1"], **keys}
    return assess(list(sheets), flat("10"), sources=[office(), agency], shared=[{"items": ["1"], **sharing}])


REPLACE = {"rule": "replace", "order": ["agency", "office"]}
WEIGHTED = {"rule": "weighted-mean", "weights": {"office": "70%", "agency": "30%"}}


def test_sources_are_joined_by_their_weights() -> None:
    found = two_sources(WEIGHTED, sheet("A", "8"), sheet("A", "6", source="agency"))
    assert found["A"].total == "7.40"  # 0.7 × 8 + 0.3 × 6 = 5.6 + 1.8


def test_the_first_source_with_a_sheet_replaces_the_others() -> None:
    sheets = [sheet("A", "8"), sheet("A", "6", source="agency"), sheet("B", "9")]
    found = two_sources(REPLACE, *sheets, missing="rest")
    assert [found["A"].total, found["B"].total] == ["6.00", "9.00"]


def test_a_source_that_is_left_out_leaves_its_weight_to_the_others() -> None:
    assert two_sources(WEIGHTED, sheet("A", "8"), missing="rest")["A"].total == "8.00"  # 0.7 × 8 / 0.7


def test_a_missing_source_that_blocks_blocks() -> None:
    assert two_sources(WEIGHTED, sheet("A", "8"))["A"].total is None
    assert two_sources(REPLACE, sheet("A", "8"))["A"].total is None


def test_a_source_of_three_that_is_left_out_leaves_the_weights_in_proportion() -> None:
    sources = [office(), {"name": "x", "kind": "special", "items": ["1"], "missing": "rest"}]
    sources.append({"name": "y", "kind": "special", "items": ["1"]})
    shared = [{"items": ["1"], "rule": "weighted-mean", "weights": {"office": "0.5", "x": "0.3", "y": "0.2"}}]
    sheets = [sheet("A", "8"), sheet("A", "1", source="y")]
    # (0.5 × 8 + 0.2 × 1) / 0.7 = 4.2 / 0.7
    assert assess(sheets, flat("10"), sources=sources, shared=shared)["A"].total == "6.00"


def test_a_unit_that_a_source_does_not_score_is_scored_by_the_others() -> None:
    sheets = [sheet("A", "8"), sheet("B", "8"), sheet("B", "6", source="agency")]
    for keys in ({"except": ["A"]}, {"units": ["B"]}):
        found = two_sources(WEIGHTED, *sheets, **keys)
        assert [found["A"].total, found["B"].total] == ["8.00", "7.40"]


def test_a_source_alone_at_an_item_cannot_be_left_out() -> None:
    assert assess([sheet("A", "8", assessor="1")], flat("10"), sources=[office(assessors="2", missing="rest")]) == {
        "A": Outcome(None, None, None, None)
    }


def test_a_source_without_one_of_its_sheets_is_left_out() -> None:
    sources = [office(assessors="2", missing="rest"), {"name": "agency", "kind": "special", "items": ["1"]}]
    sheets = [sheet("A", "8"), sheet("A", "6", source="agency")]
    shared = [{"items": ["1"], **WEIGHTED}]
    assert assess(sheets, flat("10"), sources=sources, shared=shared)["A"].total == "6.00"


def test_a_blank_or_a_dispute_of_a_replaced_source_takes_the_total() -> None:
    sources = [office(assessors="2", join={"rule": "agreed"}), {"name": "agency", "kind": "special", "items": ["1"]}]
    for score, total in (("8", "6.00"), ("7", None), (None, None)):
        sheets = [sheet("A", "8"), sheet("A", score, assessor="2"), sheet("A", "6", source="agency")]
        found = assess(sheets, flat("10"), sources=sources, shared=[{"items": ["1"], **REPLACE}])
        assert found["A"].total == total


def test_parts_that_have_an_item_of_one_id_share_it_by_the_rules_of_their_sources() -> None:
    sources = [office(), *({"name": name, "kind": "special"} for name in ("x", "y"))]
    sources.append({"name": "agency", "kind": "special", "items": ["1"]})
    parts = [{"name": "indicators"}, {"name": "figure", "max": "10", "sources": ["x", "y"]}]
    shared = [{"items": ["1"], **WEIGHTED}, {"items": ["1"], "rule": "replace", "order": ["y", "x"]}]
    sheets = [sheet("A", "8"), sheet("A", "6", source="agency")]
    sheets += [sheet("A", score, source=source, rubric="figure") for source, score in (("x", "1"), ("y", "2"))]
    found = assess(sheets, flat("10"), sources=sources, shared=shared, composite={"parts": parts})
    assert found["A"].total == "9.40"  # 0.7 × 8 + 0.3 × 6 = 7.4; 7.4 + 2


def test_items_of_a_source_differ_by_group() -> None:
    groups = [{"name": name, "rubric": "r", "units": [name.upper()]} for name in ("a", "b")]
    rubric = flat("10", "10")
    for item in rubric["indicators"]:
        del item["assessed_by"]
    sources = [
        {"name": "x", "kind": "special", "items": {"a": ["1"], "b": ["1", "2"]}},
        {"name": "y", "kind": "special", "items": ["2"], "groups": ["a"]},
    ]
    sheets = [sheet("A", "3", source="x"), PlainSheet("A", "y", "1", "r", {"2": "4"}), sheet("B", "5", "6", source="x")]
    found = outcomes({"groups": groups, "sources": sources}, {"r": rubric}, sheets)
    assert [found["a"]["A"].total, found["b"]["B"].total] == ["7.00", "11.00"]  # 3 + 4; 5 + 6


# Items that do not apply.


def treated(treatment: str, *scores: str, items: tuple[str, ...] = ("1.1",), **keys: Any) -> str | None:
    rule = {"items": list(items), "treatment": treatment, **keys}
    sheets = [nested_sheet("A", *scores), nested_sheet("B", "1", "1", "1", "1"), nested_sheet("C", "2", "1", "1", "1")]
    return assess(sheets, nested(), not_applicable=[rule])["A"].total


def test_sums_go_up_level_by_level() -> None:
    assert treated("full", "3", "1.5", "2", "7") == "13.50"  # 3 + 1.5 + 2 + 7


def test_full_gives_the_max() -> None:
    assert treated("full", MARK, "1", "2", "5") == "12.00"  # 4 + 1 + 2 + 5


def test_an_indicator_is_rescaled_to_its_max() -> None:
    assert treated("rescale-indicator", MARK, "1", "2", "5") == "10.00"  # (1 + 2) × 10 / 6 + 5 = 5 + 5


def test_the_total_is_rescaled() -> None:
    assert treated("rescale-total", MARK, "1", "2", "5") == "10.00"  # (1 + 2 + 5) × 20 / 16


def test_a_max_is_spread_in_equal_parts() -> None:
    # 4 / 2 = 2 to each: 1 × (2 + 2) / 2 + 2 × (4 + 2) / 4 + 5 = 2 + 3 + 5
    assert treated("spread", MARK, "1", "2", "5") == "10.00"


def test_the_average_is_that_of_the_other_units() -> None:
    assert treated("average", MARK, "1", "2", "5") == "9.50"  # (1 + 2) / 2 = 1.5; 1.5 + 1 + 2 + 5


def test_the_average_leaves_out_units_to_which_the_item_does_not_apply() -> None:
    rule = {"items": ["1.1"], "treatment": "average"}
    sheets = [nested_sheet(unit, score, "1", "1", "1") for unit, score in (("A", MARK), ("B", MARK), ("C", "3"))]
    found = assess(sheets, nested(), not_applicable=[rule])
    assert [found[unit].total for unit in "ABC"] == ["6.00", "6.00", "6.00"]  # 3 + 1 + 1 + 1
    assert assess(sheets[:2], nested(), not_applicable=[rule])["A"].total is None


def test_the_average_is_taken_of_rounded_items_and_before_indicators_are_rounded() -> None:
    rounding = [{"step": "item", "places": "0"}, {"step": "indicator", "places": "0"}, {"step": "total", "places": "1"}]
    scores = (("A", MARK), ("B", "1.4"), ("C", "2.4"), ("D", "2.4"))
    sheets = [nested_sheet(unit, score, "1", "1", "1") for unit, score in scores]
    found = assess(sheets, nested(), not_applicable=[{"items": ["1.1"], "treatment": "average"}], rounding=rounding)
    assert found["A"].total == "5.0"  # (1 + 2 + 2) / 3 = 1.67; 1.67 + 1 + 1 = 3.67, rounded 4; + 1
    assert found["B"].total == "4.0"  # 1 + 1 + 1 = 3; + 1


def test_a_max_is_moved_to_another_item() -> None:
    assert treated("move", MARK, "1", "2", "5", to="2") == "10.00"  # 1 + 2 + 5 × (10 + 4) / 10 = 3 + 7
    assert treated("move", MARK, "1", "2", "5", to="1.2") == "10.00"  # 1 × (2 + 4) / 2 + 2 + 5 = 3 + 2 + 5


def test_an_id_stands_for_all_items_below_it() -> None:
    assert treated("rescale-total", MARK, MARK, MARK, "5", items=("1",)) == "10.00"  # 5 × 20 / 10
    assert treated("move", MARK, MARK, MARK, "5", items=("1",), to="2") == "10.00"  # 5 × (10 + 4 + 2 + 4) / 10


def test_rounded_indicators_are_rescaled_to_the_total() -> None:
    rule = {"items": ["1.1"], "treatment": "rescale-total"}
    rounding = [{"step": "indicator", "places": "0"}]
    found = assess([nested_sheet("A", MARK, "1", "2.5", "5")], nested(), not_applicable=[rule], rounding=rounding)
    assert found["A"].total == "11.25"  # 1 + 2.5 = 3.5, rounded 4; (4 + 5) × 20 / 16


def test_several_items_of_an_indicator_are_treated_together() -> None:
    both = ("1.1", "1.2")
    assert treated("rescale-indicator", MARK, MARK, "2", "5", items=both) == "10.00"  # 2 × 10 / 4 + 5
    assert treated("spread", MARK, MARK, "2", "5", items=both) == "10.00"  # 2 × (4 + 4 + 2) / 4 + 5


@pytest.mark.parametrize("treatment", ["rescale-indicator", "spread"])
def test_without_another_item_of_the_indicator_there_is_no_total(treatment: str) -> None:
    assert treated(treatment, MARK, MARK, MARK, "5", items=("1",)) is None
    assert treated(treatment, "4", "1", "2", MARK, items=("2",)) is None


def test_with_nothing_left_of_a_part_there_is_no_total() -> None:
    assert treated("rescale-total", MARK, MARK, MARK, MARK, items=("1", "2")) is None


def test_a_mark_that_no_rule_allows_takes_the_total() -> None:
    assert treated("full", "1", MARK, "2", "5") is None
    assert treated("full", MARK, "1", "2", "5", units=["B"]) is None
    assert treated("full", MARK, "1", "2", "5", groups=["other"]) is None
    assert treated("full", MARK, "1", "2", "5", units=["A"], groups=["g"]) == "12.00"


def test_a_mark_must_stand_in_every_sheet() -> None:
    rule = {"items": ["1.1"], "treatment": "full"}
    sheets = [nested_sheet("A", MARK, "1", "2", "5", assessor=each) for each in ("1", "2")]
    sheets += [
        nested_sheet("B", MARK, "1", "2", "5", assessor="1"),
        nested_sheet("B", "4", "1", "2", "5", assessor="2"),
    ]
    found = assess(sheets, nested(), sources=[office(assessors="2")], not_applicable=[rule])
    assert [found["A"].total, found["B"].total] == ["12.00", None]


# Parts.


def in_parts(*parts: Yaml, sheets: list[PlainSheet], rubrics: tuple[Yaml, ...] = (), **composite: Any) -> Outcome:
    """A unit under a rubric of 50, other rubrics, and a survey."""
    sources = [office(), {"name": "public", "kind": "survey"}]
    keys = {"parts": list(parts), **composite}
    return assess(sheets, flat("50"), *rubrics, sources=sources, composite=keys, convert={"to": "5"})["A"]


BOTH = [sheet("A", "40"), sheet("A", "6", source="public", rubric="survey")]
SURVEY = {"name": "survey", "max": "8", "sources": ["public"]}


def test_parts_count_by_their_weights() -> None:
    found = in_parts({"name": "indicators", "weight": "80%"}, {**SURVEY, "weight": "20%"}, sheets=BOTH)
    assert found.total == "79.00"  # (0.8 × 40 / 50 + 0.2 × 6 / 8) × 100 = 64 + 15
    assert found.converted == "3.95"  # 79 / 100 × 5


def test_weights_count_on_the_scale_that_is_given() -> None:
    found = in_parts({"name": "indicators", "weight": "80%"}, {**SURVEY, "weight": "20%"}, sheets=BOTH, total="10")
    assert (found.total, found.converted) == ("7.90", "3.95")  # 0.79 × 10; 7.9 / 10 × 5


def test_parts_without_weights_are_added() -> None:
    found = in_parts({"name": "indicators"}, SURVEY, sheets=BOTH)
    assert (found.total, found.converted) == ("46.00", "3.97")  # 40 + 6; 46 / 58 × 5 = 3.9655…


def test_added_parts_are_brought_to_the_total_that_is_given() -> None:
    found = in_parts({"name": "indicators"}, SURVEY, sheets=BOTH, total="100")
    assert (found.total, found.converted) == ("79.31", "3.97")  # 46 / 58 × 100 = 79.3103…; 79.31 / 100 × 5 = 3.9655


def test_a_part_without_a_total_leaves_none() -> None:
    assert in_parts({"name": "indicators"}, SURVEY, sheets=BOTH[:1]).total is None


def test_a_part_has_its_own_rubric() -> None:
    other = flat("20", name="other")
    sheets = [sheet("A", "40"), sheet("A", "5", rubric="other")]
    parts = [{"name": "indicators"}, {"name": "more", "rubric": "other", "version": "1"}]
    assert in_parts(*parts, sheets=sheets, rubrics=(other,)).total == "45.00"  # 40 + 5


def test_two_parts_under_one_rubric_have_their_own_sources() -> None:
    sources = [office(), {"name": "peers", "kind": "special", "items": ["1"]}]
    parts = [{"name": "indicators", "weight": "1/2"}, {"name": "peers", "sources": ["peers"], "weight": "1/2"}]
    sheets = [sheet("A", "8"), sheet("A", "6", source="peers")]
    # (0.5 × 8 / 10 + 0.5 × 6 / 10) × 100
    assert assess(sheets, flat("10"), sources=sources, composite={"parts": parts})["A"].total == "70.00"


def test_a_composite_is_for_its_groups_and_a_part_for_its() -> None:
    groups = [{"name": name, "rubric": "r", "units": [name.upper()]} for name in ("a", "b", "c")]
    parts = [{"name": "indicators"}, {"name": "bonus", "max": "1", "sources": ["public"], "groups": ["a"]}]
    sheets = [sheet(unit, "8") for unit in "ABC"] + [sheet("A", "1", source="public", rubric="bonus")]
    assessment = {
        "groups": groups,
        "sources": [office(), {"name": "public", "kind": "survey"}],
        "composite": [{"parts": parts, "groups": ["a", "b"], "total": "100"}],
    }
    found = outcomes(assessment, {"r": flat("10")}, sheets)
    assert found["a"]["A"].total == "81.82"  # 9 / 11 × 100 = 81.8181…
    assert found["b"]["B"].total == "80.00"  # 8 / 10 × 100
    assert found["c"]["C"].total == "8.00"


def test_the_published_total_of_woyang_comes_out() -> None:
    """涡阳: ((81.22 + 0.64) / (100 + 0.64)) × 100 = 8186 / 100.64 = 81.3394…"""
    bonus = {"name": "bonus", "max": "0.64", "sources": ["public"]}
    sheets = [sheet("涡阳", "81.22"), sheet("涡阳", "0.64", source="public", rubric="bonus")]
    sources = [office(), {"name": "public", "kind": "survey"}]
    composite = {"parts": [{"name": "indicators"}, bonus], "total": "100"}
    assert assess(sheets, flat("100"), sources=sources, composite=composite)["涡阳"].total == "81.34"


# Rounding.


def rounded_at(step: str, places: str, mode: str = "half-up") -> str | None:
    """Items 1.1, 1.2 (mean of two assessors 0.5, 1 and 1, 1.5) and 2 (4, 5), in a part of 20 brought to 100."""
    sheets = [
        nested_sheet("A", "0.5", "1", "1", "4", assessor="1"),
        nested_sheet("A", "1", "1.5", "1", "5", assessor="2"),
    ]
    keys = {"parts": [{"name": "indicators", "weight": "1"}]}
    rounding = [{"step": step, "places": places, "mode": mode}]
    source = office(assessors="2")
    return assess(sheets, nested(), sources=[source], composite=keys, rounding=rounding)["A"].total


@pytest.mark.parametrize(
    ("step", "places", "mode", "total"),
    [
        # The means are 0.75, 1.25, 1 and 4.5; together 7.5, of 20.
        ("converted", "0", "half-up", "37.50"),  # 7.5 / 20 × 100: nothing is rounded on the way
        ("assessors", "1", "half-up", "38.00"),  # 0.8 + 1.3 + 1 + 4.5 = 7.6
        ("assessors", "1", "half-even", "37.50"),  # 0.8 + 1.2 + 1 + 4.5 = 7.5
        ("assessors", "0", "half-even", "35.00"),  # 1 + 1 + 1 + 4 = 7
        ("item", "0", "half-up", "40.00"),  # 1 + 1 + 1 + 5 = 8
        ("indicator", "0", "half-up", "40.00"),  # 0.75 + 1.25 + 1 = 3; 4.5 becomes 5; 3 + 5 = 8
        ("indicator", "0", "half-even", "35.00"),  # 3 + 4 = 7
        ("part", "0", "half-up", "40.00"),  # 7.5 becomes 8
        ("total", "0", "half-up", "38"),  # 37.5
        ("total", "0", "half-even", "38"),
        ("total", "3", "half-up", "37.500"),
    ],
)
def test_a_step_rounds_what_goes_through_it(step: str, places: str, mode: str, total: str) -> None:
    assert rounded_at(step, places, mode) == total


def test_the_total_is_rounded_half_up_to_two_places_by_default() -> None:
    sheets = [PlainSheet("A", "office", each, "r", {"1": score}) for each, score in (("1", "8.12"), ("2", "8.13"))]
    sources = [office(assessors="2")]
    assert assess(sheets, flat("10"), sources=sources)["A"].total == "8.13"  # 16.25 / 2 = 8.125
    even = [{"step": "total", "places": "2", "mode": "half-even"}]
    assert assess(sheets, flat("10"), sources=sources, rounding=even)["A"].total == "8.12"


# Ranks.


def ranks(totals: dict[str, tuple[str, str]], **ranking: Any) -> dict[str, int | None]:
    sheets = [sheet(unit, *scores) for unit, scores in totals.items()]
    found = assess(sheets, flat("10", "10"), ranking=ranking)
    return {unit: outcome.rank for unit, outcome in found.items()}


def test_after_equal_ranks_comes_a_gap_or_none() -> None:
    totals = {"A": ("9", "9"), "B": ("8", "7"), "C": ("7", "8"), "D": ("5", "5")}
    assert ranks(totals) == {"A": 1, "B": 2, "C": 2, "D": 4}
    assert ranks(totals, ties="skip") == {"A": 1, "B": 2, "C": 2, "D": 4}
    assert ranks(totals, ties="dense") == {"A": 1, "B": 2, "C": 2, "D": 3}


def test_equal_totals_are_parted_by_items_in_turn() -> None:
    totals = {"A": ("9", "9"), "B": ("7", "8"), "C": ("8", "7"), "D": ("8", "7")}
    assert ranks(totals, by=[{"item": "1"}]) == {"A": 1, "B": 4, "C": 2, "D": 2}
    assert ranks(totals, by=[{"item": "2"}, {"item": "1"}]) == {"A": 1, "B": 2, "C": 3, "D": 3}


def test_an_item_has_the_sum_of_those_below_it_to_part_a_tie() -> None:
    below = [{"id": "1.1.1", "name": "x", "max": "4"}, {"id": "1.1.2", "name": "y", "max": "4"}]
    items = [{"id": "1.1", "name": "z", "max": "8", "items": below}, {"id": "1.2", "name": "u", "max": "2"}]
    indicator = {"id": "1", "name": "one", "max": "10", "assessed_by": ["office"], "items": items}
    rubric = {"rubric": "r", "version": "1", "title": "t", "total": "10", "indicators": [indicator]}
    scores = {"A": ("4", "0", "1"), "B": ("2", "3", "0")}
    sheets = [
        PlainSheet(unit, "office", "1", "r", dict(zip(("1.1.1", "1.1.2", "1.2"), each, strict=True)))
        for unit, each in scores.items()
    ]
    for item, expected in (("1", [1, 1]), ("1.1", [2, 1]), ("1.1.1", [1, 2]), ("1.2", [1, 2])):
        found = assess(sheets, rubric, ranking={"by": [{"item": item}]})
        assert [found["A"].rank, found["B"].rank] == expected  # 5 and 5; 4 and 5; 4 and 2; 1 and 0


def test_equal_totals_are_parted_by_a_part() -> None:
    sources = [office(), {"name": "public", "kind": "survey"}]
    sheets = [sheet("A", "5"), sheet("A", "4", source="public", rubric="survey")]
    sheets += [sheet("B", "4"), sheet("B", "5", source="public", rubric="survey")]
    composite = {"parts": [{"name": "indicators"}, SURVEY]}
    ranking = {"by": [{"part": "survey"}]}
    found = assess(sheets, flat("10"), sources=sources, composite=composite, ranking=ranking)
    assert [found["A"].rank, found["B"].rank] == [2, 1]


def test_the_rank_goes_by_the_rounded_total() -> None:
    sheets = [sheet("A", "8.004"), sheet("B", "8")]
    assert [each.rank for each in assess(sheets, flat("10")).values()] == [1, 1]


def test_an_unranked_unit_has_a_total_only() -> None:
    groups = [{"name": "g", "rubric": "r", "units": ["A", "B"], "unranked": [{"unit": "A", "reason": "new"}]}]
    found = assess([sheet("A", "9"), sheet("B", "8")], flat("10"), groups=groups, grades={"bands": [{"name": "all"}]})
    assert found == {"A": Outcome("9.00", None, None, None), "B": Outcome("8.00", "all", 1, None)}


def test_a_group_that_is_not_ranked_has_totals_only() -> None:
    groups = [{"name": "g", "rubric": "r", "units": ["A"], "ranked": False}]
    found = assess([sheet("A", "9")], flat("10"), groups=groups, grades={"bands": [{"name": "all"}]})
    assert found["A"] == Outcome("9.00", None, None, None)


# Grades.


def graded(scores: list[str], *bands: Yaml, **grades: Any) -> str:
    """The grades of units A, B, … with these totals of 100, each by the first letter of its band."""
    sheets = [sheet(chr(ord("A") + place), score) for place, score in enumerate(scores)]
    found = assess(sheets, flat("100"), grades={"bands": list(bands), **grades})
    return "".join((outcome.grade or "-")[0] for outcome in found.values())


def quota(**keys: str) -> Yaml:
    return {"name": "top", "from": "90", "quota": {"round": "down", "tie": "out", **keys}}


REST = {"name": "rest", "below": "90"}


def test_an_edge_is_inclusive_or_not() -> None:
    assert graded(["90", "89.99"], {"name": "top", "from": "90"}, REST) == "tr"
    assert graded(["90", "90.01"], {"name": "top", "above": "90"}, {"name": "rest", "to": "90"}) == "rt"


def test_an_edge_may_be_a_share_of_the_total() -> None:
    sheets = [sheet("A", "45"), sheet("B", "44.99")]
    grades = {"bands": [{"name": "top", "from": "90%"}, {"name": "rest"}]}
    # 90 % of 50 = 45
    assert [each.grade for each in assess(sheets, flat("50"), grades=grades).values()] == ["top", "rest"]


def test_a_grade_goes_by_the_rounded_total() -> None:
    assert graded(["89.995", "89.994"], {"name": "top", "from": "90"}, REST) == "tr"


def test_a_quota_is_rounded_as_it_says() -> None:
    five = ["99", "98", "97", "96", "95"]
    assert graded(five, quota(share="30%"), REST) == "trrrr"  # 1.5
    assert graded(five, quota(share="30%", round="up"), REST) == "ttrrr"
    assert graded(five, quota(share="30%", round="half-up"), REST) == "ttrrr"
    assert graded(five, quota(share="25%", round="half-up"), REST) == "trrrr"  # 1.25
    assert graded(five, quota(share="40%", round="up"), REST) == "ttrrr"  # exactly 2
    assert graded(five, quota(count="3"), REST) == "tttrr"


def test_of_a_tie_that_does_not_fit_all_get_in_or_none() -> None:
    tied = ["99", "95", "95", "92"]
    assert graded(tied, quota(count="2", tie="out"), REST) == "trrr"
    assert graded(tied, quota(count="2", tie="in"), REST) == "tttr"
    assert graded(tied, quota(count="3", tie="out"), REST) == "tttr"
    assert graded(tied, quota(count="1", tie="in"), REST) == "trrr"


def test_who_finds_no_room_falls_into_the_next_band_with_its_own_quota() -> None:
    bands = [quota(count="1"), {"name": "good", "from": "80", "below": "90", "quota": {"count": "2", "tie": "out"}}]
    assert graded(["99", "98", "97", "85"], *bands, {"name": "rest"}) == "tggr"


def test_a_quota_is_of_the_listed_or_of_the_eligible_units() -> None:
    barred = [{"unit": "A", "band": "top", "reason": "r"}]
    scores = ["99", "98", "97", "50"]
    assert graded(scores, quota(share="50%"), REST, barred=barred) == "rttr"  # half of 4
    assert graded(scores, quota(share="50%", of="eligible"), REST, barred=barred) == "rtrr"  # half of 3: 1.5


def test_a_unit_without_a_total_is_listed_for_a_quota() -> None:
    sheets = [sheet("A", "99"), sheet("B", "98"), sheet("C", "97"), sheet("D", None)]
    found = assess(sheets, flat("100"), grades={"bands": [quota(share="50%"), REST]})
    assert [outcome.grade for outcome in found.values()] == ["top", "top", "rest", None]  # half of 4


def test_barred_from_a_band_is_barred_from_better_ones() -> None:
    bands = [{"name": "top", "from": "90"}, {"name": "good", "from": "80"}, {"name": "rest"}]
    assert graded(["99", "98"], *bands, barred=[{"unit": "A", "band": "good"}]) == "rt"
    assert graded(["99", "98"], *bands, barred=[{"unit": "A", "band": "top"}]) == "gt"


def test_a_band_may_need_points_of_an_item() -> None:
    bands = [{"name": "top", "from": "15", "needs": {"item": "1", "from": "8"}}, {"name": "rest"}]
    sheets = [sheet("A", "8", "8"), sheet("B", "7.9", "9")]
    found = assess(sheets, flat("10", "10"), grades={"bands": bands})
    assert [found["A"].grade, found["B"].grade] == ["top", "rest"]


def test_grades_are_for_their_groups() -> None:
    grades = [{"bands": [{"name": "x"}], "groups": ["other"]}, {"bands": [{"name": "y"}], "groups": ["g"]}]
    assert assess([sheet("A", "9")], flat("10"), grades=grades)["A"].grade == "y"


# Other scales and composed units.


def test_the_rounded_total_is_converted() -> None:
    sheets = [sheet("A", "81.345")]
    one = [{"step": "total", "places": "1"}, {"step": "converted", "places": "3", "mode": "half-even"}]
    assert assess(sheets, flat("100"), convert={"to": "5"})["A"].converted == "4.07"  # 81.35 / 100 × 5 = 4.0675
    assert assess(sheets, flat("100"), convert={"to": "5"}, rounding=one)["A"].converted == "4.065"  # 81.3 / 20


def composed(rubric: Yaml, *sheets: PlainSheet, group: str = "r") -> dict[str, dict[str, Outcome]]:
    """Group big has B and the composed unit K, of half the mean of S and T and half of B; group small has S and T."""
    groups = [
        {"name": "big", "rubric": group, "units": ["B", "K"]},
        {"name": "small", "rubric": "r", "units": ["S", "T"], "ranked": False},
    ]
    rule = {
        "unit": "K",
        "group": "big",
        "of": [{"units": ["S", "T"], "weight": "50%"}, {"units": ["B"], "weight": "0.5"}],
    }
    assessment = {"groups": groups, "sources": [office()], "composed": [rule], "convert": {"to": "5"}}
    return outcomes(assessment, {"r": flat("10"), rubric["rubric"]: rubric}, list(sheets))


def test_a_composed_unit_has_the_weighted_mean_of_exact_totals() -> None:
    found = composed(flat("10"), sheet("S", "6.333"), sheet("T", "7.336"), sheet("B", "8"))
    # (6.333 + 7.336) / 2 = 6.8345; 0.5 × 6.8345 + 0.5 × 8 = 7.41725; 7.42 / 10 × 5 = 3.71
    # By the default grades 80 % is good, 74.2 % a pass.
    assert found["big"] == {"B": Outcome("8.00", "良好", 1, "4.00"), "K": Outcome("7.42", "合格", 2, "3.71")}
    assert found["small"]["S"] == Outcome("6.33", None, None, "3.17")  # 6.33 / 10 × 5 = 3.165


def test_totals_of_another_scale_go_into_a_composed_unit_as_they_are() -> None:
    found = composed(flat("100", name="q"), sheet("S", "6"), sheet("T", "7"), sheet("B", "80", rubric="q"), group="q")
    assert found["big"]["K"].total == "43.25"  # 0.5 × (6 + 7) / 2 + 0.5 × 80 = 3.25 + 40


def test_a_composed_unit_lacks_a_total_where_another_does() -> None:
    found = composed(flat("10"), sheet("S", "6"), sheet("T", None), sheet("B", "8"))
    assert [found["big"]["B"].rank, found["big"]["K"]] == [1, Outcome(None, None, None, None)]


# Random rounds.


@pytest.fixture(scope="module")
def rounds() -> list[PlainRound]:
    return [random_round(seed) for seed in range(ROUNDS)]


def test_random_rounds_are_calculated_and_most_units_have_a_total(rounds: list[PlainRound]) -> None:
    found = []
    for each in rounds:
        given = copy.deepcopy((each.assessment, each.rubrics, each.sheets))
        groups = outcomes_of(each)
        assert (each.assessment, each.rubrics, each.sheets) == given
        found += [outcome for units in groups.values() for outcome in units.values()]
    assert sum(outcome.total is not None for outcome in found) >= 0.6 * len(found)


def test_a_round_is_the_same_for_the_same_seed() -> None:
    def said(seed: int) -> tuple[Any, ...]:
        made = random_round(seed)
        return made.assessment, made.rubrics, made.sheets, made.decisions

    assert said(7) == said(7)
    assert said(7) != said(8)


def held(value: Any) -> list[int]:
    """The identities of all lists and mappings in a value; one that stands twice could be changed at two places."""
    if not isinstance(value, (dict, list)):
        return []
    below = value.values() if isinstance(value, dict) else value
    return [id(value), *(each for inner in below for each in held(inner))]


def test_no_list_or_mapping_of_a_round_stands_in_two_places(rounds: list[PlainRound]) -> None:
    for each in rounds:
        found = held([each.assessment, each.rubrics, [sheet.scores for sheet in each.sheets]])
        assert len(found) == len(set(found)), each.assessment["assessment"]


def holders(items: list[Yaml]) -> Iterator[Yaml]:
    """The items at all levels that those below them add up to."""
    for item in items:
        if "items" in item and "kind" not in item:
            yield item
            yield from holders(item["items"])


def test_random_rubrics_are_sound(rounds: list[PlainRound]) -> None:
    for rubric in [rubric for each in rounds for rubric in each.rubrics.values()]:
        ids = [item["id"] for item in all_items([*rubric["indicators"], *rubric.get("beside", [])])]
        assert len(set(ids)) == len(ids)
        for holder in [{"max": rubric["total"], "items": rubric["indicators"]}, *holders(rubric["indicators"])]:
            whole = Fraction(1)
            if any("weight" in item for item in holder["items"]):
                assert sum(number(item["weight"]) for item in holder["items"]) == whole
            elif "max" in holder and "none" not in [item.get("max") for item in holder["items"]]:
                assert sum(most(item) for item in holder["items"]) == number(holder["max"])


def most(item: Yaml) -> Fraction:
    found = item_of(item, None, (), []).most
    assert found
    return found


def test_every_item_of_random_rounds_has_its_sources_and_their_rule(rounds: list[PlainRound]) -> None:
    for each in rounds:
        for unit, group in each.group_of.items():
            for part in each.parts(unit):
                for item in (*part.table.scored, *part.table.vetoes):
                    own = [source for source in part.sources if has_item(source, item, group)]
                    names = {source["name"] for source in own}
                    assert any(covers(source, unit) for source in own)
                    rules = [
                        set(rule.get("order") or rule["weights"])
                        for rule in each.assessment.get("shared", [])
                        if group in rule.get("groups", [group]) and holds_for(rule, item)
                    ]
                    assert len(names) == 1 or names in rules, (each.assessment["assessment"], item.id, names)


def test_weights_of_random_rounds_add_up(rounds: list[PlainRound]) -> None:
    for assessment in [each.assessment for each in rounds]:
        sums = [list(rule["weights"].values()) for rule in assessment.get("shared", []) if "weights" in rule]
        sums += [[share["weight"] for share in rule["of"]] for rule in assessment.get("composed", [])]
        for composite in figures.listed(assessment.get("composite")):
            chosen = [name for part in composite["parts"] for name in part.get("of", [])]
            terms = [part for part in composite["parts"] if part["name"] not in chosen]
            weighted = [part["weight"] for part in terms if "weight" in part]
            sums += [weighted] if weighted else []
            assert len(weighted) in (0, len(terms))
        assert all(add(number(weight) for weight in weights) == 1 for weights in sums)


def test_scores_of_random_rounds_are_from_0_to_the_max(rounds: list[PlainRound]) -> None:
    disputes = 0
    for each in rounds:
        assert all(present in each.group_of for sheet in each.sheets if (present := each.present(sheet.unit)))
        for unit, group in each.group_of.items():
            for desk in each.desks(unit):
                for source in desk.part.sources:
                    items = [
                        item
                        for item in (*desk.part.table.scored, *desk.part.table.vetoes)
                        if has_item(source, item, group)
                        and not (item.is_scored and is_lacking(each.assessment, group, unit, item))
                    ]
                    own = each.sheets_of(desk, source)
                    cells = [cell for item in items for cell in item.cells]
                    assert all(list(sheet.scores) == cells for sheet in own)
                    assert all(within(item, sheet, source) for item in items for sheet in own)
                    disputes += any(dispute(source, item, own) for item in items)
    assert 0 < disputes < ROUNDS


def within(item: Item, sheet: PlainSheet, source: Yaml) -> bool:
    """Whether what a sheet says of an item that asks for points may be said; in a penalty they are lost."""
    value = worth(item, sheet.scores, source.get("scale", {}))
    plain = item.kind == "points" and item.most is not None and isinstance(value, Fraction)
    return not plain or abs(value) <= item.most  # type: ignore[arg-type, operator]


def dispute(source: Yaml, item: Item, sheets: list[PlainSheet]) -> bool:
    values = [worth(item, each.scores, source.get("scale", {})) for each in sheets]
    filled = [each for each in values if isinstance(each, Fraction)]
    return bool(filled) and is_disputed(source, item, filled)


def test_ties_and_exact_halves_are_frequent_in_random_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    halves, exact_round = [], figures.round_to

    def counted(value: Fraction, places: int, mode: str) -> Fraction:
        halves.append((value * 10**places).denominator == 2)
        return exact_round(value, places, mode)

    monkeypatch.setattr(figures, "round_to", counted)
    ranked, tied = 0, 0
    for seed in range(ROUNDS, ROUNDS + 60):
        for units in outcomes_of(random_round(seed)).values():
            own = [outcome.rank for outcome in units.values() if outcome.rank]
            ranked += len(own)
            tied += len(own) - len(set(own))
    assert tied > ranked / 20
    assert sum(halves) > len(halves) / 22
