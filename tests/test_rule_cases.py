"""Cases in a rubric or an assessment: what `gkpg validate` says of their outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gkpg.authoring.cases import with_assessment_cases, with_rubric_cases
from gkpg.cli.main import main
from gkpg.findings.gallery import BASE
from gkpg.round.load import load_assessment
from gkpg.rubric import load_rubric
from tests.conftest import rubric_of

if TYPE_CHECKING:
    from pathlib import Path

KINDS = """\
rubric: kinds
version: "1"
title: 各种填法
total: 20
indicators:
  - {id: "1", name: 目录, max: 5, kind: count, each: 2}
  - {id: "2", name: 平台, max: 5, kind: ticks, items: [{id: a, name: 专栏, max: 4}, {id: b, name: 互动, max: 2}]}
  - {id: "3", name: 差错, max: 4, kind: deduction, each: 0.5, floor: -1}
  - {id: "4", name: 培训, max: 6, kind: steps, steps: [6, 3, 1]}
beside:
  - {id: J, name: 加分, kind: bonus, max: 2, gate: {above: 10}, items: [{id: J1, name: 创新, max: 2}]}
  - {id: K, name: 扣分, kind: penalty, items: [{id: K1, name: 通报, max: 3, each: 1}]}
vetoes: [{id: V1, name: 失泄密, effect: {ceiling: 15}}]
cases:
"""
#: A case, and what is wrong with it: nothing, or what it comes to.
TRIED = {
    "full marks, and nothing beside": ("{others: full, total: 20}", None),
    "the least: steps have a lowest one, losses a floor": ("{others: least, total: 0}", None),
    "a count above its cap": ('{scores: {"1": 3}, others: full, total: 20}', None),
    "a count": ('{scores: {"1": 2}, others: full, total: 19}', None),
    "ticks above their cap": ('{scores: {a: ✓, b: ✓}, others: least, total: 5, points: {"2": 5}}', None),
    "a tick": ("{scores: {a: ✓, b: ✗}, others: least, total: 4}", None),
    "losses to the floor": ('{scores: {"3": 12}, others: full, total: 15, points: {"3": -1}}', None),
    "a bonus behind its gate": ("{scores: {J1: 2}, others: full, total: 22, points: {J1: 2}}", None),
    "a bonus before its gate": ("{scores: {J1: 2}, others: least, total: 0}", None),
    "a penalty": ("{scores: {K1: 2}, others: full, total: 18}", None),
    "a veto": ("{scores: {V1: ✓}, others: full, total: 15}", None),
    "a step": ('{scores: {"4": 3}, others: full, total: 17}', None),
    "another outcome": ('{scores: {"4": 3}, others: full, total: 17.5}', "the total should be 17.5; by the rules it is 17"),
    "another outcome of an item": ('{others: full, points: {"3": 3}}', "item 3 should be 3; by the rules it is 4"),
    "a step that is none": ('{scores: {"4": 2}, others: full, total: 17}', "4 培训 does not take 2, but one of 6, 3, 1"),
    "a mark where a number belongs": ('{scores: {"4": ✓}, others: full, total: 17}', "4 培训 does not take ✓"),
    "a number where a mark belongs": ("{scores: {a: 4}, others: full, total: 17}", "a 专栏 does not take 4, but ✓ or ✗"),
    "a row that is none": ('{scores: {"5": 1}, others: full, total: 17}', "a case names 5"),
    "a row of rows": ('{scores: {"2": 1}, others: full, total: 17}', "a case names 2"),
    "points of a row of ticks": ("{others: full, points: {a: 4}}", "a case names a"),
    "a word for yes": ("{scores: {a: 有}, others: full, total: 20}", None),
    "what is neither": ("{scores: {a: 可能}, others: full, total: 17}", "but ✓ or ✗; correct it ["),
    "a word of a source's scale": (
        '{scores: {"4": 优}, others: full, total: 20}',
        "does not take 优, but one of 6, 3, 1; correct it; the scale of a source says what words are worth",
    ),
    "what is no word": ('{scores: {"4": 2分}, others: full, total: 17}', "but one of 6, 3, 1; correct it ["),
    "another word for the rest": ("{others: zero, total: 17}", "allowed are full, least"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRIED)
def test_a_case_of_a_rubric(name: str, tmp_path: Path) -> None:
    case, wrong = TRIED[name]
    path = tmp_path / "r.yaml"
    path.write_text(KINDS + f"  - {case.replace('{', '{name: 一, ', 1)}\n", "utf-8")
    loaded = with_rubric_cases(load_rubric(path))
    said = [finding.line("en") for finding in loaded.findings]
    assert len(said) == (0 if wrong is None else 1), said
    assert (loaded.rubric is None) == (wrong is not None)
    if wrong is not None:
        assert f"{path}:15:" in said[0]
        assert wrong in said[0]


AGAINST = """\
rubric: r
version: "1"
title: t
total: 20
indicators:
  - {id: "1", name: 满意度, max: 10, kind: measure, unit: "%", of: previous, change: difference, line: [[0, 0], [5, 10]]}
  - {id: "2", name: 资金, max: 10, kind: measure, unit: 亿元, of: target, line: [[0, 0], [100, 10]]}
cases:
"""


@pytest.mark.parametrize(
    ("case", "wrong"),
    [
        ('{scores: {"1": 95%, "2": 13.5亿元}, against: {"1": 92.5%, "2": 27亿元}, total: 10}', None),
        ('{scores: {"1": 95, "2": 13.5}, against: {"1": 92.5, "2": 27}, total: 10}', None),
        (
            '{scores: {"1": 95, "2": 13.5}, against: {"1": 92.5, "2": 27%}, total: 10}',
            "does not take 27%, but one number",
        ),
        ('{scores: {"1": 95, "2": 13%}, against: {"1": 92.5, "2": 27}, total: 10}', "does not take 13%, but a number"),
    ],
)
def test_figures_with_their_unit(case: str, wrong: str | None, tmp_path: Path) -> None:
    """A cell takes 95% and 13.5亿元 as text, and so does a case: half of 5 points and half of the target."""
    path = tmp_path / "r.yaml"
    path.write_text(AGAINST + f"  - {case.replace('{', '{name: 一, ', 1)}\n", "utf-8")
    said = [finding.line("en") for finding in with_rubric_cases(load_rubric(path)).findings]
    assert len(said) == (0 if wrong is None else 1), said
    assert wrong is None or wrong in said[0]


def test_cases_change_no_meaning(tmp_path: Path) -> None:
    one = rubric_of(BASE, tmp_path / "a.yaml")
    other = rubric_of(BASE + "cases: [{name: 满分, others: full, total: 5}]\n", tmp_path / "b.yaml")
    assert one.fingerprint == other.fingerprint


ROUND = """\
assessment: small
title: 小考核
groups:
  - {name: 一组, rubric: smallest, units: [甲区, 乙区]}
sources:
  - {name: 考核组, kind: assessors, items: ["1"], assessors: 2, join: mean}
  - {name: 专项, kind: special, items: ["2"], scale: {优: 2, 一般: 1.5, 差: 0}}
grades: {bands: [{name: 好, from: 4}, {name: 中, from: 3}, {name: 差}]}
cases:
"""
ROUND_TRIED = {
    "all full": ("{unit: 甲区, others: full, total: 5, grade: 好}", None),
    "two hands differ, the mean counts": (
        '{unit: 甲区, scores: {考核组: [{"1.1": 2}, {"1.1": 1}]}, others: full, total: 4.5, points: {"1.1": 1.5}}',
        None,
    ),
    "one hand for all": ('{unit: 乙区, scores: {考核组: {"1.1": 1}}, others: full, total: 4}', None),
    "every source by itself": (
        '{unit: 甲区, scores: {考核组: {"1.1": 1, "1.2": 1}, 专项: {"2": 1}}, total: 3, grade: 中}',
        None,
    ),
    "another grade": ("{unit: 甲区, others: full, grade: 中}", "the grade should be 中; by the rules it is 好"),
    "a unit that is none": ("{unit: 丙区, others: full, total: 5}", "a case names 丙区"),
    "a source that is none": ('{unit: 甲区, scores: {他: {"2": 1}}, others: full, total: 5}', "a case names 他"),
    "rows without a score": (
        '{unit: 甲区, scores: {专项: {"2": 1}}, total: 5}',
        "does not say what these get: 考核组 1.1, 考核组 1.2",
    ),
    "a word of the source's scale": (
        '{unit: 甲区, scores: {专项: {"2": 一般}}, others: full, total: 4.5, points: {"2": 1.5}}',
        None,
    ),
    "a word of another source's scale": (
        '{unit: 甲区, scores: {考核组: {"1.1": 优}}, others: full, total: 5}',
        "1.1 目录 does not take 优",
    ),
    "a score that cannot be": ('{unit: 甲区, scores: {专项: {"2": 3}}, others: full, total: 5}', "2 特色 does not take 3"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROUND_TRIED)
def test_a_case_of_an_assessment(name: str, tmp_path: Path) -> None:
    case, wrong = ROUND_TRIED[name]
    (tmp_path / "rubrics").mkdir()
    rubric_of(BASE, tmp_path / "rubrics" / "r.yaml")
    path = tmp_path / "assessment.yaml"
    path.write_text(ROUND + f"  - {case.replace('{', '{name: 一, ', 1)}\n", "utf-8")
    loaded = with_assessment_cases(load_assessment(path))
    said = [finding.line("en") for finding in loaded.findings if finding.code.startswith("C")]
    assert len(said) == (0 if wrong is None else 1), said
    assert (loaded.round is None) == (wrong is not None), [finding.line("en") for finding in loaded.findings]
    if wrong is not None:
        assert wrong in said[0]


WIDE_ROUND = """\
assessment: wide
title: 大考核
groups:
  - {name: 一组, rubric: smallest, units: [甲区, 乙区], unranked: [{unit: 乙区, reason: 新设}]}
sources:
  - {name: 考核组, kind: assessors, items: ["1"]}
  - {name: 专项, kind: special, items: ["2"]}
  - {name: 现场, kind: on-site, units: [], items: ["2"]}
  - {name: 自查, kind: self-check}
  - {name: 评议, kind: survey}
composite:
  parts:
    - {name: 指标, weight: 50%, sources: [考核组, 专项, 现场, 自查]}
    - {name: 民意, max: 10, sources: [评议], weight: 50%}
  total: 100
shared: [{items: ["2"], rule: replace, order: [现场, 专项]}]
not_applicable: [{items: ["2"], treatment: full}]
cases:
"""
WIDE_TRIED = {
    "a part of its own may have the id of an item": ('{unit: 甲区, scores: {评议: {"1": 8}}, others: full, total: 90}', []),
    "the points of an item, whatever a part of that id takes": (
        '{unit: 甲区, scores: {考核组: {"1.1": 1}}, others: full, total: 90}',
        [],
    ),
    "two answers of a survey": ('{unit: 甲区, scores: {评议: [{"1": 10}, {"1": 6}]}, others: full, total: 90}', []),
    "an item that need not apply": ('{unit: 甲区, scores: {专项: {"2": 不适用}}, others: full, total: 100}', []),
    "an item that must": ('{unit: 甲区, scores: {考核组: {"1.1": 不适用}}, others: full, total: 100}', ["does not take 不适用"]),
    "a unit that is not ranked": ("{unit: 乙区, others: full, total: 100}", []),
    "an item that the source is not asked for": ('{unit: 甲区, scores: {专项: {"1.1": 0}}, others: full, total: 100}', ["1.1"]),
    "a source that is not sent to the unit": ('{unit: 甲区, scores: {现场: {"2": 0}}, others: full, total: 100}', ["现场"]),
    "a source that never counts": ('{unit: 甲区, scores: {自查: {"2": 0}}, others: full, total: 100}', ["自查"]),
    "a hand that there is not": ('{unit: 甲区, scores: {专项: [{"2": 2}, {"2": 0}]}, others: full, total: 100}', ["专项 2"]),
    "no hand at all": ("{unit: 甲区, scores: {专项: []}, others: full, total: 100}", ["at least one"]),
}  # fmt: skip


@pytest.mark.parametrize("name", WIDE_TRIED)
def test_what_a_case_enters_is_what_sources_are_asked_for(name: str, tmp_path: Path) -> None:
    case, wrong = WIDE_TRIED[name]
    (tmp_path / "rubrics").mkdir()
    rubric_of(BASE, tmp_path / "rubrics" / "r.yaml")
    path = tmp_path / "assessment.yaml"
    path.write_text(WIDE_ROUND + f"  - {case.replace('{', '{name: 一, ', 1)}\n", "utf-8")
    loaded = with_assessment_cases(load_assessment(path))
    said = [finding.line("en") for finding in loaded.findings if finding.severity == "error"]
    assert len(said) == len(wrong), said
    assert all(part in line for part, line in zip(wrong, said, strict=True)), said


def test_a_unit_that_a_veto_fails_has_a_grade_alone(tmp_path: Path) -> None:
    (tmp_path / "rubrics").mkdir()
    rubric_of(BASE + "vetoes: [{id: V1, name: 泄密, effect: {fail: true}}]\n", tmp_path / "rubrics" / "r.yaml")
    path = tmp_path / "assessment.yaml"
    base = ROUND.replace('items: ["2"]', 'items: ["2", V1]')
    for outcome, sound in (("grade: 差", True), ("grade: 好", False), ("total: 0", False)):
        path.write_text(
            f"{base}  - {{name: 泄密, unit: 甲区, scores: {{专项: {{V1: ✓}}}}, others: full, {outcome}}}\n", "utf-8"
        )
        loaded = with_assessment_cases(load_assessment(path))
        assert (loaded.round is not None) == sound, [finding.line("en") for finding in loaded.findings]


def test_validate_runs_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(BASE + "cases: [{name: 满分, others: full, total: 6}]\n", "utf-8")
    assert main(["validate", "rubric", str(path), "--lang", "zh"]) == 1
    assert (
        f"{path}:16:41: 案例“满分”：总分应为 6，按规则算得 5，请核对规则和案例，改正其一 [C104]\n"
        in capsys.readouterr().out
    )
