"""Sheets and an assessment: who may score whom, who has handed in, what is in dispute, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gkpg.findings.codes import CODES
from gkpg.findings.gallery import ROUND
from gkpg.ledger import Ledger, ledger_of
from gkpg.ledger.status import status_of
from gkpg.round.load import load_assessment
from gkpg.scoring import score
from gkpg.sheets.model import EntryLayout, File, Identity, Note, Sheet
from tests.test_assessment_rules import load

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.round.round import Round

KEY = ("smallest", "1")
ITEMS = ("1.1", "1.2", "2")


def given(
    unit: str = "甲区",
    points: str = "2 1 2",
    source: str = "考核组",
    assessor: str = "1",
    date: str = "",
    key: tuple[str, str] = KEY,
) -> Sheet:
    """A sheet as the reader gives it."""
    layout = EntryLayout(ITEMS, ("G6", "G7", "G9"))
    name = f"{unit}-{source}-{assessor}.xlsx"
    return Sheet(name, key, Identity(unit, source, assessor, date), "评分表", None, layout, points)


def decided(points: str = "1", seen: str = "1: 2; 2: 0", item: str = "1.1", name: str = "裁定表.xlsx") -> Sheet:
    """A decision as the reader gives it."""
    notes = (Note(item, "复核", seen),)
    layout, who = EntryLayout((item,), ("H4",)), Identity("甲区", "考核组", "组长")
    return Sheet(name, KEY, who, "裁定表", None, layout, points, notes, decides=True)


def round_of(folder: Path, old: str = "", new: str = "") -> Round:
    """The smallest assessment, one place of it changed; 乙区 is left out, so that one sheet is all."""
    text = ROUND.replace("units: [甲区, 乙区]", "units: [甲区]")
    assert old in text
    loaded = load(text.replace(old, new, 1) if old else text, folder)
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    return loaded.round


def ledger(round_: Round, *sheets: Sheet) -> Ledger:
    files = [File(sheet.file, "", (sheet,)) for sheet in sheets]
    return ledger_of(files, round_.rubrics.values(), round_=round_)


def codes(round_: Round, *sheets: Sheet) -> list[str]:
    return sorted({finding.code for finding in ledger(round_, *sheets).findings})


TWO = ("items: all", "items: all, assessors: 2")
LIMIT = ("items: all", "items: all, assessors: 2, disagreement: {points: 1, basis: 办法}")
SPREAD = (given(points="2 1 2"), given(points="0 1 2", assessor="2"))
NEAR = (given(points="2 1 2"), given(points="1 1 2", assessor="2"))
SITE = (
    "甲区]}\nsources:\n  - {name: 考核组, kind: assessors, items: all",
    "甲区, 乙区]}\nsources:\n  - {name: 考核组, kind: assessors, items: all, except: [甲区]",
)
SPECIAL = ("items: all}\n", 'items: ["1"]}\n  - {name: 某局, kind: special, items: ["2"]}\n')

#: What each rule says of sheets: the place of the assessment that is changed, what is wrong, what nearly is.
CASES: dict[str, tuple[tuple[str, str], tuple[Sheet, ...], tuple[Sheet, ...]]] = {
    "L101": (("", ""), (given(), given()._replace(file="b.xlsx")), (given(),)),
    "L105": (("", ""), (given(), given("甲市")), (given(),)),
    "L108": (("", ""), (given(), given(source="考核")), (given(),)),
    "L109": (("", ""), (given(key=("other", "1")),), (given(),)),
    "L110": (SITE, (given(), given("乙区")), (given("乙区"),)),
    "L112": (("items: all", "items: all, assessors: [张三]"), (given(assessor="张山"),), (given(assessor="张三"),)),
    "L113": (TWO, (given(),), (given(), given(assessor="2"))),
    "L114": (
        ("items: all", "items: all, assessors: 2, missing: rest, basis: 办法"),
        (given(),),
        (given(), given(assessor="2")),
    ),
    "L115": (
        ("kind: assessors, items: all", "kind: survey, items: all, join: {rule: trimmed-mean, basis: 办法}"),
        (given(), given(assessor="1#2")),
        (given(), given(assessor="1#2"), given(assessor="1#3")),
    ),
    "L116": (("", ""), (given(), given(assessor="2")), (given(),)),
    "L117": (
        ("items: all}\n", "items: all}\nconflicts: [{assessor: 张三, units: [甲区], reason: 曾任职}]\n"),
        (given(assessor="张三"),),
        (given(assessor="李四"),),
    ),
    "L118": (
        ("items: all", "items: all, due: 2026-11-15"),
        (given(date="2026-11-16"),),
        (given(date="2026-11-15"),),
    ),
    "L126": (
        ("items: all", "items: all, due: 2026-11-15"),
        (given(date="月底"),),
        (given(date="2026年11月5日"),),
    ),
    "L119": (TWO, (given(points="/ 1 2"), given(assessor="2")), (given(points="/ 1 2"), given(points="/ 1 2", assessor="2"))),
    "L120": (LIMIT, SPREAD, NEAR),
    "L121": (LIMIT, (*SPREAD, decided()), NEAR),
    "L122": (LIMIT, (*SPREAD, decided(seen="1: 2; 2: 1")), NEAR),
    "L123": (LIMIT, (*NEAR, decided()), NEAR),
    "L124": (LIMIT, (*SPREAD, decided(), decided(name="裁定表2.xlsx")), NEAR),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_a_rule_between_sheets_and_its_near_miss(code: str, tmp_path: Path) -> None:
    (old, new), wrong, right = CASES[code]
    round_ = round_of(tmp_path, old, new)
    assert code in codes(round_, *wrong)
    assert codes(round_, *right) == []


def test_every_code_between_sheets_and_an_assessment_has_its_case() -> None:
    without = {"L102", "L103", "L104", "L106", "L107", "L125", "L127", "L136"}
    assert {code for code in CODES if code.startswith("L")} == {*CASES, *without}


def test_who_names_a_unit_scores_it_only_in_a_self_check(tmp_path: Path) -> None:
    text = "items: all}\n", "items: all}\n  - {name: 甲区, kind: self-check}\n"
    round_ = round_of(tmp_path, *text)
    assert codes(round_, given(), given(source="甲区")) == []
    named = round_of(tmp_path, "items: all", "items: all, assessors: [张三]")
    assert codes(named, given(assessor="甲区")) == ["L112", "L117"]
    assert codes(round_, given(assessor="甲区")) == []  # a number, or a name that happens to be the same


def test_the_date_that_the_assessment_gives_goes_before_that_of_the_sheet(tmp_path: Path) -> None:
    received = "received: [{unit: 甲区, source: 考核组, date: 2026-11-14}]"
    round_ = round_of(tmp_path, "items: all}\n", f"items: all, due: 2026-11-15}}\n{received}\n")
    assert codes(round_, given(date="2026-11-20")) == []
    later = round_of(tmp_path, "items: all}\n", f"items: all, due: 2026-11-13}}\n{received}\n")
    assert codes(later, given(date="")) == ["L118"]


def test_a_decision_stands_in_place_of_the_joined_score_beside_what_was_given(tmp_path: Path) -> None:
    round_ = round_of(tmp_path, *LIMIT)
    results = score(ledger(round_, *SPREAD, decided("0.5")))
    (group,) = results.groups
    (unit,) = group.units
    assert (str(unit.total), results.points(group, unit)["1.1"]) == ("3.50", 0.5)
    step = next(step for step in results.steps(group, unit) if step.what == "decide")
    assert [term.value for term in step.terms] == [2, 0, 0.5]
    assert step.rule.key == "组长"


def test_what_is_in_dispute_has_no_points_and_the_rest_has(tmp_path: Path) -> None:
    results = score(ledger(round_of(tmp_path, *LIMIT), *SPREAD))
    (group,) = results.groups
    assert results.points(group, group.units[0]) == {"1.2": 1, "2": 2}
    assert group.units[0].total is None


def test_agreed_scores_are_equal_or_decided(tmp_path: Path) -> None:
    round_ = round_of(tmp_path, "items: all", "items: all, assessors: 2, join: {rule: agreed, basis: 办法}")
    assert codes(round_, given(), given(assessor="2")) == []
    assert codes(round_, *NEAR) == ["L120"]
    assert str(score(ledger(round_, given(), given(assessor="2"))).groups[0].units[0].total) == "5.00"


def test_a_faulty_self_check_keeps_nobody_from_a_total(tmp_path: Path) -> None:
    round_ = round_of(tmp_path, "items: all}\n", "items: all}\n  - {name: 自查, kind: self-check}\n")
    own = given(points="2 - 2", source="自查")
    results = score(ledger(round_, given(), own, own._replace(file="b.xlsx")))
    assert str(results.groups[0].units[0].total) == "5.00"
    assert [finding.code for finding in results.findings] == ["L101", "L101"]
    one = score(ledger(round_, given(), own))
    assert one.own_points(one.groups[0], one.groups[0].units[0]) == {"1.1": 2, "2": 2}


def test_evaluation_by_all_other_units(tmp_path: Path) -> None:
    text = ROUND.replace("[甲区, 乙区]", "[甲区, 乙区, 丙区]").replace("items: all", "items: all, assessors: others")
    round_ = load(text, tmp_path).round
    assert round_ is not None
    pairs = [(unit, by) for unit in ("甲区", "乙区", "丙区") for by in ("甲区", "乙区", "丙区") if unit != by]
    assert codes(round_, *(given(unit, assessor=by) for unit, by in pairs)) == []
    assert codes(round_, *(given(unit, assessor=by) for unit, by in pairs[1:])) == ["L113"]
    assert codes(round_, *(given(unit, assessor=by) for unit, by in pairs), given(assessor="甲区")) == [
        "L112",
        "L116",
        "L117",
    ]


def test_the_status_of_every_source_with_every_unit(tmp_path: Path) -> None:
    text = ROUND.replace("[甲区, 乙区]", "[甲区, 乙区, 丙区]").replace("items: all", "items: all, due: 2026-11-15")
    text += '  - {name: 现场, kind: on-site, items: ["2"], units: [甲区], due: 2026-11-30}\n'
    text += 'shared:\n  - {items: ["2"], rule: replace, order: [现场, 考核组], basis: 办法}\n'
    round_ = load(text, tmp_path).round
    assert round_ is not None
    late = given(date="2026-11-16")
    made = status_of(ledger(round_, late, given("乙区", "- - -")), "2026-11-20")
    found = {
        (unit.unit, each.source): (each.expected, each.found, each.late, each.is_due, each.is_blank)
        for unit in made.units
        for each in unit.standings
    }
    assert found == {
        ("甲区", "考核组"): (1, 1, True, True, False),
        ("甲区", "现场"): (1, 0, False, False, False),
        ("乙区", "考核组"): (1, 1, False, True, True),
        ("乙区", "现场"): (None, 0, False, True, False),
        ("丙区", "考核组"): (1, 0, False, True, False),
        ("丙区", "现场"): (None, 0, False, True, False),
    }
    assert [(unit.unit, [finding.code for finding in unit.blocking]) for unit in made.blocked] == [
        ("甲区", ["L113"]),
        ("丙区", ["L113"]),
    ]


def test_l125_names_the_indicators_of_which_nothing_applies(tmp_path: Path) -> None:
    """1.1 and 1.2 are all of indicator 1: with one of them the other takes its points over, with both nobody can."""
    rule = 'not_applicable:\n  - {items: ["1.1", "1.2"], treatment: rescale-indicator, basis: 办法}\n'
    round_ = round_of(tmp_path, "sources:", f"{rule}sources:")
    (finding,) = score(ledger(round_, given(points="/ / 2"))).findings
    assert finding.code == "L125"
    assert str(finding.facts["items"].zh).endswith("（都不适用，没有可折算的）")  # type: ignore[union-attr]
    assert str(finding.facts["items"].zh).startswith("1 ")  # type: ignore[union-attr]
    assert score(ledger(round_, given(points="2 / 2"))).findings == ()


def test_l125_a_unit_that_can_have_no_total_by_the_rules_is_told(tmp_path: Path) -> None:
    """Whoever scores the item does not score this unit; nothing is missing, so nothing else is said."""
    more = '  - {name: 某局, kind: special, items: ["2"], except: [甲区]}\n'
    round_ = load(ROUND.replace("items: all}\n", f'items: ["1"]}}\n{more}'), tmp_path).round
    assert round_ is not None
    sheet = given()._replace(layout=EntryLayout(("1.1", "1.2"), ("G6", "G7")), points="2 1")
    results = score(ledger(round_, sheet))
    told = [finding.facts["items"].zh for finding in results.findings if finding.code == "L125"]  # type: ignore[union-attr]
    assert told == ["2 特色"]
    assert results.groups[0].units[0].why is None or results.groups[0].units[0].total is None
    near = round_of(tmp_path, "items: all}\n", 'items: ["1"]}\n  - {name: 某局, kind: special, items: ["2"]}\n')
    assert [finding.code for finding in score(ledger(near, sheet)).findings] == ["L113"]


def test_points_that_are_moved_on_and_on_arrive(tmp_path: Path) -> None:
    """2 goes to 1.1, which does not apply either and goes to 1.2; full marks on what is left are full marks."""
    rules = (
        "not_applicable:\n"
        '  - {items: ["2"], treatment: move, to: "1.1", basis: 办法}\n'
        '  - {items: ["1.1"], treatment: spread, basis: 办法}\n'
    )
    round_ = round_of(tmp_path, "items: all}\n", f"items: all}}\n{rules}")
    results = score(ledger(round_, given(points="/ 1 /")))
    assert str(results.groups[0].units[0].total) == "5.00"
    circle = rules.replace("treatment: spread", 'treatment: move, to: "2"')
    round_ = round_of(tmp_path, "items: all}\n", f"items: all}}\n{circle}")
    assert score(ledger(round_, given(points="/ 1 /"))).groups[0].units[0].total is None


def test_a_mark_in_a_self_check_takes_no_item_from_anybody(tmp_path: Path) -> None:
    """A unit that writes 不适用 for itself got full points for the item, whatever the assessors gave; marked by them it does."""
    rule = '  - {name: 自查, kind: self-check}\nnot_applicable: [{items: ["1.1"], treatment: full, basis: 办法}]\n'
    round_ = round_of(tmp_path, "items: all}\n", "items: all}\n" + rule)
    own = given(points="/ 1 2", source="自查")
    for scores, total in ((given(points="0 1 2"), "3.00"), (given(points="/ 1 2"), "5.00")):
        (unit,) = score(ledger(round_, own, scores)).groups[0].units
        assert str(unit.total) == total


@pytest.mark.parametrize(("of_item", "total"), [("0", "4.00"), ("4", "11.00"), ("/", "6.67")])
def test_a_gate_on_an_item_of_which_nothing_applies_stays_shut(tmp_path: Path, of_item: str, total: str) -> None:
    """The unit keeps its total, 4 x 10 / 6; with points there, the gate opens or stays shut."""
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "r.yaml").write_text(
        'rubric: r\nversion: "1"\ntitle: 表\ntotal: 10\nindicators:\n  - {id: "1", name: 公开, max: 6}\n'
        '  - {id: "2", name: 平台, max: 4, items: [{id: "2.1", name: 专栏, max: 4}]}\n'
        'beside:\n  - {id: J, name: 加分, kind: bonus, gate: {item: "2", from: 1}, items: [{id: J1, name: 创新, max: 3}]}\n',
        encoding="utf-8",
    )
    (tmp_path / "assessment.yaml").write_text(
        "assessment: x\ntitle: x\ngroups: [{name: g, rubric: r, units: [A]}]\nsources: [{name: S, kind: special, items: all}]\n"
        'not_applicable: [{items: ["2.1"], treatment: rescale-total}]\n',
        encoding="utf-8",
    )
    round_ = load_assessment(tmp_path / "assessment.yaml").round
    layout = EntryLayout(("1", "2.1", "J1"), ("B4", "C4", "D4"))
    sheet = Sheet("1.csv", ("r", "1"), Identity("A", "S", "1"), "1", 4, layout, f"4 {of_item} 3")
    results = score(ledger_of([File("1.csv", "", (sheet,))], round_.rubrics.values(), round_=round_))
    (unit,) = results.groups[0].units
    assert str(unit.total) == total
    assert [finding.code for finding in results.findings] == ([] if total else ["L125"])
