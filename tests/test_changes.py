"""Two rubrics compared by meaning: what is told of each edit, what is not, and how weighty it is."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.cli.main import main
from gkpg.differences.rubrics import ChangeLevel, compare_rubrics
from gkpg.differences.rubrics.change_words import describe_change
from gkpg.findings.gallery import BASE
from gkpg.ledger import ledger_of
from gkpg.results.store import write_results
from gkpg.rubric.load import parse_rubric
from gkpg.scoring import score
from gkpg.sheets.model import EntryLayout, File, Identity, Sheet
from gkpg.yamlfiles.document import parse_yaml
from tests.conftest import ROOT, RUBRICS

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric

WIDE = """\
rubric: wide
version: "1"
title: 宽表
total: 20
indicators:
  - id: "1"
    name: 公开
    max: 12
    assessed_by: [市政府办公厅]
    items:
      - {id: "1.1", name: 公文备案及属性认定, max: 6, description: 规范做好公文备案。}
      - {id: "1.2", name: 信息公开栏目维护, max: 4}
      - {id: "1.3", name: 年报, max: 2, kind: steps, steps: [2, 1, 0]}
  - id: "2"
    name: 特色
    max: 3
    judgement: 按案例评分
  - id: "3"
    name: 保障
    max: 5
    items:
      - {id: "3.1", name: 组织领导, max: 2}
      - {id: "3.2", name: 业务培训, max: 3}
beside:
  - {id: J, name: 加分, kind: bonus, max: 2, gate: {above: 10}, items: [{id: J1, name: 创新, max: 2}]}
vetoes:
  - {id: V1, name: 失泄密, effect: {ceiling: 15}}
"""


def rubric(text: str) -> Rubric:
    loaded = parse_rubric(parse_yaml(text.encode(), "rubric.yaml"))
    assert loaded.rubric is not None, [finding.line("en") for finding in loaded.findings]
    return loaded.rubric


def edited(*edits: tuple[str, str]) -> str:
    text = WIDE
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def told(old: str, new: str) -> list[tuple[str, str]]:
    changes = compare_rubrics(rubric(old), rubric(new)).changes
    return [(change.level.name.lower(), describe_change(change).zh) for change in changes]


#: An edit, and everything that is told of it.
EDITS: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = {
    "nothing": ([], []),
    "a comment and the layout": (
        [("total: 20\n", "total: 20.0 # 合计\n"), ("name: 特色\n", "name: '特色'\n"), ("[2, 1, 0]", "[2.0,  1, 0]")],
        [],
    ),
    "a new version of the same": ([('version: "1"', 'version: "2"')], []),
    "a description": (
        [("规范做好公文备案。", "规范做好公文全量备案。")],
        [("wording", "1.1 公文备案及属性认定 的指标说明：“规范做好公文备案。” → “规范做好公文全量备案。”")],
    ),
    "a name": ([("组织领导", "组织领导情况")], [("wording", "3.1 改名：组织领导 → 组织领导情况")]),
    "a full-width name is another wording only": (
        [("name: 年报", "name: ' 年报'")],
        [("wording", "1.3  年报 的名称：“年报” → “ 年报”")],
    ),
    "the title": ([("title: 宽表", "title: 窄表")], [("wording", "标题：“宽表” → “窄表”")]),
    "points moved within an indicator": (
        [("认定, max: 6", "认定, max: 5"), ("维护, max: 4", "维护, max: 5")],
        [
            (
                "points",
                "1 公开 内分值移动（合计仍为 12）：1.1 公文备案及属性认定 6 → 5，1.2 信息公开栏目维护 4 → 5",
            )
        ],
    ),
    "points moved between indicators": (
        [
            ("name: 公开\n    max: 12", "name: 公开\n    max: 11"),
            ("维护, max: 4", "维护, max: 3"),
            ("max: 3\n", "max: 4\n"),
        ],
        [
            ("points", "宽表 各指标间分值移动（合计仍为 20）：1 公开 12 → 11，2 特色 3 → 4"),
            ("points", "1.2 信息公开栏目维护 的分值：4 → 3"),
        ],
    ),
    "more points": (
        [("total: 20", "total: 21"), ("max: 3\n", "max: 4\n")],
        [("points", "总分：20 → 21"), ("points", "2 特色 的分值：3 → 4")],
    ),
    "steps": ([("[2, 1, 0]", "[2, 0]")], [("points", "1.3 年报 的分档：2、1、0 → 2、0")]),
    "another kind": (
        [("kind: steps, steps: [2, 1, 0]", "kind: count, each: 1")],
        [
            ("structure", "1.3 年报 的类型：steps → count"),
            ("points", "1.3 年报 的分档：2、1、0 → （无）"),
            ("points", "1.3 年报 的每次几分：（无） → 1"),
        ],
    ),
    "another assessor": (
        [("assessed_by: [市政府办公厅]", "assessed_by: [第三方评估]")],
        [("structure", "1 公开 的评分来源：市政府办公厅 → 第三方评估")],
    ),
    "an item added": (
        [("培训, max: 3}", "培训, max: 2}\n      - {id: '3.3', name: 保密审查, max: 1}")],
        [("points", "3.2 业务培训 的分值：3 → 2"), ("structure", "新增 3.3 保密审查，1 分")],
    ),
    "an item removed": (
        [('      - {id: "3.1", name: 组织领导, max: 2}\n', ""), ("培训, max: 3", "培训, max: 5")],
        [("points", "3.2 业务培训 的分值：3 → 5"), ("structure", "删去 3.1 组织领导（2 分）")],
    ),
    "an indicator inserted, the others renumbered": (
        [
            ("total: 20", "total: 21"),
            ('  - id: "3"', '  - id: "4"'),
            ('"3.1"', '"4.1"'),
            ('"3.2"', '"4.2"'),
            ("    judgement: 按案例评分\n", "    judgement: 按案例评分\n  - {id: '3', name: 平台, max: 1}\n"),
        ],
        [
            ("points", "总分：20 → 21"),
            ("structure", "新增 3 平台，1 分"),
            ("structure", "保障 改编号：3 → 4"),
        ],
    ),
    "an item split into its parts": (
        [("业务培训, max: 3}", "业务培训, max: 3, items: [{id: a, name: 专题, max: 1}, {id: b, name: 轮训, max: 2}]}")],
        [("structure", "3.2 业务培训 3 拆成 a 专题 1、b 轮训 2")],
    ),
    "an item split side by side": (
        [
            (
                '{id: "3.2", name: 业务培训, max: 3}',
                '{id: "3.3", name: 专题班, max: 1}\n      - {id: "3.4", name: 跟班轮岗, max: 2}',
            )
        ],
        [("structure", "3.2 业务培训 3 拆成 3.3 专题班 1、3.4 跟班轮岗 2")],
    ),
    "an item split, one half under its id": (
        [("公文备案及属性认定, max: 6,", "公文备案, max: 4}\n      - {id: '1.4', name: 属性认定, max: 2,")],
        [
            ("structure", "1.1 公文备案及属性认定 6 拆成 1.1 公文备案 4、1.4 属性认定 2"),
            ("wording", "1.1 改名：公文备案及属性认定 → 公文备案"),
            ("wording", "1.1 公文备案 的指标说明：“规范做好公文备案。” → （无）"),
        ],
    ),
    "an item made the heading of its neighbour": (
        [
            (
                """      - {id: "3.1", name: 组织领导, max: 2}
      - {id: "3.2", name: 业务培训, max: 3}
""",
                """      - id: "3.2"
        name: 业务培训
        max: 5
        items:
          - {id: "3.1", name: 组织领导, max: 2}
          - {id: "3.3", name: 轮训, max: 3}
""",
            )
        ],
        [
            ("points", "3.2 业务培训 的分值：3 → 5"),
            ("structure", "3.1 组织领导 移到 3.2 业务培训 之下"),
            ("structure", "新增 3.3 轮训，3 分"),
        ],
    ),
    "an item that grew while it was split": (
        [
            (
                "业务培训, max: 3}",
                "业务培训, max: 4, items: [{id: a, name: 专题, max: 2}, {id: b, name: 轮训, max: 2}]}",
            ),
            ("领导, max: 2}", "领导, max: 1}"),
        ],
        [
            ("points", "3 保障 内分值移动（合计仍为 5）：3.1 组织领导 2 → 1，3.2 业务培训 3 → 4"),
            ("structure", "3.2 业务培训 3 拆成 a 专题 2、b 轮训 2"),
        ],
    ),
    "two items that gave something to a new one": (
        [
            ("公文备案及属性认定, max: 6,", "公文备案, max: 5,"),
            ("信息公开栏目维护, max: 4}", "信息公开栏目, max: 3}\n      - {id: '1.4', name: 互动, max: 1}"),
            ("name: 公开\n    max: 12", "name: 公开\n    max: 11"),
            ("total: 20", "total: 19"),
        ],
        [
            ("points", "总分：20 → 19"),
            ("points", "1 公开 的分值：12 → 11"),
            ("wording", "1.1 改名：公文备案及属性认定 → 公文备案"),
            ("points", "1.1 公文备案 的分值：6 → 5"),
            ("wording", "1.2 改名：信息公开栏目维护 → 信息公开栏目"),
            ("points", "1.2 信息公开栏目 的分值：4 → 3"),
            ("structure", "新增 1.4 互动，1 分"),
        ],
    ),
    "two items merged": (
        [
            ('      - {id: "3.1", name: 组织领导, max: 2}\n', ""),
            ('{id: "3.2", name: 业务培训, max: 3}', '{id: "3.5", name: 监督, max: 5}'),
        ],
        [("structure", "3.1 组织领导 2、3.2 业务培训 3 合并为 3.5 监督 5")],
    ),
    "an item moved below another indicator": (
        [
            ('      - {id: "3.1", name: 组织领导, max: 2}\n', ""),
            ("name: 保障\n    max: 5", "name: 保障\n    max: 3"),
            ("    name: 公开\n    max: 12", "    name: 公开\n    max: 14"),
            ("steps: [2, 1, 0]}", "steps: [2, 1, 0]}\n      - {id: '1.4', name: 组织领导, max: 2}"),
        ],
        [
            ("points", "宽表 各指标间分值移动（合计仍为 20）：1 公开 12 → 14，3 保障 5 → 3"),
            ("structure", "1.4 组织领导 移到 1 公开 之下"),
            ("structure", "组织领导 改编号：3.1 → 1.4"),
        ],
    ),
    "another order": (
        [
            ('      - {id: "3.1", name: 组织领导, max: 2}\n', ""),
            ("业务培训, max: 3}", '业务培训, max: 3}\n      - {id: "3.1", name: 组织领导, max: 2}'),
        ],
        [("wording", "3 保障 之下的顺序改为 3.2、3.1")],
    ),
    "a gate": ([("above: 10", "from: 10")], [("points", "J 加分 的门槛：总分高于 10 才计 → 总分不低于 10 才计")]),
    "a veto": (
        [("{ceiling: 15}", "{fail: true}")],
        [("points", "V1 失泄密 的后果：总分不高于 15 → 不计总分，定为最低等次")],
    ),
    "a veto added": (
        [("{ceiling: 15}}", "{ceiling: 15}}\n  - {id: V2, name: 造假, effect: {fail: true}}")],
        [("structure", "新增 V2 造假")],
    ),
    "a repair": (
        [("name: 组织领导, max: 2}", "name: 组织领导, max: 2, repair: {field: max, kind: assumed, reason: 缺页}}")],
        [("wording", "3.1 组织领导 的勘误：（无） → “分值假定（缺页）”")],
    ),
    "something else under the same id": (
        [("name: 组织领导", "name: 网站")],
        [("structure", "新增 3.1 网站，2 分"), ("structure", "删去 3.1 组织领导（2 分）")],
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told(name: str) -> None:
    edits, expected = EDITS[name]
    assert told(WIDE, edited(*edits)) == expected


@pytest.mark.parametrize("name", EDITS)
def test_taking_an_edit_back_is_as_weighty(name: str) -> None:
    edits, _ = EDITS[name]
    there, back = (
        compare_rubrics(rubric(WIDE), rubric(edited(*edits))),
        compare_rubrics(rubric(edited(*edits)), rubric(WIDE)),
    )
    assert there.level == back.level


@pytest.mark.parametrize("path", sorted(RUBRICS.glob("*.yaml")), ids=lambda path: path.name)
def test_a_rubric_does_not_differ_from_itself(path: Path) -> None:
    text = path.read_text("utf-8")
    assert compare_rubrics(rubric(text), rubric(text)).changes == ()


@given(st.permutations(range(3)), st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_rows_are_known_by_name_wherever_they_stand(order: list[int], points: list[int]) -> None:
    """A table whose rows are put in another order and numbered anew has the same rows: none comes, none goes."""
    rows = [("组织领导", points[0]), ("业务培训", points[1]), ("信息移交", points[2])]

    def table(places: list[int]) -> str:
        head = f'rubric: t\nversion: "1"\ntitle: 表\ntotal: {sum(points)}\nindicators:\n'
        lines = (f'  - {{id: "{n}", name: {rows[p][0]}, max: {rows[p][1]}}}\n' for n, p in enumerate(places, 1))
        return head + "".join(lines)

    kinds = {change.kind for change in compare_rubrics(rubric(table([0, 1, 2])), rubric(table(list(order)))).changes}
    assert kinds <= {"renumbered", "order"}
    assert (kinds == set()) == (list(order) == [0, 1, 2])


TWINS = """\
rubric: twins
version: "1"
title: 表
total: 10
indicators:
  - {{id: "{a}", name: 主动公开, max: 5, items: [{{id: "{a}.1", name: 目录, max: 3}}, {{id: "{a}.2", name: 更新, max: 2}}]}}
  - {{id: "{b}", name: 依申请公开, max: 5, items: [{{id: "{b}.1", name: 目录, max: 1}}, {{id: "{b}.2", name: 更新, max: 4}}]}}
"""


def test_rows_of_one_name_go_with_the_row_above() -> None:
    """Two indicators change places, and each has its 目录 and its 更新: none of them is taken for the other's."""
    old, new = rubric(TWINS.format(a="1", b="2")), rubric(TWINS.format(a="2", b="1"))
    matching = compare_rubrics(old, new).matching
    assert [(was.id, now.id) for was, now in matching.pairs if was.kind == "item"] == [
        ("1", "2"), ("1.1", "2.1"), ("1.2", "2.2"), ("2", "1"), ("2.1", "1.1"), ("2.2", "1.2"),
    ]  # fmt: skip
    assert {change.kind for change in compare_rubrics(old, new).changes} == {"renumbered"}


# the command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "en")
    (tmp_path / "old.yaml").write_text(WIDE, "utf-8")
    return tmp_path


MOVED = [("认定, max: 6", "认定, max: 5"), ("维护, max: 4", "维护, max: 5")]


def run(*words: str) -> int:
    return main(list(words))


def test_two_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "new.yaml").write_text(edited(('version: "1"', 'version: "2"'), *MOVED), "utf-8")
    assert run("diff", "old.yaml", "new.yaml") == 0
    assert capsys.readouterr().out == (
        "[wide 1 → wide 2]\n"
        "new.yaml:8:10: points: moved within 1 公开 (12 as before): 1.1 公文备案及属性认定 6 → 5, "
        "1.2 信息公开栏目维护 4 → 5\n"
        "structure 0, points 1, wording 0\n\n"
    )


@pytest.mark.parametrize(
    ("edits", "fail_on", "status"),
    [
        ([], "points", 0),
        ([("组织领导", "组织领导情况")], "points", 0),
        (MOVED, "points", 1),
        (MOVED, "structure", 0),
        (MOVED, None, 0),
        ([("{ceiling: 15}}", "{ceiling: 15}}\n  - {id: V2, name: 造假, effect: {fail: true}}")], "structure", 1),
    ],
)
def test_the_status_says_how_weighty_it_is(
    edits: list[tuple[str, str]], fail_on: str | None, status: int, folder: Path
) -> None:
    (folder / "new.yaml").write_text(edited(('version: "1"', 'version: "2"'), *edits), "utf-8")
    assert run("diff", "old.yaml", "new.yaml", *(("--fail-on", fail_on) if fail_on else ())) == status


def test_points_do_not_change_under_one_version(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "new.yaml").write_text(edited(*MOVED), "utf-8")
    assert run("diff", "old.yaml", "new.yaml") == 1
    assert "new.yaml:2:10: wide has other points but still is version 1: moved within" in capsys.readouterr().out
    (folder / "new.yaml").write_text(edited(("组织领导", "组织领导情况")), "utf-8")
    assert run("diff", "old.yaml", "new.yaml") == 0
    assert "new.yaml:2:10: warning: wide reads otherwise but still is version 1" in capsys.readouterr().out


def test_a_result_knows_the_rubric_that_it_was_scored_under(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rubric_ = rubric(WIDE)
    write_results(tmp_path / "r.sqlite", score(ledger_of(filled_files(rubric_), [rubric_])))
    assert run("diff", "r.sqlite", "old.yaml") == 0
    assert capsys.readouterr().out == "[wide 1: no changes]\n\n"
    (folder / "new.yaml").write_text(edited(*MOVED), "utf-8")
    assert run("diff", "r.sqlite", "new.yaml") == 1
    assert "new.yaml:2:10: wide has other points but still is version 1" in capsys.readouterr().out


def filled_files(rubric_: Rubric) -> list[File]:
    """One sheet with the most that there is to get."""
    layout = EntryLayout(rubric_.leaf_ids, rubric_.leaf_ids)
    points = " ".join("0" if leaf.is_veto else str(leaf.max) for leaf in rubric_.leaves)
    key = (rubric_.rubric, rubric_.version)
    return [File("a.xlsx", "", (Sheet("a.xlsx", key, Identity("甲区", "考核组", "1"), "s", None, layout, points),))]


def test_markdown_has_no_markup_of_the_rubric(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edits = (('version: "1"', 'version: "2"'), ("组织领导", "组织|<b>@某人</b>`领导`"))
    (folder / "new.yaml").write_text(edited(*edits), "utf-8")
    assert run("diff", "old.yaml", "new.yaml", "--format", "markdown") == 0
    out = capsys.readouterr().out
    assert "| structure | added 3.1 组织\\|&lt;b&gt;&#64;某人&lt;/b&gt;\\`领导\\` (2) | new.yaml:22:9 |" in out


def test_json_has_every_value(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "new.yaml").write_text(edited(('version: "1"', 'version: "2"'), *MOVED), "utf-8")
    assert run("diff", "old.yaml", "new.yaml", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["summary"] == {"wording": 0, "points": 1, "structure": 0}
    (change,) = found["rubrics"][0]["changes"]
    assert change["terms"] == [
        {"item": "1.1", "name": "公文备案及属性认定", "before": "6", "after": "5"},
        {"item": "1.2", "name": "信息公开栏目维护", "before": "4", "after": "5"},
    ]
    assert (change["file"], change["line"], change["class"]) == ("new.yaml", 8, "points")


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_a_git_revision(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rubrics").mkdir()
    path = folder / "rubrics" / "wide.yaml"
    path.write_text(WIDE, "utf-8")
    git(folder, "init")
    git(folder, "add", "rubrics")
    git(folder, "commit", "-m", "first")
    assert run("diff", "--git", "HEAD") == 0
    assert capsys.readouterr().out == "[wide 1: no changes]\n\n"
    path.rename(folder / "rubrics" / "renamed.yaml")
    (folder / "rubrics" / "renamed.yaml").write_text(edited(('version: "1"', 'version: "2"'), *MOVED), "utf-8")
    assert run("diff", "--git", "main", "rubrics/", "--fail-on", "points") == 1
    assert "[wide 1 → wide 2]\nrubrics/renamed.yaml:8:10: points" in capsys.readouterr().out
    (folder / "rubrics" / "renamed.yaml").unlink()
    assert run("diff", "--git", "main", "rubrics/") == 0
    assert capsys.readouterr().out == "[wide 1: removed]\n\n"
    (folder / "rubrics" / "new.yaml").write_text(BASE, "utf-8")
    assert run("diff", "--git", "main", "rubrics/") == 0
    assert "[smallest 1 ← " not in capsys.readouterr().out


def table(key: str, version: str, total: int = 5) -> str:
    text = BASE.replace("rubric: smallest", f"rubric: {key}").replace('version: "1"', f'version: "{version}"')
    return text.replace("total: 5", f"total: {total}").replace("    max: 2\n", f"    max: {total - 3}\n")


@pytest.mark.parametrize(
    ("olds", "news", "told_"),
    [
        ([("a", "9"), ("a", "10")], [("a", "10"), ("a", "11")], ["a 10: no changes", "a 10 → a 11", "a 9: removed"]),
        ([("a", "1")], [("a", "1"), ("a", "2"), ("a", "3")], ["a 1: no changes", "a 1 → a 2", "a 2 → a 3"]),
        ([("a", "1"), ("b", "1")], [("a", "1"), ("c", "1")], ["a 1: no changes", "c 1: a new rubric", "b 1: removed"]),
        ([("a", "1"), ("a", "2")], [("a", "2"), ("b", "1")], ["a 2: no changes", "b 1: a new rubric", "a 1: removed"]),
        ([("a", "2024")], [("a", "2023"), ("b", "1")], ["a 2024 → a 2023", "b 1: a new rubric"]),
    ],
)
def test_which_version_is_compared_with_which(
    olds: list[tuple[str, str]],
    news: list[tuple[str, str]],
    told_: list[str],
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for side, keys in (("olds", olds), ("news", news)):
        (folder / side).mkdir()
        for key, version in keys:
            (folder / side / f"{key}-{version}.yaml").write_text(table(key, version, 4 + int(version) % 7), "utf-8")
    run("diff", "olds", "news")
    found = [line for line in capsys.readouterr().out.splitlines() if line.startswith("[")]
    assert sorted(found) == sorted(f"[{each}]" for each in told_)


def test_what_is_not_sound_has_neither_come_nor_gone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for side in ("olds", "news"):
        (folder / side).mkdir()
        (folder / side / "a.yaml").write_text(table("a", "1"), "utf-8")
        (folder / side / "b.yaml").write_text(table("b", "1").replace("max: 2}", "max: 1}"), "utf-8")
    (folder / "news" / "b.yaml").write_text(table("b", "1"), "utf-8")
    assert run("diff", "olds", "news", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["new"]["rubric"] for each in found["rubrics"]] == ["a"]
    assert [each["code"] for each in found["findings"]] == ["V106"]
    assert run("diff", "news", "olds") == 1
    out = capsys.readouterr().out
    assert "removed" not in out
    assert "[R201]" in out


def test_paths_of_a_revision(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    (folder / "tables").mkdir()
    (folder / "tables" / "wide.yaml").write_text(WIDE, "utf-8")
    git(folder, "init")
    git(folder, "add", "tables")
    git(folder, "commit", "-m", "first")
    (folder / "rubrics").symlink_to("tables")
    assert run("diff", "--git", "HEAD") == 0
    assert capsys.readouterr().out == "[wide 1: no changes]\n\n"
    assert run("diff", "--git", "HEAD", "tables/wide.yaml", "tables/typo.yaml") == 2
    assert "tables/typo.yaml: no such file" in capsys.readouterr().err
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "wide.yaml"
    elsewhere.write_text(WIDE, "utf-8")
    assert run("diff", "--git", "HEAD", str(elsewhere)) == 2
    assert "lies outside of the repository" in capsys.readouterr().err


@pytest.mark.parametrize("revision", ["no-such-branch", "--help", "", "HEAD:rubrics", "\n"])
def test_a_revision_that_is_none(revision: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(folder, "init")
    assert run("diff", f"--git={revision}", "old.yaml") == 2
    assert "[V103]" in capsys.readouterr().err


def test_no_repository(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    assert run("diff", "--git", "main", "old.yaml") == 2
    assert "this is no git repository" in capsys.readouterr().err
    monkeypatch.setenv("PATH", "")
    assert run("diff", "--git", "main", "old.yaml") == 2
    assert "git is not installed" in capsys.readouterr().err


def test_a_rubric_that_is_not_sound(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "new.yaml").write_text(edited(("认定, max: 6", "认定, max: 5")), "utf-8")
    assert run("diff", "old.yaml", "new.yaml") == 1
    assert "[R201]" in capsys.readouterr().out
    assert run("diff", "new.yaml", "old.yaml") == 0
    assert "new.yaml: note: was not sound, and cannot be compared [V106]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["diff"], "give the old and the new rubric"),
        (["diff", "old.yaml"], "give the old and the new rubric"),
        (["diff", "old.yaml", "none.yaml"], "[F101]"),
        (["diff", "old.yaml", "."], None),
        (["diff", "old.yaml", "old.yaml", "--on", "old.yaml"], "[D101]"),
        (["diff", "old.yaml", "old.yaml", "--fail-on", "wording"], "is not one of points, structure"),
    ],
)
def test_misuse(words: list[str], said: str | None, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) == (0 if said is None else 2)
    assert (said or "") in capsys.readouterr().err


def test_levels_are_in_order() -> None:
    assert ChangeLevel.WORDING < ChangeLevel.POINTS < ChangeLevel.STRUCTURE


def test_a_part_that_is_a_single_figure_is_no_rubric_that_was_removed(capsys: pytest.CaptureFixture[str]) -> None:
    """The example has 社会评议 as a part of 100 points, of which gkpg makes a table of its own."""
    result, rubrics = ROOT / "examples" / "shanghai-2022" / "result.sqlite", RUBRICS
    assert main(["--lang", "en", "diff", str(result), str(rubrics), "--fail-on", "structure"]) == 0
    out = capsys.readouterr().out
    assert "removed" not in out
    assert out.count("no changes") == 2
