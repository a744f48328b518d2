"""A unit's part: it leads to the seal over all, holds nothing of other units, and any change in it shows."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from gkpg.findings.finding import FindingError
from gkpg.ledger.submissions import find_files
from gkpg.results.store import UnitProof, load_results, unit_proof, write_results
from gkpg.scoring import score
from tests.conftest import ROOT, filled, gather, library_of
from tests.test_cases import CASES, scored
from tests.test_content_seal import written

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric


def root_of(proof: UnitProof) -> str:
    """Where a part leads, by nothing but the standard library."""
    node = hashlib.sha256(b"\x00" + bytes.fromhex(proof.salt))
    for record in proof.records:
        text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        node.update(hashlib.sha256(text.encode()).digest())
    digest = node.digest()
    for side, beside in proof.path:
        pair = bytes.fromhex(beside) + digest if side == "left" else digest + bytes.fromhex(beside)
        digest = hashlib.sha256(b"\x01" + pair).digest()
    return digest.hex()


def stated(path: Path) -> str:
    with contextlib.closing(sqlite3.connect(path)) as database:
        (seal,) = database.execute("SELECT value FROM meta WHERE key = 'content_seal'").fetchone()
    return str(seal)


@pytest.mark.parametrize("case", CASES[::6], ids=lambda case: case.name)
def test_the_part_of_every_unit_leads_to_the_seal(case: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    write_results(path, scored(case))
    for group in load_results(path).groups:
        for unit in group.units:
            proof = unit_proof(path, unit.name)
            assert root_of(proof) == proof.seal == stated(path)


@pytest.fixture
def result(tmp_path: Path) -> Path:
    (tmp_path / "r.sqlite").write_bytes(written("ranks-tie-by-item"))
    return tmp_path / "r.sqlite"


def test_a_part_has_all_of_its_unit_and_nothing_of_another(smallest: Rubric, tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    for unit, points in (("甲区", 2), ("乙区", 9), ("丙区", 1)):  # 9 is above the max
        filled(smallest, tmp_path / "sheets", {"G6": points}, unit)
    write_results(path, score(gather(find_files([tmp_path / "sheets"]), library_of(smallest))))
    for unit, found in (("甲区", 0), ("乙区", 1), ("丙区", 0)):
        records = unit_proof(path, unit).records
        assert [record["record"] for record in records] == ["unit", "file", "sheet", *["finding"] * found]
        text = json.dumps(records, ensure_ascii=False)
        assert [name for name in ("甲区", "乙区", "丙区") if name in text] == [unit]


def test_a_file_about_several_units_is_in_no_part(result: Path) -> None:
    records = unit_proof(result, load_results(result).groups[0].units[0].name).records
    assert [record["record"] for record in records] == ["unit", "sheet"]


def changes(value: Any) -> list[Any]:
    """A record with any one of its values changed."""
    if isinstance(value, dict):
        return [{**value, key: other} for key, each in value.items() for other in changes(each)]
    if isinstance(value, list):
        return [[*value[:n], other, *value[n + 1 :]] for n, each in enumerate(value) for other in changes(each)]
    return ["another"]


def test_a_part_in_which_any_value_is_changed_leads_elsewhere(result: Path) -> None:
    proof = unit_proof(result, load_results(result).groups[0].units[-1].name)
    for number, record in enumerate(proof.records):
        for other in changes(record):
            records = (*proof.records[:number], other, *proof.records[number + 1 :])
            assert root_of(proof._replace(records=records)) != proof.seal


def test_a_unit_that_is_not_there_has_no_part(result: Path) -> None:
    with pytest.raises(KeyError):
        unit_proof(result, "无此单位")


def test_a_result_that_was_changed_or_has_no_seal_over_its_content_gives_no_part(result: Path) -> None:
    with contextlib.closing(sqlite3.connect(result)) as database, database:
        database.execute("UPDATE units SET total = '1.00' WHERE id = 1")
    with pytest.raises(FindingError) as caught:
        unit_proof(result, "甲区")
    assert caught.value.finding.code == "D103"
    with pytest.raises(FindingError) as caught:
        unit_proof(ROOT / "tests" / "results" / "format-4" / "ranks-tie-by-item.sqlite", "甲区")
    assert caught.value.finding.code == "D104"
