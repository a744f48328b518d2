"""The page from the wording to the YAML: everything that it tells people to write is sound."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gkpg.findings.codes import Severity
from gkpg.round.load import load_assessment
from gkpg.rubric.load import load_rubric

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gkpg.findings.finding import Finding

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {name: (DOCS / name).read_text("utf-8") for name in ("wordings.md", "wordings.zh-CN.md")}
WRITTEN = {name: re.findall(r"^\| .* \| `([^`]+)` \| \[", text, re.MULTILINE) for name, text in PAGES.items()}
ITEMS = [each for each in WRITTEN["wordings.md"] if each.startswith("{")]
OF_RUBRICS = ("total:", "beside:", "vetoes:")
BESIDE = [each for each in WRITTEN["wordings.md"] if each.startswith(OF_RUBRICS)]
OF_ROUNDS = [each for each in WRITTEN["wordings.md"] if not each.startswith(("{", *OF_RUBRICS))]
RUBRIC = (
    'rubric: demo\nversion: "1"\ntitle: 示例\n{total}\nindicators:\n  - {item}\n  - {{id: "2", name: 其他, max: 2}}\n'
)
ROUND = {
    "assessment": "demo",
    "title": "示例",
    "groups": "[{name: 组, rubric: demo, units: [甲, 乙, 丙]}]",
    "sources": "[{name: 考核组, kind: assessors, items: all, basis: 办法}]",
}


def test_both_pages_say_the_same() -> None:
    assert WRITTEN["wordings.md"] == WRITTEN["wordings.zh-CN.md"]
    assert len(ITEMS) > 20
    assert len(BESIDE) > 5
    assert len(OF_ROUNDS) > 10


def errors(findings: Iterable[Finding]) -> list[str]:
    return [each.line("en") for each in findings if each.severity is Severity.ERROR]


def written_rubric(tmp_path: Path, item: str, further: str = "") -> Path:
    most = re.search(r"max: ([\w.]+)", item)
    bounded = "none" if most is None or most[1] == "none" else str(float(most[1]) + 2).removesuffix(".0")
    total = "total: 4" if "adjust" in item else f"total: {bounded}"
    path = tmp_path / "rubrics" / "demo.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(RUBRIC.format(total=total, item=item) + further, "utf-8")
    return path


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_is_sound(item: str, tmp_path: Path) -> None:
    assert errors(load_rubric(written_rubric(tmp_path, item)).findings) == []


@pytest.mark.parametrize("further", BESIDE)
def test_what_stands_beside_a_table_is_sound(further: str, tmp_path: Path) -> None:
    if further.startswith("total"):
        path = written_rubric(tmp_path, '{id: "1", name: 采用, max: none}')
        assert further in path.read_text("utf-8")
    else:
        path = written_rubric(tmp_path, '{id: "1", name: 公开, max: 98}', f"{further}\n")
    assert errors(load_rubric(path).findings) == []


@pytest.mark.parametrize("rule", OF_ROUNDS)
def test_a_rule_of_a_round_is_sound(rule: str, tmp_path: Path) -> None:
    veto = "vetoes: [{id: V1, name: 泄密, effect: {fail: true}}]\n" if "veto" in rule else ""
    table = written_rubric(tmp_path, '{id: "1", name: 公开, max: 98}', veto)
    lines = ROUND | {rule.partition(": ")[0]: rule.partition(": ")[2]}
    if "rubric: own" in rule:
        (table.parent / "own.yaml").write_text(
            table.read_text("utf-8").replace("rubric: demo", "rubric: own-table"), "utf-8"
        )
        lines["groups"] = (
            lines["groups"]
            .replace("甲", "{name: 甲, rubric: own-table}")
            .replace("乙, 丙", "{name: 乙, rubric: own-table}")
        )
    if rule.startswith("coefficients"):
        lines["figures"] = "[{name: 难度系数, values: {甲: 1, 乙: 1.1, 丙: 1.2}, basis: 办法}]"
    path = tmp_path / "assessment.yaml"
    path.write_text("".join(f"{key}: {text}\n" for key, text in lines.items()), "utf-8")
    assert errors(load_assessment(path).findings) == []
