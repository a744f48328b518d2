"""What is due at a key: messages about a form that is wrong name the values, keys or form that would be right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from gkpg.findings.gallery import BASE, ROUND
from gkpg.round.load import FORM as ASSESSMENT
from gkpg.rubric.load import parse_rubric
from gkpg.yamlfiles.document import parse_yaml

if TYPE_CHECKING:
    from gkpg.findings.finding import Finding


def of_rubric(old: str, new: str) -> list[Finding]:
    """What is wrong with the smallest rubric with one line changed."""
    assert old in BASE
    return list(parse_rubric(parse_yaml(BASE.replace(old, new, 1).encode(), "r.yaml")).findings)


def of_assessment(added: str) -> list[Finding]:
    """What is wrong with the form of the smallest assessment with more lines."""
    document = parse_yaml((ROUND + added).encode(), "a.yaml")
    return [*document.findings, *ASSESSMENT.read(document)[1]]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("total: 5\n", "", "指标表缺少 total，请补上：大于 0 的数，不加引号，如 8 或 0.5 [R102]"),
        ("title: 最小指标表\n", "title:\n", "title 是空的，请填写：文字，如 2022年政务公开考核评估指标表 [R103]"),
        ("total: 5\n", "total: 5\nlanguage:\n", "language 是空的，请填写：zh、en 之一；不写就删去这个键 [R103]"),
        ("total: 5\n", "total: 5\nlanguage: [zh]\n", "language 是 列表，只能是 zh、en，请从中选一个 [R108]"),
        ("total: 5\n", "total: 5\nsource: 通知\n", "source 应为键和值（必有 document，可有 issued、part），如 {document: 沪府办字〔2022〕9号}，写的是文字“通知”，"),
        ("max: 2}", "max: 2, repair: [{kind: assumed, reason: r}]}", "repair[1]缺少 field，请补上：title、total、"),
        ("max: 2}", "max: 2, steps: 2}", "steps 应为列表，每条是 0 或更大的数，不加引号，如 [2, 1, 0]，写的是数 2，"),
        ("total: 5\n", "total: [5]\n", "total 应为大于 0 的数，不加引号，如 8 或 0.5，写的是列表，"),
        ("total: 5\n", "total: 5\nqqq: 1\n", "不认识的键 qqq（这里可写 beside、beside_max、"),
        ("total: 5\n", "total: 5\nlangauge: zh\n", "不认识的键 langauge（是不是 language？），"),
    ],
)  # fmt: skip
def test_in_a_rubric(old: str, new: str, said: str) -> None:
    assert any(said in each.line("zh") for each in of_rubric(old, new))


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("rounding: 2\n", "rounding should be a list, each entry keys with values (with step, places; may have mode, basis), such as [{step: assessors, places: 2}], not a number 2;"),
        ("grades: {bands: [{name: A, quota: 25%}]}\n", "grades.bands[1].quota should be keys with values (with tie; may have share, count, round, of), such as {share: 30%, round: down, tie: out}, not text “25%”;"),
        ("grades: {bands: [{name: A, quota: {share: 25%, round: down}}]}\n", "grades.bands[1].quota has no tie; add it: one of in, out [R102]"),
        ("ranking: {ties: }\n", "ranking.ties is empty; fill it in: one of skip, dense; or delete the key [R103]"),
        ("shared: [{items: 1.1, rule: replace}]\n", "shared[1].items should be text, but YAML reads 1.1 without quotes as a number; write \"1.1\" [Y106]"),
        ("shared: [{items: [], rule: replace}]\n", "shared[1].items needs at least one entry; add one: text, or a list of texts, such as [\"1\", \"2.1\"] [R109]"),
        ("composite: {total: 100}\n", "composite has no parts; add it: a list, each entry keys with values (with name; may have of, rule, rubric, version, max,"),
        ("result: 10.12.2022\n", "result should be a date (YYYY-MM-DD), not text “10.12.2022”;"),
        ("conflicts: [{assessor: a, units: [甲区]}]\n", "conflicts[1] has no reason; add it: text [R102]"),
    ],
)  # fmt: skip
def test_in_an_assessment(added: str, said: str) -> None:
    assert any(said in each.line("en") for each in of_assessment(added))


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("items", "1.1", 'sources[1].items 应为 all、编号的列表，或 {组: [编号]}，如 ["1", "2.1"]，写的是数 1.1，'),
        ("items", "[1.1]", "sources[1].items[1] 应为文字，但 1.1 不加引号会被 YAML 读成数"),
        ("items", "{甲: 1}", "sources[1].items.甲 应为文字的列表，写的是数 1，"),
        ("items", "[]", 'sources[1].items 至少要有一项，请补上：all、编号的列表，或 {组: [编号]}，如 ["1", "2.1"] [R109]'),
        ("assessors", "two", "sources[1].assessors 应为人数、姓名的列表，或 others，如 2 或 [张三, 李四]，写的是文字“two”，"),
        ("assessors", "0", "sources[1].assessors 应为人数、姓名的列表，或 others，如 2 或 [张三, 李四]，写的是数 0，"),
        ("join", "[mean]", "sources[1].join 应为 mean、median、"),
        ("kind", "", "sources[1].kind 是空的，请填写：self-check、assessors、on-site、special、survey 之一 [R103]"),
    ],
)  # fmt: skip
def test_what_is_written_in_short_is_called_as_it_is_written(key: str, value: str, said: str) -> None:
    source = {"name": "s", "kind": "assessors", key: value}
    text = re.sub(r"(?ms)^sources:.*?(?=^\S|\Z)(?!sources)", "", ROUND)
    text += "sources:\n  - {" + ", ".join(f"{name}: {each}" for name, each in source.items()) + "}\n"
    document = parse_yaml(text.encode(), "a.yaml")
    assert any(said in each.line("zh") for each in ASSESSMENT.read(document)[1])
