"""Assessment files: every rule with what breaks it and what nearly does, and all slips of a file at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gkpg.findings.codes import CODES
from gkpg.findings.gallery import BASE, ROUND, load_gallery
from gkpg.round.load import LoadedAssessment, load_assessment

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = {code: each for code, each in load_gallery().items() if each.at is not None and each.base == ROUND}


def load(text: str, folder: Path, **rubrics: str) -> LoadedAssessment:
    """An assessment beside the smallest rubric, and beside further ones."""
    (folder / "rubrics").mkdir(exist_ok=True)
    for name, content in {"smallest": BASE, **rubrics}.items():
        (folder / "rubrics" / f"{name}.yaml").write_text(content, "utf-8")
    (folder / "assessment.yaml").write_text(text, "utf-8")
    return load_assessment(folder / "assessment.yaml")


def told(loaded: LoadedAssessment) -> list[tuple[int | None, str]]:
    return [(finding.place.line, finding.code) for finding in loaded.findings]


def test_the_smallest_assessment_is_sound(tmp_path: Path) -> None:
    loaded = load(ROUND, tmp_path)
    assert told(loaded) == []
    assert loaded.round is not None


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_rule_and_its_near_miss(code: str, tmp_path: Path) -> None:
    example = EXAMPLES[code]
    assert example.at in ROUND
    assert [found for _, found in told(load(example.file(example.wrong), tmp_path))] == [code]
    assert told(load(example.file(example.right), tmp_path)) == []


def test_every_code_of_assessments_has_its_case() -> None:
    assert {code for code in CODES if code.startswith("A")} == {*EXAMPLES, "A102", "A112", "A116", "A117", "A305"}


def test_a112_a_veto_bars_a_grade_that_there_is(tmp_path: Path) -> None:
    veto = "vetoes: [{id: V1, name: 泄密, effect: {bars: %s}}]\n"
    assert told(load(ROUND, tmp_path, smallest=BASE + veto % "优")) == [(4, "A112")]
    assert told(load(ROUND, tmp_path, smallest=BASE + veto % "优秀")) == []


NUMBERS = {
    "府办发〔2026〕1号": [], "府办发〔2026〕120号": [], "府办发〔2026〕　号": [], "府办发〔2026〕号": [], "No. 12 of 2026": [],
    "府办发[2026]1号": ["A502"], "府办发（2026）1号": ["A502"], "府办发〔2026〕01号": ["A502"], "府办发〔26〕1号": ["A502"],
    "府办发〔2026〕第1号": ["A502"], "府办发〔2026〕1": ["A502"], "〔2026〕1号": ["A502"],
}  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_a502_numbers_have_the_form_of_official_documents(number: str, tmp_path: Path) -> None:
    text = f"{ROUND}publication: {{number: '{number}'}}\n"
    assert [code for _, code in told(load(text, tmp_path))] == NUMBERS[number]


def test_a401_a_notice_is_not_older_than_its_results(tmp_path: Path) -> None:
    text = f"{ROUND}result: 2026-12-10\npublication:\n  date: 2026-12-%s\n"
    assert told(load(text % "09", tmp_path)) == [(9, "A401")]
    assert told(load(text % "10", tmp_path)) == []


def test_a102_a_rubric_in_two_versions_needs_one_named(tmp_path: Path) -> None:
    second = BASE.replace('version: "1"', 'version: "2"')
    assert told(load(ROUND, tmp_path, second=second)) == [(4, "A102")]
    named = ROUND.replace("rubric: smallest,", 'rubric: smallest, version: "2",')
    loaded = load(named, tmp_path, second=second)
    assert loaded.round is not None
    assert list(loaded.round.rubrics) == [("smallest", "2")]


def test_all_slips_are_told_at_once(tmp_path: Path) -> None:
    text = """\
assessment: a b
title: 考核
tilte: 考核
result: 2026-12-40
groups:
  - {name: 一组, rubric: smallest, units: []}
sources:
  - {name: 组, kind: assesors, assessors: 1.5, join: {rule: avg}, missing: yes}
grades: {bands: [{name: 好, from: 九十}, {name: 差}]}
shared:
  - {items: ["1"], rule: weighted-mean, weights: {组: 六成}}
"""
    assert told(load(text, tmp_path)) == [
        (1, "R110"),
        (3, "R101"),
        (4, "R104"),
        (6, "R109"),
        (8, "R108"),
        (8, "R104"),
        (8, "R108"),
        (8, "R108"),
        (9, "R104"),
        (11, "R104"),
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("甲区\n乙区\n", ["甲区", "乙区"]),
        ("# 名单\n甲区\n\n 乙区 # 新设\n", ["甲区", "乙区"]),
        ("\ufeff甲区\r\n乙区\r\n", ["甲区", "乙区"]),
    ],
)
def test_units_may_stand_in_a_text_file(written: str, names: list[str], tmp_path: Path) -> None:
    (tmp_path / "单位.txt").write_text(written, "utf-8")
    loaded = load(ROUND.replace("[甲区, 乙区]", "单位.txt"), tmp_path)
    assert loaded.round is not None
    assert list(loaded.round.units) == names


def test_a_unit_twice_in_a_text_file_is_one(tmp_path: Path) -> None:
    (tmp_path / "单位.txt").write_text("甲区\n甲区\n", "utf-8")
    loaded = load(ROUND.replace("[甲区, 乙区]", "单位.txt"), tmp_path)
    assert loaded.round is not None
    assert loaded.round.units == ("甲区",)


def test_a_file_that_is_no_assessment_costs_one_finding(tmp_path: Path) -> None:
    for text, code in (("", "Y105"), ("- a\n", "Y105"), ("a: [", "Y102"), ("a: &x 1\n", "Y104")):
        assert [code for _, code in told(load(text, tmp_path))] == [code]
    assert {code for _, code in told(load(BASE, tmp_path))} == {"R101", "R102"}


def test_an_unsound_rubric_beside_it_is_told_at_its_own_line(tmp_path: Path) -> None:
    loaded = load(ROUND, tmp_path, smallest=BASE.replace("total: 5", "total: 6"))
    assert {(finding.place.file or "").rpartition("/")[2] for finding in loaded.findings} == {
        "smallest.yaml",
        "assessment.yaml",
    }
    assert "A101" in {finding.code for finding in loaded.findings}
    assert loaded.round is None


def test_what_follows_from_an_unsound_rubric_says_so_and_no_more(tmp_path: Path) -> None:
    loaded = load(ROUND, tmp_path, smallest=BASE.replace("total: 5", "total: 6"))
    follow_up = next(each for each in loaded.findings if each.code == "A101")
    assert "smallest.yaml has errors, which are told there" in follow_up.message("en")
    unknown = load(ROUND.replace("rubric: smallest", "rubric: smalest"), tmp_path)
    assert "has errors" not in next(each for each in unknown.findings if each.code == "A101").message("en")


EDGES = {
    "6/13": "6/13", "30%": "30%", "3/10": "30%", "0.3": "0.3", "1": "1", "100%": "100%", "1/1": "100%",
    "6/0": None, "6/13%": None, "-1/3": None, "1/3/4": None, "0.5/2": None, "三分之一": None,
}  # fmt: skip


@pytest.mark.parametrize("written", EDGES)
def test_an_edge_is_points_or_a_share_in_percent_or_as_a_fraction(written: str, tmp_path: Path) -> None:
    bands = f'{{name: 优, needs: {{item: "1", from: {written}}}}}, {{name: 其他}}'
    loaded = load(f"{ROUND}grades: {{bands: [{bands}], basis: 通知}}\n", tmp_path)
    if EDGES[written] is None:
        assert told(loaded) == [(7, "R104")]
    else:
        assert loaded.round is not None
        grades = loaded.round.groups[0].grades
        assert grades is not None
        assert str(grades.bands[0].needs[0].edge[1]) == EDGES[written]


ALL_ITEMS = {
    "{items: all, treatment: rescale-total, basis: 通知}": ["1", "2"],
    '{items: "1.1", treatment: full, basis: 通知}': ["1.1"],
    "{items: all, groups: [一组], units: [甲区], treatment: omit, basis: 通知}": ["1", "2"],
}


@pytest.mark.parametrize("rule", ALL_ITEMS)
def test_all_stands_for_every_item_that_need_not_apply(rule: str, tmp_path: Path) -> None:
    extra = "beside: [{id: J, name: 加分, kind: bonus, items: [{id: J1, name: 创新, max: 1}]}]\n"
    loaded = load(f"{ROUND}not_applicable: [{rule}]\n", tmp_path, smallest=BASE + extra)
    assert loaded.round is not None
    assert loaded.round.assessment is not None
    assert list(loaded.round.assessment.not_applicable[0].items) == ALL_ITEMS[rule]
    applicability, rubric = loaded.round.applicability, loaded.round.rubrics["smallest", "1"]
    assert "J1" not in applicability.optional("甲区", rubric)


def test_all_names_no_item_that_takes_over_from_all(tmp_path: Path) -> None:
    text = f'{ROUND}not_applicable: [{{items: all, treatment: move, to: "2", basis: 通知}}]\n'
    assert told(load(text, tmp_path)) == [(7, "A402")]
    assert told(load(text.replace("all, ", '["1"], '), tmp_path)) == []


def test_all_stands_for_what_several_sources_score_with_vetoes_and_bonuses(tmp_path: Path) -> None:
    two = ROUND.replace("items: all}\n", "items: all}\n  - {name: 核查组, kind: assessors, items: all}\n")
    extra = "vetoes: [{id: V1, name: 泄密, effect: {fail: true}}]\n"
    shared = "shared: [{items: all, rule: replace, order: [考核组, 核查组], basis: 通知}]\n"
    assert told(load(two + shared, tmp_path, smallest=BASE + extra)) == []
    some = shared.replace("all", '["1", "2"]')
    assert told(load(two + some, tmp_path, smallest=BASE + extra)) == [(7, "A202")]


def test_levels_are_not_rescaled_around_a_choice(tmp_path: Path) -> None:
    rule = "not_applicable: [{items: %s, treatment: rescale, basis: 通知}]\n"
    chosen = BASE.replace("max: 3\n", "max: 2\n    kind: highest\n").replace("total: 5", "total: 4")
    assert told(load(ROUND + rule % "all", tmp_path, smallest=chosen)) == [(7, "A402")]
    assert told(load(ROUND + rule % '["1.1"]', tmp_path, smallest=chosen)) == [(7, "A402")]
    assert told(load(ROUND + rule % '["2"]', tmp_path, smallest=chosen)) == []
    assert told(load(ROUND + rule % "all", tmp_path)) == []
