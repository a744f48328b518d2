"""`gkpg fmt` from outside: what it says, what it rewrites, and what it leaves alone."""

from __future__ import annotations

import io
import os
import re
import stat
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from gkpg.cli.main import main
from gkpg.findings.finding import FindingError
from gkpg.findings.gallery import BASE
from gkpg.io.outputs import rewrite
from gkpg.yamlfiles.document import LARGEST
from tests.test_startup import loaded

if TYPE_CHECKING:
    from pathlib import Path

MESSY = BASE.replace('{id: "1.1", name: 目录, max: 2}', "{name: 目录, id: '1.1', max: 2.0}  # 注释")
NEAT = BASE.replace("max: 2}\n", "max: 2}  # 注释\n").replace('  - id: "2"', '\n  - id: "2"')


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "乱.yaml").write_text(MESSY, "utf-8")
    (tmp_path / "rubrics" / "齐.yml").write_text(NEAT, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    return tmp_path


def run(*words: str) -> int:
    return main(["fmt", *words])


WANTED = '这一行应为“      - {id: "1.1", name: 目录, max: 2}  # 注释”，请运行 gkpg fmt [R401]'


def test_check_changes_nothing(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--check") == 1
    assert capsys.readouterr().out.splitlines() == [
        f"rubrics/乱.yaml:10:1: 不是统一排版：{WANTED}",
        "要重新排版 1 个，已是统一排版 1 个，不能排版 0 个",
    ]
    assert (work / "rubrics" / "乱.yaml").read_text("utf-8") == MESSY


def test_it_rewrites_what_needs_it_and_touches_nothing_else(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    neat = work / "rubrics" / "齐.yml"
    os.utime(neat, ns=(1, 1))
    assert run() == 0
    assert capsys.readouterr().out.splitlines() == [
        "rubrics/乱.yaml：已重新排版",
        "重新排版 1 个，原已是统一排版 1 个，未动 0 个",
    ]
    assert (work / "rubrics" / "乱.yaml").read_text("utf-8") == NEAT == neat.read_text("utf-8")
    assert neat.stat().st_mtime_ns == 1
    assert sorted(path.name for path in (work / "rubrics").iterdir()) == ["乱.yaml", "齐.yml"]
    assert run("--check") == 0


def test_diff_shows_what_would_change(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--diff", "rubrics/乱.yaml") == 1
    assert capsys.readouterr().out.splitlines() == [
        "--- rubrics/乱.yaml",
        "+++ rubrics/乱.yaml",
        "@@ -7,8 +7,9 @@",
        "     name: 公开",
        "     max: 3",
        "     items:",
        "-      - {name: 目录, id: '1.1', max: 2.0}  # 注释",
        '+      - {id: "1.1", name: 目录, max: 2}  # 注释',
        '       - {id: "1.2", name: 更新, max: 1}',
        "+",
        '   - id: "2"',
        "     name: 特色",
        "     max: 2",
        "要重新排版 1 个，已是统一排版 0 个，不能排版 0 个",
    ]
    assert run("--diff", "--check", "rubrics/齐.yml") == 0
    assert (work / "rubrics" / "乱.yaml").read_text("utf-8") == MESSY


def test_broken_files_cost_a_line_each_and_the_others_are_laid_out(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (work / "rubrics" / "丙.yaml").write_bytes("rubric: 表\n".encode("gbk"))
    (work / "rubrics" / "丁.yaml").mkdir()
    (work / "rubrics" / "戊.yaml").write_text("rubric: a\nrubric: b\n", "utf-8")
    (work / "rubrics" / "别的.yaml").write_text("a: 1\n", "utf-8")
    assert run("--lang", "en") == 1
    assert capsys.readouterr().out.splitlines() == [
        "rubrics/丁.yaml: cannot be read (not a regular file); check the permissions and try again [F102]",
        "rubrics/丙.yaml:1:1: not text in UTF-8; save it as UTF-8 [Y101]",
        "rubrics/乱.yaml: laid out anew",
        "rubrics/别的.yaml:1:1: left alone: neither a rubric nor an assessment file; check the file, or don't hand it to gkpg fmt [R403]",
        "rubrics/戊.yaml:2:1: key rubric is written twice (first on line 1); delete one of them [Y103]",
        "laid out anew 1, already in the canonical layout 1, left alone 4",
    ]


def test_an_unsound_rubric_is_laid_out_all_the_same(work: Path) -> None:
    path = work / "rubrics" / "乱.yaml"
    path.write_text(MESSY.replace("total: 5", "total: 6.0"), "utf-8")
    assert run("rubrics/乱.yaml") == 0
    assert path.read_text("utf-8") == NEAT.replace("total: 5", "total: 6")
    assert main(["validate", "rubric", "rubrics/乱.yaml"]) == 1


def test_misuse_is_a_line(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work / "空").mkdir()
    assert (run("没有.yaml"), run("空"), run("-", "rubrics"), run("--chekc")) == (2, 2, 2, 2)
    assert capsys.readouterr().err.splitlines() == [
        "gkpg: 没有.yaml: 文件或文件夹不存在，请检查路径 [F101]",
        "gkpg: 没有找到指标表（.yaml）：空",
        "gkpg: - 不能和其他文件一起给出",
        "gkpg: 没有选项 --chekc（是不是 --check？）；用法见 gkpg fmt --help",
    ]


def test_the_mode_of_a_file_and_a_link_to_it_stay(work: Path) -> None:
    path, link = work / "rubrics" / "乱.yaml", work / "链接.yaml"
    path.chmod(0o640)
    link.symlink_to(path)
    assert run("链接.yaml") == 0
    assert (link.is_symlink(), path.read_text("utf-8"), stat.S_IMODE(path.stat().st_mode)) == (True, NEAT, 0o640)


def test_a_read_only_file_is_left_alone(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = work / "rubrics" / "乱.yaml"
    path.chmod(0o444)
    assert run() == 1
    assert capsys.readouterr().out.splitlines() == [
        "rubrics/乱.yaml: 不能改写（没有权限），未改动，请检查权限 [R404]",
        "重新排版 0 个，原已是统一排版 1 个，未动 1 个",
    ]
    assert path.read_text("utf-8") == MESSY
    assert run("--check") == 1


def test_a_file_that_has_gone_meanwhile_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(FindingError) as caught:
        rewrite(tmp_path / "没有.yaml", b"")
    assert caught.value.finding.code == "R404"
    assert list(tmp_path.iterdir()) == []


def filtered(text: bytes, *words: str) -> tuple[int, bytes, str]:
    """What an editor gets that calls gkpg, in an environment whose encoding is not UTF-8."""
    done = subprocess.run(
        [sys.executable, "-m", "gkpg", "fmt", "-", *words],
        input=text,
        env={"PATH": os.environ["PATH"], "GKPG_LANG": "zh", "PYTHONIOENCODING": "gbk"},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.decode("gbk")


def test_an_editor_hands_in_a_text_and_gets_it_back() -> None:
    assert filtered(MESSY.encode()) == (0, NEAT.encode(), "")
    assert filtered(NEAT.encode(), "--check") == (0, b"", "")
    assert filtered(MESSY.encode(), "--check") == (1, f"-:10:1: 不是统一排版：{WANTED}\n".encode("gbk"), "")
    assert filtered(b"rubric: a\nrubric: b\n") == (
        1,
        b"",
        "gkpg: -:2:1: 键 rubric 写了两次（第 1 行已有），请删去一个 [Y103]\n",
    )


def test_standard_input_that_is_too_large_or_not_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"#" * (LARGEST + 9))))
    assert run("-", "--lang", "en") == 1
    monkeypatch.setattr("sys.stdin", None)
    assert run("-", "--lang", "en") == 1
    assert [re.findall(r"\[(\w+)\]", line) for line in capsys.readouterr().err.splitlines()] == [["F103"], ["Y105"]]


def test_it_loads_what_it_works_with_when_it_works(work: Path) -> None:
    heavy = {"pydantic", "ruamel", "yaml"}
    assert not loaded("fmt", "--help", cwd=work) & heavy
    assert "ruamel" not in loaded("validate", "rubric", "rubrics/齐.yml", cwd=work)
    assert loaded("fmt", cwd=work) >= heavy


def test_a_diff_can_be_applied(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work / "a.yaml").write_bytes(b"total: 5.0\nrubric: a")
    assert run("--diff", "a.yaml", "--lang", "en") == 1
    assert capsys.readouterr().out.splitlines()[2:] == [
        "@@ -1,2 +1,2 @@",
        "-total: 5.0",
        "-rubric: a",
        "\\ No newline at end of file",
        "+rubric: a",
        "+total: 5",
        "to lay out anew 1, already in the canonical layout 0, cannot be laid out 0",
    ]
