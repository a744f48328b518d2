"""What lies around sheets in a folder: files that are no sheets, copies, names of copies."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from gkpg.cli.main import main
from gkpg.findings.codes import Severity
from gkpg.findings.gallery import BASE, ROUND
from gkpg.ledger.passed_files import PassedFile, list_passed_files
from gkpg.ledger.submissions import find_files
from gkpg.results.store import load_results, write_results
from gkpg.rubric import Library
from gkpg.scoring import score
from gkpg.sheets.read.copy_names import is_named_as_copy, plain_stem
from gkpg.sheets.read.name_patterns import BY_TEMPLATE, NamePattern
from tests.conftest import filled, gather, library_of, rubric_of

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.ledger import Ledger
    from gkpg.rubric import Rubric

STEM = "甲区-评分组-1"
#: Names that programs and people give to copies.
COPIES = (
    "@ (1)", "@(1)", "@（2）", "@ (1) (1)", "@ - 副本", "@ - 副本 (2)", "@副本", "@_副本2", "副本@", "副本 @", "复件 @", "复件 (2) @",
    "@-LAPTOP-0A1B2C", "@-DESKTOP-AB12CD3", "@-ZHANGSAN-PC", "@ (conflicted copy 2026-01-02)", "@ (张三's conflicted copy 2026-01-02)",
    "@.sync-conflict-20260102", "@.sync-conflict-20260102-101500-ABCDEFG", "@_冲突", "@(冲突副本)", "@(冲突_张三_2026-01-02 10-20-30)",
    "@ (SFConflict admin@a.cn 2026-01-02-12-00-00)", "@ (Case Conflict)", "@_DESKTOP-1_Jan-02-1015-2026_Conflict", "(备份)@", "（备份）@",
    "[备份] @", "@_备份", "备份-@", "Copy of @", "Copy of Copy of @", "@ - Copy", "@ - Copy (2)", "@ copy 2", "@ [Recovered]", "@ (自动恢复)", "@.bak",
)  # fmt: skip
ORIGINALS = (
    "甲区-评分组-10", "甲区-评分组-张三（一）", "甲区（新）-评分组-1", "备份中心-评分组-1", "某县备份中心-评分组-1", "甲区-冲突办-1", "甲区-评分组-1 (2026)",
    "PC-评分组-1", "副本",
)  # fmt: skip


@pytest.mark.parametrize("form", COPIES)
def test_the_name_of_a_copy_is_told_from_what_it_is_a_copy_of(form: str) -> None:
    assert plain_stem(f"sheets/{form.replace('@', STEM, 1)}.xlsx") == STEM


@pytest.mark.parametrize("stem", ORIGINALS)
def test_what_is_no_name_of_a_copy(stem: str) -> None:
    assert plain_stem(f"{stem}.xlsx") == stem
    assert not is_named_as_copy(f"sheets/{stem}.xlsx")


def codes(ledger: Ledger) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.place.file) for finding in ledger.findings]


def test_l136_copies_of_the_same_bytes_are_told_once_and_block_nobody(tmp_path: Path, smallest: Rubric) -> None:
    folder = tmp_path / "sheets"
    raw = filled(smallest, folder, {}).read_bytes()
    (folder / "backup").mkdir()
    for name in (*(f"{form.replace('@', STEM, 1)}.xlsx" for form in COPIES), f"backup/{STEM}.xlsx"):
        (folder / name).write_bytes(raw)
    ledger = gather(find_files([folder]), library_of(smallest))
    assert codes(ledger) == [("L136", f"{STEM}.xlsx")]
    assert (len(ledger.files), [sheet.file for sheet in ledger.sheets]) == (len(COPIES) + 2, [f"{STEM}.xlsx"])
    assert not ledger.blocking


def test_what_is_wrong_in_copies_is_told_at_one_of_them(tmp_path: Path, smallest: Rubric) -> None:
    raw = filled(smallest, tmp_path, {"G6": 9}).read_bytes()
    (tmp_path / f"{STEM} (1).xlsx").write_bytes(raw)
    ledger = gather(find_files([tmp_path]), library_of(smallest))
    assert sorted(codes(ledger)) == [("L136", f"{STEM}.xlsx"), ("S101", f"{STEM}.xlsx")]
    path = tmp_path / "result.sqlite"
    write_results(path, score(ledger))
    assert load_results(path).findings == score(ledger).findings


def test_copies_that_differ_are_l101_and_the_name_of_a_copy_says_of_what(tmp_path: Path, smallest: Rubric) -> None:
    filled(smallest, tmp_path, {})
    filled(smallest, tmp_path, {"G6": 1}, name=f"{STEM}-LAPTOP-0A1B2C.xlsx")
    ledger = gather(find_files([tmp_path]), library_of(smallest))
    assert [code for code, _ in codes(ledger)] == ["L101", "L101"]
    said = {finding.place.file: finding.message("zh") for finding in ledger.findings}
    assert "看名称是 甲区-评分组-1.xlsx 的冲突副本或备份" in said[f"{STEM}-LAPTOP-0A1B2C.xlsx"]
    assert "冲突副本" not in said[f"{STEM}.xlsx"]


def test_two_versions_with_names_of_their_own_are_not_called_copies(tmp_path: Path, smallest: Rubric) -> None:
    filled(smallest, tmp_path, {})
    filled(smallest, tmp_path, {"G6": 1}, name="定稿.xlsx")
    ledger = gather(find_files([tmp_path]), library_of(smallest))
    assert [code for code, _ in codes(ledger)] == ["L101", "L101"]
    assert not any("副本" in finding.message("zh") for finding in ledger.findings)


def test_prefer_latest_passes_over_what_is_the_same(tmp_path: Path, smallest: Rubric) -> None:
    raw = filled(smallest, tmp_path, {}).read_bytes()
    (tmp_path / f"{STEM} - 副本.xlsx").write_bytes(raw)
    ledger = gather(find_files([tmp_path]), library_of(smallest), prefer="latest")
    assert codes(ledger) == [("L136", f"{STEM}.xlsx")]


def test_the_same_bytes_may_be_of_two_units_where_only_their_names_say_so(tmp_path: Path, smallest: Rubric) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    for name in ("甲局-1.csv", "乙局-1.csv", "乙局-1(1).csv"):
        (folder / name).write_text("单位,1.1,1.2,2\n甲区,2,1,2\n", encoding="utf-8")
    ledger = gather(find_files([folder]), Library.of((smallest,)))
    assert ("L136", "乙局-1.csv") in codes(ledger)
    assert sorted(sheet.identity.source for sheet in ledger.sheets) == ["乙局", "甲局"]


def test_files_that_may_be_sheets_are_warned_of_and_others_are_named(tmp_path: Path, smallest: Rubric) -> None:
    folder = tmp_path / "sheets"
    raw = filled(smallest, folder, {}).read_bytes()
    passed = {
        "archive": ("甲区.rar", "甲区.7z", "材料.zip"),
        "unfinished": (f"{STEM}.xlsx(1)", f"{STEM}.xlsx.download", f"{STEM}.xlsx.tmp", "未确认 1.crdownload", f"{STEM}.xlsx.baiduyun.downloading", f"{STEM}.xls.bak"),
        "misnamed": (STEM, "甲区.dat", "甲区.zip", "甲区.wps"),
        "shortcut": (f"{STEM}.xlsx.lnk",),
        "document": ("说明.docx", "说明.pdf", f"{STEM}.xlsx.pdf"),
        "picture": ("1.JPG",),
        "address": ("网站.url",),
        "other": ("README", "甲区.dps"),
        "text": ("甲区.txt",),
    }  # fmt: skip
    for why, names in passed.items():
        for name in names:
            (folder / name).write_bytes(raw if why == "misnamed" else b"")
    for name in ("~$甲区.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini", ".~甲区.xlsx", "~WRL0001.tmp"):
        (folder / name).write_bytes(b"")
    with zipfile.ZipFile(folder / "材料.zip", "w") as archive:
        archive.writestr("1.txt", "")
    (folder / "别处").symlink_to(tmp_path, target_is_directory=True)
    found = find_files([folder])
    expected = {*((name, why) for why, names in passed.items() for name in names), ("别处", "shortcut")}
    assert set(found.passed_files) == expected
    assert found.passed_over == len(expected) + 6
    ledger = gather(found, library_of(smallest))
    suspicious = {"archive": "S415", "unfinished": "S416", "misnamed": "S417", "shortcut": "S418"}
    assert set(codes(ledger)) == {(suspicious[why], name) for name, why in expected if why in suspicious}
    assert {finding.severity for finding in ledger.findings} == {Severity.WARNING}
    path = tmp_path / "result.sqlite"
    write_results(path, score(ledger))
    assert (load_results(path).ledger.passed_files, load_results(path).findings) == (
        found.passed_files,
        ledger.findings,
    )


def test_a_folder_of_sheets_alone_says_nothing_of_others(tmp_path: Path, smallest: Rubric) -> None:
    filled(smallest, tmp_path / "sheets", {})
    found = find_files([tmp_path / "sheets"])
    assert (found.passed_over, found.passed_files, found.findings) == (0, (), ())


def test_a_file_that_is_named_on_the_command_line_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "甲区.xlsx(1)"
    path.write_bytes(b"")
    assert find_files([tmp_path, path]).passed_files == ()


def test_passed_files_in_words() -> None:
    files = (*(PassedFile(f"{number}.pdf", "document") for number in range(5)), PassedFile("a.zip", "archive"))
    assert list_passed_files(files, 8, "zh") == "压缩包 1（a.zip）、文档 5（0.pdf、1.pdf、2.pdf…）、程序留下的文件 2"
    assert json.loads(json.dumps(files[-1]._asdict())) == {"file": "a.zip", "why": "archive"}


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round with one sheet, a workbook without its ending, a document and a lock."""
    (tmp_path / "rubrics").mkdir()
    rubric = rubric_of(BASE, tmp_path / "rubrics" / "smallest.yaml")
    (tmp_path / "assessment.yaml").write_text(ROUND, encoding="utf-8")
    raw = filled(rubric, tmp_path / "sheets", {}, source="考核组").read_bytes()
    (tmp_path / "sheets" / "乙区").write_bytes(raw)
    for name in ("说明.pdf", "~$甲区.xlsx"):
        (tmp_path / "sheets" / name).write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    return tmp_path


WARNING = "乙区: 警告：内容是工作簿，名称不是，没有读"
LINE = "读了 1 个文件，略过其他文件 3 个：内容是工作簿而名称不是 1（乙区）、文档 1（说明.pdf）、程序留下的文件 1"
PASSED = [{"file": "乙区", "why": "misnamed"}, {"file": "说明.pdf", "why": "document"}]


@pytest.mark.parametrize("words", [["score"], ["status"], ["validate", "sheets"]])
def test_commands_name_what_they_passed_over(words: list[str], work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 1  # 乙区 has no sheet
    said = capsys.readouterr().out
    assert WARNING in said
    assert LINE in said.splitlines()
    assert main([*words, "--output-format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["passed_over"] == PASSED
    warnings = document["unread" if words == ["status"] else "findings"]
    assert ("S417", "乙区") in {(each["code"], each["file"]) for each in warnings}


def test_where_there_is_no_sheet_it_is_said_what_there_is(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work / "交来").mkdir()
    (work / "交来" / "全部.zip").write_bytes(b"")
    assert main(["score", "交来"]) == 2
    assert "没有找到评分表：交来，略过其他文件 1 个：压缩包 1（全部.zip）" in capsys.readouterr().err


def test_a_file_that_comes_beside_the_sheets_is_told_by_the_next_score(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score"]) == 1
    (work / "sheets" / "补交.rar").write_bytes(b"")
    capsys.readouterr()
    assert main(["score"]) == 1
    assert "补交.rar: 警告：是压缩包，没有读" in capsys.readouterr().out


@pytest.mark.parametrize("mark", [" - 副本", " - Copy", " - Copy (2)", " - backup", "_冲突"])
def test_the_name_of_a_matrix_with_a_mark_of_a_copy_is_that_of_the_matrix(mark: str) -> None:
    """`office-1 - Copy` is no unit `office` scored by a source `1`."""
    assert NamePattern("{source}-{assessor}").read(f"office-1{mark}.csv") == {"source": "office", "assessor": "1"}
    assert BY_TEMPLATE.read(f"office-1{mark}.csv") == {}
    assert BY_TEMPLATE.read(f"甲区-自查-1{mark}.xlsx") == {"unit": "甲区", "source": "自查", "assessor": "1"}
