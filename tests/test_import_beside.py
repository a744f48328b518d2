"""Bonuses and penalties in one line become `beside` where the words say it all; else the line is told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from gkpg.authoring.importing.importer import DraftedTable, import_file
from gkpg.rubric import load_rubric
from gkpg.rubric.file_layout import lay_out_rubric
from tests.printed_files import as_csv, as_document, as_text, as_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.printed_files import Lines

    Written = Callable[[Lines, Path], Path]

ROWS = [["2025年考核指标表"], ["序号", "指标", "分值"], ["1", "公开", "60"], ["2", "解读", "40"]]
SUM = ["合计", "", "100"]


def rows_of(draft: DraftedTable) -> list[tuple[Any, ...]]:
    """The blocks and their rows: names, limits, points each time."""
    return [
        (
            block["name"],
            block["kind"],
            block.get("max"),
            [(row["name"], row["max"], row.get("each")) for row in block["items"]],
        )
        for block in draft.values.get("beside", ())
    ]


WHOLE = [
    (
        "加分项：每条信息被采用加0.5分，最高不超过2分",
        ("加分项", "bonus", None, [("每条信息被采用", 2, Decimal("0.5"))]),
    ),
    ("加分项：获国家表彰每次加1分，最多3分", ("加分项", "bonus", None, [("获国家表彰", 3, 1)])),
    ("加分项:获国家表彰每次加1分,最多3分。", ("加分项", "bonus", None, [("获国家表彰", 3, 1)])),
    (
        "二、加分项：国家表彰每次加2分；省级表彰每次加1分；累计最多5分。",
        ("加分项", "bonus", 5, [("国家表彰", "none", 2), ("省级表彰", "none", 1)]),
    ),
    (
        "加分项：1.经验被推广的加2分；2.获批示的，每次加1分，最高3分。",
        ("加分项", "bonus", None, [("经验被推广", 2, None), ("获批示", 3, 1)]),
    ),
    ("减分项：被通报批评每次扣2分，最多扣6分", ("减分项", "penalty", None, [("被通报批评", 6, 2)])),
]


@pytest.mark.parametrize(("text", "block"), WHOLE, ids=[text for text, _ in WHOLE])
@pytest.mark.parametrize("write", [as_text, as_csv, as_workbook, as_document])
@pytest.mark.parametrize("is_below", [False, True])
def test_a_line_that_says_it_all_becomes_beside(
    write: Written, text: str, block: tuple[Any, ...], is_below: bool, tmp_path: Path
) -> None:
    line = [text, "<", "<"]
    (draft,) = import_file(write([*ROWS, *([SUM, line] if is_below else [line, SUM])], tmp_path / "a"))
    assert rows_of(draft) == [block]
    assert not draft.findings
    assert draft.values["total"] == 100
    path = tmp_path / "a.yaml"
    path.write_text(lay_out_rubric(draft.values), "utf-8")
    assert [each.code for each in load_rubric(path).findings if each.severity == "error"] == []


@pytest.mark.parametrize(
    "text",
    [
        "加分项：获国家表彰酌情加分",
        "加分项：获国家表彰每次加1分",
        "加分项：国家级加3分、省级酌情加分",
        "加分项：国家级加3分、省级加2分，最多4分；获批示每次加1分",
        "加分项：由领导小组研究确定",
    ],
)
def test_a_line_that_leaves_something_open_is_told(text: str, tmp_path: Path) -> None:
    (draft,) = import_file(as_text([*ROWS, SUM, [text]], tmp_path / "a"))
    assert [(each.code, each.place.line) for each in draft.findings] == [("T114", 6)]
    assert rows_of(draft) == []


STEPS = [
    (
        "加分项：获国家级表彰加3分、省级加2分、市级加1分",
        ("加分项", "bonus", None, [("获国家级表彰", 3, None), ("省级", 2, None), ("市级", 1, None)]),
    ),
    (
        "加分项：国家级每次加2分，省级每次加1分，最高不超过5分",
        ("加分项", "bonus", 5, [("国家级", "none", 2), ("省级", "none", 1)]),
    ),
    (
        "减分项：被国家级通报扣2分、省级扣1分",
        ("减分项", "penalty", None, [("被国家级通报", 2, None), ("省级", 1, None)]),
    ),
]


@pytest.mark.parametrize(("text", "block"), STEPS, ids=[text for text, _ in STEPS])
@pytest.mark.parametrize("write", [as_text, as_csv, as_workbook, as_document])
def test_several_figures_in_one_sentence_are_a_row_each_which_is_told(
    write: Written, text: str, block: tuple[Any, ...], tmp_path: Path
) -> None:
    (draft,) = import_file(write([*ROWS, SUM, [text, "<", "<"]], tmp_path / "a"))
    assert rows_of(draft) == [block]
    assert [each.code for each in draft.findings] == ["T317"]


def test_several_figures_in_a_row_of_the_table_are_a_row_each(tmp_path: Path) -> None:
    """The points of the row are the most that they can bring together."""
    rows = [ROWS[0], [*ROWS[1], "评分标准"], *([*each, ""] for each in ROWS[2:])]
    text = "获国家级表彰的加2分；获省级表彰的加1分"
    (draft,) = import_file(as_text([*rows, [*SUM, ""], ["", "加分项", "2.5", text]], tmp_path / "a"))
    assert rows_of(draft) == [("加分项", "bonus", Decimal("2.5"), [("获国家级表彰", 2, None), ("获省级表彰", 1, None)])]


@pytest.mark.parametrize("foot", [[], [SUM]])
@pytest.mark.parametrize("write", [as_text, as_csv, as_workbook, as_document])
def test_a_row_with_its_points_beside_such_words_is_no_indicator(write: Written, foot: Lines, tmp_path: Path) -> None:
    (draft,) = import_file(write([*ROWS, ["3", "加分项：获国家表彰每次加1分", "3"], *foot], tmp_path / "a"))
    assert rows_of(draft) == [("加分项", "bonus", None, [("获国家表彰", 3, 1)])]
    assert draft.values["total"] == 100
    assert [each.code for each in draft.findings] == ([] if foot else ["T112"])


VETOES = [
    ("（备注：）发生重大事故的，实行一票否决，定为不合格。", []),
    ("备注：发生重大事故的，实行一票否决，定为不合格", []),
    ("注：发生重大事故的实行一票否决。", ["T315"]),
]


@pytest.mark.parametrize(("text", "codes"), VETOES, ids=[text for text, _ in VETOES])
def test_a_remark_that_says_a_veto_becomes_one(text: str, codes: list[str], tmp_path: Path) -> None:
    (draft,) = import_file(as_workbook([*ROWS, SUM, [text, "<", "<"]], tmp_path / "a"))
    assert [(veto["name"], veto["effect"]) for veto in draft.values["vetoes"]] == [("发生重大事故", {"fail": True})]
    assert [each.code for each in draft.findings] == codes


def test_a_remark_that_says_no_veto_becomes_none(tmp_path: Path) -> None:
    text = "备注：本表由办公室负责解释。"
    (draft,) = import_file(as_workbook([*ROWS, SUM, [text, "<", "<"]], tmp_path / "a"))
    assert "vetoes" not in draft.values
