"""The result file: what was written is read back, the same results give the same bytes, strangers are refused."""

from __future__ import annotations

import contextlib
import sqlite3
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given

from gkpg.base.text import Text
from gkpg.differences.rubrics import compare_rubrics
from gkpg.findings.finding import Finding, FindingError
from gkpg.findings.place import Place
from gkpg.ledger.submissions import find_files
from gkpg.results.store import FORMAT, is_result, load_results, render_result, write_results
from gkpg.results.store.schema import READABLE
from gkpg.results.store.seal import OPEN_SEAL
from gkpg.results.store.seal import seal as sealed
from gkpg.rubric import Library
from gkpg.scoring import Results, score
from gkpg.scoring.describe import describe_grade, describe_tie, describe_vetoes, describe_why
from tests.conftest import ROOT, RUBRICS, filled, gather, library_of
from tests.test_cases import scored
from tests.test_scoring import LEDGERS, flat, ledger_from

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric
    from gkpg.scoring import GroupResult, UnitResult


@pytest.fixture(scope="module")
def mistakes() -> Results:
    """The example with a mistake in every sheet."""
    return score(gather(find_files([ROOT / "examples" / "mistakes"]), Library.gather([RUBRICS])))


def test_what_was_written_is_read_back(mistakes: Results, tmp_path: Path) -> None:
    write_results(tmp_path / "r.sqlite", mistakes)
    assert load_results(tmp_path / "r.sqlite") == mistakes


@given(LEDGERS)
def test_random_results_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, given_scores: dict[str, list[list[str | None]]]
) -> None:
    path = tmp_path_factory.mktemp("r") / "r.sqlite"
    results = score(ledger_from(flat("10", "10", "10"), given_scores))
    write_results(path, results)
    assert load_results(path) == results


def test_the_same_results_give_the_same_bytes(mistakes: Results) -> None:
    assert render_result(mistakes) == render_result(mistakes)


def test_points_are_kept_exactly_and_blanks_as_null(smallest: Rubric, tmp_path: Path) -> None:
    sheets = tmp_path / "sheets"
    for hand, points in (("1", 1), ("2", 1), ("3", 2)):
        filled(smallest, sheets, {"G6": points}, assessor=hand)
    filled(smallest, sheets, {"G6": None}, "乙区")
    path = tmp_path / "r.sqlite"
    write_results(path, score(gather(find_files([sheets]), library_of(smallest))))
    with sqlite3.connect(path) as database:
        totals = database.execute("SELECT unit, total, total_exact, rank FROM units ORDER BY unit").fetchall()
        blanks = database.execute("SELECT count(*) FROM entries WHERE points IS NULL").fetchone()
        (mean,) = database.execute("SELECT points FROM points WHERE item = '1.1' AND points IS NOT NULL").fetchone()
    database.close()
    assert totals == [("乙区", None, None, None), ("甲区", "3.83", "23/6", 1)]
    assert blanks == (1,)
    assert Fraction(mean) == Fraction(4, 3)


def code_of(path: Path) -> str:
    with pytest.raises(FindingError) as caught:
        load_results(path)
    return caught.value.finding.code


def test_other_files_are_no_results(mistakes: Results, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("SQLite format 3, or so")
    sqlite3.connect(tmp_path / "other").executescript("CREATE TABLE a (b);").close()
    (tmp_path / "half").write_bytes(render_result(mistakes)[:9_000])
    assert [code_of(tmp_path / name) for name in ("text", "other", "half")] == ["D101"] * 3
    assert code_of(tmp_path / "none") == "F101"
    assert code_of(tmp_path) == "F102"


def test_every_damaged_result_is_refused_or_read_never_a_crash(mistakes: Results, tmp_path: Path) -> None:
    whole = render_result(mistakes)
    for position in range(96, len(whole), len(whole) // 60):
        path = tmp_path / "r.sqlite"
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :])
        try:
            load_results(path)
        except FindingError as error:
            assert error.finding.code in {"D101", "D103"}


def test_another_version_is_refused(mistakes: Results, tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    write_results(path, mistakes)
    for version in (min(READABLE) - 1, FORMAT + 1):
        database = sqlite3.connect(path)
        database.execute(f"PRAGMA user_version = {version}")
        database.close()
        assert is_result(path)
        assert code_of(path) == "D102"


def test_a_result_replaces_a_result_and_nothing_else(mistakes: Results, tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    write_results(path, mistakes)
    write_results(path, mistakes)
    sheet = tmp_path / "甲区.xlsx"
    sheet.write_bytes(b"somebody's work")
    with pytest.raises(FindingError) as caught:
        write_results(sheet, mistakes)
    assert caught.value.finding.code == "F104"
    assert sheet.read_bytes() == b"somebody's work"


def test_nothing_is_left_where_nothing_can_be_written(mistakes: Results, tmp_path: Path) -> None:
    with pytest.raises(FindingError) as caught:
        write_results(tmp_path / "none" / "r.sqlite", mistakes)
    assert caught.value.finding == Finding(
        "F105",
        Place(str(tmp_path / "none" / "r.sqlite")),
        {"reason": Text("文件夹或文件不存在", "no such file or folder")},
    )
    assert list(tmp_path.iterdir()) == []


WRITTEN = sorted((ROOT / "tests" / "results").glob("*.sqlite"))


#: Those of format 4, in which only the seal over the content is not yet.
WRITTEN_4 = sorted((ROOT / "tests" / "results" / "format-4").glob("*.sqlite"))


@pytest.mark.parametrize("path", WRITTEN + WRITTEN_4, ids=lambda path: path.stem)
def test_a_result_that_an_earlier_version_wrote_is_read(path: Path) -> None:
    """Results stay readable: these files were written once, and hold what the case of their name comes to."""
    results = load_results(path)
    wanted = yaml.safe_load((ROOT / "tests" / "cases" / path.stem / "expected.yaml").read_text("utf-8"))
    assert {
        group.name: [(unit.name, str(unit.total), unit.rank) for unit in group.units] for group in results.groups
    } == {
        name: [(unit["unit"], str(unit["total"]), unit["rank"]) for unit in units]
        for name, units in wanted["groups"].items()
    }
    for rubric in results.ledger.rubrics.values():
        assert compare_rubrics(rubric, rubric).changes == ()


SENTENCES = "grade_zh, grade_en, parted_zh, parted_en, vetoed_zh, vetoed_en, why_zh, why_en"


@pytest.mark.parametrize("path", WRITTEN_4, ids=lambda path: path.stem)
def test_a_result_of_format_4_is_what_is_scored_today(path: Path) -> None:
    results = load_results(path)
    assert results == scored(ROOT / "tests" / "cases" / path.stem)


@pytest.mark.parametrize("path", WRITTEN + WRITTEN_4, ids=lambda path: path.stem)
def test_an_earlier_format_has_only_the_seal_over_its_bytes(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "r.sqlite"
    copy.write_bytes(path.read_bytes())
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as database:
        database.execute("VACUUM")
    assert code_of(copy) == "D103"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_a_result_of_format_3_comes_to_the_same_keys_and_they_say_what_was_written(path: Path) -> None:
    """What is scored today is the same, and the keys are put into the words that the file has."""
    results = load_results(path)
    assert results.groups == scored(ROOT / "tests" / "cases" / path.stem).groups
    with contextlib.closing(sqlite3.connect(path)) as database:
        written = database.execute(f"SELECT unit, {SENTENCES} FROM units ORDER BY id").fetchall()  # noqa: S608
    assert [(unit.name, *said(results, group, unit)) for group in results.groups for unit in group.units] == written


def said(results: Results, group: GroupResult, unit: UnitResult) -> list[str | None]:
    texts = (
        describe_grade(group.rules, unit.band),
        describe_tie(unit.tie),
        describe_vetoes(group.rules, unit),
        describe_why(results, group, unit),
    )
    return [each for text in texts for each in (text or (None, None))]


def test_files_of_format_3_have_every_key() -> None:
    units = [unit for path in WRITTEN for group in load_results(path).groups for unit in group.units]
    assert {unit.why for unit in units} == {None, "findings", "scored-only", "not-ranked", "vetoed"}
    assert {unit.tie for unit in units} > {None}
    assert any(unit.vetoes for unit in units)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("band", "优秀", None),
        ("band", "中等", "D101"),
        ("why", "missing", None),
        ("why", "缺少得分", "D101"),
        ("vetoes", '[[1, "V1"]]', "D101"),
    ],
)
def test_keys_that_no_rule_knows_are_refused(
    smallest: Rubric, tmp_path: Path, column: str, value: str, code: str | None
) -> None:
    path = tmp_path / "r.sqlite"
    filled(smallest, tmp_path / "sheets", {"G6": 1})
    write_results(path, score(gather(find_files([tmp_path / "sheets"]), library_of(smallest))))
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute(f"UPDATE units SET {column} = ?", (value,))  # noqa: S608
        (seal,) = database.execute("SELECT value FROM meta WHERE key = 'seal'").fetchone()
    path.write_bytes(sealed(path.read_bytes().replace(seal.encode(), OPEN_SEAL.encode())))
    try:
        load_results(path)
        found = None
    except FindingError as error:
        found = error.finding.code
    assert found == code
