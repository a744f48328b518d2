"""Rounds of very many units: what is done for each must not grow with how many there are."""

from __future__ import annotations

import datetime
import difflib
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from gkpg.authoring.migrate.file_migration import migrate_file
from gkpg.authoring.migrate.row_plan import plan_migration
from gkpg.base.nearest import nearest_name
from gkpg.findings.gallery import BASE
from gkpg.ledger.round_rules import date_of
from gkpg.round.model import Assessment, NotApplicable
from gkpg.round.round import Round
from gkpg.round.sources import Conflict, ReceivedSheet, Source
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.blank.unit_sheet_maker import UnitSheetMaker
from gkpg.sheets.model import Identity, Sheet
from gkpg.sheets.read.file_reader import FileReader
from gkpg.sheets.read.sheet_rules import NOTHING
from tests.conftest import FULL, fill, library_of, rubric_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Counted(str):
    """A name that counts how often it is compared with another."""

    __slots__ = ()
    comparisons = 0

    def __eq__(self, other: object) -> bool:
        Counted.comparisons += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def names(count: int) -> tuple[str, ...]:
    """So many names of units, of which each is like many others."""
    return tuple(Counted(f"样例{number:05}街道办事处") for number in range(count))


def comparisons(work: Callable[[], object]) -> int:
    """How often names are compared in the course of some work."""
    Counted.comparisons = 0
    work()
    return Counted.comparisons


WRONG = {
    "样例01234街道办亊处": "样例01234街道办事处",
    "样例01234街道办处": "样例01234街道办事处",
    "样例01234街道的办事处": "样例01234街道办事处",
    "样侧00077街道办事处": "样例00077街道办事处",
}


@pytest.mark.parametrize(("wrong", "right"), WRONG.items())
def test_the_nearest_of_very_many_is_found_with_few_comparisons(
    wrong: str, right: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    first = difflib.SequenceMatcher.set_seq1

    def count(self: Any, name: str) -> None:
        compared.append(name)
        first(self, name)

    monkeypatch.setattr(difflib.SequenceMatcher, "set_seq1", count)
    assert nearest_name(wrong, names(20_000), 0.5) == right
    assert len(compared) <= 100


@pytest.mark.parametrize("count", [3, 900])
@pytest.mark.parametrize("word", ["样例00002街道", "样例", "无此单位", ""])
def test_of_few_all_are_compared(word: str, count: int) -> None:
    known = names(count)
    assert nearest_name(word, known, 0.5) == next(iter(difflib.get_close_matches(word, known, 1, 0.5)), None)


@pytest.mark.parametrize("word", ["无此单位名称", "", "x"])
def test_what_is_like_none_of_very_many_has_none(word: str) -> None:
    assert nearest_name(word, names(5_000), 0.5) is None


def source_of(count: int) -> Callable[[], object]:
    source = Source.model_construct(name="甲", kind="assessors", units=names(count), but=names(count))
    return lambda: [source.scores(name) for name in ("样例00001街道办事处", "没有")]


def optional_item(count: int) -> Callable[[], object]:
    rule = NotApplicable.model_construct(items=("1",), treatment="full", units=names(count))
    return lambda: [rule.is_for(name) for name in ("样例00001街道办事处", "没有")]


def round_of(count: int) -> Round:
    declared = tuple(
        Conflict.model_construct(assessor=each, units=names(count), reason="亲属") for each in ("甲", "乙")
    )
    day = datetime.date(2022, 12, 1)
    received = tuple(ReceivedSheet.model_construct(unit=name, date=day) for name in names(count))
    return Round((), Assessment.model_construct(conflicts=declared, received=received))


def conflicts(count: int) -> Callable[[], object]:
    round_ = round_of(count)
    return lambda: [round_.conflicts("乙", name) for name in ("样例00001街道办事处", "没有")]


def dates(count: int) -> Callable[[], object]:
    round_ = round_of(count)
    sheets = [Sheet("甲.xlsx", None, Identity(name)) for name in ("样例00001街道办事处", "没有")]
    return lambda: [date_of(sheet, round_) for sheet in sheets]


@pytest.mark.parametrize("made", [source_of, optional_item, conflicts, dates])
def test_a_unit_is_found_in_a_long_list_without_going_through_it(made: Callable[[int], Callable[[], object]]) -> None:
    few, many = made(50), made(500)
    assert few() == many() != []  # what is made of the lists is made now
    assert comparisons(many) <= comparisons(few)


def test_the_first_entry_that_fits_says_when_a_sheet_came_in() -> None:
    first, second, third = (datetime.date(2022, 12, day) for day in (1, 2, 3))
    received = (
        ReceivedSheet(unit="甲区", source="第三方", date=first),
        ReceivedSheet(source="自查", date=second),
        ReceivedSheet(unit="甲区", date=third),
    )
    round_ = Round((), Assessment.model_construct(received=received))
    found = {
        (unit, source): date_of(Sheet("甲.xlsx", None, Identity(unit, source)), round_)
        for unit in ("甲区", "乙区")
        for source in ("第三方", "自查", "办公厅")
    }
    assert list(found.values()) == ["2022-12-01", "2022-12-02", "2022-12-03", "", "2022-12-02", ""]


class Always:
    """The same plan for every rubric; workers can be sent it."""

    def __init__(self, plan: object) -> None:
        self.plan = plan

    def __call__(self, rubric: object) -> object:
        return self.plan


def test_what_goes_over_to_another_version_is_not_kept_until_it_is_written(tmp_path: Path) -> None:
    old = rubric_of(BASE, tmp_path / "v1.yaml")
    new = rubric_of(BASE.replace('version: "1"', 'version: "2"'), tmp_path / "v2.yaml")
    path = tmp_path / "甲区-考核组-1.xlsx"
    fill(render_unit_sheet(BlankUnitSheet(old, "甲区", "考核组", "1")), path, FULL)
    file = FileReader(library_of(old, new)).read(str(path), path.name)
    assert not isinstance(file, str)
    plan = plan_migration(old, new)
    moved = migrate_file(file, str(path), Always(plan), NOTHING, UnitSheetMaker())
    assert moved.carried > 0
    assert b"EnteredCell" not in pickle.dumps(moved)
