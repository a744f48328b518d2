"""Assessing again: what an earlier result has read is used only where it is sure to be the same."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from gkpg.ledger.submissions import find_files
from gkpg.results.reuse import AssessmentOutcome, AssessmentRequest, assess
from gkpg.results.store import load_results, load_stored, render_result, write_results
from gkpg.results.store.seal import OPEN_SEAL, is_sealed, seal
from gkpg.results.store.stored_files import StoredFiles
from gkpg.sheets.read.file_reader import FileReader
from gkpg.sheets.read.name_patterns import NamePattern
from tests.conftest import filled, library_of, rubric_of
from tests.test_hostile_files import zipped
from tests.test_xlsx import parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gkpg.rubric import Rubric
    from gkpg.sheets.model import File

UNITS = ("甲区", "乙区", "丙区")


@pytest.fixture
def folder(smallest: Rubric, tmp_path: Path) -> Path:
    """Three units' sheets, the second with a score over its cap."""
    for unit, points in zip(UNITS, (2, 9, 1), strict=True):
        filled(smallest, tmp_path / "sheets", {"G6": points}, unit)
    return tmp_path / "sheets"


def run(folder: Path, rubric: Rubric, earlier: Path | None, **how: object) -> AssessmentOutcome:
    """What `gkpg score` does, down to the result file."""
    reader = FileReader(library_of(rubric), **how)  # type: ignore[arg-type]
    assessed = assess(AssessmentRequest(find_files([folder]), reader), earlier)
    if earlier is not None and assessed.is_new:
        write_results(earlier, assessed.results, assessed.origin)
    return assessed


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read and not merely looked at, as they are; workers are left out, so that they are seen."""
    read: list[str] = []
    plain = FileReader.read

    def counting(self: FileReader, path: str, name: str, known: frozenset[str] = frozenset()) -> object:
        result = plain(self, path, name, known)
        if not isinstance(result, str):
            read.append(name)
        return result

    monkeypatch.setattr(FileReader, "read", counting)
    monkeypatch.setattr(
        "gkpg.ledger.submissions.work_through",
        lambda pieces, work, *_: ((number, work(each)) for number, each in enumerate(pieces)),
    )
    return read


@pytest.fixture
def one_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of few files that are known, none but the first is read again to check."""
    monkeypatch.setattr("gkpg.results.reuse._MOST_CHECKED", 1)


def test_with_nothing_changed_the_result_stands(folder: Path, smallest: Rubric, tmp_path: Path) -> None:
    result = tmp_path / "r.sqlite"
    first = run(folder, smallest, result)
    before = result.read_bytes()
    again = run(folder, smallest, result)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.results == first.results == load_results(result)
    assert result.read_bytes() == before


def test_with_nothing_changed_no_sheet_is_made_of_the_earlier_result(
    folder: Path, smallest: Rubric, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = tmp_path / "r.sqlite"
    first = run(folder, smallest, result).results

    def refuse(_: StoredFiles) -> Iterator[File]:
        raise AssertionError

    monkeypatch.setattr(StoredFiles, "__iter__", refuse)
    again = run(folder, smallest, result)
    assert not again.is_new
    assert (again.results.groups, again.results.findings) == (first.groups, first.findings) != ((), ())
    assert len(again.results.ledger.files) == len(UNITS)


@pytest.mark.parametrize("places", [(0,), (1, 2), (0, 1, 2), ()])
def test_some_files_of_a_result_are_as_among_all(
    folder: Path, smallest: Rubric, tmp_path: Path, places: tuple[int, ...]
) -> None:
    result = tmp_path / "r.sqlite"
    files = run(folder, smallest, result).results.ledger.files
    assert load_stored(result).some_files(places) == tuple(files[place] for place in places)


@pytest.mark.usefixtures("one_checked")
def test_only_what_changed_is_read_again(
    folder: Path, smallest: Rubric, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = tmp_path / "r.sqlite"
    run(folder, smallest, result)
    filled(smallest, folder, {"G6": 0.5}, "甲区")
    filled(smallest, folder, {}, "丁区")
    read = counted(monkeypatch)
    again = run(folder, smallest, result)
    assert sorted(read) == ["丁区-评分组-1.xlsx", "丙区-评分组-1.xlsx", "甲区-评分组-1.xlsx"]  # the first is a check
    assert again.results == run(folder, smallest, None).results


def test_a_sheet_moved_away_does_not_linger(folder: Path, smallest: Rubric, tmp_path: Path) -> None:
    result = tmp_path / "r.sqlite"
    run(folder, smallest, result)
    (folder / "乙区-评分组-1.xlsx").unlink()
    again = run(folder, smallest, result)
    assert again.is_new
    assert [unit.name for unit in again.results.groups[0].units] == ["甲区", "丙区"]


def test_a_sheet_under_another_name_is_read_again(folder: Path, smallest: Rubric, tmp_path: Path) -> None:
    """Its name may say whose it is, so the same bytes are not enough."""
    result = tmp_path / "r.sqlite"
    run(folder, smallest, result)
    (folder / "甲区-评分组-1.xlsx").rename(folder / "庚区-评分组-1.xlsx")
    assert "S307" in {finding.code for finding in run(folder, smallest, result).results.findings}


@pytest.mark.usefixtures("one_checked")
@pytest.mark.parametrize("how", [{"split": True}, {"pattern": NamePattern("{unit}")}])
def test_another_way_of_reading_reads_everything(
    folder: Path, smallest: Rubric, tmp_path: Path, how: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = tmp_path / "r.sqlite"
    run(folder, smallest, result)
    read = counted(monkeypatch)
    run(folder, smallest, result, **how)
    assert len(read) == len(UNITS)


@pytest.mark.usefixtures("one_checked")
def test_another_rubric_reads_everything(
    folder: Path, smallest: Rubric, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = tmp_path / "r.sqlite"
    run(folder, smallest, result)
    other = smallest.model_copy(update={"title": "另一个题目", "version": "2"})
    read = counted(monkeypatch)
    again = run(folder, other, result)
    assert len(read) == len(UNITS)
    assert {finding.code for finding in again.results.findings} == {"S303"}


def tampered(path: Path) -> None:
    """A result file in which somebody raised a score."""
    with sqlite3.connect(path) as database:
        database.execute("UPDATE sheets SET points = replace(points, '1 1 1.5', '2 1 1.5')")
    database.close()


def test_a_result_that_was_changed_is_not_believed(folder: Path, smallest: Rubric, tmp_path: Path) -> None:
    result = tmp_path / "r.sqlite"
    right = run(folder, smallest, result).results
    tampered(result)
    assert run(folder, smallest, result).results == right
    assert load_results(result) == right


def test_a_result_that_lies_under_a_good_seal_is_found_out(
    folder: Path, smallest: Rubric, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some of what is known is read again all the same; where it differs, everything is."""
    result = tmp_path / "r.sqlite"
    first = run(folder, smallest, result)
    file = first.results.ledger.files[0]
    lie = file._replace(sheets=(file.sheets[0]._replace(points="2 1 2"),))
    first.results.ledger.__dict__["files"] = (lie, *first.results.ledger.files[1:])
    write_results(result, first.results, first.origin._replace(inputs="0" * 64))
    read = counted(monkeypatch)
    again = run(folder, smallest, result)
    assert again.results == run(folder, smallest, None).results
    assert len(read) > len(UNITS)


@pytest.mark.parametrize("content", [b"", b"no result", b"SQLite format 3\x00" + bytes(200)])
def test_something_else_in_its_place_is_no_earlier_result(
    folder: Path, smallest: Rubric, tmp_path: Path, content: bytes
) -> None:
    place = tmp_path / "r.sqlite"
    place.write_bytes(content)
    reader = FileReader(library_of(smallest))
    assert assess(AssessmentRequest(find_files([folder]), reader), place).is_new


def test_a_file_that_cannot_be_read_is_looked_at_every_time(folder: Path, smallest: Rubric, tmp_path: Path) -> None:
    (folder / "坏.xlsx").write_bytes(zipped(parts()))
    (folder / "断.xlsx").symlink_to("gone")
    result = tmp_path / "r.sqlite"
    first = run(folder, smallest, result)
    assert run(folder, smallest, result).results == first.results


def test_a_seal_is_over_every_byte(smallest: Rubric, folder: Path) -> None:
    content = render_result(run(folder, smallest, None).results)
    assert is_sealed(content)
    assert OPEN_SEAL.encode() not in content
    for place in range(0, len(content), len(content) // 50):
        assert not is_sealed(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    assert not is_sealed(b"")
    assert not is_sealed(b"no seal")
    assert is_sealed(seal(b"before " + OPEN_SEAL.encode() + b" after"))


def test_a_rubric_edited_without_a_new_version_is_noticed(folder: Path, smallest: Rubric, tmp_path: Path) -> None:
    from gkpg.findings.gallery import BASE  # noqa: PLC0415

    result = tmp_path / "r.sqlite"
    run(folder, smallest, result)
    edited = rubric_of(BASE.replace("name: 目录", "name: 目录表"), tmp_path / "edited.yaml")
    assert {finding.code for finding in run(folder, edited, result).results.findings} == {"S304"}
