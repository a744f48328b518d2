"""`gkpg diff` of two result files: what is said, in which form, and with which exit status."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gkpg.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
OLD = """\
rubric: open-2025
version: "1"
title: 2025年指标表
total: 20
indicators:
  - {id: "1", name: 目录, max: 8}
  - {id: "2", name: 更新, max: 8}
  - {id: "3", name: 电话, max: 4}
"""
NEW = """\
rubric: open-2026
version: "1"
title: 2026年指标表
total: 30
indicators:
  - {id: "1", name: 目录, max: 6}
  - {id: "2", name: 更新, max: 14}
  - {id: "4", name: 无障碍, max: 10}
"""
ROUND = """\
assessment: {name}
title: {year}年考核
groups:
  - {{name: 区, rubric: open-{year}, units: [{units}]}}
sources:
  - {{name: 办, kind: special, items: all, assessors: {hands}{more}}}
rounding: [{{step: total, places: {places}, basis: 办法第二条}}]
grades: {{bands: [{{name: 优, from: 90%}}, {{name: 良, from: 60%}}, {{name: 差}}], basis: 办法第三条}}
"""
UNITS = "甲区, 乙县, 丙镇, 丁镇, 戊区"
ROWS = ("甲区,6,8,4", "乙县,8,4,2", "丙镇,7,7,3", "丁镇,1,1,1", "戊区,8,8,4")


def score(
    folder: Path, rows: Iterable[str] | dict[str, Iterable[str]], *, rubric: str = OLD, heads: str = "", **how: Any
) -> Path:
    """A round scored in a folder; the rows of one assessor, or of several by name. Its result file."""
    year = "2025" if rubric == OLD else "2026"
    how = {"name": f"y{year}", "year": year, "units": UNITS, "places": 2, "more": "", **how}
    hands = rows if isinstance(rows, dict) else {"1": rows}
    for name in ("rubrics", "sheets"):
        (folder / name).mkdir(parents=True)
    (folder / "rubrics" / "r.yaml").write_text(rubric, "utf-8")
    (folder / "assessment.yaml").write_text(ROUND.format(hands=len(hands), **how), "utf-8")
    for hand, lines in hands.items():
        text = "\n".join(("来源：,办", f"评分人：,{hand}", f"单位,{heads or '1 目录,2 更新,3 电话'}", *lines))
        (folder / "sheets" / f"办-{hand}.csv").write_text(text, "utf-8")
    result = folder / "result.sqlite"
    main(["score", str(folder / "sheets"), "--assessment", str(folder), "--output", str(result)])
    return result


@pytest.fixture
def then(tmp_path: Path) -> Path:
    return score(tmp_path / "2025", ROWS)


def said(capsys: pytest.CaptureFixture[str], *words: object, status: int = 0) -> str:
    """What a comparison says on standard output."""
    capsys.readouterr()
    assert main(["diff", *map(str, words)]) == status
    return capsys.readouterr().out


def of(text: str, heading: str) -> list[str]:
    """The lines below a heading."""
    return text.partition(f"{heading}\n")[2].partition("\n\n")[0].splitlines()


def test_one_cell_is_told_with_what_it_did(tmp_path: Path, then: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = score(tmp_path / "b", ("甲区,6,8,4", "乙县,8,8,3.5", *ROWS[2:]))
    assert said(capsys, then, now, "--lang", "zh") == (
        f"""【两个结果】
前：{then}（2025年考核，5 个单位）
后：{now}（2025年考核，5 个单位）

【总分、名次、等次】
5 个单位中，总分改变 1 个，名次改变 3 个，等次改变 1 个
类别  单位  总分           名次   等次
区    乙县  14.00 → 19.50  4 → 2  良 → 优
区    甲区  18.00          2 → 3  优
区    丙镇  17.00          3 → 4  良

【各单位有什么不同，因为什么】
乙县
  2 更新：4 → 8
  3 电话：2 → 3.5
  区：14 → 19.5
  因为 办-1.csv csv!C5（办 1）2 更新：4 → 8
  因为 办-1.csv csv!D5（办 1）3 电话：2 → 3.5
只因其他单位变动（2 个）：甲区、丙镇

【交来的文件】
内容改动 办-1.csv

【比较过，没有不同】
考核规则
指标表（1 个）
问题（0 处）
没有总分或名次的原因（5 个单位）

"""
    )


def test_the_same_in_english(tmp_path: Path, then: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = score(tmp_path / "b", ("甲区,6,8,4", "乙县,8,8,3.5", *ROWS[2:]))
    text = said(capsys, then, now, "--lang", "en")
    assert of(text, "[What is different about each unit, and by what]") == [
        "乙县",
        "  2 更新: 4 → 8",
        "  3 电话: 2 → 3.5",
        "  区: 14 → 19.5",
        "  because: 办-1.csv csv!C5 (办 1) 2 更新: 4 → 8",
        "  because: 办-1.csv csv!D5 (办 1) 3 电话: 2 → 3.5",
        "only because other units moved (2): 甲区, 丙镇",
    ]


def test_a_result_and_its_copy_are_the_same_and_what_was_compared_is_said(
    tmp_path: Path, then: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Path(shutil.copy(then, tmp_path / "copy.sqlite"))
    text = said(capsys, then, copy, "--lang", "zh", "--fail-on", "total")
    assert of(text, "【比较过，没有不同】") == [
        "交来的文件（1 个，按 SHA-256）",
        "考核规则",
        "指标表（1 个）",
        "问题（0 处）",
        "评分、依据和链接（5 份）",
        "各项得分（5 个单位）",
        "各部分得分（5 个单位）",
        "总分（5 个单位）",
        "名次（5 个单位）",
        "等次（5 个单位）",
        "没有总分或名次的原因（5 个单位）",
    ]
    assert "没有不同；比较过什么见下" in text


def test_the_same_file_twice_is_said(then: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(then), str(then), "--lang", "zh"]) == 0
    assert capsys.readouterr().err == f"gkpg: 两边给的是同一个文件：{then}\n"


def test_a_rule_is_named_with_its_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """4.5 and 4 are joined to 4.25, or to the lower of both; 乙县 then has 14 in place of 14.25."""
    rows = {"1": ("甲区,6,8,4", "乙县,8,4.5,2", *ROWS[2:]), "2": ROWS}
    before = score(tmp_path / "a", rows, more=", join: {rule: mean, basis: 办法第四条}")
    after = score(tmp_path / "b", rows, more=", join: {rule: lowest, basis: 办法第五条}")
    text = said(capsys, before, after, "--lang", "zh")
    rule = "评分来源 办 › 几位评分人怎样合并 › 规则：mean → lowest（依据：办法第四条 → 办法第五条）"
    assert of(text, "【考核规则】") == [
        rule,
        "评分来源 办 › 几位评分人怎样合并 › 依据：办法第四条 → 办法第五条",
    ]
    assert of(text, "【各单位有什么不同，因为什么】") == [
        "乙县",
        "  2 更新：4.25 → 4",
        "  区：14.25 → 14",
        f"  因为 {rule}",
    ]


def test_rounding_alone_moves_totals_and_nothing_below_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ("甲区,6,8,4", "乙县,8,4.45,2", *ROWS[2:])
    before, after = score(tmp_path / "a", rows), score(tmp_path / "b", rows, places=0)
    text = said(capsys, before, after, "--lang", "zh", "--fail-on", "total", status=1)
    assert of(text, "【总分、名次、等次】")[2:] == ["区    乙县  14.45 → 14  4     良"]
    assert of(text, "【各单位有什么不同，因为什么】") == [
        "乙县",
        "  因为 舍入 total › 几位小数：2 → 0（依据：办法第二条）",
    ]
    said(capsys, before, after, "--fail-on", "rank")
    said(capsys, before, after, "--fail-on", "grade")


def test_a_unit_that_lost_its_total_is_told_by_its_finding(
    tmp_path: Path, then: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = score(tmp_path / "b", ("甲区,6,,4", *ROWS[1:]))
    text = said(capsys, then, now, "--lang", "zh", "--fail-on", "grade", status=1)
    assert of(text, "【各单位有什么不同，因为什么】")[:4] == [
        "甲区",
        "  2 更新：8 → 没有得分",
        "  区：18 → —",
        "  因为 现在有错误：办-1.csv csv!C4: 没有填得分（2 更新，0 至 8 的数），请填写；确为零分请填 0 [S102]",
    ]
    assert "  因为 办-1.csv csv!C4（办 1）2 更新：8 → 空白" in text


def test_two_years_with_units_that_were_renamed_merged_new_and_gone(
    tmp_path: Path, then: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = "甲区, {name: 乙区, also: [乙县]}, {name: 丙丁镇, also: [丙镇, 丁镇]}, 己区"
    rows = ("甲区,4.5,14,9", "乙区,6,10,5", "丙丁镇,3,7,5", "己区,6,12,8")
    now = score(tmp_path / "b", rows, rubric=NEW, heads="1 目录,2 更新,4 无障碍", units=units, places=1)
    text = said(capsys, then, now, "--lang", "zh", "--fail-on", "rank", status=1)
    assert "不是同一轮考核（assessment 不同）" in text
    assert of(text, "【总分、名次、等次】")[2:] == [
        "区    甲区         18/20（90%） → 27.5/30（91.67%）  2 → 1  优",
        "区    乙县 → 乙区  14/20（70%） → 21/30（70%）       4 → 3  良",
    ]
    assert of(text, "【改名的单位】") == ["乙县 → 乙区"]
    assert of(text, "【不能一一比较的单位】") == [
        "己区（26.0 良）：只有后一个结果有",
        "丙镇（17.00 良）、丁镇（3.00 差） → 丙丁镇（15.0 差）：几个单位并成一个，不能一一比较，不取平均",
        "戊区（20.00 优）：只有前一个结果有",
    ]
    assert of(text, "【各单位有什么不同，因为什么】")[1:5] == [
        "甲区",
        "  1 目录：6/8（75%） → 4.5/6（75%）",
        "  2 更新：8/8（100%） → 14/14（100%）",
        "  区：18/20（90%） → 27.5/30（91.67%）",
    ]
    assert of(text, "【没有比较】") == [
        "只有一边有、或拆分合并的项：4 无障碍、3 电话",
        "名次的高低：区 参加排名的单位不同（前 5 个，后 4 个），名次只照列",
    ]
    assert "各项得分" not in of(text, "【比较过，没有不同】")


def test_json_has_everything_exactly(tmp_path: Path, then: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = score(tmp_path / "b", ("甲区,6,8,4", "乙县,8,8,3.5", *ROWS[2:]))
    document = json.loads(said(capsys, then, now, "--format", "json", "--lang", "en"))
    assert {key: document[key] for key in ("gkpg", "format", "same", "one_round", "summary")} == {
        "gkpg": "result-diff",
        "format": 1,
        "same": False,
        "one_round": True,
        "summary": {
            "units": 5, "different": 3, "total": 1, "rank": 3, "grade": 1, "why": 0, "scores": 2, "decisions": 0,
            "sheets_added": 0, "sheets_removed": 0, "rules": 0, "rubrics": 0, "files": 1, "findings": 0, "apart": 0,
        },
    }  # fmt: skip
    unit = document["units"][0]
    assert (unit["before"]["exact"], unit["after"]["exact"], unit["after"]["of"]) == ("14", "19.5", "20")
    assert [each["share_after"] for each in unit["items"]] == ["1", "0.875"]
    assert [each["cell"] for each in unit["causes"]] == ["C5", "D5"]
    assert unit["sheets"][0]["entries"][1]["before"]["points"] == "2"


def test_json_of_the_same_and_of_nothing_in_common(
    tmp_path: Path, then: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = Path(shutil.copy(then, tmp_path / "copy.sqlite"))
    same = json.loads(said(capsys, then, copy, "--format", "json"))
    assert (same["same"], same["units"]) == (True, [])
    other = score(tmp_path / "b", ("庚区,1,1,1",), units="庚区", name="z")
    text = said(capsys, then, other, "--lang", "zh", "--fail-on", "rank", status=1)
    assert of(text, "【总分、名次、等次】") == ["没有一个单位两边都有：总分、名次、等次都不能比较"]
    assert of(text, "【比较过，没有不同】") == ["指标表（1 个）", "问题（0 处）"]


def test_markdown_shows_text_from_files_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    how = {"units": '"<b>甲|区*</b>", 乙县'}
    before = score(tmp_path / "a", ("<b>甲|区*</b>,6,8,4", "乙县,8,4,2"), **how)
    after = score(tmp_path / "b", ("<b>甲|区*</b>,6,7,4", "乙县,8,4,2"), **how)
    text = said(capsys, before, after, "--format", "markdown", "--lang", "en")
    assert "| 区 | &lt;b&gt;甲\\|区\\*&lt;/b&gt; | 18.00 → 17.00 | 1 | 优 → 良 |" in text
    assert "- &lt;b&gt;甲\\|区\\*&lt;/b&gt;\n  - 2 更新: 8 → 7" in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("{r}", "{r}", "--on", "{r}"), "--on 看指标表的改动对一个结果的影响；比较两个结果时不用"),
        (("--git", "main", "{r}"), "--git 只比较指标表；要比较结果，请给出两个结果文件"),
        (
            ("{d}/rubrics", "{d}/rubrics", "--fail-on", "rank"),
            "--fail-on 的 rank、grade、total 只在比较两个结果文件时有用；指标表用 points 或 structure",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(
    words: tuple[str, ...], sentence: str, then: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [word.format(r=then, d=then.parent) for word in words]
    assert main(["diff", *given, "--lang", "zh"]) == 2
    assert capsys.readouterr().err.strip() == f"gkpg: {sentence}"


def test_a_result_and_a_rubric_are_compared_by_their_rubrics_and_that_is_said(
    then: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(then), str(then.parent / "rubrics"), "--lang", "zh"]) == 0
    out, err = capsys.readouterr()
    assert out == "【open-2025 1: 没有改动】\n\n"
    assert err.startswith(f"gkpg: {then} 是结果文件，另一边不是：只比较其中的指标表")


@pytest.mark.parametrize(
    ("place", "code"), [(slice(2000, 2400), "D101"), (slice(0, 16), "D101"), (slice(3000, None), "D101")]
)
def test_a_damaged_result_is_one_line(
    place: slice, code: str, tmp_path: Path, then: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = bytearray(then.read_bytes())
    raw[place] = bytes(len(raw[place]))
    (tmp_path / "damaged.sqlite").write_bytes(raw)
    for words in ((then, tmp_path / "damaged.sqlite"), (tmp_path / "damaged.sqlite", then)):
        capsys.readouterr()
        assert main(["diff", *map(str, words)]) == 2
        out, err = capsys.readouterr()
        (line,) = err.splitlines()
        assert (out, "damaged.sqlite: " in line, line.endswith(f"[{code}]")) == ("", True, True), line


def test_a_result_of_which_a_value_was_changed_is_refused(
    tmp_path: Path, then: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = Path(shutil.copy(then, tmp_path / "changed.sqlite"))
    with contextlib.closing(sqlite3.connect(changed)) as database:
        database.execute("UPDATE units SET total = '19.00' WHERE unit = '甲区'")
        database.commit()
    capsys.readouterr()
    assert main(["diff", str(then), str(changed), "--lang", "zh"]) == 2
    assert "[D103]" in capsys.readouterr().err


@pytest.mark.parametrize("result", sorted((HERE / "results").rglob("*.sqlite")), ids=lambda path: path.stem)
def test_results_of_earlier_formats_are_compared_by_what_they_keep(
    result: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same case scored now has the same outcome; what a format did not keep is said."""
    case, now = HERE / "cases" / result.stem, tmp_path / "now.sqlite"
    main(["score", str(case / "sheets"), "--assessment", str(case), "--output", str(now)])
    text = said(capsys, result, now, "--lang", "zh", "--fail-on", "total")
    for name in ("评分、依据和链接", "总分", "名次", "等次"):
        assert f"\n{name}（" in text.partition("【比较过，没有不同】")[2], text
