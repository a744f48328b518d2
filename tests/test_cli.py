"""The command line from outside: what it prints, in both languages, in a pipe, and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.cli.language import take_language
from gkpg.cli.main import main
from gkpg.findings.gallery import BASE
from gkpg.reports.formats import ALL_FORMATS
from tests.conftest import ROOT, filled

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric

TRACEBACK = "Traceback"


def gkpg(*words: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run gkpg as a process of its own, its output in pipes."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "PYTHONPATH") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "gkpg", *words],
        cwd=cwd,
        env={**kept, "GKPG_LANG": "zh", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def work(tmp_path: Path, smallest: Rubric, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in: rubrics/ with the smallest rubric and sheets/ with two good sheets and one over its cap."""
    del smallest
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "smallest.yaml").rename(tmp_path / "rubrics" / "smallest.yaml")
    from tests.conftest import rubric_of  # noqa: PLC0415

    rubric = rubric_of(BASE, tmp_path / "rubrics" / "smallest.yaml")
    filled(rubric, tmp_path / "sheets", {}, "甲区")
    filled(rubric, tmp_path / "sheets", {"G6": 1}, "乙区")
    filled(rubric, tmp_path / "sheets", {"G6": 9}, "丙区")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    return tmp_path


def test_score_names_the_mistake_and_ranks_the_others(work: Path) -> None:
    done = gkpg("score", "sheets", cwd=work)
    assert done.returncode == 1
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "丙区-评分组-1.xlsx 评分表!G6: 得分 9 超过分值 2（1.1 目录），请改正或说明 [S101]",
        "",
        "【smallest】3 个单位：优秀 1、良好 0、合格 1、不合格 0、未评定等次 1",
        "名次  单位  总分  等次  表数",
        "   1  甲区  4.50  优秀     1",
        "   2  乙区  3.50  合格     1",
        "   —  丙区     —           1",
        "",
        "  丙区：没有总分 [S101]，见上",
        "",
        "计分规则（均为 gkpg 默认，不是考核文件的规定）：",
        "  多位评分人: 逐项求平均，平均数不舍入",
        "  舍入: 只在总分上舍入一次，保留 2 位小数，四舍五入",
        "  等次: 占总分的比例：优秀 ≥ 90%、良好 ≥ 80%、合格 ≥ 60%，其余不合格",
        "  名次: 按舍入后的总分，同分同名次（1、2、2、4）",
        "  空白和错误: 有空白或错误的单位不计总分、不排名",
        "",
        "读了 3 个文件",
        "错误 1，警告 0，说明 0",
        "已写出结果文件：result.sqlite",
    ]


def test_score_in_english(work: Path) -> None:
    out = gkpg("score", "--lang", "en", cwd=work).stdout
    assert "丙区-评分组-1.xlsx 评分表!G6: score 9 is over the max 2 (1.1 目录); correct or explain it [S101]" in out
    assert "Rank  Unit  Total  Grade" in out


def test_a_sound_round_exits_0(work: Path) -> None:
    (work / "sheets" / "丙区-评分组-1.xlsx").unlink()
    assert gkpg("score", cwd=work).returncode == 0


def test_everything_from_the_template_to_the_report(work: Path) -> None:
    """Sheets made by `gkpg template`, filled by another program, agree with arithmetic by hand to the last digit."""
    assert gkpg("template", "-r", "smallest", "-u", "丁区", "-a", "1", "-a", "2", "-o", "new", cwd=work).returncode == 0
    for hand, scores in (("1", (2, 0.7, 1.1)), ("2", (1.9, 0.1, 0.2))):
        path = work / "new" / f"丁区-评分组-{hand}.xlsx"
        workbook = openpyxl.load_workbook(path)
        for cell, points in zip(("G6", "G7", "G9"), scores, strict=True):
            workbook.worksheets[0][cell] = points
        workbook.worksheets[0]["I9"] = "理由"
        workbook.save(path)
    assert gkpg("score", "new", cwd=work).returncode == 0
    assert gkpg("report", "--format", "json", cwd=work).returncode == 0
    (unit,) = json.loads((work / "report.json").read_text("utf-8"))["groups"][0]["units"]
    # (2 + 0.7 + 1.1 + 1.9 + 0.1 + 0.2) / 2 = 6.0 / 2
    assert (unit["total"], unit["total_exact"], unit["parts"][0]["points"]) == (
        "3.00",
        "3",
        {"1": "2.35", "1.1": "1.95", "1.2": "0.4", "2": "0.65"},
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["score", "没有"], "gkpg: 没有: 文件或文件夹不存在，请检查路径 [F101]"),
        (["score", "empty"], "gkpg: 没有找到评分表：empty"),
        (["score", "--rubric", "none.yaml"], "gkpg: none.yaml: 文件或文件夹不存在，请检查路径 [F101]"),
        (["score", "-o", "rubrics/smallest.yaml"], "gkpg: rubrics/smallest.yaml: 文件已存在，且不是 gkpg 写的结果文件，请换一个文件名，或先移走它 [F104]"),
        (["score", "-o", "sheets"], "gkpg: sheets: 文件已存在，且不是 gkpg 写的结果文件，请换一个文件名，或先移走它 [F104]"),
        (["score", "-o", "/proc/none/r.sqlite"], "gkpg: /proc/none/r.sqlite: 无法写入（文件夹或文件不存在），什么也没有写，请用 -o 指定可写的位置 [F105]"),
        (["score", "--units", "none.txt"], "gkpg: none.txt: 文件或文件夹不存在，请检查路径 [F101]"),
        (["score", "--name-pattern", "{unit}-{unit}"], "gkpg: “{unit}-{unit}”不是文件名的写法，要用到 {unit} {source} {assessor} 中的至少一个，各最多一次"),
        (["score", "--name-pattern", "{who}"], "gkpg: “{who}”不是文件名的写法"),
        (["score", "--limit", "second=1"], "gkpg: --limit second=1 应写作 名称=正整数，名称是 file part parts_together parts sheets cells seconds megabytes 之一"),
        (["score", "--limit", "seconds=0"], "gkpg: --limit seconds=0 应写作 名称=正整数"),
        (["score", "--limit", "seconds"], "gkpg: --limit seconds 应写作 名称=正整数"),
        (["score", "--jobs", "0"], "gkpg: --jobs 的值不对："),
        (["score", "--prefer", "newest"], "gkpg: --prefer 的值不对：“newest”不在 none, latest 之中；用法见 gkpg score --help"),
        (["validate", "rubric", "empty"], "gkpg: 没有找到指标表（.yaml）：empty"),
        (["validate", "rubric", "none"], "gkpg: none: 文件或文件夹不存在，请检查路径 [F101]"),
        (["report"], "gkpg: result.sqlite: 文件或文件夹不存在，请检查路径 [F101]"),
        (["report", "rubrics/smallest.yaml"], "gkpg: rubrics/smallest.yaml: 不是 gkpg 的结果文件，请先运行 gkpg score [D101]"),
        (["report", "--format", "none"], f"gkpg: --format 的值不对：“none”不在 {', '.join(ALL_FORMATS)} 之中；用法见 gkpg report --help"),
        (["report", "--format"], "gkpg: 选项 --format 要带一个值；用法见 gkpg --help"),
        (["template", "-r", "smallest"], "gkpg: 没有给出单位：用 --unit 或 --units"),
        (["template", "-r", "smalest", "-u", "甲区"], "gkpg: 找不到指标表 smalest；可用的有 smallest、shanghai-2022-department、shanghai-2022-district"),
        (["template", "-r", "none.yaml", "-u", "甲区"], "gkpg: none.yaml: 文件或文件夹不存在，请检查路径 [F101]"),
        (["template", "-r", "smallest", "--units", "none.txt"], "gkpg: none.txt: 文件或文件夹不存在，请检查路径 [F101]"),
        (["template"], "gkpg: 这里没有 assessment.yaml，也没有给出 --rubric"),
        (["scroe"], "gkpg: 没有命令 scroe（是不是 score？）；用法见 gkpg --help"),
        (["score", "--ouput", "x"], "gkpg: 没有选项 --ouput（是不是 --output？）；用法见 gkpg score --help"),
        (["code", "S999"], "gkpg: 没有代码 S999"),
        (["code", "S101", "S102"], "gkpg: 多余的参数：S102；用法见 gkpg code --help"),
        (["--lang", "fr"], "gkpg: --lang 只能是 zh 或 en"),
    ],
)  # fmt: skip
def test_misuse_is_one_line_and_exit_2(
    words: list[str], said: str, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "empty").mkdir()
    before = sorted(work.rglob("*"))
    assert main(words) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith(said)
    assert shown.err.count("\n") == 1
    assert shown.out == ""
    assert sorted(work.rglob("*")) == before


def test_the_options_of_score_reach_the_reader(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list of units, another pattern of names, a limit: each shows in what is found."""
    (work / "units.txt").write_text("甲区\n丁区\n", "utf-8")
    assert main(["score", "--units", "units.txt", "--limit", "cells=3", "--jobs", "1", "--output-format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {"S403", "L106"} <= {finding["code"] for finding in found}
    assert "3" in next(finding["message"] for finding in found if finding["code"] == "S403")
    main(["score", "--units", "units.txt", "--name-pattern", "{source}-{unit}-{assessor}", "--output-format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {"S307", "L105", "L106"} <= {finding["code"] for finding in found}


@pytest.mark.parametrize("words", [[], ["validate"]])
def test_without_a_command_there_is_help_and_exit_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--lang", "en"]) == 2
    assert capsys.readouterr().out.startswith("Usage: gkpg")


def test_in_the_c_locale_in_a_pipe(work: Path) -> None:
    done = gkpg("score", cwd=work, LC_ALL="C", GKPG_LANG="")
    assert done.returncode == 1
    assert "甲区" in done.stdout
    assert "\x1b" not in done.stdout
    assert TRACEBACK not in done.stderr


def test_an_output_that_cannot_say_chinese_says_it_in_codes(work: Path) -> None:
    done = gkpg("score", cwd=work, PYTHONIOENCODING="ascii")
    assert (done.returncode, TRACEBACK in done.stderr) == (1, False)
    assert "\\u7532\\u533a" in done.stdout


def test_a_pipe_that_is_closed_early_is_no_error(work: Path) -> None:
    line = f"set -o pipefail; {sys.executable} -m gkpg code | head -1"
    done = subprocess.run(["bash", "-c", line], cwd=work, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)


@pytest.mark.parametrize(
    ("arguments", "environment", "lang", "rest"),
    [
        (["score", "--lang", "zh"], {}, "zh", ["score"]),
        (["--lang=en", "score"], {"GKPG_LANG": "zh"}, "en", ["score"]),
        (["score"], {"GKPG_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh", ["score"]),
        (["score"], {"LANG": "zh_CN.UTF-8"}, "zh", ["score"]),
        (["score"], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en", ["score"]),
        (["score"], {}, "en", ["score"]),
        (["score", "--", "--lang"], {}, "en", ["score", "--", "--lang"]),
    ],
)
def test_the_language(arguments: list[str], environment: dict[str, str], lang: str, rest: list[str]) -> None:
    assert take_language(arguments, environment) == (lang, rest)


def test_validate_tells_every_fault_and_fails(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work / "bad.yaml").write_text(BASE.replace("total: 5", "total: 6\nvresion: 2"), "utf-8")
    assert main(["validate", "rubric", "bad.yaml"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "bad.yaml:4:8: 各指标合计 5，不等于总分 6：1 为 3（第 9 行）、2 为 2（第 15 行），请改正其中有误的数 [R202]",
        "bad.yaml:5:1: 不认识的键 vresion（是不是 version？），请改正或删去 [R101]",
    ]
    assert lines[-2:] == ["bad.yaml：不成立", "错误 2，警告 0，说明 1"]


def test_strict_makes_warnings_fail(capsys: pytest.CaptureFixture[str]) -> None:
    both = str(ROOT / "rubrics")
    assert main(["validate", "rubric", both]) == 0
    assert main(["validate", "rubric", both, "--strict"]) == 1
    assert main(["validate", "rubric", f"{both}/shanghai-2022-district.yaml", "--strict"]) == 0
    assert "R302" in capsys.readouterr().out


def test_validate_as_json(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work / "bad.yaml").write_text(BASE.replace("max: 2}", "max: 1}"), "utf-8")
    assert main(["validate", "rubric", "bad.yaml", "--output-format", "json", "--lang", "en"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["files"] == [{"file": "bad.yaml", "sound": False}]
    assert document["summary"] == {"error": 1, "warning": 0, "note": 2}
    first = document["findings"][0]
    assert (first["code"], first["line"], first["column"], first["severity"]) == ("R201", 8, 10, "error")


def test_score_as_json(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--output-format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert [(unit["unit"], unit["rank"]) for unit in document["groups"][0]["units"]] == [
        ("甲区", 1),
        ("乙区", 2),
        ("丙区", None),
    ]
    assert document["findings"][0]["cell"] == "G6"
    assert all(rule["default"] for rule in document["rules"])


def test_a_sheet_that_exists_is_left_alone(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["template", "-r", "smallest", "-u", "甲区", "-u", "庚区"]
    before = (work / "sheets" / "甲区-评分组-1.xlsx").read_bytes()
    assert main(words) == 0
    assert (work / "sheets" / "甲区-评分组-1.xlsx").read_bytes() == before
    assert capsys.readouterr().out.splitlines() == [
        "已写出 1 份空白评分表到 sheets",
        "1 份已存在，未改动：甲区-评分组-1.xlsx",
    ]


def test_units_of_a_list_in_either_encoding(work: Path) -> None:
    for name, encoding in (("a.txt", "utf-8-sig"), ("b.txt", "gb18030")):
        (work / name).write_text("甲区\n\n乙区 # 已更名\n甲区\n", encoding)
        assert main(["template", "-r", "smallest", "--units", name, "-o", name[0]]) == 0
        assert sorted(path.name for path in (work / name[0]).iterdir()) == ["乙区-评分组-1.xlsx", "甲区-评分组-1.xlsx"]


def test_units_whose_files_would_collide_are_refused(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "-r", "smallest", "-u", "a/b", "-u", "a:b", "-o", "x"]) == 2
    assert "a_b-评分组-1.xlsx" in capsys.readouterr().err
    assert not (work / "x").exists()


def test_code_explains_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["code", "s101", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "S101"


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("gkpg 0.")


@pytest.mark.parametrize(("where", "status"), [("> /dev/full", 2), (">&-", 0), ("2>&-", 0), ("< /dev/null | true", 0)])
def test_wherever_the_output_goes_there_is_no_traceback(where: str, status: int, work: Path) -> None:
    line = f"{sys.executable} -m gkpg code {where}"
    done = subprocess.run(["bash", "-c", line], cwd=work, capture_output=True, text=True, check=False)
    assert (done.returncode, TRACEBACK in done.stderr) == (status, False)
    assert ("[F106]" in done.stderr) == (status == 2)


LONG = "长" * 2_000


@pytest.mark.parametrize(
    "words",
    [
        ["score", LONG],
        ["score", "-o", LONG],
        ["score", "-r", LONG],
        ["validate", "rubric", LONG],
        ["report", LONG],
        ["template", "-r", LONG, "-u", "甲区"],
        ["template", "-r", "smallest", "--units", LONG],
    ],
)
def test_a_path_that_the_system_refuses_is_one_line(
    words: list[str], work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert len(shown) < 600


@pytest.mark.parametrize("words", [["-u", ""], ["-u", " \u3000"]])
def test_a_unit_without_a_name_is_no_unit(words: list[str], work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "-r", "smallest", *words, "-o", "x"]) == 2
    assert capsys.readouterr().err == "gkpg: 没有给出单位：用 --unit 或 --units\n"
    assert not (work / "x").exists()


def test_the_name_of_a_report_tells_its_format(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["score"])
    assert main(["report", "-o", "a.csv"]) == 0
    assert (work / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfgroup,rubric")
    assert main(["report", "-o", "b.csv", "--format", "xlsx"]) == 2
    assert main(["report", "--table", "items"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "gkpg: 文件名是 .csv，格式是 xlsx，两者不符",
        "gkpg: --table 只用于 csv",
    ]


def test_a_packaged_rubric_is_known_by_its_id(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "rubric", "shanghai-2022-district"]) == 0
    assert "10 个指标、36 个计分项、总分 100" in capsys.readouterr().out


def test_a_file_whose_name_is_no_utf8_is_scored_like_any_other(work: Path) -> None:
    (work / "sheets" / "乙区-评分组-1.xlsx").rename(work / "sheets" / os.fsdecode("乙区.xlsx".encode("gbk")))
    done = gkpg("score", cwd=work)
    assert (done.returncode, TRACEBACK in done.stderr) == (1, False)
    assert "2  乙区  3.50" in done.stdout
    assert gkpg("report", "--format", "json", cwd=work).returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["compare", "a", "b"], "there is no command compare: use gkpg diff; see gkpg --help"),
        (["export"], "there is no command export: use gkpg report; see gkpg --help"),
        (["check"], "there is no command check: use gkpg validate; see gkpg --help"),
        (["new", "x"], "there is no command new: use gkpg init; see gkpg --help"),
        (["help"], "there is no command help: use gkpg --help; see gkpg --help"),
        (["serve"], "there is no command serve; see gkpg --help"),
        (["tempalte"], "there is no command tempalte (did you mean template?); see gkpg --help"),
        (["arb"], "there is no command arb (did you mean arbitrate?); see gkpg --help"),
        (["validate", "x.yaml"], "to check x.yaml, say first what it is: gkpg validate, then one of rubric, assessment, sheets, then the file"),
        (["validate", "check"], "there is no command check; see gkpg validate --help"),
        (["score", "--format", "json"], "there is no option --format (did you mean --output-format?); see gkpg score --help"),
        (["report", "--json"], "there is no option --json (did you mean --format?); see gkpg report --help"),
        (["score", "--zzz"], "there is no option --zzz; see gkpg score --help"),
        (["score", "-j", "two"], "wrong value for --jobs: it should be a whole number from 1 on; see gkpg score --help"),
    ],
)  # fmt: skip
def test_another_word_for_a_command_or_option_is_answered_with_the_right_one(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "en", *words]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"gkpg: {said}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["score"], "请进入考核的文件夹"),
        (["validate", "sheets"], "请进入考核的文件夹"),
        (["report"], "先用 gkpg score 计分"),
        (["report", "."], "是文件夹；请给出结果文件"),
        (["validate", "rubric"], "请进入考核的文件夹（其中有 rubrics/）"),
        (["fmt"], "请进入考核的文件夹（其中有 rubrics/）"),
        (["migrate", "--to", "shanghai-2022-district"], "请进入考核的文件夹"),
    ],
)
def test_in_a_wrong_folder_a_command_says_where_to_go(
    words: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--lang", "zh", *words]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


def test_a_path_that_was_named_and_is_not_there_is_no_wrong_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--lang", "en", "score", "none"]) == 2
    assert capsys.readouterr().err == "gkpg: none: no such file or folder; check the path [F101]\n"


@pytest.mark.parametrize("words", [[], ["validate"], ["validate", "sheets"], ["score"], ["code"]])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_h_is_help(words: list[str], lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    pages = []
    for option in ("-h", "--help"):
        assert main(["--lang", lang, *words, option]) == 0
        pages.append(capsys.readouterr().out)
    assert pages[0] == pages[1]
    assert "-h, --help" in pages[0]


def test_help_lists_commands_in_the_order_of_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "-h"]) == 0
    lines = capsys.readouterr().out.splitlines()
    begun = [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("   ")]
    assert begun[:15] == (
        [
            "init",
            "validate",
            "template",
            "status",
            "score",
            "report",
            "explain",
            "verify",
            "arbitrate",
            "import",
            "diff",
            "migrate",
            "fmt",
            "schema",
            "code",
        ]
    )
