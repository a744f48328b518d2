"""What a reader remembers of rows changes nothing that is read: read under A, B and A again, all as if for the first time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gkpg.round.load import FORM
from gkpg.round.resolve import resolve
from gkpg.rubric import Library, Rubric
from gkpg.rubric.load import parse_rubric
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader
from gkpg.workbooks.styles import styles_of
from gkpg.yamlfiles.document import parse_yaml
from tests.conftest import fill

if TYPE_CHECKING:
    from pathlib import Path

RUBRIC = """\
rubric: t
version: "1"
title: 表
total: 20
indicators:
  - {id: "1", name: 公开, max: 8, judgement: 根据完成情况评分}
  - {id: "2", name: 次数, max: 4, kind: count, each: 0.5, evidence: 提交网站链接}
  - id: "3"
    name: 平台
    max: 8
    items:
      - {id: "3.1", name: 目录, max: 6}
      - {id: "3.2", name: 更新, max: 2, kind: steps, steps: [2, 1, 0]}
"""
#: Cells of scores: numbers within and over caps, words of a scale, blanks. A word is worth what an assessment says.
CELLS = ("G6", "K7", "G8", "G9")


@cache
def rubric() -> Rubric:
    loaded = parse_rubric(parse_yaml(RUBRIC.encode(), "t.yaml"))
    assert loaded.rubric is not None
    return loaded.rubric


def reader_of(source: dict[str, Any], treatment: str | None) -> FileReader:
    """A reader under an assessment whose one source is as given."""
    lines = [
        "assessment: a", "title: 考核", "groups: [{name: 区, rubric: t, units: [甲区]}]", "sources:",
        f"  - {{name: 评分组, items: all, {', '.join(f'{key}: {value}' for key, value in source.items())}}}",
    ]  # fmt: skip
    if treatment is not None:
        lines.append(f'not_applicable: [{{items: ["3.1"], treatment: {treatment}, basis: 通知}}]')
    library = Library((rubric(),), (), ())
    assessment, wrong = FORM.read(parse_yaml("\n".join(lines).encode(), "a.yaml"))
    assert assessment is not None, [finding.line("en") for finding in wrong]
    return FileReader(library, round=resolve(assessment, library))


assessments = st.builds(
    reader_of,
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["assessors", "self-check", "on-site"])},
        optional={
            "scale": st.sampled_from(["{好: 8, 中: 2}", "{好: 5, 中: 1}", "{好: 6, 差: 0}"]),
            "evidence": st.just("{link: [网站链接], basis: 通知}"),
        },
    ),
    st.sampled_from([None, "full", "rescale-total"]),
)
scores = st.fixed_dictionaries(
    {cell: st.sampled_from([0, 1, 2, 3, 5, 6, 9, "好", "中", "差", "不适用", None]) for cell in CELLS},
    optional={
        "I6": st.sampled_from(["有依据", "-", "#N/A", "\u200b"]),
        "H8": st.sampled_from(["✓", "否", "也许", False, "否\u200b"]),
        "J7": st.just("https://example.org"),
        "C9": st.just("3.2\u200b"),
    },
)


def read(reader: FileReader, path: Path) -> File:
    file = reader.read(str(path), "甲区-评分组-1.xlsx")
    assert isinstance(file, File)
    return file


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(assessments, assessments, scores)
def test_what_was_read_before_changes_nothing(
    tmp_path: Path, a: FileReader, b: FileReader, cells: dict[str, Any]
) -> None:
    path = fill(
        render_unit_sheet(BlankUnitSheet(rubric(), "甲区", "评分组", "1")), tmp_path / "甲区-评分组-1.xlsx", cells
    )
    fresh = []
    for reader in (a, b):
        styles_of.cache_clear()  # with the styles go all rows that the process knows
        fresh.append(read(FileReader(reader.library, round=reader.round), path))
    in_turn = [read(reader, path) for reader in (a, b, a, b)]
    assert in_turn == [*fresh, *fresh]
    assert [read(FileReader(each.library, round=each.round), path) for each in (b, a)] == [fresh[1], fresh[0]]


@pytest.mark.parametrize(
    ("first", "then", "reason", "points", "codes"),
    [
        ({"kind": "assessors", "scale": "{好: 8}"}, {"kind": "assessors", "scale": "{好: 5}"}, "有依据", "5", []),
        ({"kind": "assessors", "scale": "{好: 8}"}, {"kind": "assessors"}, "有依据", "-", ["S105"]),
        ({"kind": "self-check", "scale": "{好: 8}"}, {"kind": "assessors", "scale": "{好: 8}"}, None, "8", ["S113"]),
        ({"kind": "assessors", "scale": "{好: 8}"}, {"kind": "self-check", "scale": "{好: 8}"}, None, "8", []),
    ],
)
def test_a_word_is_worth_what_this_assessment_says(
    tmp_path: Path, first: dict[str, Any], then: dict[str, Any], reason: str | None, points: str, codes: list[str]
) -> None:
    """Under 好 = 8 and then 好 = 5 the same sheet gets 8, then 5; a reason that a self-check need not give is asked for."""
    cells = {"G6": "好", "I6": reason, "K7": 1, "G8": 2, "G9": 1}
    path = fill(
        render_unit_sheet(BlankUnitSheet(rubric(), "甲区", "评分组", "1")), tmp_path / "甲区-评分组-1.xlsx", cells
    )
    read(reader_of(first, None), path)
    sheet = read(reader_of(then, None), path).sheets[0]
    assert sheet.points.split()[0] == points
    assert [finding.code for finding in sheet.findings] == codes
