"""Points in percent of a max: exact wherever they stand, shown as fractions where no decimals say them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from gkpg.base.points import decimals_of
from gkpg.differences.rubrics import compare_rubrics
from gkpg.rubric.load import parse_rubric
from gkpg.yamlfiles.document import parse_yaml

if TYPE_CHECKING:
    from gkpg.rubric import Rubric

HEAD = 'rubric: r\nversion: "1"\ntitle: t\ntotal: 100\nindicators:\n'
REST = '  - {id: "9", name: 其余, weight: 2/3, out_of: 100}\n'


def rubric_of(keys: str, rest: str = REST) -> Rubric:
    """A table of one item of a third of 100, beside which stands the rest."""
    loaded = parse_rubric(
        parse_yaml(f'{HEAD}  - {{id: "1", name: 甲, weight: 1/3, {keys}}}\n{rest}'.encode(), "r.yaml")
    )
    assert loaded.rubric is not None, loaded.findings
    return loaded.rubric


@pytest.mark.parametrize(
    ("keys", "entered", "points"),
    [
        ("kind: levels, levels: {优: 100%, 良: 80%, 差: -10%}", "良", "80/3"),
        ("kind: levels, levels: {优: 100%, 良: 80%, 差: -10%}", "差", "-10/3"),
        ("kind: count, each: 10%", "7", "70/3"),
        ("kind: count, each: 10%", "11", "100/3"),
        ("kind: deduction, each: 10%, floor: -50%", "4", "20"),
        ("kind: deduction, each: 10%, floor: -50%", "20", "-50/3"),
        ("kind: tick", "✓", "100/3"),
        ("kind: measure, unit: 天, line: [[0, 100%], [10, 0%]]", "3", "70/3"),
        ("kind: measure, unit: 天, bands: [{to: 3, points: 100%}, {to: 9, points: 2.5%}, {points: 0%}]", "9", "5/6"),
        ("kind: measure, unit: 天, ceiling: 120%, per: {step: 1, below: 4%, above: -1%, from: 5}", "0", "40"),
        ("kind: measure, unit: 天, per: {step: 1, above: -1%, base: 100%, from: 5}", "12", "31"),
    ],
)
def test_what_is_entered_comes_to_exact_points(keys: str, entered: str, points: str) -> None:
    kind = rubric_of(keys).kinds["1"]
    word = kind.words[entered] if entered in kind.words else Decimal(entered)
    assert kind.points(word) == Fraction(points)


@pytest.mark.parametrize(
    ("number", "points"),
    [
        ("26.6666", "80/3"),
        ("26.6667", "80/3"),
        ("33.3333", "100/3"),
        ("33.3334", None),
        ("26.67", None),
        ("26.66666", None),
    ],
)
def test_four_decimals_stand_for_the_points_of_a_level(number: str, points: str | None) -> None:
    kind = rubric_of("kind: levels, levels: {优: 100%, 良: 80%}").kinds["1"]
    assert kind.points(Decimal(number)) == (None if points is None else Fraction(points))


@pytest.mark.parametrize(
    ("keys", "number", "points"),
    [
        ("kind: count, each: 10%", "33.3333", "100/3"),
        ("kind: count, each: 10%", "33.3332", "33.3332"),
        ("kind: count, each: 10%", "33.3334", None),
        ("kind: deduction, each: 10%, floor: -50%", "-16.6667", "-50/3"),
        ("kind: deduction, each: 10%, floor: -50%", "-16.6668", None),
    ],
)
def test_a_decision_is_in_points_whose_bound_four_decimals_stand_for(
    keys: str, number: str, points: str | None
) -> None:
    rubric = rubric_of(keys)
    for kind in (rubric.decision(rubric.by_id["1"]), rubric.in_points(rubric.by_id["1"])):
        assert kind.points(Decimal(number)) == (None if points is None else Fraction(points))


def test_points_with_an_end_stand_for_themselves_alone() -> None:
    assert decimals_of(Fraction(53, 2)) == (Decimal("26.5"),)
    assert decimals_of(Fraction(200, 3)) == (Decimal("66.6666"), Decimal("66.6667"))
    assert decimals_of(Fraction(-10, 3)) == (Decimal("-3.3334"), Decimal("-3.3333"))


def test_sheets_say_fractions_and_count_with_them() -> None:
    kind = rubric_of("kind: count, each: 10%").kinds["1"]
    assert kind.asks.zh == "填次数，每次 10/3 分，最多 100/3 分"
    assert kind.formula("K6") == "MIN((100/3),K6*(10/3))"
    levels = rubric_of("kind: levels, levels: {优: 100%, 差: 0%}").kinds["1"]
    assert levels.asks.en == "choose a level: 优 is 100/3, 差 is 0"
    assert levels.formula("K6").startswith('IF(OR(TRIM(K6)={"优","33.3333"}),(100/3),')


def test_a_percentage_and_its_points_are_the_same_table() -> None:
    rest = '  - {id: "9", name: 其余, max: 92, out_of: 100}\n'
    tables = [
        parse_rubric(parse_yaml(f'{HEAD}  - {{id: "1", name: 甲, max: 8, {keys}}}\n{rest}'.encode(), "r.yaml")).rubric
        for keys in (
            "kind: adjust, base: 75%, plus: {each: 5%, max: 25%}, minus: {each: 10%}",
            "kind: adjust, base: 6, plus: {each: 0.4, max: 2}, minus: {each: 0.8}",
        )
    ]
    assert tables[0] is not None
    assert tables[1] is not None
    assert tables[0].fingerprint == tables[1].fingerprint
    assert not compare_rubrics(*tables).changes


def test_a_row_has_percentages_of_its_item_whatever_its_own_max() -> None:
    rows = '{id: "1.1", name: 一, max: 60%, kind: count, each: 15%}, {id: "1.2", name: 二, max: 20, kind: tick}'
    rubric = rubric_of(f"kind: sum, items: [{rows}]")
    assert rubric.kinds["1.1"].points(Decimal(2)) == 10
    assert rubric.kinds["1.1"].points(Decimal(5)) == 20


def test_a_row_beside_the_total_has_percentages_of_its_own_max() -> None:
    row = "{id: J1, name: 表彰, max: 3, kind: levels, levels: {国家级: 100%, 省级: 50%}}"
    rubric = rubric_of("kind: tick", f"{REST}beside: [{{id: J, name: 加分, kind: bonus, max: 2, items: [{row}]}}]\n")
    assert rubric.kinds["J1"].points(rubric.kinds["J1"].words["省级"]) == Fraction(3, 2)


BESIDE = """\
beside: [{id: J, name: 加分, kind: bonus, max: %s, gate: {item: "1", from: %s}, items: [{id: J1, name: 创新, max: 20}]}]
beside_max: %s
floor: %s
ceiling: %s
vetoes:
  - {id: V, name: 造假, effect: {item: "1", points: %s}}
  - {id: W, name: 失密, effect: {minus: {item: "1", points: %s}}}
"""


def test_what_stands_beside_the_items_may_be_in_percent_of_what_it_looks_at() -> None:
    written = BESIDE % ("12%", "60%", "11%", "5%", "105%", "50%", "75%")
    rubric = rubric_of("kind: levels, levels: {优: 100%, 差: 0}", REST + written)
    block, (sets, takes) = rubric.beside[0], rubric.vetoes
    assert (block.max, rubric.beside_max, rubric.floor, rubric.ceiling) == (12, 11, 5, 105)
    assert block.gate is not None
    assert block.gate.least == 20  # of 100/3
    assert sets.effect.points == Fraction(50, 3)
    assert takes.effect.minus is not None
    assert takes.effect.minus.points == 25
    in_points = BESIDE % ("12", "20", "11", "5", "105", "50%", "25")
    same = rubric_of("kind: levels, levels: {优: 100%, 差: 0}", REST + in_points)
    assert same.fingerprint == rubric.fingerprint


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("beside_max: 10%\n", ["R222"]),
        ('vetoes: [{id: V, name: 造假, effect: {item: "1", points: 10%}}]\n', ["R222"]),
        ("vetoes: [{id: V, name: 造假, effect: {total: 60%}}]\n", ["R105"]),
        ("vetoes: [{id: V, name: 造假, effect: {minus: 3, item: [1]}}]\nbeside: [{gate: 3}, 4]\nfloor: -5%\n", None),
        ('vetoes: [{id: V, name: 造假, effect: {item: "1", points: 10}}]\n', []),
    ],
)
def test_of_no_limit_nothing_is_a_percentage(more: str, codes: list[str] | None) -> None:
    text = f'rubric: r\nversion: "1"\ntitle: t\ntotal: none\nindicators:\n  - {{id: "1", name: 甲, max: none}}\n{more}'
    loaded = parse_rubric(parse_yaml(text.encode(), "r.yaml"))
    found = [each.code for each in loaded.findings]
    assert found == codes if codes is not None else loaded.rubric is None


@pytest.mark.parametrize(
    ("gate", "codes"),
    [
        ('{item: "1", from: 11}', ["R202", "R221"]), ('{item: "1", from: 10}', ["R202"]),
        ("{from: 100}", ["R202", "R221"]), ("{from: 95}", ["R202"]),
    ],
)  # fmt: skip
def test_a_gate_beyond_every_figure_is_told_beside_sums_that_do_not_hold(gate: str, codes: list[str]) -> None:
    """10 and 80 are 90, where 99 is written: which of them is wrong nobody knows."""
    text = (
        'rubric: r\nversion: "1"\ntitle: t\ntotal: 99\nindicators:\n  - {id: "1", name: 甲, max: 10}\n'
        '  - {id: "2", name: 乙, max: 80}\n'
        f"beside: [{{id: J, name: 加分, kind: bonus, gate: {gate}, items: [{{id: J1, name: 创新, max: 5}}]}}]\n"
    )
    loaded = parse_rubric(parse_yaml(text.encode(), "r.yaml"))
    assert [each.code for each in loaded.findings if each.code != "R203"] == codes
