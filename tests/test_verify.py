"""`gkpg verify`: it names what was changed, wherever that is, and says “the same” of everything else."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.cli.main import main
from gkpg.results.settings import parse_settings
from gkpg.results.store import load_stored
from gkpg.results.store.content_seal import SealTree
from gkpg.results.store.records import seals_of
from gkpg.verification.verification import VerificationRequest, verify
from tests.conftest import ROOT, filled
from tests.test_cases import CASES
from tests.test_content_seal import RICH, opened, places, vacuumed, written
from tests.test_results import WRITTEN, WRITTEN_4

if TYPE_CHECKING:
    from collections.abc import Callable

    from gkpg.rubric import Rubric


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def in_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], Path]:
    """Enter a copy of a case, scored."""

    def enter(name: str) -> Path:
        folder = tmp_path / name
        shutil.copytree(ROOT / "tests" / "cases" / name, folder)
        monkeypatch.chdir(folder)
        main(["score", "--jobs", "1"])
        capsys.readouterr()
        return folder

    return enter


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """The exit status of `gkpg verify`, and its lines down to what was looked at."""
    status = main(["verify", "--jobs", "1", *words])
    lines = capsys.readouterr().out.splitlines()
    return status, [line.strip() for line in lines[: lines.index("看过：")]]


def change(sql: str, *values: object) -> None:
    with contextlib.closing(sqlite3.connect("result.sqlite")) as database, database:
        database.execute(sql, values)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_is_the_same_recomputed_and_read_again(
    case: Path, in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    in_case(case.name)
    if not Path("result.sqlite").exists():
        pytest.fail("not scored")
    assert run(capsys, "--sheets", "sheets") == (0, ["result.sqlite：一致"])


@pytest.mark.parametrize("case", CASES[::9], ids=lambda case: case.name)
def test_with_the_result_alone_nothing_else_is_needed(
    case: Path,
    in_case: Callable[[str], Path],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = in_case(case.name)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "result.sqlite").rename(elsewhere / "result.sqlite")
    shutil.rmtree(folder)
    monkeypatch.chdir(elsewhere)
    assert run(capsys) == (0, ["result.sqlite：一致"])


def test_one_cell_changed_in_one_sheet_is_named_with_all_that_follows(
    in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """甲 had 36 + 18 + 36 = 90 and now has 89, below 90 for 优秀; 乙, 丙 and 丁 are parted by 1.1 alone now."""
    in_case("ranks-tie-by-item")
    sheet = Path("sheets/市政府办公厅-1.csv")
    sheet.write_bytes(sheet.read_bytes().replace("甲区,36".encode(), "甲区,35".encode()))
    status, lines = run(capsys, "--sheets", "sheets")
    assert (status, lines[0]) == (1, "result.sqlite：不一致，12 处")
    assert lines[1].startswith("市政府办公厅-1.csv SHA-256：结果文件里是 ")
    assert "市政府办公厅-1.csv csv!B4 甲区 1.1 得分：结果文件里是 36，重新得出 35" in lines
    assert "甲区 总分：结果文件里是 90.00，重新得出 89.00" in lines
    assert "甲区 等次：结果文件里是 优秀，重新得出 良好" in lines
    assert [line for line in lines if "戊区" in line] == []


def test_a_comment_in_a_sheet_changes_its_bytes_alone(
    smallest: Rubric, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for unit in ("甲区", "乙区"):
        filled(smallest, tmp_path / "sheets", {"G6": 1}, unit)
    main(["score", "sheets", "--jobs", "1"])
    path = next(Path("sheets").glob("甲区*"))
    book = openpyxl.load_workbook(path)
    book.properties.title = "改过"
    book.save(path)
    capsys.readouterr()
    status, lines = run(capsys, "--sheets", "sheets")
    assert (status, len(lines)) == (1, 2)
    assert lines[1].startswith(f"{path.name} SHA-256：")


CAP = '  - {id: "1.1", name: 公开目录, max: 40}'


def test_one_cap_changed_in_the_rubric_is_named(
    in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """The sums do not fit any more, so the rubric is not sound; what was changed is told all the same."""
    in_case("ranks-tie-by-item")
    rubric = Path("rubrics/by-item.yaml")
    written = rubric.read_text("utf-8")
    assert written.count(CAP) == 1
    rubric.write_text(written.replace(CAP, CAP.replace("40", "39")), "utf-8")
    status, lines = run(capsys, "--sheets", "sheets")
    assert status == 1
    assert lines[1] == "指标表 by-item 1：1.1 公开目录 的分值：40 → 39"
    assert all(line.startswith("手头的规则不成立：") for line in lines[2:])
    assert any("[R201]" in line for line in lines[2:])


def test_one_rule_changed_in_the_assessment_is_named(
    in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    in_case("ranks-tie-by-item")
    written = Path("assessment.yaml").read_text("utf-8")
    Path("assessment.yaml").write_text(written.replace("from: 60", "from: 61"), "utf-8")
    assert run(capsys, "--sheets", "sheets") == (
        1,
        [
            "result.sqlite：不一致，1 处",
            "考核文件：等次 › 各等次 合格 › 下限（含）：60 → 61（依据：not stated; chosen for this case）",
        ],
    )


@pytest.mark.parametrize(
    ("sql", "wanted"),
    [
        ("UPDATE units SET total = '91.00' WHERE unit = '丙区'",
         ["丙区 的结果：写出以后被改过", "丙区 总分：结果文件里是 91.00，重新得出 90.00"]),
        ("UPDATE units SET rank = 1 WHERE unit = '丙区'",
         ["丙区 的结果：写出以后被改过", "丙区 名次：结果文件里是 1，重新得出 2"]),
        ("UPDATE units SET band = '良好' WHERE unit = '丁区'",
         ["丁区 的结果：写出以后被改过", "丁区 等次：结果文件里是 良好，重新得出 优秀"]),
        ("UPDATE unit_parts SET points = replace(points, '25', '26') WHERE points LIKE '% 25'",
         ["戊区 的结果：写出以后被改过", "戊区 2 得分：结果文件里是 26，重新得出 25"]),
        ("UPDATE sheets SET points = '40 20 26' WHERE unit = '戊区'",
         ["市政府办公厅-1.csv 里 戊区 的得分：写出以后被改过", "戊区 2 得分：结果文件里是 25，重新得出 26",
          "戊区 区政府 得分：结果文件里是 85，重新得出 86", "戊区 总分：结果文件里是 85.00，重新得出 86.00",
          "戊区 舍入前的总分：结果文件里是 85，重新得出 86"]),
        ("UPDATE rules SET value_zh = 'x' WHERE position = 1", None),
        ("UPDATE sheets SET points = '40 20 x' WHERE unit = '戊区'", None),
        ("UPDATE rubrics SET content = '{}'", None),
        ("UPDATE units SET band = '卓越'", None),
        ("DELETE FROM files", None),
        ("DELETE FROM units WHERE unit = '戊区'", None),
    ],
)  # fmt: skip
def test_one_value_changed_in_the_result_is_named(
    sql: str, wanted: list[str] | None, in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """By its record, and by itself where recomputing tells it; nonsense is told and never a crash."""
    in_case("ranks-tie-by-item")
    change(sql)
    status, lines = run(capsys)
    assert status == 1
    if wanted is None:
        assert lines[1].endswith("：写出以后被改过")
    else:
        assert lines[1:] == wanted


def test_a_sheet_that_was_taken_away_or_added_is_named(
    in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    in_case("composed-50-50-xianning-2023")
    sheet = min(Path("sheets").rglob("*.*"))
    raw = sheet.read_bytes()
    other = sheet.with_name(f"另存{sheet.suffix}")
    other.write_bytes(raw)
    status, lines = run(capsys, "--sheets", "sheets")
    assert status == 1
    assert any(line.endswith("另存.csv：结果文件里没有这个文件") for line in lines)
    other.unlink()
    sheet.unlink()
    status, lines = run(capsys, "--sheets", "sheets")
    assert status == 1
    assert lines[1].endswith("：结果文件里有，现在没有这个文件") or any("没有这个文件" in line for line in lines)


@pytest.mark.parametrize("path", WRITTEN + WRITTEN_4, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_result_of_an_earlier_format_is_the_same_as_its_sheets(
    path: Path, in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    in_case(path.stem)
    status = main(["--lang", "en", "verify", str(path), "--sheets", "sheets", "--jobs", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert (status, lines[0].endswith(": the same")) == (0, True)
    form = "4" if path in WRITTEN_4 else "3"
    assert f"  the seal over the content: files of format {form} have none" in lines
    assert "  how the sheets were read: the file does not say, so they were read as usual" in lines


def test_a_vacuumed_result_is_the_same_and_has_the_same_digest(
    in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    in_case("ranks-tie-by-item")
    main(["verify", "--digest"])
    before = capsys.readouterr().out
    vacuumed(Path("result.sqlite"))
    main(["verify", "--digest"])
    assert capsys.readouterr().out == before
    assert main(["verify"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "result.sqlite：一致",
        "看过：",
        "  文件的字节：与写出时不同，如经 VACUUM 或重新写过；以内容为准",
    ]


def test_a_changed_result_has_no_digest(in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    in_case("ranks-tie-by-item")
    change("UPDATE units SET rank = 1 WHERE unit = '丙区'")
    assert main(["verify", "--digest"]) == 2
    assert capsys.readouterr().out == ""


def test_the_way_of_reading_is_kept(in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    """A list of units, limits and a pattern that were given to `gkpg score` need not be given again."""
    in_case("ranks-tie-by-item")
    Path("assessment.yaml").rename("aside")
    Path("units.txt").write_text("甲区\n庚区\n", "utf-8")
    main(["score", "--units", "units.txt", "--limit", "seconds=7", "--rubric", "rubrics", "--jobs", "1"])
    capsys.readouterr()
    assert run(capsys, "--sheets", "sheets") == (0, ["result.sqlite：一致"])
    settings = load_stored(Path("result.sqlite")).origin.settings
    assert (parse_settings(settings).units, parse_settings(settings).limits.seconds) == (("甲区", "庚区"), 7)


def unseen(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """What was not looked at, in English, but for the digest."""
    main(["--lang", "en", "verify", "--jobs", "1", *words])
    lines = capsys.readouterr().out.splitlines()
    return [line.strip() for line in lines[lines.index("Not looked at:") + 1 : -1]]


def test_grades_are_named_in_the_language_of_the_reader(
    in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """戊区 has 85 of 100 by the default grades: good."""
    folder = in_case("ranks-tie-by-item")
    rules = folder / "assessment.yaml"
    rules.write_text(rules.read_text("utf-8").replace("name: 良好,", "name: 良好, en: good,"), "utf-8")
    assert "en: good" in rules.read_text("utf-8")
    main(["score", "--jobs", "1"])
    change("UPDATE units SET band = '优秀' WHERE unit = '戊区'")
    capsys.readouterr()
    main(["--lang", "en", "verify"])
    assert "  戊区 grade: 优秀 in the result file, good recomputed" in capsys.readouterr().out.splitlines()
    main(["--lang", "en", "verify", "--output-format", "json"])
    (of_grade,) = (each for each in json.loads(capsys.readouterr().out)["deviations"] if each["what"] == "grade")
    assert (of_grade["kept"], of_grade["found"]) == ("优秀", "良好")


def test_where_rules_were_looked_for_is_said_and_how_to_name_them(
    in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = in_case("ranks-tie-by-item")
    assert unseen(capsys, "--sheets", "sheets") == []
    monkeypatch.chdir(tmp_path)
    result, sheets = f"{folder.name}/result.sqlite", f"{folder.name}/sheets"
    nowhere = "the assessment file: there is no assessment.yaml in the folder you are in; "
    assert unseen(capsys, result, "--sheets", sheets) == [
        "rubrics that are not at hand: by-item 1; looked in rubrics and at those that come with gkpg; "
        "name others with --rubric FILE",
        f"{nowhere}beside the result file lies one, name it with --assessment {folder.name}/assessment.yaml",
    ]
    assert unseen(capsys, result, "--sheets", sheets, "--assessment", folder.name) == []
    (folder / "assessment.yaml").rename("other.yaml")
    assert unseen(capsys, result, "--sheets", sheets)[-1] == (
        f"{nowhere}name one that lies elsewhere with --assessment FILE"
    )
    Path("other.yaml").write_text("assessment: x\n", "utf-8")
    assert unseen(capsys, result, "--sheets", sheets, "--assessment", "other.yaml")[-1] == (
        "the assessment file: other.yaml is not sound, see above"
    )


def test_a_result_without_an_assessment_lacks_none(
    in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    in_case("ranks-tie-by-item")
    Path("assessment.yaml").unlink()
    main(["score", "--rubric", "rubrics", "--jobs", "1"])
    capsys.readouterr()
    assert unseen(capsys, "--sheets", "sheets") == [
        "the assessment file: the result was scored without one, and none is at hand"
    ]


def test_data_for_programs(in_case: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    in_case("ranks-tie-by-item")
    change("UPDATE units SET rank = 1 WHERE unit = '丙区'")
    assert main(["--lang", "en", "verify", "--output-format", "json"]) == 1
    values = json.loads(capsys.readouterr().out)
    assert (values["same"], values["seal"]["changed"], values["sheets"], values["rules"]) == (
        False,
        ["unit 2"],
        None,
        None,
    )
    assert values["deviations"][1] == {
        "kind": "unit",
        "place": "丙区",
        "what": "rank",
        "kept": "1",
        "found": "2",
        "message": "丙区 rank: 1 in the result file, 2 recomputed",
    }


#: What no result has, in the case `ranks-tie-by-item`, and the record that is named.
IMPOSSIBLE = {
    "UPDATE units SET total = 'x' WHERE unit = '戊区'": "the outcome of 戊区",
    "UPDATE units SET total_exact = '1e999999999' WHERE unit = '戊区'": "the outcome of 戊区",
    "UPDATE units SET rank = 'x' WHERE unit = '戊区'": "the outcome of 戊区",
    "UPDATE units SET sheets = NULL WHERE unit = '戊区'": "the outcome of 戊区",
    "UPDATE units SET vetoes = '[1]' WHERE unit = '戊区'": "the outcome of 戊区",
    "UPDATE units SET own = '1 2 3 4 5 6 7 8 9' WHERE unit = '戊区'": "the outcome of 戊区",
    "UPDATE unit_parts SET points = '60 40 20' WHERE unit = 5": "the outcome of 戊区",
    "UPDATE unit_parts SET points = '60 40 20 1/0' WHERE unit = 5": "the outcome of 戊区",
    "UPDATE sheets SET points = '40 20' WHERE unit = '戊区'": "the scores of 戊区 in 市政府办公厅-1.csv",
    "UPDATE sheets SET points = NULL WHERE unit = '戊区'": "the scores of 戊区 in 市政府办公厅-1.csv",
    "UPDATE sheets SET points = '40 20 ' || hex(zeroblob(3000)) WHERE unit = '戊区'": "the scores of 戊区 in "
    "市政府办公厅-1.csv",
    "UPDATE sheets SET entered = '= =' WHERE unit = '戊区'": "the scores of 戊区 in 市政府办公厅-1.csv",
}


@pytest.mark.parametrize("sql", IMPOSSIBLE)
def test_what_no_result_has_is_named_however_it_is_sealed(
    sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("result.sqlite", "other.sqlite"):
        Path(name).write_bytes(written("ranks-tie-by-item"))
    sealed_anew(Path("result.sqlite"), sql)
    assert main(["--lang", "en", "verify"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "result.sqlite: differs in 2 places",
        f"  {IMPOSSIBLE[sql]}: changed after it was written",
        "  the result file: cannot be read as it is now, and so not recomputed",
    ]
    for words in (
        ["verify", "--digest"],
        ["explain", "甲区"],
        ["explain", "甲区", "--sealed"],
        ["diff", "other.sqlite", "result.sqlite"],
        ["report", "--format", "csv", "-o", "r.csv"],
    ):
        assert main(["--lang", "en", *words]) == 2
        said = f"result.sqlite: the result file was changed after it was written: {IMPOSSIBLE[sql]}; "
        assert capsys.readouterr().err.startswith(f"gkpg: {said}")


def sealed_anew(path: Path, sql: str) -> None:
    """Change a result, and seal its content as it is then."""
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        assert database.execute(sql).rowcount == 1
        seals = seals_of(database)
        database.execute("DELETE FROM seals")
        database.executemany("INSERT INTO seals VALUES (?, ?, ?)", seals)
        database.execute("UPDATE meta SET value = ? WHERE key = 'content_seal'", (SealTree(seals).root.hex(),))


@given(st.data())
def test_whatever_is_changed_verifying_ends_in_words(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(RICH))
    table, row, column = data.draw(st.sampled_from(places(name)))
    path = tmp_path_factory.mktemp("r") / "result.sqlite"
    path.write_bytes(written(name))
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        value = data.draw(st.sampled_from([None, "", "x", "1", "-1", "[]", "{}", 0, 99, -7, 4.5, b"\x00"]))
        try:
            database.execute(f'UPDATE {table} SET "{column}" = ? WHERE rowid = ?', (value, row))  # noqa: S608
        except sqlite3.IntegrityError:
            return
    found = verify(VerificationRequest(path))
    with contextlib.closing(sqlite3.connect(path)) as database:
        (now,) = database.execute(f'SELECT "{column}" FROM {table} WHERE rowid = ?', (row,)).fetchone() or ("gone",)  # noqa: S608
    with opened(written(name)) as database:
        (was,) = database.execute(f'SELECT "{column}" FROM {table} WHERE rowid = ?', (row,)).fetchone()  # noqa: S608
    assert found.is_same == (now == was or str(was).startswith("gkpg-seal:"))
