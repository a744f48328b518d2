"""Shanghai's two tables of 2022: every figure as the notice has it, what is repaired, and who scores what."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

import pytest

from gkpg.rubric import Item, Rubric, load_rubric
from tests.conftest import RUBRICS

if TYPE_CHECKING:
    from pathlib import Path

#: Typed from the reading of 沪府办字〔2022〕9号, annex 1: number, points, sub-items with their points.
DISTRICT = """
1 20 公文备案及属性认定 8, 信息公开栏目维护 6, 政府信息公开年报 5, 政务公开工作要点 1
2 5 申请办理规范化 1, 申请处理质量 2, 争议处理 1, 转主动公开 1
3 14 政策解读质量 6, 阶段解读 2, 后续解读 1, 解读形式 2, 精准推送 3
4 6 拓展网上政民互动渠道并做好留言选登 4, 中国政府网网民留言办理 2
5 15 重大行政决策事项目录 4, 决策事项公开征求意见 3, 会议公开 3, 定向意见征集 2, 政府开放 3
6 5 根据完成情况评分
7 5 落实基层要求 1, 重点领域目录体系建设 2, 居（村）务公开标准化规范化 2
8 13 政府网站 5, 政务新媒体 5, 政务公开专区 2, 政府公报 1
9 11 组织领导 1, 业务培训 3, 保密审查 1, 信息移交 2, 绩效考核 1, 监督检查指导 1, 日常工作落实 2
10 6 根据案例情况评分
"""

#: The same of annex 2. Its title and its rows 1 and 2 are lost.
DEPARTMENT = """
1 23 公文备案及属性认定 9, 信息公开栏目维护 7, 政府信息公开年报 6, 政务公开工作要点 1
2 6 申请办理规范化 1, 申请处理质量 3, 争议处理 1, 转主动公开 1
3 12 政策解读质量 6, 阶段解读 1, 后续解读 1, 解读形式 2, 精准推送 2
4 8 拓展网上政民互动渠道并做好留言选登 5, 中国政府网网民留言办理 3
5 16 重大行政决策事项目录 4, 决策事项公开征求意见 3, 会议公开 4, 定向意见征集 2, 政府开放 3
6 5 根据完成情况评分
7 5 制发条线全领域基本目录 3, 加快标准化规范化成果开发应用 2
8 10 政府网站 5, 政务新媒体 5
9 9 组织领导 1, 业务培训 2, 保密审查 1, 信息移交 2, 监督检查 1, 日常工作落实 2
10 6 根据案例情况评分
"""

#: Indicators 1 and 2 of annex 2 with their sub-items: taken from annex 1.
LOST = {"1", "1.1", "1.2", "1.3", "1.4", "2", "2.1", "2.2", "2.3", "2.4"}

FIGURE = re.compile(r"\b(max|total): ([0-9.]+)")
EDITIONS = ["district", "department"]


def shanghai(edition: str) -> Rubric:
    loaded = load_rubric(RUBRICS / f"shanghai-2022-{edition}.yaml")
    assert loaded.rubric is not None, loaded.findings
    return loaded.rubric


def row(indicator: Item) -> str:
    below = ", ".join(f"{item.name} {item.max}" for item in indicator.items or ())
    return f"{indicator.id} {indicator.max} {below or indicator.judgement}"


def repairs(rubric: Rubric, *fields: str) -> dict[tuple[str, str], str]:
    """The kind of each repair of these fields, by item and field."""
    told = [(item.id, repair) for item in rubric.walk() for repair in item.repair]
    return {(item, field): each.kind for item, each in told for field in each.field if field in fields}


@pytest.mark.parametrize(("edition", "table"), [("district", DISTRICT), ("department", DEPARTMENT)])
def test_the_figures_are_those_of_the_notice(edition: str, table: str) -> None:
    rubric = shanghai(edition)
    assert [row(indicator) for indicator in rubric.indicators] == table.strip().splitlines()
    assert rubric.total == 100


@pytest.mark.parametrize(("edition", "name", "part"), [("district", "区政府", "1"), ("department", "市级部门", "2")])
def test_the_table_says_what_it_is(edition: str, name: str, part: str) -> None:
    rubric = shanghai(edition)
    assert rubric.source is not None
    assert rubric.title == f"2022年上海市政务公开考核评估指标表（{name}版）"
    assert (rubric.source.document, rubric.source.part) == ("沪府办字〔2022〕9号", f"附件{part}")
    assert (rubric.group, str(rubric.source.issued)) == (name, "2022-08-08")


@pytest.mark.parametrize("edition", EDITIONS)
def test_sub_items_are_numbered_within_their_indicator(edition: str) -> None:
    for indicator in shanghai(edition).indicators:
        items = indicator.items or ()
        assert [item.id for item in items] == [f"{indicator.id}.{number}" for number, _ in enumerate(items, 1)]


def test_what_is_repaired_in_the_district_table() -> None:
    figures_and_names = {
        ("3", "items"): "restored",
        ("5.3", "max"): "restored",
        ("5.4", "name"): "restored",
        ("7.2", "max"): "restored",
        ("8.2", "name"): "restored",
        ("8.3", "name"): "restored",
        ("8.4", "name"): "restored",
        ("9.3", "max"): "restored",
    }
    assert repairs(shanghai("district"), "max", "name", "items") == figures_and_names
    findings = load_rubric(RUBRICS / "shanghai-2022-district.yaml").findings
    assert {each.code for each in findings} == {"R301"}


def test_what_is_repaired_in_the_department_table() -> None:
    figures = dict.fromkeys(((item, "max") for item in LOST), "assumed")
    figures |= {("3.3", "max"): "restored", ("5.3", "max"): "assumed", ("9.4", "max"): "restored"}
    names = dict.fromkeys(((item, "name") for item in LOST), "assumed")
    names |= {("3.3", "name"): "restored", ("5.4", "name"): "restored"}
    items = dict.fromkeys([("1", "items"), ("2", "items")], "assumed")
    assert repairs(shanghai("department"), "max") == figures
    assert repairs(shanghai("department"), "name", "items") == names | items
    findings = load_rubric(RUBRICS / "shanghai-2022-department.yaml").findings
    assert {each.code for each in findings} == {"R301", "R302"}


def test_what_annex_2_has_lost_is_taken_from_annex_1_and_says_so() -> None:
    district, department = shanghai("district"), shanghai("department")
    for item in map(department.by_id.__getitem__, sorted(LOST)):
        marked = {field for repair in item.repair for field in repair.field if repair.kind == "assumed"}
        assert marked == item.model_fields_set - {"id", "repair"}, item.id
        for field in marked - {"max", "items"}:
            assert getattr(item, field) == getattr(district.by_id[item.id], field), (item.id, field)

    beginning = {"3.1", "3.2", "3.3"}
    described = LOST - {"1", "2"} | beginning
    assert repairs(department, "description") == {(item_id, "description"): "assumed" for item_id in described}
    for item_id in beginning:
        assert department.by_id[item_id].description == district.by_id[item_id].description


def test_annex_2_takes_the_lost_figures_by_largest_remainder() -> None:
    known = {"1.1": 8, "1.2": 6, "1.3": 5, "1.4": 1, "2.1": 1, "2.2": 2, "2.3": 1, "2.4": 1}
    to_share = 100 - (12 + 8 + 16 + 5 + 5 + 10 + 9 + 6)
    assert (sum(known.values()), to_share) == (25, 29)

    quotas = {item: Fraction(points * to_share, 25) for item, points in known.items()}
    shares = {item: floor(quota) for item, quota in quotas.items()}
    left = to_share - sum(shares.values())
    for item in sorted(quotas, key=lambda item: quotas[item] - floor(quotas[item]), reverse=True)[:left]:
        shares[item] += 1

    department = shanghai("department")
    assert {item: department.by_id[item].max for item in known} == shares
    assert department.by_id["1"].max == sum(points for item, points in shares.items() if item.startswith("1"))
    assert department.by_id["2"].max == sum(points for item, points in shares.items() if item.startswith("2"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_which_agency_scores_which_item(edition: str) -> None:
    rubric = shanghai(edition)
    agencies: dict[str, tuple[str, ...]] = {
        "8.1": ("市大数据中心",),
        "8.2": ("市政府办公厅“上海发布”办公室",),
        "9.3": ("市保密局",),
        "9.4": ("市档案局", "上海图书馆"),
    }
    office, outside = ("市政府办公厅",), ("市政府办公厅", "第三方评估")
    shared = {leaf.id: outside if leaf.id.partition(".")[0] in {"1", "3", "5"} else office for leaf in rubric.leaves}
    expected = {**shared, **agencies}
    assert {leaf.id: rubric.sources_of(leaf.id) for leaf in rubric.leaves} == expected
    assert [rubric.by_id[item].name for item in agencies] == ["政府网站", "政务新媒体", "保密审查", "信息移交"]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("change", [Decimal(1), Decimal("-0.5")])
def test_no_figure_can_be_changed_unnoticed(edition: str, change: Decimal, tmp_path: Path) -> None:
    text = (RUBRICS / f"shanghai-2022-{edition}.yaml").read_text("utf-8")
    path = tmp_path / "changed.yaml"
    figures = list(FIGURE.finditer(text))
    assert len(figures) == sum(1 for _ in shanghai(edition).walk()) + 1
    unnoticed = []
    for figure in figures:
        path.write_text(f"{text[: figure.start(2)]}{Decimal(figure[2]) + change}{text[figure.end(2) :]}", "utf-8")
        loaded = load_rubric(path)
        line = text.count("\n", 0, figure.start()) + 1
        named = {each.place.line for each in loaded.findings if each.code not in {"R301", "R302"}}
        if loaded.rubric is not None or line not in named:
            unnoticed.append((line, figure[0]))
    assert unnoticed == []
