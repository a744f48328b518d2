"""What a change of a rubric does to units that were scored: held against sums that are written out here."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkpg.authoring.impact import Impact, find_impact
from gkpg.cli.main import main
from gkpg.differences.rubrics import compare_rubrics
from gkpg.ledger import ledger_of
from gkpg.ledger.submissions import find_files
from gkpg.results.reuse import AssessmentRequest, assess
from gkpg.results.store import load_results, write_results
from gkpg.round.load import load_assessment
from gkpg.rubric import Rubric
from gkpg.rubric.load import parse_rubric
from gkpg.scoring import Results, score
from gkpg.sheets.model import EntryLayout, File, Identity, Sheet
from gkpg.sheets.read.file_reader import FileReader
from gkpg.yamlfiles.document import parse_yaml
from tests.conftest import ROOT
from tests.test_cases import scored

if TYPE_CHECKING:
    from pathlib import Path


#: A table of four scored items, and what three units got for each from two assessors.
MAXES = {"1.1": 6, "1.2": 4, "2": 5, "3": 5}
GIVEN = {
    "甲区": ({"1.1": 6, "1.2": 1, "2": 4, "3": 5}, {"1.1": 5, "1.2": 1, "2": 4, "3": 5}),
    "乙区": ({"1.1": 3, "1.2": 4, "2": 5, "3": 4}, {"1.1": 3, "1.2": 4, "2": 4, "3": 5}),
    "丙区": ({"1.1": 4, "1.2": 2, "2": 3, "3": 3}, {"1.1": 4, "1.2": 3, "2": 3, "3": 3}),
}


def rubric(items: str, total: object = 20, version: str = "1") -> Rubric:
    text = f'rubric: t\nversion: "{version}"\ntitle: 表\ntotal: {total}\nindicators:\n{items}'
    loaded = parse_rubric(parse_yaml(text.encode(), "t.yaml"))
    assert loaded.rubric is not None, [finding.line("en") for finding in loaded.findings]
    return loaded.rubric


def table(maxes: dict[str, object], **version: str) -> Rubric:
    """The table of four items with other points."""
    first = Decimal(str(maxes["1.1"])) + Decimal(str(maxes["1.2"]))
    lines = (
        f'  - id: "1"\n    name: 公开\n    max: {first}\n    items:\n'
        f'      - {{id: "1.1", name: 目录, max: {maxes["1.1"]}}}\n      - {{id: "1.2", name: 更新, max: {maxes["1.2"]}}}\n'
        f'  - {{id: "2", name: 平台, max: {maxes["2"]}}}\n  - {{id: "3", name: 保障, max: {maxes["3"]}}}\n'
    )
    total = first + Decimal(str(maxes["2"])) + Decimal(str(maxes["3"]))
    return rubric(lines, total, **version)


BASE = table(dict(MAXES))


def results(rubric: Rubric, given: dict[str, tuple[dict[str, object], ...]]) -> Results:
    files = []
    for unit, hands in given.items():
        for number, scores in enumerate(hands, 1):
            layout = EntryLayout(tuple(scores), tuple(f"G{row}" for row, _ in enumerate(scores, 6)))
            who = Identity(unit, "考核组", str(number))
            line = " ".join(map(str, scores.values()))
            sheet = Sheet(f"{unit}-{number}.xlsx", (rubric.rubric, rubric.version), who, "评分表", None, layout, line)
            files.append(File(sheet.file, "", (sheet,)))
    return score(ledger_of(files, [rubric]))


def by_hand(maxes: dict[str, object], left_out: tuple[str, ...] = ()) -> dict[str, tuple[Decimal, int]]:
    """Total and rank of every unit: each score's share of the old points times the new, averaged, added, rounded."""
    totals = {}
    for unit, hands in GIVEN.items():
        whole = Fraction(0)
        for scores in hands:
            for item, points in scores.items():
                if item not in left_out:
                    whole += Fraction(points) * Fraction(str(maxes[item])) / MAXES[item] / len(hands)
        cents = Decimal(whole.numerator) / Decimal(whole.denominator)
        totals[unit] = cents.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return {unit: (total, 1 + sum(other > total for other in totals.values())) for unit, total in totals.items()}


def found(impact: Impact) -> tuple[dict[str, object], dict[str, object]]:
    olds = {each.old.name: (each.old.total, each.old.rank) for each in impact.units}
    return olds, {each.new.name: (each.new.total, each.new.rank) for each in impact.units}


@pytest.mark.parametrize(
    "maxes",
    [
        {"1.1": 5, "1.2": 5, "2": 5, "3": 5},
        {"1.1": 1, "1.2": 9, "2": 5, "3": 5},
        {"1.1": 7, "1.2": 3, "2": 4, "3": 6},
        {"1.1": "6.5", "1.2": "4.5", "2": 3, "3": 7},
    ],
)
def test_moved_points_move_ranks(maxes: dict[str, object]) -> None:
    """7 of 6 points has no end as a decimal: it is kept as a fraction."""
    impact = find_impact(results(BASE, GIVEN), compare_rubrics(BASE, table(maxes)))
    assert found(impact) == (by_hand(dict(MAXES)), by_hand(maxes))
    assert impact.left_out == ()
    changed = [item for item in MAXES if Decimal(str(maxes[item])) != MAXES[item]]
    assert [each.zh.split()[0] for each in impact.scaled] == changed


def test_a_rank_that_moves_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_results(tmp_path / "r.sqlite", results(BASE, GIVEN))
    paths = []
    for name, maxes in (("old", MAXES), ("new", {"1.1": 1, "1.2": 9, "2": 5, "3": 5})):
        text = (
            f'rubric: t\nversion: "{name}"\ntitle: 表\ntotal: 20\nindicators:\n  - id: "1"\n    name: 公开\n    max: 10\n'
            f'    items:\n      - {{id: "1.1", name: 目录, max: {maxes["1.1"]}}}\n'
            f'      - {{id: "1.2", name: 更新, max: {maxes["1.2"]}}}\n'
            '  - {id: "2", name: 平台, max: 5}\n  - {id: "3", name: 保障, max: 5}\n'
        )
        paths.append(tmp_path / f"{name}.yaml")
        paths[-1].write_text(text, "utf-8")
    assert main(["diff", *map(str, paths), "--on", str(tmp_path / "r.sqlite"), "--lang", "zh"]) == 0
    assert capsys.readouterr().out.splitlines()[3:] == [
        "",
        "类别  单位  总分           名次   等次",
        "t     乙区  16.00 → 18.50  1      良好 → 优秀",
        "t     丙区  12.50 → 12.29  3 → 2  合格",
        "t     甲区  15.50 → 12.17  2 → 3  合格",
        "3 个单位中，3 个的总分、名次或等次改变，其中名次改变的 2 个",
        "结果是按版本 1 评的",
        "分值变了的项，原得分按所占比例折算：1.1 目录 6 → 1、1.2 更新 4 → 9",
        "",
    ]


SPLIT = """\
  - id: "1"
    name: 公开
    max: 10
    items:
      - id: "1.1"
        name: 目录
        max: 6
        items: [{id: a, name: 编制, max: 2}, {id: b, name: 公布, max: 4}]
      - {id: "1.2", name: 更新, max: 4}
  - {id: "2", name: 平台, max: 5}
  - {id: "3", name: 保障, max: 5}
"""
ADDED = """\
  - id: "1"
    name: 公开
    max: 10
    items:
      - {id: "1.1", name: 目录, max: 6}
      - {id: "1.2", name: 更新, max: 4}
  - {id: "2", name: 平台, max: 5}
  - {id: "3", name: 保障, max: 2}
  - {id: "4", name: 专项, max: 3}
"""
REMOVED = """\
  - {id: "1", name: 公开目录和更新情况, max: 10}
  - {id: "2", name: 平台, max: 10}
"""
INSERTED = """\
  - id: "1"
    name: 公开
    max: 10
    items:
      - {id: "1.1", name: 更新, max: 4}
      - {id: "1.2", name: 目录, max: 6}
  - {id: "4", name: 保障, max: 5}
  - {id: "5", name: 平台, max: 5}
"""
COUNTED = """\
  - id: "1"
    name: 公开
    max: 10
    items:
      - {id: "1.1", name: 目录, max: 6, kind: count, each: 2}
      - {id: "1.2", name: 更新, max: 4}
  - {id: "2", name: 平台, max: 5}
  - {id: "3", name: 保障, max: 5}
"""


@pytest.mark.parametrize(
    ("items", "maxes", "left_out", "told"),
    [
        pytest.param(SPLIT, MAXES, (), [], id="split: its parts are worth what it was"),
        pytest.param(INSERTED, MAXES, (), [], id="renumbered and in another order"),
        pytest.param(ADDED, {**MAXES, "3": 2}, (), ["4 专项（未评过）"], id="added"),
        pytest.param(COUNTED, MAXES, ("1.1",), ["1.1 目录"], id="filled in otherwise"),
        pytest.param(
            REMOVED, {**MAXES, "2": 10}, ("1.1", "1.2", "3"), ["1.1 目录", "1.2 更新", "3 保障", "1 公开目录和更新情况（未评过）"],
            id="replaced by another, and removed",
        ),
    ],
)  # fmt: skip
def test_what_compares_and_what_does_not(
    items: str, maxes: dict[str, object], left_out: tuple[str, ...], told: list[str]
) -> None:
    impact = find_impact(results(BASE, GIVEN), compare_rubrics(BASE, rubric(items)))
    assert found(impact) == (by_hand(dict(MAXES), left_out), by_hand(maxes, left_out))
    assert [each.zh for each in impact.left_out] == told
    assert impact.grades == (told == [])


HEADED = """\
  - id: "1"
    name: 公开
    max: 10
    items:
      - id: "1.2"
        name: 更新
        max: 10
        items: [{id: "1.1", name: 目录, max: 6}, {id: "1.3", name: 其他, max: 4}]
  - {id: "2", name: 平台, max: 5}
  - {id: "3", name: 保障, max: 5}
"""


def test_an_item_that_became_the_heading_of_another() -> None:
    """1.1 keeps its scores wherever it stands; what 1.2 got as an item of its own is not told of a heading."""
    impact = find_impact(results(BASE, GIVEN), compare_rubrics(BASE, rubric(HEADED)))
    assert found(impact) == (by_hand(dict(MAXES), ("1.2",)), by_hand(dict(MAXES), ("1.2",)))
    assert [each.zh for each in impact.left_out] == ["1.2 更新", "1.3 其他（未评过）"]


def test_totals_out_of_different_wholes_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Points that go to a new row: the old total is out of 20, the new one out of 17."""
    write_results(tmp_path / "r.sqlite", results(BASE, GIVEN))
    for name, items in (
        ("1", SPLIT.replace("items: [{id: a, name: 编制, max: 2}, {id: b, name: 公布, max: 4}]", "")),
        ("2", ADDED),
    ):
        text = f'rubric: t\nversion: "{name}"\ntitle: 表\ntotal: 20\nindicators:\n{items}'
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    files = [str(tmp_path / name) for name in ("1.yaml", "2.yaml")]
    assert main(["diff", *files, "--on", str(tmp_path / "r.sqlite"), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "the totals are out of different wholes (t: 20 and 17), so look at the ranks, not at the totals" in out
    old, new = by_hand(dict(MAXES)), by_hand({**MAXES, "3": 2})
    moved = [unit for unit in old if old[unit][1] != new[unit][1]]
    assert [line.split()[1] for line in out.splitlines() if line.startswith("t ")] == sorted(
        moved, key=lambda unit: new[unit][1]
    )
    assert all(f"{old[unit][0]}/20 → {new[unit][0]}/17" in out for unit in moved)


def test_a_source_that_is_another_does_not_take_scores_away(shanghai: Results) -> None:
    """Who is to score from now on changes nothing in what was scored."""
    (old,) = (each for each in shanghai.ledger.rubrics.values() if each.rubric == "shanghai-2022-district")
    second = old.by_id["2"].model_copy(update={"assessed_by": ("第三方评估",)})
    indicators = tuple(second if each.id == "2" else each for each in old.indicators)
    new = Rubric.model_construct(
        **{**{name: getattr(old, name) for name in Rubric.model_fields}, "indicators": indicators}
    )
    impact = find_impact(shanghai, compare_rubrics(old, new))
    assert [change.kind for change in compare_rubrics(old, new).changes] == ["way"]
    assert [(each.new.total, each.new.rank) for each in impact.units] == [
        (each.old.total, each.old.rank) for each in impact.units
    ]
    assert sum(each.new.total is not None for each in impact.units) == 15


def test_items_that_were_merged() -> None:
    merged = rubric(
        '  - {id: "1", name: 公开, max: 10}\n  - {id: "2", name: 平台, max: 5}\n  - {id: "3", name: 保障, max: 5}\n'
    )
    impact = find_impact(results(BASE, GIVEN), compare_rubrics(BASE, merged))
    assert found(impact) == (by_hand(dict(MAXES)), by_hand(dict(MAXES)))
    assert impact.left_out == ()


def test_both_rubrics_may_be_others_than_that_of_the_result() -> None:
    """Last year's result, and an edit of this year's table."""
    old, new = ({**MAXES, "1.1": each, "1.2": 10 - each} for each in (5, 2))
    impact = find_impact(results(BASE, GIVEN), compare_rubrics(table(old, version="2"), table(new, version="3")))
    assert found(impact) == (by_hand(old), by_hand(new))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=1, max_size=5), st.integers(1, 9))
def test_a_rubric_that_does_not_change_changes_nobody(scores: list[list[int]], first: int) -> None:
    """Law: the same rubric gives the totals, ranks and grades of the result; a split one, too."""
    given_ = {f"单位{n}": (dict(zip(MAXES, map(int, each), strict=True)),) for n, each in enumerate(scores)}
    before = results(BASE, given_)  # type: ignore[arg-type]
    wanted = {unit.name: (unit.total, unit.rank, unit.band) for unit in before.groups[0].units}
    for new in (BASE, rubric(SPLIT), table(dict(MAXES), version=str(first))):
        impact = find_impact(before, compare_rubrics(BASE, new))
        assert {each.new.name: (each.new.total, each.new.rank, each.new.band) for each in impact.units} == wanted
        assert not any(each.has_moved for each in impact.units)


@pytest.fixture(scope="module")
def shanghai() -> Results:
    """The results of the example round: ten sources, composites, disputes decided and open, items that do not apply."""
    folder = ROOT / "examples" / "shanghai-2022"
    loaded = load_assessment(folder / "assessment.yaml")
    assert loaded.round is not None
    reader = FileReader(loaded.library, round=loaded.round)
    return assess(AssessmentRequest(find_files([folder / "sheets"]), reader), None).results


@pytest.mark.parametrize("table", ["shanghai-2022-district", "shanghai-2022-department"])
def test_a_whole_round_under_its_own_rubric_is_what_it_was(table: str, shanghai: Results) -> None:
    (same,) = (each for each in shanghai.ledger.rubrics.values() if each.rubric == table)
    impact = find_impact(shanghai, compare_rubrics(same, same))
    units = {unit.name: unit for group in shanghai.groups for unit in group.units}
    assert len(impact.units) in {16, 20}
    for each in impact.units:
        was = units[each.old.name]
        assert (each.old.total, each.old.rank, each.old.band) == (was.total, was.rank, was.band)
    assert (impact.left_out, impact.scaled) == ((), ())


def test_a_whole_round_with_points_moved(shanghai: Results) -> None:
    """Every unit's part of the composite changes by what the two items gain and lose, at their exact points."""
    path = ROOT / "rubrics" / "shanghai-2022-district.yaml"
    text = path.read_text("utf-8")
    moved = (
        text.replace(
            "公文备案及属性认定工作8分；信息公开栏目维护情况6分", "公文备案及属性认定工作6分；信息公开栏目维护情况8分"
        )
        .replace("公文备案及属性认定\n        max: 8", "公文备案及属性认定\n        max: 6")
        .replace("信息公开栏目维护\n        max: 6", "信息公开栏目维护\n        max: 8")
    )
    old, new = (parse_rubric(parse_yaml(each.encode(), "r.yaml")).rubric for each in (text, moved))
    assert old is not None
    assert new is not None
    impact = find_impact(shanghai, compare_rubrics(old, new))
    (group,) = (group for group in shanghai.groups if group.name == "区政府")
    weight = group.parts[0].weight
    assert weight is not None
    for unit, each in zip(
        sorted(group.units, key=lambda unit: unit.name),
        sorted(impact.units, key=lambda each: each.new.name),
        strict=True,
    ):
        if unit.total is None or unit.exact_total is None or each.new.exact_total is None:
            assert each.new.total is None
            continue
        points = shanghai.points(group, unit, 0)
        gained = points["1.2"] * Fraction(2, 6) - points["1.1"] * Fraction(2, 8)
        assert each.new.exact_total == unit.exact_total + gained * weight, unit.name


def test_a_result_under_another_rubric(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = rubric('  - {id: "1", name: 别的, max: 5}\n', 5).model_copy(update={"rubric": "other"})
    write_results(tmp_path / "r.sqlite", results(BASE, GIVEN))
    with pytest.raises(Exception, match="V104"):
        find_impact(load_results(tmp_path / "r.sqlite"), compare_rubrics(other, other))
    text = 'rubric: other\nversion: "1"\ntitle: 表\ntotal: 5\nindicators:\n  - {id: "1", name: 别的, max: 5}\n'
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    (tmp_path / "b.yaml").write_text(
        text.replace('"1"\n', '"2"\n').replace("max: 5", "max: 4").replace("total: 5", "total: 4"), "utf-8"
    )
    files = [str(tmp_path / name) for name in ("a.yaml", "b.yaml")]
    assert main(["diff", *files, "--on", str(tmp_path / "r.sqlite"), "--lang", "en"]) == 1
    assert (
        "the result has no scores under other; it has t 1; give another result file [V104]" in capsys.readouterr().out
    )


CASES = sorted(path for path in (ROOT / "tests" / "cases").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_published_rule_under_its_own_rubric_is_what_it_was(case: Path) -> None:
    """Law: bonuses, gates, vetoes, ticks, losses, composites, items that do not apply come to what they came to."""
    before = scored(case)
    units = {unit.name: unit for group in before.groups for unit in group.units}
    for same in before.ledger.rubrics.values():
        impact = find_impact(before, compare_rubrics(same, same))
        assert impact.units != ()
        assert [(each.old.total, each.old.rank, each.old.band) for each in impact.units] == [
            (units[each.old.name].total, units[each.old.name].rank, units[each.old.name].band) for each in impact.units
        ]


BESIDE = """\
  - {id: "1", name: 公开, max: 6}
  - {id: "2", name: 平台, max: 4, kind: ticks, items: [{id: a, name: 专栏, max: 3}, {id: b, name: 互动, max: 2}]}
beside:
  - {id: J, name: 加分, kind: bonus, max: 2, gate: {above: 5}, items: [{id: J1, name: 创新, max: 2}]}
vetoes:
  - {id: V1, name: 失泄密, effect: {ceiling: 7}}
"""
BESIDE_GIVEN: dict[str, tuple[dict[str, object], ...]] = {
    "甲区": ({"1": 6, "a": 3, "b": 2, "J1": 1, "V1": 0},),
    "乙区": ({"1": 2, "a": 3, "b": 0, "J1": 2, "V1": 0},),
    "丙区": ({"1": 5, "a": 3, "b": 2, "J1": 1, "V1": 1},),
}


@pytest.mark.parametrize(
    ("old", "new", "totals", "left_out"),
    [
        ("公开", "公开", ["11.00", "5.00", "7.00"], []),
        ("gate: {above: 5}", "gate: {from: 5}", ["11.00", "7.00", "7.00"], []),
        ("effect: {ceiling: 7}", "effect: {total: 3}", ["11.00", "5.00", "3.00"], []),
        ("effect: {ceiling: 7}", "effect: {fail: true}", ["11.00", "5.00", "None"], []),
        ("kind: bonus", "kind: penalty", ["10.00", "5.00", "9.00"], ["J1 创新", "V1 失泄密"]),
        ("max: 2, gate", "max: 1, gate", ["11.00", "5.00", "7.00"], []),
        ("name: 创新, max: 2", "name: 创新, max: 1", ["10.50", "5.00", "7.00"], []),
        ("name: 专栏, max: 3", "name: 专栏, max: 4", ["6.00", "2.00", "5.00"], ["2 平台", "J1 创新", "V1 失泄密"]),
        ("name: 互动, max: 2}", "name: 互动, max: 2}, {id: c, name: 热线, max: 1}", ["6.00", "2.00", "5.00"], ["2 平台", "J1 创新", "V1 失泄密", "c 热线（未评过）"]),
        ("name: 失泄密", "name: 造假", ["10.00", "5.00", "9.00"], ["J1 创新", "V1 失泄密", "V1 造假（未评过）"]),
    ],
)  # fmt: skip
def test_what_stands_beside_the_total(old: str, new: str, totals: list[str], left_out: list[str]) -> None:
    base = rubric(BESIDE, 10)
    assert BESIDE.count(old) == 1
    impact = find_impact(results(base, BESIDE_GIVEN), compare_rubrics(base, rubric(BESIDE.replace(old, new), 10)))
    found_ = {each.new.name: str(each.new.total) for each in impact.units}
    assert [found_[unit] for unit in BESIDE_GIVEN] == totals
    assert [each.zh for each in impact.left_out] == left_out


BOUNDED = """\
  - {id: "1", name: 公开, max: 6}
  - {id: "2", name: 平台, max: 4, kind: deduction, floor: none}
beside:
  - {id: J, name: 加分, kind: bonus, items: [{id: J1, name: 创新, max: 2}]}
floor: 1
ceiling: 10
"""
#: 6 + 4 + 2 = 12, held at 10; 2 + (4 - 8) + 0 = -2, held at 1.
BOUNDED_GIVEN: dict[str, tuple[dict[str, object], ...]] = {
    "甲区": ({"1": 6, "2": 4, "J1": 2},),
    "乙区": ({"1": 2, "2": -4, "J1": 0},),
}


@pytest.mark.parametrize(
    ("old", "new", "totals", "left_out"),
    [
        ("公开", "公开", [("10.00", "10.00"), ("1.00", "1.00")], []),
        ("ceiling: 10", "ceiling: 11", [("10.00", "11.00"), ("1.00", "1.00")], []),
        ("ceiling: 10\n", "", [("10.00", "12.00"), ("1.00", "1.00")], []),
        ("floor: 1", "floor: 0", [("10.00", "10.00"), ("1.00", "0.00")], []),
        ("name: 公开, max: 6}", "name: 公开, max: 6}\n  - {id: \"3\", name: 解读, max: 1}", [("12.00", "12.00"), ("-2.00", "-2.00")],
         ["3 解读（未评过）", "总分底线", "总分封顶"]),
    ],
)  # fmt: skip
def test_bounds_of_the_whole_hold_where_all_of_it_compares(
    old: str, new: str, totals: list[tuple[str, str]], left_out: list[str]
) -> None:
    base, text = rubric(BOUNDED, 10), BOUNDED.replace(old, new)
    changed = rubric(text.replace("ceiling: 10", "ceiling: 11"), 11) if left_out else rubric(text, 10)
    impact = find_impact(results(base, BOUNDED_GIVEN), compare_rubrics(base, changed))
    found = {each.new.name: (str(each.old.total), str(each.new.total)) for each in impact.units}
    assert [found[unit] for unit in BOUNDED_GIVEN] == totals
    assert [each.zh for each in impact.left_out] == left_out


def test_the_result_beside_the_example_is_the_one_that_it_comes_to(shanghai: Results) -> None:
    """`make examples` writes it; the workflow of this repository looks at it for what an edit does."""
    assert load_results(ROOT / "examples" / "shanghai-2022" / "result.sqlite") == shanghai
