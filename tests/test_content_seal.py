"""The seal over the content: it names whatever is changed, and nothing else breaks it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.findings.finding import FindingError
from gkpg.ledger.submissions import find_files
from gkpg.results.store import load_results, render_result
from gkpg.results.store.content_seal import Seal, SealTree
from gkpg.results.store.integrity import check_content
from gkpg.results.store.records import canonical, records_of
from gkpg.results.store.schema import APPLICATION, FORMAT
from gkpg.rubric import Library
from gkpg.scoring import score
from tests.conftest import ROOT, RUBRICS, gather
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Results that have, among them, something in every table: notes, findings, vetoes, ties, periods, several parts.
RICH = [
    "mistakes",
    "periods-of-own-tables-with-vetoes",
    "ranks-tie-by-item",
    "composed-50-50-xianning-2023",
    "relative-across-groups",
]


@cache
def written(name: str) -> bytes:
    """A result file as bytes."""
    if name == "mistakes":
        files = find_files([ROOT / "examples" / "mistakes"])
        return render_result(score(gather(files, Library.gather([RUBRICS]))))
    return render_result(scored(ROOT / "tests" / "cases" / name))


@contextlib.contextmanager
def opened(content: bytes) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        yield database


@cache
def places(name: str) -> tuple[tuple[str, int, str], ...]:
    """Every value of a result file: table, rowid, column."""
    with opened(written(name)) as database:
        tables = [table for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return tuple(
            (table, row, column)
            for table in tables
            for column in [each[1] for each in database.execute(f"PRAGMA table_info({table})")]
            for (row,) in database.execute(f"SELECT rowid FROM {table}")  # noqa: S608
        )


def changed(value: Any, number: int) -> Any:
    """Another value for one that stands in a table."""
    if isinstance(value, int):
        return value + 1_000 + number
    if isinstance(value, bytes):
        return bytes([value[0] ^ (1 + number % 255)]) + value[1:]
    return f"{value or ''}{number}"


#: The column that tells which record a row is in, and what that record is called.
OWNERS = {
    "rules": ("position", "rule"),
    "rubrics": ("rowid", "rubric"),
    "files": ("id", "file"),
    "layouts": ("id", "layout"),
    "sheets": ("id", "sheet"),
    "notes": ("sheet", "sheet"),
    "findings": ("position", "finding"),
    "groups": ("id", "group"),
    "parts": ('"group"', "group"),
    "units": ("id", "unit"),
    "unit_parts": ("unit", "unit"),
}

#: Tables whose values other records have as well, and columns that move a row or another record to another place.
SHARED, KEYS = {"layouts", "rubrics", "parts", "groups", "files"}, {"id", "unit", "position", "file"}


def record_of(database: sqlite3.Connection, table: str, row: int, column: str) -> str:
    """What the record of a row is called."""
    if table == "seals":
        return "seals"
    if table == "meta":
        (key,) = database.execute("SELECT key FROM meta WHERE rowid = ?", (row,)).fetchone()
        return key if (key, column) == ("content_seal", "value") else "head"
    owner, kind = OWNERS[table]
    (number,) = database.execute(f"SELECT {owner} FROM {table} WHERE rowid = ?", (row,)).fetchone()  # noqa: S608
    return f"{kind} {number}"


@given(st.data())
def test_a_change_of_any_value_is_found_and_its_record_named(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(RICH))
    everything = places(name)
    table = data.draw(st.sampled_from(sorted({table for table, _, _ in everything})))
    _, row, column = data.draw(st.sampled_from([each for each in everything if each[0] == table]))
    with opened(written(name)) as database:
        (value,) = database.execute(f'SELECT "{column}" FROM {table} WHERE rowid = {row}').fetchone()  # noqa: S608
        if str(value).startswith("gkpg-seal:"):
            return  # the seal over the bytes is no content
        record, other = record_of(database, table, row, column), changed(value, data.draw(st.integers(0, 9)))
        database.execute(f'UPDATE {table} SET "{column}" = ? WHERE rowid = {row}', (other,))  # noqa: S608
        found = check_content(database).changed
    assert record in found
    if table not in SHARED and column not in KEYS:
        assert found == (record,)


def test_every_kind_of_table_is_among_those_tried() -> None:
    assert {table for name in RICH for table, _, _ in places(name)} == {*OWNERS, "meta", "seals"}


@pytest.mark.parametrize(
    ("change", "record"),
    [
        ("INSERT INTO notes VALUES (999, '1.1', 'x', '')", "tables"),
        ("DELETE FROM findings WHERE position = 1", "finding 1"),
        ("DROP VIEW points; CREATE VIEW points AS SELECT 1 AS points", "tables"),
        ("ALTER TABLE units ADD COLUMN note TEXT", "tables"),
        ("DELETE FROM meta WHERE key = 'program'", "head"),
        ("DELETE FROM meta WHERE key = 'content_seal'", "content_seal"),
        ("DELETE FROM seals WHERE record = 'head'", "seals"),
    ],
)
def test_what_is_added_or_taken_away_is_found(change: str, record: str) -> None:
    with opened(written("mistakes")) as database:
        database.executescript(change)
        assert record in check_content(database).changed


def test_a_value_of_another_type_is_found() -> None:
    with opened(written("mistakes")) as database:
        for value in (4.5, b"\x00", 2**60, -1):
            database.execute('UPDATE sheets SET "row" = ? WHERE id = 1', (value,))
            assert check_content(database).changed == ("sheet 1",)


def saved(content: bytes, path: Path) -> Path:
    path.write_bytes(content)
    return path


def vacuumed(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("VACUUM")


def with_pages_of_1024(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA page_size = 1024")
        database.execute("VACUUM")


def in_utf_16(path: Path) -> None:
    restored(path, "PRAGMA encoding = 'UTF-16le'")


def with_a_log(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("VACUUM")


def with_an_index(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript("CREATE INDEX by_unit ON sheets (unit); CREATE TABLE mine (note TEXT); ANALYZE")


def restored(path: Path, *before: str) -> None:
    """Dumped as SQL and made anew of it, without the numbers that no dump has."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        dump = "\n".join(database.iterdump())
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as database:
        for each in before:
            database.execute(each)
        database.executescript(dump)


def restored_with_its_numbers(path: Path) -> None:
    restored(path)
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.executescript(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT}")


REWRITTEN = [
    vacuumed, with_pages_of_1024, in_utf_16, with_a_log, with_an_index, restored, restored_with_its_numbers,
]  # fmt: skip


@pytest.mark.parametrize("rewrite", REWRITTEN, ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", RICH)
def test_other_bytes_of_the_same_content_are_the_same_result(name: str, rewrite: Any, tmp_path: Path) -> None:
    path = saved(written(name), tmp_path / "r.sqlite")
    before = load_results(path)
    rewrite(path)
    assert path.read_bytes() != written(name)
    assert load_results(path) == before


def test_a_changed_result_is_refused_with_the_names_of_what_was_changed(tmp_path: Path) -> None:
    path = saved(written("ranks-tie-by-item"), tmp_path / "r.sqlite")
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        unit, file = database.execute(
            "SELECT s.unit, f.file FROM sheets s JOIN files f ON f.id = s.file WHERE s.id = 1"
        ).fetchone()
        database.execute("UPDATE sheets SET points = points || ' 1' WHERE id = 1")
        database.execute("UPDATE units SET total = '99.99' WHERE unit = ?", (unit,))
    with pytest.raises(FindingError) as caught:
        load_results(path)
    assert caught.value.finding.code == "D103"
    assert caught.value.finding.message("zh") == f"结果文件写出以后被改过：{unit} 的结果、{file} 里 {unit} 的得分"
    assert caught.value.finding.message("en").endswith(f": the outcome of {unit}; the scores of {unit} in {file}")


KINDS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda each: st.lists(each) | st.dictionaries(st.text(st.characters(max_codepoint=127)), each),
)


@given(KINDS)
def test_the_canonical_form_is_that_of_rfc_8785(value: Any) -> None:
    oracle = pytest.importorskip("rfc8785")
    assert canonical(value) == oracle.dumps(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_record_is_canonical(case: Path) -> None:
    """By the independent package, of which each record is one value of the kinds named in docs/trust.md."""
    oracle = pytest.importorskip("rfc8785")
    with opened(render_result(scored(case))) as database:
        for record in records_of(database):
            assert oracle.dumps(json.loads(record.content)) == record.content
        assert check_content(database).changed == ()


def plain_root(leaves: list[bytes]) -> bytes:
    """The root of a tree as RFC 6962 defines it: the left side has the largest power of two below the number of leaves."""
    if len(leaves) == 1:
        return leaves[0]
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    return hashlib.sha256(b"\x01" + plain_root(leaves[:left]) + plain_root(leaves[left:])).digest()


@given(st.lists(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=3), min_size=1, max_size=40))
def test_the_tree_is_that_of_rfc_6962_and_every_path_leads_to_its_root(digests: list[list[bytes]]) -> None:
    tree = SealTree(Seal(leaf, str(n), each) for leaf, own in enumerate(digests) for n, each in enumerate(own))
    whole = hashlib.sha256(b"".join(each for own in digests for each in own)).digest()
    salts = [hashlib.sha256(b"gkpg-salt" + whole + str(leaf).encode()).digest() for leaf in range(len(digests))]
    leaves = [hashlib.sha256(b"\x00" + salt + b"".join(own)).digest() for salt, own in zip(salts, digests, strict=True)]
    assert tree.root == plain_root(leaves)
    for leaf, node in enumerate(leaves):
        for side, beside in tree.path(leaf):
            node = hashlib.sha256(b"\x01" + (beside + node if side == "left" else node + beside)).digest()  # noqa: PLW2901
        assert node == tree.root


SCORE = """
import sys
from pathlib import Path
from gkpg.__main__ import run
sys.argv = ["gkpg", "score", "-o", sys.argv[1], "--jobs", sys.argv[2]]
run()
"""


def test_workers_locale_time_zone_hash_seed_and_folder_change_nothing(tmp_path: Path) -> None:
    """The same inputs give the same seal, wherever they lie and however the machine is set."""
    seals = set()
    for number, (jobs, lang, zone, seed) in enumerate(
        (("1", "C", "UTC", "0"), ("2", "zh_CN.UTF-8", "Asia/Shanghai", "7"))
    ):
        folder = tmp_path / f"folder {number}"
        shutil.copytree(ROOT / "tests" / "cases" / "ranks-tie-by-item", folder)
        env = {**os.environ, "LC_ALL": lang, "TZ": zone, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", SCORE, "r.sqlite", jobs], cwd=folder, env=env, check=False, capture_output=True)  # fmt: skip
        seals.add((folder / "r.sqlite").read_bytes())
    assert len(seals) == 1
