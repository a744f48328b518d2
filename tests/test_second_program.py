"""The second program (examples/verify): it comes to what stands in every result, and names what does not follow from it."""

from __future__ import annotations

import ast
import contextlib
import json
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gkpg.results.store import unit_proof, write_results
from gkpg.results.store.content_seal import SealTree
from gkpg.results.store.records import seals_of
from tests.conftest import ROOT
from tests.plain.program import Refused
from tests.plain.program import scored as scored_round
from tests.plain.random_rounds import random_round
from tests.test_cases import CASES, scored
from tests.test_content_seal import RICH, written

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "examples" / "verify"


def verified(*words: object) -> subprocess.CompletedProcess[str]:
    """What the program says, in a process that knows nothing of gkpg."""
    command = [sys.executable, "-I", "-B", "-X", "utf8", str(FOLDER / "verify.py"), *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def lines(path: Path, status: int = 1) -> list[str]:
    done = verified(path)
    assert (done.returncode, done.stderr) == (status, ""), done
    return done.stdout.splitlines()


def changed(path: Path, *statements: str, sealed: bool = True) -> Path:
    """A result in which something is changed, with all seals over the content made new, as somebody would who lies."""
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        for statement in statements:
            assert database.execute(statement).rowcount == 1, statement
        if sealed:
            seals = seals_of(database)
            database.execute("DELETE FROM seals")
            database.executemany("INSERT INTO seals VALUES (?, ?, ?)", seals)
            database.execute("UPDATE meta SET value = ? WHERE key = 'content_seal'", (SealTree(seals).root.hex(),))
    return path


def test_it_imports_nothing_but_the_standard_library_and_its_own_modules() -> None:
    own = {path.stem for path in FOLDER.glob("*.py")}
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            assert {name.partition(".")[0] for name in names} <= own | sys.stdlib_module_names, path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_comes_to_the_same(case: Path, tmp_path: Path) -> None:
    write_results(tmp_path / "r.sqlite", scored(case))
    units = sum(len(group.units) for group in scored(case).groups)
    (line,) = lines(tmp_path / "r.sqlite", 0)
    assert line.startswith(f"the same: {units} units, ")
    assert "content seal" in line
    assert "no content seal" not in line


@pytest.mark.parametrize("name", RICH)
def test_what_has_no_assessment_or_many_tables_is_the_same_too(name: str, tmp_path: Path) -> None:
    (tmp_path / "r.sqlite").write_bytes(written(name))
    (line,) = lines(tmp_path / "r.sqlite", 0)
    assert line.startswith("the same: ")


def test_a_result_of_the_format_before_has_no_seal_over_its_content() -> None:
    for path in sorted((ROOT / "tests" / "results" / "format-4").glob("*.sqlite")):
        (line,) = lines(path, 0)
        assert line.endswith(", no content seal")


@pytest.mark.parametrize("batch", range(3))
def test_random_rounds_come_to_the_same(batch: int, tmp_path: Path) -> None:
    checked = 0
    for seed in range(70_000 + 8 * batch, 70_008 + 8 * batch):
        results = scored_round(random_round(seed), tmp_path / str(seed))
        if not isinstance(results, Refused):
            write_results(tmp_path / "r.sqlite", results)
            (line,) = lines(tmp_path / "r.sqlite", 0)
            assert line.startswith("the same: ")
            checked += 1
    assert checked >= 4


def test_a_blank_page_counts_for_nothing_in_both_programs(tmp_path: Path) -> None:
    checked = 0
    for seed in range(100, 1_000):
        made = random_round(seed)
        results = scored_round(made, tmp_path / str(seed)) if made.blank_pages else None
        if results is None or isinstance(results, Refused):
            continue
        assert any(sheet.is_empty_page for file in results.ledger.files for sheet in file.sheets)
        write_results(tmp_path / "r.sqlite", results)
        (line,) = lines(tmp_path / "r.sqlite", 0)
        assert line.startswith("the same: ")
        checked += 1
        if checked == 4:
            return
    assert checked == 4


#: Of the case `ranks-tie-by-item`, in which 甲区 (unit 4) has 90 points and rank 4 behind three units with 90, 戊区 (unit 5)
#: 60 (40 and 20) and 25, together 85, and rank 5: what somebody changes, the record that it is in, and all that is said.
LIES = {
    "an entry": (
        "UPDATE sheets SET points = '40 20 24' WHERE unit = '戊区'",
        "sheet 5",
        [
            "戊区: total is 85.00, recomputed 84.00",
            "戊区: total_exact is 85, recomputed 84",
            "戊区, 区政府: total_exact is 85, recomputed 84",
            "戊区, 区政府: 2 is 25, recomputed 24",
        ],
    ),
    "the points of an item": (
        "UPDATE unit_parts SET points = '60 40 20 26' WHERE unit = 5",
        "unit 5",
        ["戊区, 区政府: 2 is 26, recomputed 25"],
    ),
    "the points of a part": (
        "UPDATE unit_parts SET total_exact = '86' WHERE unit = 5",
        "unit 5",
        ["戊区, 区政府: total_exact is 86, recomputed 85"],
    ),
    "a total": (
        "UPDATE units SET total = '86.00' WHERE id = 5",
        "unit 5",
        ["戊区: total is 86.00, recomputed 85.00"],
    ),
    "a total before it was rounded": (
        "UPDATE units SET total_exact = '85.004' WHERE id = 5",
        "unit 5",
        ["戊区: total_exact is 85.004, recomputed 85"],
    ),
    "a rank": ("UPDATE units SET rank = 2 WHERE id = 4", "unit 4", ["甲区: rank is 2, recomputed 4"]),
    "a grade": ("UPDATE units SET band = '优秀' WHERE id = 5", "unit 5", ["戊区: band is 优秀, recomputed 良好"]),
    "what parted equal totals": (
        "UPDATE units SET tie_value = '37' WHERE id = 4",
        "unit 4",
        ["甲区: tie_value is 37, recomputed 36"],
    ),
    "a veto": (
        "UPDATE units SET vetoes = '[[1, \"V1\"]]' WHERE id = 5",
        "unit 5",
        ['戊区: vetoes are [[1, "V1"]], recomputed []'],
    ),
    "a reason": (
        "UPDATE units SET why = 'not-ranked' WHERE id = 5",
        "unit 5",
        ["戊区: why is not-ranked, recomputed None"],
    ),
    "how many sheets count": (
        "UPDATE units SET sheets = 2 WHERE id = 5",
        "unit 5",
        ["戊区: sheets is 2, recomputed 1"],
    ),
    "a rule": (
        """UPDATE meta SET value = replace(value, '"ties":"skip"', '"ties":"dense"') WHERE key = 'assessment'""",
        "head",
        ["甲区: rank is 4, recomputed 3", "戊区: rank is 5, recomputed 4"],
    ),
    "a band of a rule": (
        """UPDATE meta SET value = replace(value, '"from":"80"', '"from":"85.01"') WHERE key = 'assessment'""",
        "head",
        ["戊区: band is 良好, recomputed 合格"],
    ),
}


@pytest.fixture
def ties(tmp_path: Path) -> Path:
    (tmp_path / "r.sqlite").write_bytes(written("ranks-tie-by-item"))
    return tmp_path / "r.sqlite"


@pytest.mark.parametrize("what", LIES)
def test_what_was_changed_under_a_new_seal_is_named(what: str, ties: Path) -> None:
    statement, _, named = LIES[what]
    assert lines(changed(ties, statement)) == named


@pytest.mark.parametrize("what", LIES)
def test_without_a_new_seal_the_record_is_named_as_well(what: str, ties: Path) -> None:
    statement, record, named = LIES[what]
    assert lines(changed(ties, statement, sealed=False)) == [f"seal: {record} was changed", *named]


def test_what_nothing_follows_from_is_named_by_the_seal_alone(ties: Path) -> None:
    reason = "UPDATE rules SET value_en = 'lowest' WHERE position = 1"
    assert lines(changed(ties, reason, sealed=False)) == ["seal: rule 1 was changed"]


def test_a_seal_that_was_changed_is_named(ties: Path) -> None:
    stated = "UPDATE meta SET value = printf('%064d', 0) WHERE key = 'content_seal'"
    assert lines(changed(ties, stated, sealed=False)) == [
        f"seal: neither the content nor its list of digests leads to {'0' * 64}"
    ]


def test_a_unit_that_was_left_out_or_put_in_is_named(ties: Path) -> None:
    gone = changed(ties, "DELETE FROM unit_parts WHERE unit = 5", "DELETE FROM units WHERE id = 5")
    assert lines(gone) == ["戊区: it is not in the result"]
    other = "INSERT INTO units VALUES (6, 1, '己区', 1, '84.00', '84', NULL, '良好', 6, NULL, NULL, NULL, '', NULL)"
    assert lines(changed(ties, other)) == ["己区: it is no unit of the round", "戊区: it is not in the result"]


def test_points_that_are_not_what_was_entered_are_named(tmp_path: Path) -> None:
    """甲局 was praised 3 times, 0.05 each, on a base of 1.5, and has lost 0.2: 1.45. With 4 times it would be 1.5."""
    (tmp_path / "r.sqlite").write_bytes(written("adjust-base-1.5-plus-and-minus"))
    count = "UPDATE sheets SET entered = '4 2 =' WHERE id = 1"
    assert lines(changed(tmp_path / "r.sqlite", count)) == [
        "sheet 1, 甲局: 1+ is 0.15, but 4 comes to 1/5",
        "甲局: total is 9.45, recomputed 9.50",
        "甲局: total_exact is 9.45, recomputed 19/2",
        "甲局, 部门: total_exact is 9.45, recomputed 19/2",
        "甲局, 部门: 1 is 1.45, recomputed 3/2",
    ]


def test_a_cap_that_was_changed_is_named_by_what_follows_from_it(tmp_path: Path) -> None:
    """乙局 was praised 12 times, 0.05 each up to 0.5: 2 with the base of 1.5. Up to 0.25 it would be 1.75."""
    (tmp_path / "r.sqlite").write_bytes(written("adjust-base-1.5-plus-and-minus"))
    cap = """UPDATE rubrics SET content = replace(content, '"max":"0.5"', '"max":"0.25"')"""
    found = lines(changed(tmp_path / "r.sqlite", cap))
    assert "sheet 2, 乙局: 1+ is 0.5, but 12 comes to 1/4" in found
    assert "乙局: total is 9.00, recomputed 8.75" in found


def test_grades_are_named_in_english_where_the_rules_do(tmp_path: Path) -> None:
    (tmp_path / "r.sqlite").write_bytes(written("mistakes"))
    lie = "UPDATE units SET band = '优秀' WHERE unit = '辛区'"
    assert lines(changed(tmp_path / "r.sqlite", lie)) == ["辛区: band is 优秀 (excellent), recomputed 良好 (good)"]


def test_a_units_own_part_is_held_against_the_published_digest(ties: Path, tmp_path: Path) -> None:
    proof = unit_proof(ties, "戊区")
    part = tmp_path / "part.json"
    part.write_text(json.dumps(proof._asdict(), ensure_ascii=False), "utf-8")
    line = f"gkpg-seal-1:{proof.seal}  同分先比 指定指标"
    for words in ([proof.seal], [line], line.split(), [proof.seal.upper()]):
        done = verified("--part", part, *words)
        assert (done.returncode, done.stdout) == (0, "the same: 戊区, total 85.00, rank 5, grade 良好\n")
    other = verified("--part", part, "0" * 64)
    assert (other.returncode, other.stdout) == (1, f"the part leads to {proof.seal}, published is {'0' * 64}\n")
    part.write_text(json.dumps({"format": "gkpg-explanation", "sealed": proof._asdict()}), "utf-8")
    assert verified("--part", part, proof.seal).returncode == 0
    part.write_text(part.read_text("utf-8").replace('"85.00"', '"95.00"'), "utf-8")
    assert verified("--part", part, proof.seal).returncode == 1


#: What nothing can be verified with, and what is said of it.
MISUSE = {
    "": "name one result file, with quotation marks around a name with spaces; these are 0 words",
    "a b": "name one result file, with quotation marks around a name with spaces; these are 2 words",
    "gone.sqlite": "gone.sqlite is no file",
    str(ROOT): f"{ROOT} is no file",
    "--part": "--part needs a file (as gkpg explain --sealed writes it) and the published digest",
    f"--part {ROOT / 'README.md'}": "--part needs a file (as gkpg explain --sealed writes it) and the published digest",
    "--part gone.json 0": "'0' is no digest: that is gkpg-seal-1: and 64 digits from 0 to f, or these digits alone",
    f"--part gone.json {'0' * 64}": "[Errno 2] No such file or directory: 'gone.json'",
    f"--part {ROOT / 'README.md'} {'0' * 64}": f"{ROOT / 'README.md'} is no unit's own part, "
    "as gkpg explain --sealed writes it",
    f"--part {ROOT / 'schemas' / 'rubric.schema.json'} {'0' * 64}": f"{ROOT / 'schemas' / 'rubric.schema.json'} is "
    "no unit's own part, as gkpg explain --sealed writes it",
    str(ROOT / "README.md"): "file is not a database",
}


@pytest.mark.parametrize("words", MISUSE)
def test_what_is_no_result_is_said_in_a_line(words: str) -> None:
    done = verified(*words.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Nothing to verify: {MISUSE[words]}"


@pytest.mark.parametrize("value", ["'1e999999999'", "'x'", "NULL", "x'00'", "'-'", "''", "'9' || hex(zeroblob(3000))"])
def test_values_that_no_result_has_are_named_and_are_no_traceback(value: str, ties: Path) -> None:
    for place in ("sheets SET points", "units SET total_exact"):
        done = verified(changed(ties, f"UPDATE {place} = {value} WHERE id = 5"))
        assert done.returncode in {1, 2}
        assert "Traceback" not in done.stderr


def test_a_name_of_a_file_may_have_marks_that_urls_use(ties: Path) -> None:
    other = ties.with_name("甲 100%?#.sqlite")
    ties.rename(other)
    lines(other, 0)


def test_a_result_of_an_earlier_format_is_refused() -> None:
    done = verified(ROOT / "tests" / "results" / "ranks-tie-by-item.sqlite")
    assert done.returncode == 2
    assert done.stderr.rstrip().endswith("is no result file of version 4 or 5")
