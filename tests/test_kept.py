"""What is kept of earlier work: it is forgotten in time, and changes nothing that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkpg.base.memo import Memo, memoize
from gkpg.round.defaults import ANYBODY, GRADES, RANKING, ROUNDING
from gkpg.round.grades import Grades
from gkpg.round.model import Ranking, RoundingRule
from gkpg.round.sources import Source
from gkpg.workbooks.fast.sheet_pass import read_strings_fast
from gkpg.workbooks.strict import StringsScan
from gkpg.workbooks.unreadable import UnreadableError
from tests.conftest import filled, library_of, read_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric


def test_a_text_is_made_once_unless_it_is_long() -> None:
    made: list[str] = []
    known = Memo(lambda text: made.append(text) or text.upper(), most=1_000, longest=3)
    assert [known["a"], known["a"], known["long"], known["long"]] == ["A", "A", "LONG", "LONG"]
    assert made == ["a", "long", "long"]


def test_what_would_be_too_much_is_forgotten() -> None:
    made: list[int] = []

    @memoize(most=200, longest=100)
    def size(text: str) -> int:
        made.append(len(text))
        return len(text)

    assert [size("x" * count) for count in (10, 20, 30, 10, 10)] == [10, 20, 30, 10, 10]
    assert made == [10, 20, 30, 10]


def test_what_fails_is_not_kept() -> None:
    known = Memo(lambda text: 1 // len(text), most=1_000, longest=3)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            known[""]
    assert dict(known) == {}


#: Cells of one sheet after another, and what is found in each: every sheet has rows of those before it but for one cell.
SHEETS: list[tuple[dict[str, Any], list[tuple[str, str | None]]]] = [
    ({}, []),
    ({"I9": "案例三则"}, []),
    ({"I9": None}, [("S113", "I9")]),
    ({"I9": None, "J9": "https://a.cn"}, [("S113", "I9")]),
    ({"I9": "案例三则", "J9": "https://a.cn"}, []),
    ({"I6": "见目录"}, []),
    ({"I6": "见目录", "D6": "别的"}, [("S206", "D6")]),
    ({"I6": "见目录", "F6": 3}, [("S205", "F6")]),
    ({"I6": "见目录", "G6": 2.1}, [("S101", "G6")]),
    ({"I6": "见目录", "G6": {"value": 1.25, "format": "0"}}, [("S115", "G6")]),
    ({"I6": "见目录", "H6": "✓"}, [("S112", "H6")]),
    ({"I6": "见目录", "C7": "1.1"}, [("S203", None), ("S204", "C7")]),
    ({"I6": "又见目录"}, []),
]


def test_a_row_that_differs_from_a_sound_one_is_judged_by_what_differs(tmp_path: Path, smallest: Rubric) -> None:
    found = [_found(tmp_path / f"{number}", smallest, cells) for number, (cells, _) in enumerate(SHEETS)]
    assert found == [codes for _, codes in SHEETS]


def test_what_stands_beside_a_score_is_that_of_its_own_sheet(tmp_path: Path, smallest: Rubric) -> None:
    notes = []
    for number, cells in enumerate(({"I6": "甲"}, {"I6": "乙", "J6": "https://b.cn"}, {"J6": "https://c.cn"}, {})):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        sheet = read_sheet(
            filled(smallest, folder, {**cells, "I9": "案例"}), "甲区-评分组-1.xlsx", library_of(smallest)
        )
        notes.append([tuple(note) for note in sheet.notes])
    last = ("2", "案例", "")
    assert notes == [
        [("1.1", "甲", ""), last],
        [("1.1", "乙", "https://b.cn"), last],
        [("1.1", "", "https://c.cn"), last],
        [last],
    ]


def _found(folder: Path, rubric: Rubric, cells: dict[str, Any]) -> list[tuple[str, str | None]]:
    folder.mkdir()
    sheet = read_sheet(filled(rubric, folder, cells), "甲区-评分组-1.xlsx", library_of(rubric))
    return [(finding.code, finding.place.cell) for finding in sheet.findings]


PIECES = [*"ab <>&;_\r\n\t]\x01\ufffe", "_x000D_", "]]>", "&amp;", "&#10;", "</t><t>", "</t><phoneticPr/><t>"]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_shared_strings_are_read_as_by_the_strict_pass_or_left_to_it(text: str) -> None:
    data = f'<sst><si><t xml:space="preserve">{text}</t></si></sst>'.encode()
    try:
        strictly = StringsScan(data).found
    except UnreadableError:
        strictly = None
    assert read_strings_fast(data) in (strictly, None)


@pytest.mark.parametrize("text", ["一", " 二\n", "_x0041_", "", "x" * 50_000, "&lt;", "]]&gt;"])
def test_shared_strings_as_spreadsheets_write_them_are_read_quickly(text: str) -> None:
    data = f"<sst><si><t>{text}</t></si></sst>".encode()
    assert read_strings_fast(data) == StringsScan(data).found


def test_the_defaults_are_what_an_assessment_could_say() -> None:
    """They are not validated when gkpg starts."""
    bands = [
        {"name": "优秀", "en": "excellent", "from": "90%"},
        {"name": "良好", "en": "good", "from": "80%"},
        {"name": "合格", "en": "pass", "from": "60%"},
        {"name": "不合格", "en": "fail"},
    ]
    assert Grades.model_validate({"bands": tuple(bands)}) == GRADES
    assert Source.model_validate({"name": "*", "kind": "assessors"}) == ANYBODY
    assert Ranking.model_validate({}) == RANKING
    assert RoundingRule.model_validate({"step": "total", "places": 2}) == ROUNDING["total"]
    assert RoundingRule.model_validate({"step": "converted", "places": 2}) == ROUNDING["converted"]
